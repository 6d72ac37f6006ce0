/**
 * What can be completed where the cursor stands: `@` people, `#` groups, `:` emoji. Pure; what there is to choose from comes with the
 * call. Paths come from the disk and are in `paths.ts`, commands are the whole of a text and in `slash.ts`.
 */
import type { ActionName } from '../actions/action.ts'
import { rank } from '../fuzzy.ts'
import type { Editor } from './editor.ts'
import type { EmojiTable } from './emoji/emoji.ts'
import type { Range } from './text-document.ts'

export interface Candidate {
  /** Shown; may come from a peer, so it passes `sanitize` before it is drawn. */
  readonly label: string
  /** Shown dim behind it. */
  readonly hint?: string
  /** Put into the text. */
  readonly insert: string
  /** Done once that is in the text. */
  readonly action?: ActionName
  /** What of the label matched, in UTF-16 units. */
  readonly matched?: readonly (readonly [from: number, to: number])[]
}

export interface Completion {
  /** What is replaced: from the sign that began it to the cursor. */
  readonly range: Range
  /** Best first; one at least. */
  readonly candidates: readonly Candidate[]
}

/** Somebody or something with a name, for `@` and `#`. */
export interface Named {
  readonly name: string
  /** Tells apart who has the same name: the start of a peer id, how many members. */
  readonly hint?: string
  /** Without the sign. @default the name */
  readonly insert?: string
}

export interface Sources {
  readonly people: readonly Named[]
  readonly groups: readonly Named[]
  /** undefined while it is not loaded yet. */
  readonly emoji?: EmojiTable | undefined
  /** Emoji used often, most often first. */
  readonly frequent?: readonly string[]
}

/** UTF-16 units behind the sign that are looked at; no name is longer. */
const LONGEST_QUERY = 64
const MOST_CANDIDATES = 50
/** The signs, also as Chinese input methods type them. */
const SIGNS = /[@＠#＃:：]/g
/** Before the sign nothing stands that would make it part of something else: `me@example.org`, `10:30`, `说：`. */
const FREE = /(?:^|[\s([{"'（「『【《“‘，。！？；、])$/u
const AFTER_CHINESE = /\p{Script=Han}$/u
/** Behind `:` one letter may be the start of a smiley (`:D`, `:p`); a Chinese word has one character. */
const EMOJI_QUERY = /^(?:[\p{L}\p{N}_+-]{2,}|\p{Script=Han}+)$/u

/** undefined where nothing is to be completed. */
export function completionAt(editor: Editor, sources: Sources): Completion | undefined {
  if (editor.selection) return undefined
  const { line, column } = editor.cursor
  const before = editor.lines[line]?.text.slice(Math.max(0, column - LONGEST_QUERY - 1), column) ?? ''
  const sign = [...before.matchAll(SIGNS)].findLast(({ 0: found, index }) => {
    const left = before.slice(0, index)
    const cut = index === 0 && column > LONGEST_QUERY + 1
    return !cut && (FREE.test(left) || (/[@#:]/.test(found) && AFTER_CHINESE.test(left)))
  })
  if (!sign) return undefined
  const query = before.slice(sign.index + 1)
  const candidates = candidatesFor(sign[0], query, sources)
  if (candidates.length === 0) return undefined
  return { range: { from: { line, column: column - query.length - 1 }, to: editor.cursor }, candidates }
}

function candidatesFor(sign: string, query: string, sources: Sources): Candidate[] {
  if (/[@＠]/.test(sign)) return named('@', query, sources.people)
  if (/[#＃]/.test(sign)) return named('#', query, sources.groups)
  if (!EMOJI_QUERY.test(query) || !sources.emoji) return []
  const { frequent = [] } = sources
  return sources.emoji.search(query, { frequent, limit: MOST_CANDIDATES }).map(({ emoji, name, shortcodes }) => ({
    label: `${emoji} ${name}`,
    hint: `:${shortcodes[0]}:`,
    insert: emoji,
  }))
}

/** Names with spaces are found while they are written as they are; else a space ends what is completed, and prose goes on. */
function named(sign: string, query: string, all: readonly Named[]): Candidate[] {
  if (/^\s|\s\s/.test(query)) return []
  const folded = fold(query)
  const fitting = /\s/.test(query) ? all.filter(({ name }) => fold(name).startsWith(folded) && name !== query) : all
  const ranked = rank(query, fitting, ({ name }) => name)
  const first = ranked.filter(({ item }) => fold(item.name).startsWith(folded))
  const rest = ranked.filter(({ item }) => !fold(item.name).startsWith(folded))
  return [...first, ...rest].slice(0, MOST_CANDIDATES).map(({ item, matched }) => ({
    label: item.name,
    ...(item.hint !== undefined && { hint: item.hint }),
    insert: `${sign}${item.insert ?? item.name} `,
    matched,
  }))
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
