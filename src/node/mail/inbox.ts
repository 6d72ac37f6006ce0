/**
 * Opens what relays kept for this profile. The cheapest question first: is it known already, is it to a key that is here; only then is
 * it opened. One at a time: what comes faster waits at the relay.
 */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { type FaultKind, type Faults, PeerFault } from '../../host/faults.ts'
import type { Log } from '../../host/host.ts'
import { Rate } from '../../host/rate.ts'
import { type Bytes, hex, sha256 } from '../../protocol/bytes.ts'
import { peerIdOf, publicKeyOf } from '../../protocol/ids.ts'
import { openParcel, readParcel } from '../../protocol/parcel.ts'
import type { Store } from '../../store/store.ts'
import type { People } from '../people.ts'
import type { LetterEvents } from './letter-events.ts'
import { NotNow, readLetter } from './reading.ts'

/** Ids of keys that are asked for in vain, told at once to all friends; garbage must not make this long. */
const MAX_GONE = 32
/** Parcels that do not open, a second and at once: opening costs a millisecond. */
const BAD_RATE = { perSecond: 100, burst: 500 }
/** What cannot be read now stays with the relay, and is looked at again after this long, milliseconds. */
const LATER_MS = 15_000
/** As many of them; they take places that the relay would give to others. */
const MAX_LATER = 24
/** After the disk refused the relay is left alone for this long, doubled each time, milliseconds. */
const FIRST_STUCK_MS = 2_000
const LAST_STUCK_MS = 5 * 60_000
/** A parcel that was refused by this disk so often lets the others pass. */
const MAX_FAILURES = 4

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

export class Inbox {
  readonly #options: InboxOptions
  readonly #bad = new Rate(BAD_RATE.perSecond, BAD_RATE.burst)
  #waiting: Waiting[] = []
  #later: Waiting[] = []
  #laterTimer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #stopped = false
  #stuck = 0
  /** How often the disk refused a parcel, by its hash; forgotten when it takes one. */
  readonly #failures = new Map<string, number>()

  constructor(options: InboxOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#working !== undefined
  }

  /** Takes a parcel; `confirm` is called when it is dealt with. */
  take(bytes: Bytes, confirm: () => void): void {
    this.#waiting.push({ bytes, confirm })
    if (!this.#stopped) this.#working ??= this.#work()
  }

  /** Resolves when what is being opened is stored; the rest comes again. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#laterTimer)
    await this.#working
  }

  async #work(): Promise<void> {
    const { faults, log, events } = this.#options
    const gone = new Set<string>()
    while (this.#waiting.length > 0 && !this.#stopped) {
      const { bytes, confirm } = this.#waiting.shift()!
      // Whatever comes, others have their turn between two of them.
      await nextTurn()
      try {
        await this.#open(bytes, gone)
        confirm()
      } catch (error) {
        if (error instanceof PeerFault) {
          // Nobody can do better with it: it goes.
          faults.count(error.kind satisfies FaultKind)
          log(`a parcel is refused: ${error.message}`)
          confirm()
          if (!this.#bad.take()) await pause(this.#bad.wait * 1000)
        } else if (error instanceof NotNow) this.#putOff({ bytes, confirm }, error)
        else this.#refusedByDisk(bytes, error as Error)
      }
      if (gone.size > 0 && (this.#waiting.length === 0 || gone.size >= MAX_GONE)) {
        events.gone([...gone])
        gone.clear()
      }
    }
    this.#working = undefined
  }

  async #open(bytes: Bytes, gone: Set<string>): Promise<void> {
    const { store, log } = this.#options
    const hash = sha256(bytes)
    if (store.opened.has(hash)) return
    const parcel = readParcel(bytes)
    if (parcel === undefined) throw new PeerFault('malformed', 'a parcel that is none')
    const key = store.keys.find(parcel.keyId)
    if (key === undefined) {
      gone.add(parcel.keyId)
      log('a parcel to a key that is gone')
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
    const letter = { sender: peerIdOf(opened.sender), frames: opened.frames, key, keyId: parcel.keyId, hash }
    await readLetter(letter, this.#options)
    this.#stuck = 0
    this.#failures.clear()
  }

  #putOff(waiting: Waiting, { message }: NotNow): void {
    this.#options.log(`a parcel waits: ${message}`)
    // Others are not to wait for it; whoever sent it has it still.
    if (this.#later.length >= MAX_LATER) {
      waiting.confirm()
      return
    }
    this.#later.push(waiting)
    this.#laterTimer ??= setTimeout(() => {
      this.#laterTimer = undefined
      for (const { bytes, confirm } of this.#later.splice(0)) this.take(bytes, confirm)
    }, LATER_MS)
  }

  /** The disk did not take it: it stays with the relay and comes again, after a while. */
  #refusedByDisk(bytes: Bytes, error: Error): void {
    const { log, events } = this.#options
    log(`a parcel is not stored: ${error.message}`)
    const name = hex(sha256(bytes))
    const failures = (this.#failures.get(name) ?? 0) + 1
    this.#failures.set(name, failures)
    // If it is this parcel that cannot be stored, the others must not wait for it; it stays where it is.
    if (failures > MAX_FAILURES) return
    this.#waiting = []
    this.#later = []
    this.#stuck = Math.min(LAST_STUCK_MS, Math.max(FIRST_STUCK_MS, 2 * this.#stuck))
    events.stuck(this.#stuck)
  }
}
