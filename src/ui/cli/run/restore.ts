/** restore: a profile made of a backup, where there is none. */
import { resolve } from 'node:path'
import { EarshotError } from '../../../protocol/errors.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { loadNodeProgram } from '../node-program.ts'
import { backupPassphrase, passphraseFromFile } from '../passphrase.ts'
import { stopSignal } from '../stop-signal.ts'

export async function restore(context: Context, args: Args): Promise<undefined> {
  const { backup: words, cli } = context.words
  const file = resolve(args.text('file'))
  const program = await loadNodeProgram(context.program)
  // Before anybody types a passphrase in vain.
  await program.expectNone(context.home)
  const passphrase = await backupPassphrase(context, false)
  const vaultPassphrase = args.flag('no-passphrase') ? undefined : (passphraseFromFile() ?? passphrase)
  const bar = await context.progress()
  const signal = stopSignal()
  try {
    const made = await program.restore({
      ...{ file, passphrase, home: context.home, signal },
      progress: (done: number, total: number) => bar.share(words.restoring, done, total),
      ...(vaultPassphrase === undefined ? {} : { vaultPassphrase }),
    })
    bar.end()
    const { displayName } = await import('../../text/sanitize.ts')
    await context.out.result(made, ({ name, madeAt, messages }) => [
      words.restored(displayName(name), context.moment(madeAt), messages),
      words.next,
    ])
    if (vaultPassphrase === undefined) context.out.note(cli.noPassphrase)
  } catch (error) {
    if (!signal.aborted) throw error
    throw new EarshotError('internal', 'stopped before everything was there', 'nothing was kept; restore again', error)
  } finally {
    bar.end()
  }
}
