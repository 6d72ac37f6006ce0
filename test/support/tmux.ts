/** A real terminal for tests: a program runs in tmux at a given size; its keys are pressed and its screen is read. */

import { execFileSync, spawnSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'

/** A screen that was read so often without a change, every 50 ms, is drawn. */
const STILL = 6

export interface TmuxOptions {
  /** What runs in it, as a line for the shell. When it ends the terminal shows its last screen on. */
  command: string
  /** @default 80 */
  columns?: number
  /** @default 24 */
  rows?: number
  /** Environment of the program, over that of the tests. `TERM` is tmux's own. */
  env?: Readonly<Record<string, string>>
  /** Lines of tmux's configuration, set before the program starts. */
  settings?: readonly string[]
}

export class Tmux {
  static readonly available = spawnSync('tmux', ['-V']).status === 0
  /** For `describe.skipIf(!Tmux.available)(name, Tmux.meta, …)`. */
  static readonly meta = { meta: { skipReason: 'tmux not found: apt-get install tmux' } }

  /** A server of its own each time: one that just ended may still hold the name. */
  readonly #server = `earshot-test-${process.pid}-${performance.now()}`

  constructor({ command, columns = 80, rows = 24, env = {}, settings = [] }: TmuxOptions) {
    const size = ['-x', String(columns), '-y', String(rows)]
    const variables = Object.entries({ LC_ALL: 'C.UTF-8', ...env }).flatMap(([name, value]) => [
      '-e',
      `${name}=${value}`,
    ])
    const before = [
      'escape-time 0',
      'default-terminal tmux-256color',
      'remain-on-exit on',
      'focus-events on',
      ...settings,
    ]
    const set = before.flatMap(line => ['set-option', '-g', ...line.split(' '), ';'])
    // One command line: the server would end between two, having nothing to do.
    this.#tmux('-f', '/dev/null', 'start-server', ';', ...set, 'new-session', '-d', ...size, ...variables, command)
  }

  /** What is on the screen, without the empty lines below. */
  get screen(): string {
    return this.#tmux('capture-pane', '-p').trimEnd()
  }

  /** Every row of the screen, spaces at the end left out. */
  get rows(): string[] {
    return this.#tmux('capture-pane', '-p').replace(/\n$/, '').split('\n')
  }

  /** The screen with its colours and styles as escape sequences. */
  get styled(): string {
    return this.#tmux('capture-pane', '-p', '-e').trimEnd()
  }

  /** Columns and rows from 0. */
  get cursor(): { x: number; y: number; shown: boolean } {
    const [x = 0, y = 0, flag] = this.ask('#{cursor_x} #{cursor_y} #{cursor_flag}').split(' ').map(Number)
    return { x, y, shown: flag === 1 }
  }

  /** The title of the window, as the program set it. */
  get title(): string {
    return this.ask('#{pane_title}')
  }

  /** The process that was started; a shell that runs one command becomes that command. */
  get pid(): number {
    return Number(this.ask('#{pane_pid}'))
  }

  /** Exit code, or undefined while it runs. */
  get exitCode(): number | undefined {
    const [dead, status, signal] = this.ask('#{pane_dead}|#{pane_dead_status}|#{pane_dead_signal}').split('|')
    if (dead !== '1') return undefined
    return status === '' ? 128 + Number(signal) : Number(status)
  }

  /** What tmux knows of the terminal, by its formats: `#{alternate_on}`, `#{mouse_any_flag}` … */
  ask(format: string): string {
    return this.#tmux('display-message', '-p', format).replace(/\n$/, '')
  }

  /** Text, key by key. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', '--', text)
  }

  /** Keys by tmux's names: `Enter`, `C-c`, `M-x`, `Up`, `S-Up`, `BTab`, `F1`. */
  press(...keys: string[]): void {
    this.#tmux('send-keys', ...keys)
  }

  /** Escape, as terminals send it that tell keys apart: what is pressed next, before it was read, does not become Alt by it. */
  escape(): void {
    this.bytes('\x1b[27u')
  }

  /** Bytes as they are, as though the terminal had sent them. */
  bytes(bytes: string | Uint8Array): void {
    const hex = Array.from(Buffer.from(bytes), byte => byte.toString(16).padStart(2, '0'))
    for (let at = 0; at < hex.length; at += 1_000) this.#tmux('send-keys', '-H', ...hex.slice(at, at + 1_000))
  }

  /** A press and release of a mouse button on a cell, counted from 0. Button 0 is the left one, 2 the right one. */
  click(x: number, y: number, button = 0): void {
    this.bytes(`\x1b[<${button};${x + 1};${y + 1}M\x1b[<${button};${x + 1};${y + 1}m`)
  }

  /** Pastes as a terminal does that brackets what is pasted. */
  paste(text: string): void {
    execFileSync('tmux', ['-L', this.#server, 'load-buffer', '-'], { input: text })
    this.#tmux('paste-buffer', '-p')
  }

  /** Writes to a file, from now on, every byte that the program writes to the terminal. */
  record(file: string): void {
    this.#tmux('pipe-pane', '-O', `cat >> '${file}'`)
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows))
  }

  /** Waits until the screen holds a text, or matches. Fails with the screen. */
  async shows(part: string | RegExp, timeout = 20_000): Promise<void> {
    const screen = expect.poll(() => this.screen, { timeout, interval: 30 })
    await (typeof part === 'string' ? screen.toContain(part) : screen.toMatch(part))
  }

  /** Presses Escape, as often as it takes, until the screen does not hold a text any more. */
  async leaves(part: string): Promise<void> {
    const shown = () => {
      const { screen } = this
      if (screen.includes(part)) this.escape()
      return screen
    }
    await expect.poll(shown, { timeout: 20_000, interval: 300 }).not.toContain(part)
  }

  /** The screen once nothing on it changes: one that was just asked for may be half drawn. */
  async still(): Promise<string> {
    let last = this.screen
    for (let same = 0; same < STILL; ) {
      await delay(50)
      const now = this.screen
      same = now === last ? same + 1 : 0
      last = now
    }
    return last
  }

  /** Waits until the program ended; returns its exit code, 128 and the signal's number where one ended it. */
  async ended(timeout = 20_000): Promise<number> {
    await expect.poll(() => this.exitCode, { timeout, interval: 30 }).toBeDefined()
    // tmux sees that the terminal was closed before it learns how the program ended. Now and then it misses the signal that says so, and
    // the program stays a zombie: it is told once more.
    await expect
      .poll(
        () => {
          const known = this.ask('#{pane_dead_status}#{pane_dead_signal}')
          if (known === '') process.kill(Number(this.ask('#{pid}')), 'SIGCHLD')
          return known
        },
        { timeout, interval: 50 },
      )
      .not.toBe('')
    return this.exitCode ?? -1
  }

  close(): void {
    this.#tmux('kill-server')
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-L', this.#server, ...args], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      maxBuffer: 1 << 26,
    })
  }
}
