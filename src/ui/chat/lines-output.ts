/** Where commands of the command line print when they are given in the line mode: lines above the one under way. */
import { Output } from '../cli/output.ts'
import type { Progress } from '../cli/progress.ts'
import { inOwnWords } from './own-words.ts'

export interface LinesOutputOptions {
  print: (lines: string[]) => void
  coloured: boolean
  /** Whether lines are cut at the edge. */
  terminal: boolean
  columns: number
}

export class LinesOutput extends Output {
  readonly #options: LinesOutputOptions

  constructor(options: LinesOutputOptions) {
    super({ json: false, plain: !options.coloured })
    this.#options = options
  }

  override get color(): boolean {
    return this.#options.coloured
  }

  override get terminal(): boolean {
    return this.#options.terminal
  }

  override get columns(): number {
    return this.#options.columns
  }

  override async print(...lines: string[]): Promise<void> {
    if (lines.length > 0) this.#options.print(lines.map(inOwnWords))
  }

  override async raw(text: string): Promise<void> {
    this.#options.print(text.replace(/\n$/, '').split('\n'))
  }

  override note(text: string): void {
    this.#options.print([inOwnWords(text)])
  }
}

/** Between two lines about something long, milliseconds: a screen reader reads each of them out. */
const EVERY_MS = 5_000

/** How far something long is, as lines of their own; none for what is over soon. */
export class LinesProgress implements Progress {
  readonly #print: (line: string) => void
  readonly #clock: () => number
  #saidAt: number

  constructor(print: (line: string) => void, clock: () => number = () => performance.now()) {
    this.#print = print
    this.#clock = clock
    this.#saidAt = clock()
  }

  share(what: string, done: number, total: number): void {
    this.say(`${what}: ${total > 0 ? Math.floor(Math.min(1, done / total) * 100) : 0} %`)
  }

  say(text: string): void {
    const now = this.#clock()
    if (now - this.#saidAt < EVERY_MS) return
    this.#saidAt = now
    this.#print(text)
  }

  end(): void {
    // Lines that were printed stay.
  }
}
