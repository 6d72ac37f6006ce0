/**
 * Where frames go. Node writes to a terminal and waits until it took everything: one that is slow, or stopped by Ctrl+S, would stop the
 * program. So the terminal is opened once more, for us alone, in a way that never waits; what it does not take yet is tried again soon.
 */
import { closeSync, constants, openSync, writeSync } from 'node:fs'

export type Target = NodeJS.WritableStream & { isTTY?: boolean; fd?: number }

/** Between tries, in milliseconds: rising, since a terminal that is slow for long is stopped. */
const FIRST_RETRY_MS = 1
const LAST_RETRY_MS = 64
/** At the end a terminal that takes nothing is waited for no longer. */
const PATIENCE_AT_END_MS = 500

export class Output {
  readonly #fd: number | undefined
  readonly #owned: boolean
  readonly #target: Target
  readonly #onGone: () => void
  #isGone = false
  #rest: Buffer = Buffer.alloc(0)
  #taken: (() => void)[] = []
  /** Writes that a stream, which is no terminal, still has. */
  #pending = 0
  #retry: NodeJS.Timeout | undefined
  #retryMs = FIRST_RETRY_MS

  /** @param onGone - told once, when the terminal is not there any more */
  constructor(target: Target, onGone: () => void) {
    this.#target = target
    this.#onGone = onGone
    const shared = target.isTTY === true ? target.fd : undefined
    const own = shared === undefined ? undefined : openAgain(shared)
    this.#owned = own !== undefined
    this.#fd = own ?? shared
    target.on('error', this.#gone)
  }

  /** Whether what was written is still on its way. */
  get busy(): boolean {
    return this.#pending > 0 || this.#rest.length > 0
  }

  /** @param taken - called when the terminal took it, maybe at once; not when it is gone */
  write(text: string, taken?: () => void): void {
    if (this.#isGone || text === '') return
    if (this.#fd === undefined) {
      this.#pending++
      this.#target.write(text, error => {
        this.#pending--
        if (!error) taken?.()
      })
      return
    }
    this.#rest = Buffer.concat([this.#rest, Buffer.from(text)])
    if (taken) this.#taken.push(taken)
    if (this.#retry === undefined) this.#pump(this.#fd)
  }

  /** Writes before anything else happens, as the last thing a process does; behind what is under way. */
  writeNow(text: string): void {
    if (this.#isGone) return
    if (this.#fd === undefined) {
      this.#target.write(text)
      return
    }
    this.#rest = Buffer.concat([this.#rest, Buffer.from(text)])
    const until = performance.now() + PATIENCE_AT_END_MS
    while (!this.#some(this.#fd) && performance.now() < until) sleep(FIRST_RETRY_MS)
  }

  /** No more is written; the stream itself stays open. */
  close(): void {
    this.#isGone = true
    clearTimeout(this.#retry)
    this.#target.removeListener('error', this.#gone)
    if (this.#owned && this.#fd !== undefined) closeSync(this.#fd)
  }

  #pump(fd: number): void {
    this.#retry = undefined
    if (this.#some(fd)) {
      this.#retryMs = FIRST_RETRY_MS
      for (const taken of this.#taken.splice(0)) taken()
    } else if (!this.#isGone) {
      this.#retry = setTimeout(() => this.#pump(fd), this.#retryMs)
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2)
    }
  }

  /** Writes what the terminal takes; returns whether that was all. */
  #some(fd: number): boolean {
    try {
      while (this.#rest.length > 0 && !this.#isGone) {
        this.#rest = this.#rest.subarray(writeSync(fd, this.#rest))
        this.#retryMs = FIRST_RETRY_MS
      }
      return !this.#isGone
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') this.#gone()
      return false
    }
  }

  readonly #gone = (): void => {
    if (this.#isGone) return
    this.#isGone = true
    this.#rest = Buffer.alloc(0)
    this.#onGone()
  }
}

/** The same terminal, opened so that writing does not wait; undefined where it may not be opened (after `su`). */
function openAgain(fd: number): number | undefined {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY
  for (const path of process.platform === 'linux' ? [`/proc/self/fd/${fd}`, '/dev/tty'] : ['/dev/tty']) {
    try {
      return openSync(path, flags)
    } catch {
      // The next one, or the one that waits.
    }
  }
  return undefined
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
