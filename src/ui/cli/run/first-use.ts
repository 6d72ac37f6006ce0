/**
 * `earshot` without a command: the terminal interface; the chat, line by line, where a terminal cannot show that; the node where there is no
 * terminal. An identity is made where there is none.
 */
import { hostname } from 'node:os'
import { EarshotError, messageOf } from '../../../protocol/errors.ts'
import { refusal } from '../../tui/terminal/capabilities.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { loginName } from '../login-name.ts'
import { loadNodeProgram } from '../node-program.ts'
import { newPassphrase, passphraseFromFile } from '../passphrase.ts'
import { openChat, openTerminal } from './front-ends.ts'
import { askName } from './identity.ts'
import { foreground } from './node.ts'

/** Characters of a name. */
const MAX_NAME = 64

export async function firstUse(context: Context, args: Args): Promise<number> {
  if (context.interactive && context.out.terminal && refusal(process.env, process.stdin, process.stdout) === undefined)
    return openTerminal(context, args)
  const program = await loadNodeProgram(context.program)
  const fresh = (await program.identity(context.home)) === 'none'
  const { cli } = context.words
  if (!context.interactive || !context.out.terminal) {
    if (fresh) {
      const made = await program.init({ home: context.home, name: defaultName() })
      // Standard output belongs to the node's first line; people and logs are told here, whatever the format.
      process.stderr.write(`${cli.madeWithout(made.name, made.home)} ${cli.noPassphrase}\n`)
    }
    return foreground(context, [], true).catch((error: unknown) => {
      // It runs already: there is nothing to be stopped.
      if (!(error instanceof EarshotError) || error.code !== 'profile-in-use') throw error
      throw new EarshotError(
        error.code,
        messageOf(error),
        'Its node is running. Commands use it; on a terminal, `earshot` opens the terminal interface.',
        error,
      )
    })
  }
  if (fresh) {
    context.out.note(cli.ask.firstRun)
    const name = await askName(context)
    const passphrase = passphraseFromFile() ?? (await newPassphrase({ words: context.words, interactive: true }))
    const made = await program.init({ home: context.home, name, ...(passphrase === undefined ? {} : { passphrase }) })
    context.out.note(cli.made(made.name, made.peerId))
    if (passphrase === undefined) context.out.note(cli.noPassphrase)
    else context.link.remember(passphrase)
  }
  return openChat(context)
}

function defaultName(): string {
  return [...`${loginName() ?? `user${process.getuid?.() ?? ''}`}@${hostname()}`].slice(0, MAX_NAME).join('')
}
