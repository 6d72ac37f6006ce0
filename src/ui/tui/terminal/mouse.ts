/** What the mouse sends, `CSI < button ; column ; row M` or `m`, and how many clicks a press is. */
import type { Input } from './input.ts'

type MouseInput = Extract<Input, { input: 'mouse' }>

/** Between the presses of a double click, in milliseconds. */
const DOUBLE_WITHIN_MS = 500
const SGR = /^\x1b\[<(\d{1,5});(\d{1,5});(\d{1,5})([Mm])$/
const BUTTONS = ['left', 'middle', 'right', 'none'] as const
/** Bits of the button's number. */
const MOTION = 32
const WHEEL = 64
/** Buttons to go back and forth. */
const OTHERS = 128

export class Mouse {
  readonly #now: () => number
  #last: { x: number; y: number; at: number; clicks: number } | undefined
  #dragged: { x: number; y: number } | undefined

  /** @param now - a clock in milliseconds */
  constructor(now: () => number) {
    this.#now = now
  }

  read(sequence: string): MouseInput | undefined {
    const [, number, column, row, final] = SGR.exec(sequence) ?? []
    if (number === undefined) return undefined
    const bits = Number(number)
    const [x, y] = [Math.max(0, Number(column) - 1), Math.max(0, Number(row) - 1)]
    if (bits >= OTHERS) return undefined
    if ((bits & WHEEL) !== 0) {
      // 2 and 3 are a wheel's sideways turns.
      if ((bits & 3) > 1) return undefined
      return { input: 'mouse', action: (bits & 3) === 0 ? 'wheel-up' : 'wheel-down', button: 'none', clicks: 0, x, y }
    }
    const button = BUTTONS[bits & 3] ?? 'none'
    if ((bits & MOTION) !== 0) return this.#drag(button, x, y)
    this.#dragged = undefined
    if (final === 'm') return { input: 'mouse', action: 'release', button, clicks: this.#clicksAt(x, y), x, y }
    return { input: 'mouse', action: 'press', button, clicks: button === 'left' ? this.#press(x, y) : 1, x, y }
  }

  #drag(button: MouseInput['button'], x: number, y: number): MouseInput | undefined {
    if (button === 'none' || (this.#dragged?.x === x && this.#dragged.y === y)) return undefined
    this.#dragged = { x, y }
    return { input: 'mouse', action: 'drag', button, clicks: 1, x, y }
  }

  #press(x: number, y: number): number {
    const at = this.#now()
    const last = this.#last
    const again = last !== undefined && last.x === x && last.y === y && at - last.at <= DOUBLE_WITHIN_MS
    const clicks = again ? last.clicks + 1 : 1
    this.#last = { x, y, at, clicks }
    return clicks
  }

  #clicksAt(x: number, y: number): number {
    return this.#last?.x === x && this.#last.y === y ? this.#last.clicks : 1
  }
}
