/** The terminal interface, chat and demo, which are programs of their own and only start here. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { loadNodeProgram } from '../node-program.ts'
import { passphraseFromFile } from '../passphrase.ts'

/** Seconds that whoever leaves waits for a remark. */
const AFTERWORD_S = 1

export function chat(context: Context, args: Args): Promise<number> {
  return openChat(context, args.optional('who'))
}

export async function openChat(context: Context, who?: string): Promise<number> {
  if (context.json)
    throw context.usage('The chat is for people', 'Programs use `earshot listen --json` and `earshot send`.')
  const connection = await context.connection()
  context.link.lasting()
  const { runChat } = await import('../../chat/chat.ts')
  const { interfaceWords } = await import('../interface-words.ts')
  const { runWithin } = await import('../within.ts')
  return runChat({
    connection,
    home: context.home,
    who,
    words: await interfaceWords(context, connection.messenger),
    ...(context.out.color ? {} : { color: false }),
    reattach: () => context.link.reattach(),
    program: {
      command: (argv, place) => runWithin(context, argv, place),
      createFile: async file => (await loadNodeProgram(context.program)).openTarget(file, false),
    },
  })
}

/** Of all programs of this installation. */
function versionOf(program: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(program), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** The terminal interface. */
export async function openTerminal(context: Context, args: Args): Promise<number> {
  const { runTerminal } = await import('../../tui/run.ts')
  const { home, program, lang, timeout } = context
  const passphrase = passphraseFromFile()
  return runTerminal({
    home,
    version: versionOf(program),
    program,
    lang,
    langGiven: args.optional('lang') !== undefined || Boolean(process.env.EARSHOT_LANG),
    environment: context.out.color ? process.env : { ...process.env, NO_COLOR: '1' },
    timeout,
    ...(passphrase !== undefined && { passphrase }),
    afterwards: () => sayWhatEnds(context),
  })
}

/** Whoever leaves may think that messages still arrive: not with a node that was only there for the interface. */
async function sayWhatEnds(context: Context): Promise<void> {
  if (!context.out.terminal) return
  const { attach } = await import('../../../node/launch.ts')
  const { interfaceWords } = await import('../interface-words.ts')
  try {
    const connection = await attach({ home: context.home, remaining: () => AFTERWORD_S })
    try {
      if (connection.hello.mode !== 'automatic') return
      const { cli } = await interfaceWords(context, connection.messenger)
      context.out.note(cli.nodeEndsSoon)
    } finally {
      connection.close()
    }
  } catch {
    // A node that is gone, or busy ending, needs no word.
  }
}

export async function demo(context: Context, args: Args): Promise<number> {
  const { runDemo } = await import('../../demo/demo.ts')
  return runDemo({ json: context.json, lang: context.lang, keep: args.flag('keep') })
}
