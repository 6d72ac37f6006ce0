/**
 * Who may go on: bounds the bytes of requests under way in the whole relay, and serves streams in turn. Each stream has one request
 * waiting at most, so first come is one for each: who floods waits behind itself.
 */
export class Turns {
  readonly #capacity: number
  #taken = 0
  readonly #waiting: { size: number; go: () => void }[] = []

  /** @param capacity - bytes under way; one request may always go */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** Undefined where it may go on at once. */
  take(size: number): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#fits(size)) {
      this.#taken += size
      return undefined
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push({ size, go: resolve })
    return promise
  }

  give(size: number): void {
    this.#taken -= size
    for (let next = this.#waiting[0]; next !== undefined && this.#fits(next.size); next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#taken += next.size
      next.go()
    }
  }

  #fits(size: number): boolean {
    return this.#taken === 0 || this.#taken + size <= this.#capacity
  }
}
