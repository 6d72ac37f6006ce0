/**
 * Sealed conversations of the running node: who may look into them now, when they close by themselves, who is told. What they say is the
 * store's to seal (`store/sealed`).
 */
import { EarshotError } from '../protocol/errors.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { ConversationRecord } from '../store/records.ts'
import type { Progress } from '../store/sealed/sealed.ts'
import type { Store } from '../store/store.ts'
import type { Events } from './events.ts'
import type { Settings } from './settings/settings.ts'

/** Between two events of progress, milliseconds. */
const PROGRESS_MS = 200
const MINUTE_MS = 60_000
/** A timer can be no longer; it is set anew then. */
const LONGEST_MS = 3_600_000

export interface SealingOptions {
  store: Store
  events: Events
  settings: Settings
  /** What was held back from them can be sent. */
  opened: (peer: PeerIdString) => void
  log: (message: string) => void
}

export class Sealing {
  readonly #options: SealingOptions
  /** When what is open was used last, by `performance.now()`. */
  readonly #used = new Map<PeerIdString, number>()
  #timer: NodeJS.Timeout | undefined
  readonly #off: () => void

  constructor(options: SealingOptions) {
    this.#options = options
    this.#off = options.settings.on('seal.minutes', () => this.#schedule())
  }

  /** Goes on with what was not done when the node ended. */
  start(): void {
    const { store, log } = this.#options
    store.sealed
      .resume(({ peer }, done, total) => this.#progress(peer)(done, total))
      .catch((error: Error) => log(`sealing: ${error.message}`))
  }

  stop(): void {
    this.#off()
    clearTimeout(this.#timer)
    this.#used.clear()
  }

  /** Something long is being done. */
  get busy(): boolean {
    return this.#options.store.conversations.all().some(({ peer }) => this.#options.store.sealed.isBusy(peer))
  }

  /** Something is open that would close if the node ended. */
  get open(): boolean {
    return this.#used.size > 0
  }

  /** Somebody wants to see or change what a conversation says. `not-allowed` while it is closed. */
  use(record: ConversationRecord | undefined): void {
    if (record?.seal === undefined) return
    if (this.#options.store.sealed.isLocked(record)) {
      throw new EarshotError(
        'not-allowed',
        'this conversation is sealed',
        '`earshot unseal NAME` opens it with its second passphrase',
      )
    }
    this.#used.set(record.peer, performance.now())
  }

  /** Seals it with a new second passphrase. */
  async seal(peer: PeerIdString, passphrase: string): Promise<void> {
    await this.#options.store.sealed.seal(peer, passphrase, this.#progress(peer))
    this.#tell(peer)
  }

  async close(peer: PeerIdString): Promise<void> {
    await this.#options.store.sealed.close(peer, this.#progress(peer))
    this.#used.delete(peer)
    this.#tell(peer)
  }

  /** @param forever - takes the seal away */
  async unseal(peer: PeerIdString, passphrase: string, forever: boolean): Promise<void> {
    const { store, opened } = this.#options
    const progress = this.#progress(peer)
    await (forever ? store.sealed.unseal(peer, passphrase, progress) : store.sealed.open(peer, passphrase, progress))
    if (store.sealed.isOpen(store.conversations.with(peer))) this.#used.set(peer, performance.now())
    else this.#used.delete(peer)
    this.#schedule()
    opened(peer)
    this.#tell(peer)
  }

  #tell(peer: PeerIdString): void {
    const { store, events } = this.#options
    const record = store.conversations.with(peer)
    if (record !== undefined) events.emit({ event: 'conversation', conversation: record.id, unread: record.unread })
  }

  #progress(peer: PeerIdString): Progress {
    const { events } = this.#options
    let told = Number.NEGATIVE_INFINITY
    return (done, total) => {
      // It is closed, or open, from here on.
      if (done === 0) this.#tell(peer)
      if (!events.heard || (done < total && performance.now() - told < PROGRESS_MS)) return
      told = performance.now()
      events.emit({ event: 'progress', task: 'seal', done, total })
    }
  }

  /** One timer for all: to when the first may close. */
  #schedule(): void {
    clearTimeout(this.#timer)
    const minutes = this.#options.settings.get('seal.minutes')
    if (minutes === 0 || this.#used.size === 0) return
    const due = Math.min(...this.#used.values()) + minutes * MINUTE_MS
    const wait = Math.min(LONGEST_MS, Math.max(0, due - performance.now()))
    this.#timer = setTimeout(() => this.#closeUnused(minutes * MINUTE_MS), wait).unref()
  }

  #closeUnused(idle: number): void {
    const { store, log } = this.#options
    const now = performance.now()
    for (const [peer, at] of [...this.#used]) {
      if (store.sealed.isBusy(peer)) this.#used.set(peer, now)
      else if (now - at >= idle) {
        this.#used.delete(peer)
        this.close(peer).catch((error: Error) => log(`closing a sealed conversation: ${error.message}`))
      }
    }
    this.#schedule()
  }
}
