/** `earshot` on a real terminal, in somebody's profile. */
import { readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import type { Cli } from './cli.ts'
import { eventually } from './peers.ts'
import { Tmux, type TmuxOptions } from './tmux.ts'

export interface EarshotTerminalOptions extends Omit<TmuxOptions, 'command'> {
  /** Behind `earshot`, for a shell. @default nothing: the full screen */
  words?: string
}

/** Opens a terminal that goes away with the test. */
export function openEarshot(cli: Cli, { words = '', env = {}, ...options }: EarshotTerminalOptions = {}): Tmux {
  const tmux = new Tmux({ command: earshotCommand(cli, words, env), ...options })
  const { pid } = tmux
  onTestFinished(async () => {
    tmux.close()
    // It keeps what is written before it ends; the next test would find that, and its conversation still open.
    await eventually('the program ended with its terminal', () => !runs(pid))
  })
  return tmux
}

/** Whether a process is there, and not only waited for by nobody. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** The command line; what tmux and the tests' own terminal say of colours is left out, unless `env` says it. */
export function earshotCommand(cli: Cli, words = '', env: Readonly<Record<string, string>> = {}): string {
  const program = cli.program(words)
  const said = { ...program.env, ...env }
  const told = Object.entries(said).filter(([name, value]) => value !== undefined && value !== process.env[name])
  const variables = told.map(([name, value]) => `'${name}=${value}'`)
  return `exec env -u NO_COLOR -u COLORTERM ${variables.join(' ')} ${program.command}`
}
