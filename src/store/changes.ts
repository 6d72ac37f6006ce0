/**
 * What happens to an entry after it was placed: an effect reaches it, its reader deletes it, its time is over. Each is one part of a piece of
 * work, with everything that follows from it: what is shown, what is unread, what can be found, whose body is erased.
 */
import { type Bytes, hex, readUint, uint } from '../protocol/bytes.ts'
import type { Effect } from '../protocol/content.ts'
import { contentOf, type Entry } from '../protocol/entry.ts'
import type { EntryId, PeerIdString } from '../protocol/ids.ts'
import { type Change, type Effects, markOf, recallOf, withEffect } from './effects.ts'
import { type Awaited, awaitedKey, deadlineKey, type Standing } from './keys.ts'
import { type ConversationRecord, type EffectsRecord, type Mark, reached } from './records.ts'
import {
  erased,
  hasBody,
  hide,
  mention,
  putStored,
  readStored,
  type StoredEntry,
  show,
  takeUnread,
  type Unread,
} from './stored.ts'
import type { Transaction } from './transaction.ts'

/**
 * What a waiting row waits for, as flags of its first byte: a text with a timer to be read (its seconds follow, in 4 bytes), a body to
 * be dispensable, a body to be needed by nobody but its reader here, so that it can be sealed.
 */
export const AWAITED_TIMER = 1
export const AWAITED_ERASURE = 2
export const AWAITED_SEAL = 4

const TIMER_BYTES = 4
const NOTHING = new Uint8Array(0)

export interface ChangesOptions {
  /** Public key of this peer, hexadecimal. */
  self: string
  /** The same as a peer id, as texts mention it. */
  selfId: PeerIdString
  effects: Effects
  /** Told in the piece of work whenever the words of an entry that is shown appear, change or go. */
  words: (tx: Transaction, stored: StoredEntry, before: string | undefined, after: string | undefined) => void
  /** Told in the piece of work that what was staged, or is on disk, of this entry is not what it was. */
  rewritten: (tx: Transaction, id: EntryId) => void
  /** Told when it is on disk. */
  changed: (at: Standing, change: Change) => void
  /** Told in the piece of work that erases its body. */
  erased: (tx: Transaction, stored: StoredEntry) => void
  /** Told in the piece of work that writes its row anew, sealed: the older version is to leave the disk. */
  resealed: (tx: Transaction, stored: StoredEntry) => void
  /** The body as it is to rest here; undefined where its conversation is not sealed. */
  seal: (tx: Transaction, conversation: ConversationRecord, entry: Entry) => Bytes | undefined
  /** Told when it is on disk that something is to disappear. */
  timed: () => void
}

/** One of one's own entries that a reader now has, or has read. */
export interface Arrived {
  at: Awaited
  /** What is not to be waited for any more. */
  due: number
  /** Milliseconds since 1970. */
  now: number
}

export class Changes {
  readonly #options: ChangesOptions

  constructor(options: ChangesOptions) {
    this.#options = options
  }

  /** Tells of words that are shown from now on. */
  appeared(tx: Transaction, stored: StoredEntry, words: string): void {
    this.#tellWords(tx, stored, undefined, words)
  }

  /** Notes an effect and carries it out if its target has come; else it waits there. */
  effect(tx: Transaction, before: ConversationRecord, entry: Entry, effect: Effect): ConversationRecord {
    const { effects } = this.#options
    const at: Standing = { conversation: before.number, ...effect.target }
    const known = effects.of(at, tx) ?? {}
    const record = withEffect(known, entry, effect, before.seal !== undefined)
    if (record === known) return before
    effects.save(tx, at, record)
    const author = hex(entry.header.author)
    if (effect.kind === 'edit')
      this.#forgetOldest(tx, at, [...(known.edits?.[author] ?? []), markOf(entry)], record.edits?.[author])
    let conversation = before
    if (effect.kind === 'edit') conversation = this.#silence(tx, conversation, at, record, author)
    const target = readStored(tx, at)
    if (target !== undefined) conversation = this.#reach(tx, conversation, { target, known, record, entry, effect })
    else if (Object.keys(known).length === 0)
      conversation = { ...conversation, heralded: (conversation.heralded ?? 0) + 1 }
    // Their edits that came before it say nothing any more, also where the target is still to come.
    if (effect.kind === 'recall')
      for (const mark of record.edits?.[author] ?? []) this.#erase(tx, readStored(tx, { ...at, ...mark }))
    return conversation
  }

