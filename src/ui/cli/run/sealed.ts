/** seal, unseal: a second passphrase on a conversation. */

import type { Conversation, Messenger } from '../../../node/messenger.ts'
import { EarshotError } from '../../../protocol/errors.ts'
import { phrase } from '../../../protocol/phrase.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { passphraseFromFile, SECOND_PASSPHRASE_VARIABLE } from '../passphrase.ts'

export async function seal(context: Context, args: Args): Promise<undefined> {
  const { sealed: words } = context.words
  const conv = args.text('conv')
  const fresh = args.optional('new-passphrase-file')
  if (args.flag('change')) {
    const current = await secondPassphrase(context, false)
    const passphrase = fresh === undefined ? await typed(context, true) : passphraseFromFile(fresh)
    const changed = await watched(context, messenger =>
      messenger.seal({ conv, current, ...(passphrase === undefined ? {} : { passphrase }) }),
    )
    return show(context, changed, words.changed)
  }
  if (fresh !== undefined) throw context.usage('--new-passphrase-file goes with --change')
  const closed = await withPassphrase(
    context,
    given => watched(context, messenger => messenger.seal({ conv, ...given })),
    async () => {
      context.out.note(words.precious)
      return secondPassphrase(context, true)
    },
  )
  return show(context, closed, words.closed)
}

export async function unseal(context: Context, args: Args): Promise<undefined> {
  const { sealed: words } = context.words
  const conv = args.text('conv')
  const forever = args.flag('forever')
  const found = await withPassphrase(
    context,
    given => watched(context, messenger => messenger.unseal({ conv, ...given, ...(forever && { forever }) })),
    () => secondPassphrase(context, false),
  )
  return show(context, found, found.sealed ? words.open : words.gone)
}

/** Asks for a passphrase only where the node says that one is needed: whom it is about, and in what state, it knows first. */
async function withPassphrase<T>(
  context: Context,
  run: (given: { passphrase?: string }) => Promise<T>,
  ask: () => Promise<string>,
): Promise<T> {
  // Whoever has to unlock the profile first is asked for that.
  await context.connection()
  try {
    return await run({})
  } catch (error) {
    if (!(error instanceof EarshotError) || error.code !== 'wrong-passphrase') throw error
    return run({ passphrase: await context.link.excuse(ask) })
  }
}

/** Runs something long on the node, and shows how far it is. */
async function watched<T>(context: Context, run: (messenger: Messenger) => Promise<T>): Promise<T> {
  const { messenger } = await context.connection()
  context.link.lasting()
  const bar = await context.progress()
  const stop = new AbortController()
  const watching = (async () => {
    for await (const event of messenger.listen({}, stop.signal)) {
      if (event.event === 'progress' && event.task === 'seal')
        bar.share(context.words.sealed.working, event.done, event.total ?? 0)
    }
  })()
  // Where the connection is lost the call itself says so.
  watching.catch(() => undefined)
  try {
    return await run(messenger)
  } finally {
    bar.end()
    stop.abort()
  }
}

/** Of the file that is named for it, else typed. */
async function secondPassphrase(context: Context, fresh: boolean): Promise<string> {
  return passphraseFromFile(process.env[SECOND_PASSPHRASE_VARIABLE] ?? '') ?? typed(context, fresh)
}

/** Typed; twice, and not empty, for a new one. */
async function typed(context: Context, fresh: boolean): Promise<string> {
  if (!context.interactive) {
    throw context.usage(
      'There is nobody to ask for the second passphrase',
      fresh
        ? phrase`Name a file that holds it in ${SECOND_PASSPHRASE_VARIABLE}, or a new one with --new-passphrase-file.`
        : phrase`Name a file that holds it in ${SECOND_PASSPHRASE_VARIABLE}.`,
    )
  }
  const { cli, sealed } = context.words
  for (;;) {
    const answer = await context.askSecret(fresh ? sealed.ask.newPassphrase : sealed.ask.passphrase)
    if (answer === '') context.out.note(sealed.empty)
    else if (!fresh || (await context.askSecret(cli.ask.again)) === answer) return answer
    else context.out.note(cli.ask.differ)
  }
}

async function show(context: Context, found: Conversation, sentence: (name: string) => string): Promise<undefined> {
  await context.out.result(found, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return [sentence(displayName(found.name))]
  })
}
