/**
 * Effects: what later entries do to an earlier one. An edit, a recall or a reaction is an entry like any other, stored and passed on but
 * not shown; it goes into the record of its target, whether that has come or not. What shows is a function of the target and its record
 * alone, so every interleaving ends alike:
 *
 * - only who wrote the target edits or recalls it; the edit with the highest (stamp, id) wins, a recall beats every edit;
 * - of each author's reactions the last one counts;
 * - a recalled text, and every edit of it, loses its body on each disk that hears of the recall, whichever came first.
 */
import { hex } from '../protocol/bytes.ts'
import { type Content, type Effect, KIND, type TextContent, wordsOf } from '../protocol/content.ts'
import { contentOf, type Entry } from '../protocol/entry.ts'
import { MAX_EDITS } from '../protocol/limits.ts'
import type { Database } from './database.ts'
import { effectsKey, type Standing } from './keys.ts'
import type { EffectsRecord, Mark } from './records.ts'
import { type Rows, readStored, type StoredEntry } from './stored.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

/** Records kept in memory. */
const CACHED = 4096

export type Change = 'edited' | 'recalled' | 'reacted' | 'deleted' | 'expired'

/** What an entry says by now. */
export interface Saying {
  content: Content
  recalled?: Mark
  /** The edit whose text this is. */
  edited?: Mark
}

export class Effects {
  readonly #table: Table<EffectsRecord>

  constructor(database: Database) {
    this.#table = new Table(database, name => effectsKey(standingOf(name)), CACHED)
  }

  /** Reads everything again from disk. */
  reload(): void {
    this.#table.forget()
  }

  /** The effects of an entry; undefined where nobody said anything of it. */
  of(at: Standing, tx?: Transaction): EffectsRecord | undefined {
    return tx === undefined ? this.#table.get(nameOf(at)) : tx.get(this.#table, nameOf(at))
  }

  save(tx: Transaction, at: Standing, record: EffectsRecord): void {
    tx.set(this.#table, nameOf(at), record)
  }

  /** What an entry says by now; its body as it was sent where nobody touched it. */
  saying(rows: Rows, stored: StoredEntry, record = stored.touched ? this.of(stored) : undefined): Saying {
    const content = contentOf(stored.entry)
    if (record === undefined) return { content }
    const recalled = recallOf(record, stored.entry)
    if (recalled !== undefined) return { content: { kind: 'unknown' }, recalled }
    if (!editable(content)) return { content }
    const edited = record.edits?.[hex(stored.entry.header.author)]?.at(-1)
    const edit = edited === undefined ? undefined : editAt(rows, stored, edited)
    if (edited === undefined || edit === undefined) return { content }
    const { mentions: _mentions, ...rest } = content
    return { content: { ...rest, text: edit.text, ...(edit.mentions && { mentions: edit.mentions }) }, edited }
  }

  /** What is there to be found and read; undefined for what is no text, or is gone. */
  words(rows: Rows, stored: StoredEntry, record?: EffectsRecord): string | undefined {
    if (!stored.shown) return undefined
    const { content } = this.saying(rows, stored, record)
    return content.kind === 'text' ? wordsOf(content) : undefined
  }
}

export function markOf({ header, id }: Entry): Mark {
  return { stamp: header.stamp, id, at: header.at }
}

/**
 * The record with one more effect; the same one where that changes nothing.
 *
 * @param sealed - nothing of what is said may be in it
 */
export function withEffect(record: EffectsRecord, entry: Entry, effect: Effect, sealed = false): EffectsRecord {
  const author = hex(entry.header.author)
  const mark = markOf(entry)
  if (effect.kind === 'edit') {
    const edits = record.edits?.[author] ?? []
    if (edits.some(({ id }) => id === mark.id)) return record
    const sorted = [...edits, mark].sort(inOrder).slice(-MAX_EDITS)
    return { ...record, edits: { ...record.edits, [author]: sorted } }
  }
  if (effect.kind === 'recall') {
    // The first, so that the time that is shown does not move.
    const known = record.recalls?.[author]
    if (known !== undefined && inOrder(known, mark) <= 0) return record
    return { ...record, recalls: { ...record.recalls, [author]: mark } }
  }
  const known = record.reactions?.[author]
  if (known !== undefined && inOrder(known, mark) >= 0) return record
  const reaction = sealed ? mark : { ...mark, emoji: effect.emoji }
  return { ...record, reactions: { ...record.reactions, [author]: reaction } }
}

/** The record without what was said in it. */
export function withoutEmoji(record: EffectsRecord): EffectsRecord {
  const { reactions, ...rest } = record
  if (reactions === undefined) return record
  const bare = Object.entries(reactions).map(([author, { emoji: _emoji, ...mark }]) => [author, mark] as const)
  return { ...rest, reactions: Object.fromEntries(bare) }
}

/** The emoji of one reaction, empty where it was taken back; undefined while the conversation is closed. */
export function emojiOf(rows: Rows, target: Standing, mark: Mark & { emoji?: string }): string | undefined {
  if (mark.emoji !== undefined) return mark.emoji
  const stored = readStored(rows, { conversation: target.conversation, stamp: mark.stamp, id: mark.id })
  const content = stored === undefined ? undefined : contentOf(stored.entry)
  return content?.kind === 'reaction' ? content.emoji : undefined
}

/** The recall of an entry by its author. Only texts can be recalled. */
export function recallOf(record: EffectsRecord, { header }: Entry): Mark | undefined {
  return header.kind === KIND.text ? record.recalls?.[hex(header.author)] : undefined
}

/** Whether the words of an entry are its author's own to change. */
export function editable(content: Content): content is TextContent {
  return content.kind === 'text' && content.forwarded === undefined
}

/** One edit of an entry, where its body is still there. */
export function editAt(
  rows: Rows,
  target: Standing,
  { stamp, id }: Mark,
): Extract<Effect, { kind: 'edit' }> | undefined {
  const stored = readStored(rows, { conversation: target.conversation, stamp, id })
  const content = stored === undefined ? undefined : contentOf(stored.entry)
  return content?.kind === 'edit' ? content : undefined
}

function inOrder(a: Mark, b: Mark): number {
  return a.stamp - b.stamp || (a.id < b.id ? -1 : Number(a.id > b.id))
}

const nameOf = ({ conversation, stamp, id }: Standing): string => `${conversation}:${stamp}:${id}`

function standingOf(name: string): Standing {
  const [conversation, stamp, id = ''] = name.split(':')
  return { conversation: Number(conversation), stamp: Number(stamp), id }
}
