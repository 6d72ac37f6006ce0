/**
 * Conversations as the node speaks of them: append what is said here, receive what was said elsewhere, read, take away.
 * Each verb is one synced batch; what it returns is on disk.
 */

import { type Bytes, hex } from '../protocol/bytes.ts'
import type { Sayable } from '../protocol/content.ts'
import { endOf } from '../protocol/cursor.ts'
import { draftEntry, type Entry, signDrafts } from '../protocol/entry.ts'
import { EarshotError } from '../protocol/errors.ts'
import { directConversation, type EntryId, type PeerIdString, publicKeyOf } from '../protocol/ids.ts'
import { MAX_CONVERSATIONS } from '../protocol/limits.ts'
import { phrase } from '../protocol/phrase.ts'
import type { Signer } from '../protocol/signing.ts'
import { nextDeadline, overdue } from './awaited.ts'
import { type Arrived, Changes } from './changes.ts'
import type { Database } from './database.ts'
import type { Deposits } from './deposits.ts'
import type { Change, Effects } from './effects.ts'
import type { Eraser } from './eraser.ts'
import { beyondName, idsBeyondGaps, type Placed, place, readFeed } from './feeds.ts'
import {
  deadlineKey,
  entryKey,
  feedRange,
  readFeedKey,
  recordKey,
  recordRange,
  type Standing,
  type Stretch,
} from './keys.ts'
import type { Ledger } from './ledger.ts'
import { issueAgain, tornFeed } from './mending.ts'
import type { Profile } from './profile.ts'
import { unreadThrough, withRead } from './reads.ts'
import { Recent } from './recent.ts'
import { type ConversationRecord, feedOf, type OutcomeRecord } from './records.ts'
import type { Sealer } from './sealed/sealer.ts'
import { putStored, readStored, type StoredEntry } from './stored.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

export interface Received {
  conversation: ConversationRecord
  placed: StoredEntry[]
  known: number
  refused: number
}

export interface ConversationsOptions {
  database: Database
  ledger: Ledger
  profile: Profile
  signer: Signer
  self: PeerIdString
  deposits: Deposits
  effects: Effects
  eraser: Eraser
  sealer: Sealer
  /** Milliseconds since 1970. */
  clock: () => number
}

export class Conversations {
  readonly #options: ConversationsOptions
  readonly #self: string
  readonly #records: Table<ConversationRecord>
  readonly #outcomes: Table<OutcomeRecord>
  readonly #changes: Changes
  readonly #byNumber = new Map<number, PeerIdString>()
  /** One receive at a time for a conversation: what lies beyond a gap must not change between look-up and commit. */
  readonly #receiving = new Map<PeerIdString, Promise<unknown>>()
  readonly #recent = new Recent()
  /** By number of conversation, up to which arrival nothing is unread. Whatever comes to be unread arrives later. */
  readonly #readThrough = new Map<number, number>()
  /** Said in the batch that is being put together, not signed yet. */
  #drafts: StoredEntry[] = []
  /** Changed in the batch that is being put together: what was placed in it may not be any more what it was. */
  readonly #rewritten = new Set<EntryId>()
  /**
   * Told of each entry that is shown (but not of an outcome told before) when it is on disk, in order of arrival. Whoever waits for the commits themselves hears of two in one batch
   * in any order, and `listen --since` the second of them would miss the first.
   */
  onPlaced: ((stored: StoredEntry) => void) | undefined
  /** Told of what happened to an entry that is, or was, shown, when that is on disk. */
  onChanged: ((at: Standing, change: Change) => void) | undefined
  /** Told when something may have begun to disappear: there may be a nearer deadline. */
  onTimed: (() => void) | undefined
  /** Told in the piece of work whenever words that are shown appear, change or go. */
  onWords:
    | ((tx: Transaction, stored: StoredEntry, before: string | undefined, after: string | undefined) => void)
    | undefined
  /** Told in the piece of work that erases a body. */
  onErased: ((tx: Transaction, stored: StoredEntry) => void) | undefined

