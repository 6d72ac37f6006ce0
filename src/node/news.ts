/** What becomes of entries once it is on disk, told: to listeners, to notices, and to whoever waits for it. */
import { type PeerIdString, peerIdOf } from '../protocol/ids.ts'
import type { Change } from '../store/effects.ts'
import type { Standing } from '../store/keys.ts'
import type { Advance } from '../store/readers.ts'
import type { ConversationRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { StoredEntry } from '../store/stored.ts'
import type { Events } from './events.ts'
import type { Notifier } from './notices/notifier.ts'
import type { PeerLog } from './peer.ts'
import type { Views } from './verbs/views.ts'

export interface NewsOptions {
  store: Store
  views: Views
  events: Events
  notifier: Notifier
  /** Told who has said something. */
  said: (author: PeerIdString) => void
  log: PeerLog
}

export class News {
  readonly #options: NewsOptions
  readonly #waiting = new Set<() => void>()

  constructor(options: NewsOptions) {
    this.#options = options
  }

  start(): void {
    const { conversations } = this.#options.store
    conversations.onPlaced = stored => this.#placed(stored)
    conversations.onChanged = (at, change) => this.#changed(at, change)
  }

  /** Somebody has, or has read, more of what was said here. */
  advanced(conversation: ConversationRecord, advances: readonly Advance[]): void {
    for (const run of this.#waiting) run()
    if (!this.#options.events.heard) return
    this.#tellAdvances(conversation, advances).catch((error: Error) => this.#options.log(`states: ${error.message}`))
  }

  /** Runs when somebody has, or has read, more; gives what ends that. */
  onAdvance(run: () => void): () => void {
    this.#waiting.add(run)
    return () => this.#waiting.delete(run)
  }

  #placed(stored: StoredEntry): void {
    const { store, views, events, notifier, said } = this.#options
    const author = peerIdOf(stored.entry.header.author)
    said(author)
    if (author !== store.self) notifier.placed(stored)
    const record = store.conversations.byNumber(stored.conversation)
    if (record !== undefined && store.sealed.isLocked(record)) {
      // That something came is told, and nothing of it.
      events.emit({ event: 'conversation', conversation: record.id, unread: record.unread })
    } else if (events.heard) {
      events.emit({ event: 'message', message: views.message(stored) }, stored.arrival)
    }
  }

  #changed(at: Standing, change: Change): void {
    const { store, views, events } = this.#options
    const locked = store.sealed.isLocked(store.conversations.byNumber(at.conversation))
    const stored = events.heard && !locked ? store.history.get(at) : undefined
    if (stored !== undefined) events.emit({ event: 'change', change, message: views.message(stored) })
  }

  async #tellAdvances(conversation: ConversationRecord, advances: readonly Advance[]): Promise<void> {
    const { store, events } = this.#options
    const { id: conv, number, peer: who } = conversation
    for (const { feed, state, from, to } of advances) {
      const ids = await store.history.shownIdsOf({ conversation: number, feed, from, to })
      for (const id of ids) events.emit({ event: 'state', id, conversation: conv, state, who })
    }
  }
}
