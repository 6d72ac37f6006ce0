/**
 * Shakes: asked over the open stream, answered by the other side, and only then an entry, so that nobody away is shaken later. What
 * arrives by a `Live` frame is fresh by its nature: such frames are never stored, and a stream that stalls for ten seconds is given up.
 */

import { randomBytes } from 'node:crypto'
import { hex } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { SHAKE_INTERVAL_MS } from '../protocol/limits.ts'
import { phrase } from '../protocol/phrase.ts'
import type { Live, Shake } from '../protocol/wire/frames.ts'

const ANSWER_MS = 4_000

export interface ShakesOptions {
  send: (peer: PeerIdString, live: Live) => boolean
  here: (peer: PeerIdString) => boolean
  muted: (peer: PeerIdString) => boolean
  shaken: (peer: PeerIdString) => void
}

export class Shakes {
  readonly #options: ShakesOptions
  readonly #asked = new Map<string, { peer: PeerIdString; settle: (answer: string) => void }>()
  /** When a peer was last shaken from here, and last shook; milliseconds of `performance.now()`. */
  readonly #given = new Map<PeerIdString, number>()
  readonly #taken = new Map<PeerIdString, number>()

  constructor(options: ShakesOptions) {
    this.#options = options
  }

  /** Resolves when their window shakes. `busy` within 5 s of the last, `offline`, `declined` when muted there. */
  async shake(peer: PeerIdString): Promise<void> {
    if (!this.#options.here(peer)) throw offline()
    const last = this.#given.get(peer)
    const now = performance.now()
    if (last !== undefined && now - last < SHAKE_INTERVAL_MS) {
      throw new EarshotError(
        'busy',
        'that was too soon after the last shake',
        phrase`wait ${Math.ceil((SHAKE_INTERVAL_MS - now + last) / 1000)} s`,
      )
    }
    const request = randomBytes(8)
    const { promise, resolve } = Promise.withResolvers<string>()
    const name = hex(request)
    this.#asked.set(name, { peer, settle: resolve })
    const timer = setTimeout(() => resolve('offline'), ANSWER_MS)
    if (!this.#options.send(peer, { shake: { request, answer: '' } })) resolve('offline')
    const answer = await promise
    clearTimeout(timer)
    this.#asked.delete(name)
    if (answer === 'muted')
      throw new EarshotError('declined', 'they have muted this conversation', 'send a message instead')
    if (answer === 'busy') throw new EarshotError('busy', 'they were shaken a moment ago', 'wait some seconds')
    if (answer !== 'shaken') throw offline()
    this.#given.set(peer, performance.now())
  }

  heard(peer: PeerIdString, shake: Shake): void {
    if (shake.request.byteLength !== 8) return
    if (shake.answer !== '') {
      const asked = this.#asked.get(hex(shake.request))
      if (asked?.peer === peer) asked.settle(shake.answer)
      return
    }
    this.#options.send(peer, { shake: { request: shake.request, answer: this.#take(peer) } })
  }

  #take(peer: PeerIdString): string {
    if (this.#options.muted(peer)) return 'muted'
    const now = performance.now()
    // A little less than what the sender keeps to: two clocks, one network between them.
    if (now - (this.#taken.get(peer) ?? Number.NEGATIVE_INFINITY) < SHAKE_INTERVAL_MS - 500) return 'busy'
    this.#taken.set(peer, now)
    this.#options.shaken(peer)
    return 'shaken'
  }

  lost(peer: PeerIdString): void {
    for (const asked of this.#asked.values()) if (asked.peer === peer) asked.settle('offline')
  }
}

function offline(): EarshotError {
  return new EarshotError('offline', 'they are not connected', 'a shake reaches only who is here')
}
