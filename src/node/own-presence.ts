/**
 * Whether this profile is here or away: as its owner wishes, else as its front ends say. A node that nobody watches (a bot, `up` by
 * itself) is here. Connected friends are told of a change, and whoever connects later hears it first thing.
 */
import type { PeerIdString } from '../protocol/ids.ts'
import type { Live } from '../protocol/wire/frames.ts'
import { LOOKING_S } from './notices/looking.ts'

/** Milliseconds that a change lasts before it counts: a front end that attaches anew was not gone. */
const SETTLE_MS = 500
/** Milliseconds between two changes that friends are told of. */
const GAP_MS = 3_000
/** Milliseconds until a friend who was not reading is told again. */
const AGAIN_MS = 2_000

export interface OwnPresenceOptions {
  wish: () => 'auto' | 'here' | 'away'
  /** Whether there are front ends, and nobody sits at any. */
  deserted: () => boolean
  /** Who has a stream open. */
  connected: () => Iterable<PeerIdString>
  /** False where it could not be sent. */
  send: (peer: PeerIdString, live: Live) => boolean
  changed: () => void
}

export class OwnPresence {
  readonly #options: OwnPresenceOptions
  #presence: 'here' | 'away' = 'here'
  /** Somebody may believe something else than that this profile is here. */
  #told = false
  #changedAt = Number.NEGATIVE_INFINITY
  #settling: NodeJS.Timeout | undefined
  #lapsing: NodeJS.Timeout | undefined
  #telling: NodeJS.Timeout | undefined
  readonly #untold = new Set<PeerIdString>()
  #stopped = false

  constructor(options: OwnPresenceOptions) {
    this.#options = options
    if (this.#wanted() === 'away') {
      this.#presence = 'away'
      this.#told = true
    }
  }

  /** What friends see, or see in a moment where the owner wished it just now. */
  get presence(): 'here' | 'away' {
    const wished = this.#options.wish()
    return wished === 'auto' ? this.#presence : wished
  }

  /** A front end or the owner said something, or a front end went. */
  look(): void {
    if (this.#stopped) return
    clearTimeout(this.#lapsing)
    // The word of a front end that says nothing any more ends by itself.
    this.#lapsing = setTimeout(() => this.#settle(), LOOKING_S * 1000 + SETTLE_MS)
    this.#settle()
  }

  /** A stream was opened, which may be one in place of another: what was said on that one may not have come. */
  met(peer: PeerIdString): void {
    if (this.#told && !this.#stopped) this.#tell([peer])
  }

  stop(): void {
    this.#stopped = true
    for (const timer of [this.#settling, this.#lapsing, this.#telling]) clearTimeout(timer)
    this.#untold.clear()
  }

  #wanted(): 'here' | 'away' {
    const { wish, deserted } = this.#options
    const wished = wish()
    if (wished !== 'auto') return wished
    return deserted() ? 'away' : 'here'
  }

  #settle(): void {
    if (this.#wanted() === this.#presence) {
      clearTimeout(this.#settling)
      this.#settling = undefined
      return
    }
    const wait = Math.max(SETTLE_MS, this.#changedAt + GAP_MS - performance.now())
    this.#settling ??= setTimeout(() => this.#change(), wait)
  }

  #change(): void {
    this.#settling = undefined
    this.#presence = this.#wanted()
    this.#changedAt = performance.now()
    this.#told = true
    this.#tell(this.#options.connected())
    this.#options.changed()
  }

  #tell(peers: Iterable<PeerIdString>): void {
    for (const peer of peers) {
      if (this.#options.send(peer, { presence: this.#presence })) this.#untold.delete(peer)
      else this.#untold.add(peer)
    }
    if (this.#untold.size > 0) this.#telling ??= setTimeout(() => this.#tellAgain(), AGAIN_MS)
  }

  #tellAgain(): void {
    this.#telling = undefined
    const connected = new Set(this.#options.connected())
    const left = [...this.#untold].filter(peer => connected.has(peer))
    this.#untold.clear()
    this.#tell(left)
  }
}