  /** Carries out an effect on an entry that is there. */
  #reach(
    tx: Transaction,
    before: ConversationRecord,
    arrival: { target: StoredEntry; known: EffectsRecord; record: EffectsRecord; entry: Entry; effect: Effect },
  ): ConversationRecord {
    const { effects } = this.#options
    const { known, record, entry, effect } = arrival
    const words = effects.words(tx, arrival.target, known)
    const touched: StoredEntry = { ...arrival.target, touched: true }
    let conversation = before
    if (recallOf(record, touched.entry) !== undefined) {
      let target = erased(touched)
      if (target !== touched) this.#wasErased(tx, target)
      conversation = less(conversation, takeUnread(tx, target))
      if (target.shown || record.gone !== undefined) this.#put(tx, target)
      else {
        target = show(tx, target)
        this.#options.rewritten(tx, target.id)
        conversation = withLast(conversation, target)
      }
      this.#tellWords(tx, target, words, undefined)
      if (effect.kind === 'recall' && target.shown) this.#tell(tx, target, 'recalled')
      return conversation
    }
    this.#put(tx, touched)
    if (!touched.shown) return conversation
    if (effect.kind === 'edit') {
      const { edited } = effects.saying(tx, touched, record)
      this.#tellWords(tx, touched, words, effects.words(tx, touched, record))
      if (edited?.id === entry.id) {
        const more = mention(tx, touched, effect.mentions?.includes(this.#options.selfId) ?? false)
        if (more !== 0) conversation = { ...conversation, mentions: Math.max(0, (conversation.mentions ?? 0) + more) }
        this.#tell(tx, touched, 'edited')
      }
    }
    if (effect.kind === 'reaction') this.#tell(tx, touched, 'reacted')
    return conversation
  }

  /** An edit of what was recalled, or is gone here, says nothing to anybody here. */
  #silence(
    tx: Transaction,
    conversation: ConversationRecord,
    at: Standing,
    record: EffectsRecord,
    author: string,
  ): ConversationRecord {
    const last = record.edits?.[author] ?? []
    if (record.recalls?.[author] !== undefined) {
      for (const mark of last) this.#erase(tx, readStored(tx, { ...at, ...mark }))
      return conversation
    }
    if (record.gone === undefined) return conversation
    return last.reduce((sofar, mark) => this.#dispense(tx, sofar, readStored(tx, { ...at, ...mark })), conversation)
  }

  /** Of more edits than are kept the oldest lose their text. */
  #forgetOldest(tx: Transaction, at: Standing, marks: readonly Mark[], kept: readonly Mark[] = []): void {
    for (const mark of marks)
      if (!kept.some(({ id }) => id === mark.id)) this.#erase(tx, readStored(tx, { ...at, ...mark }))
  }

  /** Takes an entry away for whoever reads here: hidden now, its body erased as soon as nobody needs it from this disk. */
  remove(tx: Transaction, before: ConversationRecord, at: Standing, gone: 'deleted' | 'expired'): ConversationRecord {
    const { effects } = this.#options
    const stored = readStored(tx, at)
    if (stored === undefined) return before
    const known = effects.of(at, tx) ?? {}
    if (known.gone !== undefined) return before
    const record: EffectsRecord = { ...known, gone }
    const words = effects.words(tx, stored, known)
    effects.save(tx, at, record)
    const touched: StoredEntry = { ...stored, touched: true }
    let conversation = before
    if (stored.shown) {
      const hidden = hide(tx, touched)
      this.#options.rewritten(tx, stored.id)
      conversation = less(withoutLast(conversation, at), hidden.gone)
      this.#tellWords(tx, stored, words, undefined)
      this.#tell(tx, stored, gone)
    } else this.#put(tx, touched)
    conversation = this.#dispense(tx, conversation, readStored(tx, at))
    const author = hex(stored.entry.header.author)
    for (const mark of record.edits?.[author] ?? [])
      conversation = this.#dispense(tx, conversation, readStored(tx, { ...at, ...mark }))
    return conversation
  }

  /**
   * An entry was read now, by whoever reads here or by its reader: the time that its text may still be read begins.
   *
   * @param timer - seconds, where that is known without a look at it
   */
  read(tx: Transaction, at: Standing, now: number, timer?: number): void {
    const stored = timer === undefined ? readStored(tx, at) : undefined
    const content = stored === undefined ? undefined : contentOf(stored.entry)
    const seconds = timer ?? (content?.kind === 'text' ? content.timer : undefined)
    if (seconds !== undefined) this.#disappear(tx, at, now + 1000 * seconds)
  }

  /** Lets an entry disappear at a time, milliseconds since 1970. */
  #disappear(tx: Transaction, at: Standing, deadline: number): void {
    const { effects } = this.#options
    const stored = readStored(tx, at)
    const known = effects.of(at, tx) ?? {}
    if (stored === undefined || known.gone !== undefined || known.expiresAt !== undefined) return
    effects.save(tx, at, { ...known, expiresAt: deadline })
    this.#put(tx, { ...stored, touched: true })
    tx.put(deadlineKey(deadline, at), new Uint8Array(0))
    tx.after(() => this.#options.timed())
  }

  /** What waited for a reader to have, or to have read, one's own entry is done. */
  arrived(tx: Transaction, conversation: ConversationRecord, { at, due, now }: Arrived): ConversationRecord {
    const key = awaitedKey(at)
    const row = tx.read(key)
    if (row === undefined) return conversation
    const purposes = row[0] ?? 0
    // What is gone need not disappear, nor be sealed.
    const left = purposes & due & AWAITED_ERASURE ? 0 : purposes & ~due
    if (left === 0) tx.del(key)
    else tx.put(key, Buffer.concat([Uint8Array.of(left), row.subarray(1)]))
    const done = purposes & due
    if (done & AWAITED_TIMER) this.read(tx, at, now, row.byteLength > 1 ? readUint(row, 1, TIMER_BYTES) : undefined)
    if (done & AWAITED_ERASURE) this.#erase(tx, readStored(tx, at))
    else if (done & AWAITED_SEAL) this.#sealArrived(tx, conversation, readStored(tx, at))
    return left === 0 ? { ...conversation, awaited: Math.max(0, (conversation.awaited ?? 0) - 1) } : conversation
  }

  /** Notes that an own entry's time, seconds, begins once its reader has read it. */
  awaitReading(tx: Transaction, conversation: ConversationRecord, at: Awaited, timer: number): ConversationRecord {
    return this.#await(tx, conversation, at, AWAITED_TIMER, timer)
  }

  /** Notes that an own entry, which has to be sent first, is to be sealed then. */
  awaitSealing(tx: Transaction, conversation: ConversationRecord, at: Awaited): ConversationRecord {
    return this.#await(tx, conversation, at, AWAITED_SEAL)
  }

  #await(
    tx: Transaction,
    conversation: ConversationRecord,
    at: Awaited,
    purpose: number,
    timer?: number,
  ): ConversationRecord {
    const key = awaitedKey(at)
    const row = tx.read(key)
    const detail = timer === undefined ? row?.subarray(1) : uint(timer, TIMER_BYTES)
    tx.put(key, Buffer.concat([Uint8Array.of((row?.[0] ?? 0) | purpose), detail ?? NOTHING]))
    return row === undefined ? { ...conversation, awaited: (conversation.awaited ?? 0) + 1 } : conversation
  }

  #sealArrived(tx: Transaction, conversation: ConversationRecord, stored: StoredEntry | undefined): void {
    if (stored !== undefined && this.seal(tx, conversation, stored)) this.#options.resealed(tx, stored)
  }

  /** Seals a body that rests open; false where there is none, or its conversation is not sealed. */
  seal(tx: Transaction, conversation: ConversationRecord, stored: StoredEntry): boolean {
    if (stored.sealed !== undefined || stored.entry.body === undefined) return false
    const sealed = this.#options.seal(tx, conversation, stored.entry)
    if (sealed !== undefined) this.#put(tx, { ...stored, sealed })
    return sealed !== undefined
  }

  /** Whether it was said here and nobody else has it yet, though a relay may. */
  isNeeded(conversation: ConversationRecord, { entry: { header }, feed }: StoredEntry): boolean {
    if (hex(header.author) !== this.#options.self) return false
    const state = reached(conversation, feed, header.seq)
    return state === 'queued' || state === 'relayed'
  }

  /** Erases a body, or notes that it is to be erased: what was said here is needed until somebody else has it. */
  #dispense(tx: Transaction, conversation: ConversationRecord, stored: StoredEntry | undefined): ConversationRecord {
    if (stored === undefined || !hasBody(stored)) return conversation
    if (this.isNeeded(conversation, stored))
      return this.#await(tx, conversation, { ...stored, seq: stored.entry.header.seq }, AWAITED_ERASURE)
    this.#erase(tx, stored)
    return conversation
  }

  #erase(tx: Transaction, stored: StoredEntry | undefined): void {
    if (stored === undefined || !hasBody(stored)) return
    this.#put(tx, erased(stored))
    this.#wasErased(tx, stored)
  }

  #put(tx: Transaction, stored: StoredEntry): void {
    putStored(tx, stored)
    this.#options.rewritten(tx, stored.id)
  }

  #wasErased(tx: Transaction, stored: StoredEntry): void {
    this.#options.erased(tx, stored)
  }

  #tellWords(tx: Transaction, stored: StoredEntry, before: string | undefined, after: string | undefined): void {
    if (before !== after) this.#options.words(tx, stored, before, after)
  }

  #tell(tx: Transaction, { conversation, stamp, id }: Standing, change: Change): void {
    tx.after(() => this.#options.changed({ conversation, stamp, id }, change))
  }
}