  constructor(options: ConversationsOptions) {
    this.#options = options
    this.#self = hex(options.signer.publicKey)
    const { database } = options
    this.#records = new Table(database, peer =>
      recordKey('c', database.blind(Buffer.from('conversation'), Buffer.from(peer))),
    )
    this.#outcomes = new Table(
      database,
      name => recordKey('m', database.blind(Buffer.from('outcome'), Buffer.from(name))),
      256,
    )
    const outdated = (tx: Transaction, at: Standing): void => {
      tx.after(() => this.#recent.clear())
      for (const shown of [true, false]) options.eraser.erase(tx, entryKey(at, shown))
    }
    this.#changes = new Changes({
      self: this.#self,
      selfId: options.self,
      effects: options.effects,
      words: (tx, stored, before, after) => {
        const peer = this.#byNumber.get(stored.conversation)
        const state = peer === undefined ? undefined : tx.get(this.#records, peer)?.seal
        // Nothing of a sealed conversation can be found; while it is being sealed, what could be is taken away.
        if (state === undefined || state === 'unsealing') this.onWords?.(tx, stored, before, after)
        else if (state === 'sealing' && before !== undefined) this.onWords?.(tx, stored, before, undefined)
      },
      rewritten: (tx, id) => {
        this.#rewritten.add(id)
        tx.after(() => this.#rewritten.delete(id))
      },
      changed: (at, change) => this.onChanged?.(at, change),
      seal: options.sealer.seal,
      resealed: outdated,
      erased: (tx, stored) => {
        outdated(tx, stored)
        this.onErased?.(tx, stored)
      },
      timed: () => this.onTimed?.(),
    })
  }

  async load(): Promise<void> {
    await this.#records.load(recordRange('c'), record => record.peer)
    for (const record of this.#records.values()) this.#byNumber.set(record.number, record.peer)
  }

  /** Reads everything again from disk. */
  async reload(): Promise<void> {
    this.#records.forget()
    this.#outcomes.forget()
    this.#options.effects.reload()
    this.#recent.clear()
    this.#readThrough.clear()
    await this.load()
  }

  all(): ConversationRecord[] {
    return [...this.#records.values()]
  }

  with(peer: PeerIdString): ConversationRecord | undefined {
    return this.#records.get(peer)
  }

  byNumber(number: number): ConversationRecord | undefined {
    const peer = this.#byNumber.get(number)
    return peer === undefined ? undefined : this.#records.get(peer)
  }

  idWith(peer: PeerIdString): Bytes {
    const key = publicKeyOf(peer)
    if (key === undefined) throw new TypeError(`no peer id: ${peer}`)
    return directConversation(this.#options.signer.publicKey, key)
  }

  /** The conversation as this piece of work sees it, made if there is none yet. */
  open(tx: Transaction, peer: PeerIdString): ConversationRecord {
    const known = tx.get(this.#records, peer)
    if (known !== undefined) return known
    const number = this.#options.profile.nextConversation(tx)
    if (number > MAX_CONVERSATIONS)
      throw new EarshotError('quota', phrase`there are ${MAX_CONVERSATIONS} conversations already`)
    const record: ConversationRecord = {
      number,
      id: hex(this.idWith(peer)),
      kind: 'direct',
      peer,
      lastStamp: 0,
      unread: 0,
      muted: false,
      pinned: false,
      counter: 1,
      feeds: [],
      readers: [],
      lastAt: 0,
    }
    this.save(tx, record)
    return record
  }

  save(tx: Transaction, record: ConversationRecord): void {
    tx.set(this.#records, record.peer, record)
    tx.after(() => this.#byNumber.set(record.number, record.peer))
  }

  /** Changes a conversation's own settings. */
  update(peer: PeerIdString, change: (record: ConversationRecord) => ConversationRecord): Promise<ConversationRecord> {
    return this.#options.ledger.commit(tx => {
      const changed = change(this.open(tx, peer))
      this.save(tx, changed)
      return changed
    })
  }

  /** Says something: the next entry of one's own feed, in `tx`. */
  append(tx: Transaction, peer: PeerIdString, content: Sayable): StoredEntry {
    const conversation = this.open(tx, peer)
    const installation = this.#options.profile.of(tx).installation
    const feed = feedOf(conversation, this.#self, installation)
    const now = this.#options.clock()
    const entry = draftEntry(
      this.#options.signer.publicKey,
      {
        conversation: Buffer.from(conversation.id, 'hex'),
        installation: Buffer.from(installation, 'hex'),
        seq: (feed === undefined ? 0 : endOf(feed)) + 1,
        stamp: Math.max(now, conversation.lastStamp + 1),
        at: now,
      },
      content,
    )
    const { conversation: changed, stored } = this.#place(tx, conversation, entry, { said: true })
    if (stored === undefined) throw new Error('an entry of one’s own was not placed')
    // All that is said in one batch shares signatures.
    this.#drafts.push(stored)
    tx.before(() => this.#signDrafts(tx))
    // One's own clock moves the conversation's, however wrong it is: the next entry must come after this one.
    const at = { ...stored, seq: entry.header.seq }
    const whole = changed.seal === undefined ? changed : this.#changes.awaitSealing(tx, changed, at)
    this.save(tx, { ...whole, lastStamp: Math.max(whole.lastStamp, entry.header.stamp) })
    return stored
  }

  #signDrafts(tx: Transaction): void {
    const drafts = this.#drafts
    this.#drafts = []
    const staged: StoredEntry[] = []
    for (const draft of drafts) {
      // A piece of work that threw has taken its rows back; one that came later may have hidden an outcome.
      const shown = [true, false].find(each => tx.has(entryKey(draft, each)))
      if (shown === undefined) continue
      // What followed in the same batch may have taken its body, too.
      const now = this.#rewritten.has(draft.id) ? readStored(tx, draft) : undefined
      staged.push(Object.assign(draft, { shown }, now))
    }
    signDrafts(
      this.#options.signer,
      staged.map(({ entry }) => entry),
    )
    for (const draft of staged) putStored(tx, draft)
  }

  /**
   * Takes entries of a conversation with `peer`, known to be genuine; resolves when they are on disk.
   *
   * @param also - what is done in the same batch; `refused` is how many could not be placed yet
   */
  receive(
    peer: PeerIdString,
    entries: readonly Entry[],
    also?: (tx: Transaction, refused: number) => void,
  ): Promise<Received> {
    const run = async (): Promise<Received> => {
      const record = this.with(peer)
      const gaps = record?.feeds.some(feed => feed.ranges.length > 0)
      const beyond =
        record !== undefined && gaps ? await idsBeyondGaps(this.#options.database, record) : new Map<string, string>()
      return this.#options.ledger.commit(tx => {
        let conversation = this.open(tx, peer)
        const placed: StoredEntry[] = []
        let known = 0
        let refused = 0
        for (const entry of entries) {
          const result = this.#place(tx, conversation, entry, { beyond })
          conversation = result.conversation
          if (result.stored !== undefined) placed.push(result.stored)
          else if (result.placing === 'known') known++
          else refused++
          const feed = feedOf(conversation, hex(entry.header.author), hex(entry.header.installation))
          if (feed !== undefined) beyond.set(beyondName(feed.number, entry.header.seq), entry.id)
        }
        this.save(tx, conversation)
        also?.(tx, refused)
        return { conversation, placed, known, refused }
      })
    }
    const turn = (this.#receiving.get(peer) ?? Promise.resolve()).then(run, run)
    const settled = turn.then(
      () => undefined,
      () => undefined,
    )
    this.#receiving.set(peer, settled)
    void settled.then(() => {
      if (this.#receiving.get(peer) === settled) this.#receiving.delete(peer)
    })
    return turn
  }

  #place(
    tx: Transaction,
    conversation: ConversationRecord,
    entry: Entry,
    { beyond, said = false }: { beyond?: ReadonlyMap<string, string>; said?: boolean } = {},
  ): Placed {
    const options = {
      self: this.#self,
      selfId: this.#options.self,
      installation: this.#options.profile.of(tx).installation,
      now: this.#options.clock(),
      outcomes: this.#outcomes,
      effects: this.#options.effects,
      changes: this.#changes,
      said,
      ...(beyond && { beyond }),
      // What is said here is needed as it is until somebody else has it.
      ...(!said && { seal: this.#options.sealer.seal }),
    }
    let rested: StoredEntry | undefined
    // Before what is erased in the same piece of work: that is to be forgotten then.
    tx.after(() => {
      if (rested === undefined) return
      const stored = this.#rewritten.has(entry.id) ? (readStored(tx, rested) ?? rested) : rested
      if (stored.sealed === undefined) this.#recent.keep({ ...stored, seq: entry.header.seq }, stored.entry.bytes)
      if (stored.shown && !stored.retold) this.onPlaced?.(stored)
    })
    const placed = place(tx, conversation, entry, options)
    rested = placed.stored
    return placed
  }

  /** Entries of a feed for a neighbour: from memory while they are new, else from disk. At most `maxBytes`. */
  async entriesOf(stretch: Stretch, maxBytes: number): Promise<{ seq: number; bytes: Bytes }[]> {
    const { conversation, feed, from, to } = stretch
    const entries: { seq: number; bytes: Bytes }[] = []
    let total = 0
    for (let seq = from; seq <= to; seq++) {
      const bytes = this.#recent.get({ conversation, feed, seq })
      if (bytes === undefined) break
      if (entries.length > 0 && total + bytes.byteLength > maxBytes) return entries
      entries.push({ seq, bytes })
      total += bytes.byteLength
    }
    if (entries.length > 0) return entries
    return readFeed(this.#options.database, stretch, maxBytes)
  }

  /** Does what waited for somebody to have, or to have read, what was said here. */
  arrived(tx: Transaction, peer: PeerIdString, arrived: readonly Arrived[]): void {
    let conversation = this.open(tx, peer)
    for (const each of arrived) conversation = this.#changes.arrived(tx, conversation, each)
    this.save(tx, conversation)
  }

  /** Takes an entry away for whoever reads here. Other readers keep it. */
  remove(tx: Transaction, peer: PeerIdString, at: Standing): void {
    this.save(tx, this.#changes.remove(tx, this.open(tx, peer), at, 'deleted'))
  }

  /** Takes away what has had its time; gives when the next has, milliseconds since 1970. */
  async expire(): Promise<number | undefined> {
    const { database, ledger, clock } = this.#options
    for (;;) {
      const due = await overdue(database, clock())
      if (due.length === 0) return nextDeadline(database)
      await ledger.commit(tx => {
        for (const at of due) {
          tx.del(deadlineKey(at.deadline, at))
          const peer = this.#byNumber.get(at.conversation)
          if (peer !== undefined) this.save(tx, this.#changes.remove(tx, this.open(tx, peer), at, 'expired'))
        }
      })
    }
  }

  /** Forgets what is in memory of what was said. */
  forgetRecent(): void {
    this.#recent.clear()
  }

  /** Seals an entry that rests open; one that is still to be sent is sealed later. */
  sealStored(tx: Transaction, conversation: ConversationRecord, stored: StoredEntry): ConversationRecord {
    if (stored.sealed !== undefined || stored.entry.body === undefined) return conversation
    if (this.#changes.isNeeded(conversation, stored))
      return this.#changes.awaitSealing(tx, conversation, { ...stored, seq: stored.entry.header.seq })
    this.#changes.seal(tx, conversation, stored)
    return conversation
  }

  /** Marks as read what arrived up to `through` (all, when absent). Resolves with how many were unread. */
  async read(peer: PeerIdString, through?: number): Promise<{ conversation: ConversationRecord; read: number }> {
    const record = this.with(peer)
    if (record === undefined) return { conversation: await this.update(peer, each => each), read: 0 }
    const { database, ledger, clock } = this.#options
    const { number } = record
    const reading = await unreadThrough(database, record, {
      after: this.#readThrough.get(number) ?? 0,
      ...(through !== undefined && { through }),
    })
    return ledger.commit(tx => {
      const marked = withRead(tx, this.open(tx, peer), reading, { changes: this.#changes, now: clock() })
      this.save(tx, marked.conversation)
      tx.after(() => this.#readThrough.set(number, Math.max(reading.through, this.#readThrough.get(number) ?? 0)))
      return marked
    })
  }

  /** The chain hash of one's own feed at `seq`, undefined where this disk has no such entry. */
  async chainAt(conversation: ConversationRecord, feed: number, seq: number): Promise<string | undefined> {
    const record = conversation.feeds.find(each => each.number === feed)
    if (record === undefined || seq > record.through) return undefined
    if (seq === record.through) return record.tip
    if (seq === 0) return ''
    for await (const key of this.#options.database.keys(
      feedRange({ conversation: conversation.number, feed, from: seq, to: seq }),
    )) {
      const { chain: hash } = readFeedKey(key)
      if (hash !== '') return hash
    }
    return undefined
  }

  /**
   * Mends one's own feed that two lives of this profile wrote (`mending.ts`): what was said here is issued again, and the feed takes the
   * other life's entries from `fork` on, `theirs`, as they came.
   */
  async mend(peer: PeerIdString, feedNumber: number, fork: number, theirs: readonly Entry[]): Promise<StoredEntry[]> {
    const { database, ledger, signer, profile, deposits } = this.#options
    const record = this.with(peer)
    const torn = record && (await tornFeed(database, record, feedNumber, fork))
    if (torn === undefined) return []
    return ledger.commit(tx => {
      let conversation = issueAgain(tx, this.open(tx, peer), torn, {
        signer,
        self: this.#self,
        installation: profile.of(tx).installation,
        deposits,
        place: (changed, entry) => this.#place(tx, changed, entry).conversation,
      })
      const placed: StoredEntry[] = []
      for (const entry of theirs) {
        const result = this.#place(tx, conversation, entry)
        conversation = result.conversation
        if (result.stored !== undefined) placed.push(result.stored)
      }
      this.save(tx, conversation)
      for (const key of torn.rows) tx.after(() => this.#recent.forget(readFeedKey(key)))
      return placed
    })
  }
}
