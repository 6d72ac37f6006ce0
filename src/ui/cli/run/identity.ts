/** init, passwd, erase: the identity and what protects it. */
import { phrase } from '../../../protocol/phrase.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { loadNodeProgram } from '../node-program.ts'
import { currentPassphrase, newPassphrase, PASSPHRASE_VARIABLE, passphraseFromFile } from '../passphrase.ts'
import { gone, noIdentity } from './node.ts'

export async function init(context: Context, args: Args): Promise<undefined> {
  const program = await loadNodeProgram(context.program)
  let name = args.optional('name')
  if (name === undefined) {
    if (!context.interactive) throw context.usage('--name is missing', 'earshot init --name NAME')
    // Before anybody types a passphrase for a profile that has one.
    if ((await program.identity(context.home)) !== 'none') name = ''
    else name = await askName(context)
  }
  const passphrase = await chosenPassphrase(context, args)
  const made = await program.init({ home: context.home, name, ...(passphrase === undefined ? {} : { passphrase }) })
  await context.out.result(made, () => [context.words.cli.made(made.name, made.peerId), context.words.cli.next])
  if (passphrase === undefined) context.out.note(context.words.cli.noPassphrase)
}

export async function askName(context: Context): Promise<string> {
  const { ask } = await import('../prompt.ts')
  return (await ask(context.words.cli.ask.name)).trim()
}

async function chosenPassphrase(context: Context, args: Args): Promise<string | undefined> {
  if (args.flag('no-passphrase')) return undefined
  const given = passphraseFromFile()
  if (given !== undefined) return given
  if (!context.interactive) {
    throw context.usage(
      'There is nobody to ask for a passphrase',
      phrase`Name a file that holds it in ${PASSPHRASE_VARIABLE}, or say --no-passphrase.`,
    )
  }
  return newPassphrase({ words: context.words, interactive: true })
}

export async function passwd(context: Context, args: Args): Promise<undefined> {
  const fresh = args.optional('new-passphrase-file')
  const without = args.flag('no-passphrase')
  if (fresh !== undefined && without)
    throw context.usage('--new-passphrase-file and --no-passphrase exclude each other')
  if (fresh === undefined && !without && !context.interactive) {
    throw context.usage(
      'There is nobody to ask for the new passphrase',
      phrase`Give --new-passphrase-file FILE or --no-passphrase; the present one is read from ${PASSPHRASE_VARIABLE}.`,
    )
  }
  const asking = { words: context.words, interactive: context.interactive }
  const before = await context.node.profile()
  const current = before.passphrase ? await currentPassphrase(asking) : undefined
  const next = without ? undefined : fresh === undefined ? await newPassphrase(asking) : passphraseFromFile(fresh)
  const profile = await context.node.passwd({
    ...(current === undefined ? {} : { current }),
    ...(next === undefined ? {} : { next }),
  })
  await context.out.result(profile, () => [
    context.words.common.labelled(
      context.words.cli.statusLabels.passphrase,
      profile.passphrase ? context.words.cli.yes : context.words.cli.no,
    ),
  ])
  if (!profile.passphrase) context.out.note(context.words.cli.noPassphrase)
}

export async function erase(context: Context, args: Args): Promise<undefined> {
  if (!args.flag('yes')) {
    throw context.usage('This destroys the identity and all messages for good', 'Say --yes if that is what you want.')
  }
  const { identity } = await loadNodeProgram(context.program)
  const state = await identity(context.home)
  if (state === 'none') throw noIdentity()
  const passphrase =
    state === 'open' ? undefined : await currentPassphrase({ words: context.words, interactive: context.interactive })
  const connection = await context.connection()
  const result = await connection.messenger.erase({ yes: true, ...(passphrase === undefined ? {} : { passphrase }) })
  await gone(context, connection)
  await context.out.result(result, () => [context.words.cli.erased(result.told)])
}
