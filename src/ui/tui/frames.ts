/** When the screen is drawn: at once after a key, at most every 16 ms while much happens, and when time itself changes what it shows. */
import type { App } from './app.ts'
import { SHAKE_STEP_MS, screen } from './view/screen.ts'

/** Milliseconds between frames that nobody waits for. */
const FRAME_MS = 16
/** What counts down in seconds is drawn as often. */
const SECOND_MS = 1_000

export class Frames {
  readonly #app: App
  readonly #paint: () => void
  #timer: NodeJS.Timeout | undefined
  #clock: NodeJS.Timeout | undefined
  #drawnAt = Number.NEGATIVE_INFINITY

  /** @param paint - puts the application's frame on the terminal */
  constructor(app: App, paint: () => void) {
    this.#app = app
    this.#paint = paint
  }

  /** A frame, soon. */
  ask(): void {
    if (this.#timer !== undefined) return
    const wait = Math.max(0, FRAME_MS - (performance.now() - this.#drawnAt))
    this.#timer = setTimeout(() => this.now(), wait)
  }

  /** A frame, now: somebody pressed a key. */
  now(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const app = this.#app
    app.state.now = app.clock()
    app.frame = screen(app.state, app.panels, app.look)
    this.#drawnAt = performance.now()
    this.#paint()
    this.#followClock()
  }

  stop(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#clock)
  }

  /** A screen that changes by itself is drawn again when it does; one that does not costs nothing. */
  #followClock(): void {
    clearTimeout(this.#clock)
    this.#clock = undefined
    const { state } = this.#app
    const waits = state.toasts.filter(({ until }) => until > state.now).map(({ until }) => until - state.now)
    if (state.shakeUntil > state.now) waits.push(SHAKE_STEP_MS)
    if (this.#app.frame?.counts === true) waits.push(SECOND_MS)
    if (waits.length > 0) this.#clock = setTimeout(() => this.ask(), Math.min(...waits))
  }
}
