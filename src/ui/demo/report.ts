/** What the demo prints: a line for each step, with what was seen below it, or one JSON object for each. */
import type { Catalogue } from '../text/catalogue.ts'
import { padEnd } from '../text/width.ts'
import type { StepName } from './steps.ts'

const MARKS = { held: '✓', failed: '✗' }

export class Report {
  readonly #words: Catalogue
  readonly #json: boolean
  readonly #since = performance.now()
  /** Whether a line can be overwritten: then the step under way is shown, too. */
  readonly #live: boolean
  #number = 0
  #held = 0
  #failed: StepName | undefined

  constructor(words: Catalogue, json: boolean) {
    this.#words = words
    this.#json = json
    this.#live = !json && process.stdout.isTTY === true && process.env.TERM !== 'dumb'
  }

  begin(): void {
    if (!this.#json) this.#print(this.#words.demo.intro, '')
  }

  trying(step: StepName): void {
    this.#number++
    if (this.#live) process.stdout.write(`${this.#head('…', '')}${this.#words.demo.steps[step]}`)
  }

  held(step: StepName, ms: number, detail: string): void {
    this.#held++
    this.#line(step, ms, true, detail)
  }

  failed(step: StepName, ms: number, what: string): void {
    this.#failed ??= step
    this.#line(step, ms, false, what)
  }

  end(allHeld: boolean, steps: number): void {
    if (this.#json) return
    const { demo } = this.#words
    this.#print('')
    if (allHeld) this.#print(demo.allHeld(steps, seconds(performance.now() - this.#since)))
    else {
      const tried = this.#number
      if (this.#failed !== undefined) this.#print(demo.failed(demo.steps[this.#failed]))
      if (tried < steps) this.#print(demo.notDone(steps - tried))
      this.#print(demo.failHint)
    }
  }

  #line(step: StepName, ms: number, ok: boolean, detail: string): void {
    const title = this.#words.demo.steps[step]
    if (this.#json) {
      const outcome = ok ? { detail } : { error: detail }
      this.#print(JSON.stringify({ step, ok, at: new Date().toISOString(), ms: Math.round(ms), title, ...outcome }))
      return
    }
    if (this.#live) process.stdout.write('\r\x1b[K')
    const text = ok ? detail : this.#words.demo.why(detail)
    const head = this.#head(ok ? MARKS.held : MARKS.failed, `${seconds(ms)} s`)
    this.#print(`${head}${title}`, `${' '.repeat(head.length)}${text}`)
  }

  /** Number, mark and time, always equally wide. */
  #head(mark: string, time: string): string {
    return `${String(this.#number).padStart(2)} ${mark} ${padEnd(time.padStart(7), 7)}  `
  }

  #print(...lines: string[]): void {
    process.stdout.write(`${lines.join('\n')}\n`)
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}
