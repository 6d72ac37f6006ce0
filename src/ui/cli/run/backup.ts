/** backup: the profile in one file, and what is in such a file. */
import { resolve } from 'node:path'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { loadNodeProgram } from '../node-program.ts'
import { backupPassphrase } from '../passphrase.ts'

export async function backup(context: Context, args: Args): Promise<undefined> {
  const file = resolve(args.text('file'))
  if (args.flag('check')) return check(context, file)
  const words = context.words.backup
  const passphrase = await context.link.excuse(() => backupPassphrase(context, true))
  const connection = await context.connection()
  context.link.lasting()
  const bar = await context.progress()
  const stop = new AbortController()
  const watching = (async () => {
    for await (const event of connection.messenger.listen({}, stop.signal)) {
      if (event.event === 'progress' && event.task === 'backup') bar.share(words.saving, event.done, event.total ?? 0)
    }
  })()
  // Where the connection is lost the call itself says so.
  watching.catch(() => undefined)
  try {
    const made = await connection.messenger.backup({ file, passphrase, ...(args.flag('force') && { force: true }) })
    bar.end()
    await context.out.result(made, () => [
      words.made(made.file, context.words.cli.size(made.bytes), made.messages, made.conversations),
    ])
    context.out.note(words.precious)
  } finally {
    bar.end()
    stop.abort()
  }
}

/** Reads the whole file; needs neither a node nor a profile. */
async function check(context: Context, file: string): Promise<undefined> {
  const words = context.words.backup
  const passphrase = await backupPassphrase(context, false)
  const program = await loadNodeProgram(context.program)
  const bar = await context.progress()
  try {
    const progress = (done: number, total: number) => bar.share(words.checking, done, total)
    const found = await program.checkBackup({ file, passphrase, progress })
    bar.end()
    const { displayName } = await import('../../text/sanitize.ts')
    await context.out.result(found, ({ name, peerId, madeAt, messages, conversations }) => [
      words.holds(displayName(name), displayName(peerId, 64), context.moment(madeAt), messages, conversations),
    ])
  } finally {
    bar.end()
  }
}
