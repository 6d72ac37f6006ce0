/**
 * Where frames go. Node writes to a terminal and waits until it took everything; one that is slow, or stopped by Ctrl+S, would stop the
 * program. So a terminal is written to as a file is, on a thread, and one says how much is under way.
 */
import { createWriteStream, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'

export type Target = NodeJS.WritableStream & { isTTY?: boolean; fd?: number }

export class Output {
  readonly #fd: number | undefined
  readonly #stream: NodeJS.WritableStream | Writable
  readonly #onGone: () => void
  readonly #failed = () => this.#gone()
  #isGone = false
  #pending = 0

  /** @param onGone - told once, when the terminal is not there any more */
  constructor(target: Target, onGone: () => void) {
    this.#onGone = onGone
    this.#fd = target.isTTY === true ? target.fd : undefined
    this.#stream =
      this.#fd === undefined ? target : createWriteStream('', { fd: this.#fd, autoClose: false, highWaterMark: 1 })
    this.#stream.on('error', this.#failed)
  }

  /** Whether what was written is still on its way. */
  get busy(): boolean {
    return this.#pending > 0
  }

  /** @param taken - called when the terminal took it, and not when it is gone */
  write(text: string, taken?: () => void): void {
    if (this.#isGone || text === '') return
    this.#pending++
    this.#stream.write(text, error => {
      this.#pending--
      if (error) this.#gone()
      else taken?.()
    })
  }

  /** Writes before anything else happens, as the last thing a process does. */
  writeNow(text: string): void {
    if (this.#isGone) return
    if (this.#fd === undefined) {
      this.#stream.write(text)
      return
    }
    try {
      for (let rest = Buffer.from(text); rest.length > 0; ) rest = rest.subarray(writeSync(this.#fd, rest))
    } catch {
      // The terminal is gone or takes nothing: there is nothing left to restore.
      this.#isGone = true
    }
  }

  /** No more is written; the stream itself stays open. */
  close(): void {
    // An error of what is under way still has a listener.
    if (this.#fd === undefined) this.#stream.removeListener('error', this.#failed)
  }

  #gone(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#onGone()
  }
}