/** Whether an entry that comes now is to be kept without its body, and why. */
export function fateOf(record: EffectsRecord | undefined, entry: Entry): 'recalled' | 'gone' | undefined {
  if (record?.gone !== undefined) return 'gone'
  return record !== undefined && recallOf(record, entry) !== undefined ? 'recalled' : undefined
}

export function less(conversation: ConversationRecord, { unread, mentions }: Unread): ConversationRecord {
  if (unread === 0) return conversation
  return {
    ...conversation,
    unread: Math.max(0, conversation.unread - unread),
    mentions: Math.max(0, (conversation.mentions ?? 0) - mentions),
  }
}

/** The conversation with an entry that is shown: perhaps it is the last. */
export function withLast(conversation: ConversationRecord, { stamp, id }: Standing): ConversationRecord {
  const { last } = conversation
  // Where the last is not known, only what comes after everything is known to be it.
  const isLast =
    last === undefined
      ? conversation.lastAt === 0 || stamp > conversation.lastStamp
      : stamp > last.stamp || (stamp === last.stamp && id > last.id)
  return isLast ? { ...conversation, last: { stamp, id } } : conversation
}

/** The conversation without an entry that was shown: if it was the last, the last is not known. */
export function withoutLast(conversation: ConversationRecord, { id }: Standing): ConversationRecord {
  if (conversation.last?.id !== id) return conversation
  const { last: _last, ...rest } = conversation
  return rest
}
