/** `earshot` on a real terminal, in somebody's profile. */
import { onTestFinished } from 'vitest'
import type { Cli } from './cli.ts'
import { Tmux, type TmuxOptions } from './tmux.ts'

export interface EarshotTerminalOptions extends Omit<TmuxOptions, 'command'> {
  /** Behind `earshot`, for a shell. @default nothing: the full screen */
  words?: string
}

/** Opens a terminal that goes away with the test. */
export function openEarshot(cli: Cli, { words = '', env = {}, ...options }: EarshotTerminalOptions = {}): Tmux {
  const tmux = new Tmux({ command: earshotCommand(cli, words, env), ...options })
  onTestFinished(() => tmux.close())
  return tmux
}

/** The command line; what tmux and the tests' own terminal say of colours is left out, unless `env` says it. */
export function earshotCommand(cli: Cli, words = '', env: Readonly<Record<string, string>> = {}): string {
  const program = cli.program(words)
  const said = { ...program.env, ...env }
  const told = Object.entries(said).filter(([name, value]) => value !== undefined && value !== process.env[name])
  const variables = told.map(([name, value]) => `'${name}=${value}'`)
  return `exec env -u NO_COLOR -u COLORTERM ${variables.join(' ')} ${program.command}`
}
