/**
 * One-time keys between friends: how many the other still has, handing over more, and what to do when keys are gone. The same on a
 * stream and in letters; `say` takes whichever way there is.
 */

import { PeerFault } from '../../host/faults.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import { hex } from '../../protocol/bytes.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { KEYS_HANDED, KEYS_KEPT, KEYS_LOW } from '../../protocol/limits.ts'
import type { Keys } from '../../protocol/wire/frames.ts'
import { KEY_ID_BYTES, SEALING_KEY_BYTES } from '../../protocol/x-wing.ts'
import type { Store } from '../../store/store.ts'

/** A friend is not handed keys twice within this time because its letters crossed ours, milliseconds. */
const HAND_MS = 30_000
/**
 * Anybody can make up ids, and all friends are told: they are gathered for the first of these, then, as long as more come, for ever
 * longer, up to the last, milliseconds.
 */
const FIRST_GONE_MS = 2_000
const LAST_GONE_MS = 3600_000
const GONE_FACTOR = 10

export interface KeyTradeOptions {
  store: Store
  clock: () => number
  /** Whether this profile has a mailbox that keys are good for. */
  hasMailbox: () => boolean
  friends: () => PeerIdString[]
  /** Says something of keys to a friend, by whatever way there is. */
  say: (peer: PeerIdString, keys: Partial<Keys>) => void
  /** What was deposited for a friend is lacking again. */
  lost: (peer: PeerIdString) => void
}

export class KeyTrade {
  readonly #options: KeyTradeOptions
  readonly #handedAt = new Map<PeerIdString, number>()
  readonly #gone = new Set<string>()
  #goneTimer: NodeJS.Timeout | undefined
  #goneWait = FIRST_GONE_MS
  #goneToldAt = Number.NEGATIVE_INFINITY

  constructor(options: KeyTradeOptions) {
    this.#options = options
  }

  /** Hears what a friend says of keys. Throws a PeerFault. */
  async hear(peer: PeerIdString, keys: Keys): Promise<void> {
    const { store } = this.#options
    if (keys.keys.length > KEYS_KEPT || keys.keys.some(key => key.byteLength !== SEALING_KEY_BYTES))
      throw new PeerFault('malformed', 'keys that are none')
    if (keys.gone.length > KEYS_KEPT || keys.gone.some(id => id.byteLength !== KEY_ID_BYTES))
      throw new PeerFault('malformed', 'ids of keys that are none')
    if (keys.gone.length > 0) await this.#goneThere(peer, new Set(keys.gone.map(id => hex(id as Bytes))))
    if (keys.again || keys.keys.length > 0) {
      await store.commit(tx => {
        if (keys.again) store.keys.forget(tx, peer)
        store.keys.keep(tx, peer, keys.keys as Bytes[])
      })
    }
    if (keys.left !== undefined) await this.#hasLeft(peer, keys.left)
  }

  /** They could not open what was sealed to these: it is deposited afresh, and to their card key until they hand over new ones. */
  async #goneThere(peer: PeerIdString, ids: ReadonlySet<string>): Promise<void> {
    const { store, lost } = this.#options
    const number = store.conversations.with(peer)?.number
    const lacking = await store.readership.lose(({ conversation, key }) => conversation === number && ids.has(key))
    if (lacking.length === 0) return
    await store.commit(tx => store.keys.forget(tx, peer))
    lost(peer)
  }

  async #hasLeft(peer: PeerIdString, left: number): Promise<void> {
    const { store, clock, hasMailbox, say } = this.#options
    if (left >= KEYS_LOW || !hasMailbox()) return
    const now = performance.now()
    if (now - (this.#handedAt.get(peer) ?? Number.NEGATIVE_INFINITY) < HAND_MS) return
    this.#handedAt.set(peer, now)
    const contact = store.contacts.get(peer)
    // They have keys of which this disk knows nothing: it is an older copy, and those are worth nothing any more.
    const again = left > 0 && (contact?.handed ?? 0) === 0
    const trim =
      contact !== undefined && store.keys.crowded(contact) ? await store.keys.trim(peer, KEYS_KEPT) : undefined
    const keys = await store.commit(tx => {
      trim?.(tx)
      return store.keys.hand(tx, peer, again ? KEYS_HANDED : KEYS_HANDED - left, clock())
    })
    say(peer, { keys, again })
  }

  /** Parcels came to keys of one's own that are not here: who sealed to them is not known, so all friends hear of it, now and then. */
  gone(ids: readonly string[]): void {
    for (const id of ids) if (this.#gone.size < KEYS_KEPT) this.#gone.add(id)
    if (performance.now() - this.#goneToldAt > LAST_GONE_MS) this.#goneWait = FIRST_GONE_MS
    this.#goneTimer ??= setTimeout(() => this.#tellGone(), this.#goneWait)
  }

  #tellGone(): void {
    clearTimeout(this.#goneTimer)
    this.#goneTimer = undefined
    if (this.#gone.size === 0) return
    this.#goneWait = Math.min(LAST_GONE_MS, GONE_FACTOR * this.#goneWait)
    this.#goneToldAt = performance.now()
    const gone = [...this.#gone].map(id => Buffer.from(id, 'hex'))
    this.#gone.clear()
    for (const peer of this.#options.friends()) this.#options.say(peer, { gone })
  }

  /** Says what was to be said later. */
  stop(): void {
    this.#tellGone()
  }
}
