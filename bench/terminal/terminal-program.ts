/** A program in a pseudo-terminal of its own: keys go in, and it is told when what came out and how much (see `in_terminal.py`). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Child } from '../child.ts'
import { earshot } from '../earshot.ts'
import type { Context } from '../measure.ts'

export const COLUMNS = 120
export const ROWS = 40

/** Letters that nothing shows unless they are typed: texts and names of these benchmarks have none of them. */
const LETTERS = 'QXZJVWKYBG'
/** Seconds that are waited for anything. */
const WITHIN = 30

export interface Typed {
  /** Milliseconds from the key to its letter, one each. */
  times: number[]
  /** What the program wrote from one key until the next. */
  bytes: number[]
}

export class TerminalProgram {
  readonly #child: Child
  readonly #signal: AbortSignal
  readonly pid: number

  private constructor(child: Child, pid: number, signal: AbortSignal) {
    this.#child = child
    this.#signal = signal
    this.pid = pid
  }

  static async start(
    context: Context,
    command: string,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<TerminalProgram> {
    const child = context.owned.use(
      new Child({
        command: 'python3',
        args: [join(import.meta.dirname, 'in_terminal.py'), String(COLUMNS), String(ROWS), command, ...args],
        env: {
          TERM: 'xterm-256color',
          LANG: 'C.UTF-8',
          LC_ALL: 'C.UTF-8',
          TMUX: '',
          STY: '',
          COLORTERM: '',
          NO_COLOR: '',
          ...env,
        },
        signal: context.signal,
      }),
    )
    const { pid } = await child.take('pid', 10_000, context.signal)
    return new TerminalProgram(child, pid as number, context.signal)
  }

  /** Milliseconds from the start of the program until a text is shown. */
  started(text: string, within = WITHIN): Promise<number> {
    return this.#shown({ do: 'press', text, within })
  }

  /** Milliseconds from pressing keys until a text is shown that was not. */
  press(keys: string, text: string, within = WITHIN): Promise<number> {
    return this.#shown({ do: 'press', keys, text, within })
  }

  /** Presses keys again and again until a text is shown; the milliseconds of each. */
  async page(keys: string, text: string, within = 120): Promise<number[]> {
    const { shown, presses } = await this.#ask({ do: 'page', keys, text, within, quiet: 0.03 }, 'presses', within)
    if (shown === null) throw new Error(`“${text}” was not shown within ${within} s`)
    return presses as number[]
  }

  /** Types letters, with `gap` seconds after each in the middle. */
  async type(count: number, gap: number): Promise<Typed> {
    const order = { do: 'type', letters: LETTERS, count, gap, clear: '\x15', within: 5 }
    const { times, bytes, lost } = await this.#ask(order, 'times', count * (gap + 5) + 10)
    if ((lost as number) > count / 20) throw new Error(`${lost} of ${count} letters were not shown within 5 s`)
    return { times: times as number[], bytes: bytes as number[] }
  }

  /** Bytes that are written because of something, until the screen stands still. */
  async bytesOf(something: () => Promise<unknown>): Promise<number> {
    const collected = this.#ask({ do: 'collect', within: 5, quiet: 0.3 }, 'collected', 20)
    await this.#child.take('collecting', 10_000, this.#signal)
    await something()
    return (await collected).collected as number
  }

  /** Bytes that are written in so many seconds. */
  async rest(seconds: number): Promise<number> {
    return (await this.#ask({ do: 'rest', seconds }, 'came', seconds + 10)).came as number
  }

  /** Milliseconds of processor time so far; the kernel counts in ticks of 10 ms. */
  cpu(): number {
    return cpuOf(this.pid)
  }

  /** Resident memory, in MB. */
  memory(): number {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]) / 1024
  }

  stop(): Promise<void> {
    return this.#child.stop()
  }

  async #shown(order: { do: string; text: string; within: number; keys?: string }): Promise<number> {
    const { shown } = await this.#ask(order, 'shown', order.within)
    if (shown !== null) return shown as number
    const { screen } = await this.#ask({ do: 'screen' }, 'screen', 5)
    throw new Error(
      `“${order.text}” was not shown within ${order.within} s; but ${JSON.stringify(String(screen).slice(-600))}`,
    )
  }

  #ask(order: { do: string; [field: string]: unknown }, answer: string, within: number) {
    this.#child.send(order)
    return this.#child.take(answer, Math.ceil((within + 10) * 1_000), this.#signal)
  }
}

/** Milliseconds of processor time that a process took so far, all threads. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The program's name in parentheses may hold spaces; user and system time are fields 14 and 15 (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** A node that it starts sends nothing off this machine. */
const ENVIRONMENT = { EARSHOT_NO_MDNS: '1', EARSHOT_LISTEN: '/ip4/127.0.0.1/tcp/0', EARSHOT_LANG: 'en' }

/** Earshot's full-screen interface. */
export function openEarshot(context: Context, home: string): Promise<TerminalProgram> {
  return TerminalProgram.start(context, ...earshot(home), ENVIRONMENT)
}
