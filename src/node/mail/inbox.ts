/**
 * Opens what relays kept for this profile. The cheapest question first: is it known already, is it to a key that is here; only then is
 * it opened. What a letter says is stored, and its key deleted in the same batch, before the relay may forget it. One at a time: what
 * comes faster waits at the relay.
 */
import { type FaultKind, type Faults, PeerFault } from '../../host/faults.ts'
import type { Log } from '../../host/host.ts'
import { type Bytes, hex, sha256 } from '../../protocol/bytes.ts'
import type { Entry } from '../../protocol/entry.ts'
import { type PeerIdString, peerIdOf, publicKeyOf } from '../../protocol/ids.ts'
import { openParcel, readParcel } from '../../protocol/parcel.ts'
import { Frame, type Signed } from '../../protocol/wire/frames.ts'
import type { FoundKey } from '../../store/sealing-keys.ts'
import type { Store } from '../../store/store.ts'
import { isFriend } from '../friendship.ts'
import type { People } from '../people.ts'
import { checkedEntry, type Pair } from '../sync/entries.ts'
import type { LetterEvents } from './letter-events.ts'

export interface InboxOptions {
  store: Store
  people: People
  faults: Faults
  clock: () => number
  log: Log
  events: LetterEvents
}

interface Waiting {
  bytes: Bytes
  confirm: () => void
}

/** Ids of keys that are asked for in vain, told at once to all friends; garbage must not make this long. */
const MAX_GONE = 32

export class Inbox {
  readonly #options: InboxOptions
  readonly #waiting: Waiting[] = []
  #working: Promise<void> | undefined
  #stopped = false

  constructor(options: InboxOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#working !== undefined
  }

  /** Takes a parcel; `confirm` is called when it is dealt with. */
  take(bytes: Bytes, confirm: () => void): void {
    this.#waiting.push({ bytes, confirm })
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
    })
  }

  /** Resolves when what is being opened is stored; the rest comes again. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#working
  }

  async #work(): Promise<void> {
    const gone = new Set<string>()
    while (this.#waiting.length > 0 && !this.#stopped) {
      const { bytes, confirm } = this.#waiting.shift()!
      try {
        await this.#open(bytes, gone)
        confirm()
      } catch (error) {
        if (error instanceof PeerFault) {
          // Nobody can do better with it: it goes.
          this.#fault(error.kind, error.message)
          confirm()
        } else {
          // The disk refused: it stays with the relay and comes again.
          this.#options.log(`a parcel is not stored: ${(error as Error).message}`)
          this.#waiting.length = 0
          this.#options.events.stuck()
        }
      }
      if (gone.size > 0 && (this.#waiting.length === 0 || gone.size >= MAX_GONE)) {
        this.#options.events.gone([...gone])
        gone.clear()
      }
    }
  }

  async #open(bytes: Bytes, gone: Set<string>): Promise<void> {
    const { store, clock } = this.#options
    const hash = sha256(bytes)
    if (store.opened.has(hash)) return
    const parcel = readParcel(bytes)
    if (parcel === undefined) throw new PeerFault('malformed', 'a parcel that is none')
    const key = store.keys.find(parcel.keyId)
    if (key === undefined) {
      if (gone.size < MAX_GONE) gone.add(parcel.keyId)
      this.#options.log('a parcel to a key that is gone')
      return
    }
    const opened = openParcel(parcel, {
      seed: key.seed,
      reader: store.signer.publicKey,
      from: key.from === undefined ? undefined : publicKeyOf(key.from),
    })
    if (typeof opened === 'string') {
      throw new PeerFault(opened === 'bad-signature' || opened === 'malformed' ? opened : 'not-allowed', 'a bad parcel')
    }
    const sender = peerIdOf(opened.sender)
    await this.#read(sender, opened.frames, key, parcel.keyId, hash, clock())
  }

  /** Does what a letter says, in the order in which it says it; entries, key and hash go to disk in one batch, last. */
  async #read(
    sender: PeerIdString,
    frames: readonly Bytes[],
    key: FoundKey,
    keyId: string,
    hash: Bytes,
    now: number,
  ): Promise<void> {
    const { store, people, events } = this.#options
    const done = (tx: Parameters<Parameters<Store['commit']>[0]>[0]): void => {
      if (key.from !== undefined) store.keys.spend(tx, keyId, key.from)
      store.opened.note(tx, hash, now)
    }
    const blocked = people.get(sender)?.blocked ?? false
    if (sender === store.self || blocked) {
      await store.commit(done)
      return
    }
    const pair: Pair = {
      conversation: store.conversations.idWith(sender),
      peer: hex(publicKeyOf(sender) ?? new Uint8Array(0)),
      self: hex(store.signer.publicKey),
    }
    const entries: Entry[] = []
    let card: Signed | undefined
    let introduced = false
    let newStatement = false
    for (const bytes of frames) {
      const frame = decoded(bytes)
      if (frame.card !== undefined) {
        card = frame.card
        await events.card(sender, card)
      } else if (frame.friendship !== undefined) {
        introduced = true
        if (await events.friendship(sender, frame.friendship, card)) newStatement = true
      } else if (frame.heard !== undefined) await events.heard(sender, frame.heard)
      // The rest is for friends: who was removed since is not answered, nor kept.
      else if (!isFriend(people.get(sender))) continue
      else if (frame.have !== undefined)
        for (const cursor of frame.have.cursors) await events.cursor(sender, cursor, pair)
      else if (frame.keys !== undefined) await events.keys(sender, frame.keys)
      else if (frame.entries !== undefined)
        for (const each of frame.entries.entries) entries.push(checkedEntry(each as Bytes, pair))
    }
    const ordinary = await events.entries(sender, entries)
    if (ordinary.length > 0) await store.conversations.receive(sender, ordinary, done)
    else await store.commit(done)
    await events.read(sender, { entries: entries.length > 0, introduced, newStatement })
  }

  #fault(kind: FaultKind, message: string): void {
    this.#options.faults.count(kind)
    this.#options.log(`a parcel is refused: ${message}`)
  }
}

function decoded(bytes: Bytes): Frame {
  try {
    return Frame.decode(bytes)
  } catch (error) {
    throw new PeerFault('malformed', (error as Error).message)
  }
}
