/**
 * The one place that makes text from other people safe to write to a terminal. Nothing is taken away silently: whoever reads a
 * message or a name sees that something was there, and two names that differ only in invisible characters look different.
 *
 * - Controls (C0, DEL) become their pictures (␛, ␀ …), so an escape sequence is shown, not obeyed; C1 becomes `�`.
 * - Characters that turn the direction of writing become `�`: they would let a name rewrite the line it stands on.
 * - Invisible characters become one `�` per run, except where they do honest work: joiners inside emoji and inside scripts that
 *   need them, variation selectors after emoji and ideographs, the tags of a flag.
 * - Marks piled on one character are cut after `MAX_MARKS`; a mark with nothing below it gets a dotted circle, so that it does not
 *   attach itself to our own text.
 * - Half a surrogate pair becomes `�`.
 *
 * Not guaranteed: letters that look alike in two scripts stay as they are. Names are not trusted, peer ids are.
 */
import { truncate } from './width.ts'

export interface SanitizeOptions {
  /** `keep` leaves line breaks as they are; `fold` makes one line of them, with `␤` where they were. @default 'keep' */
  lines?: 'keep' | 'fold'
}

/** Shown where a folded text had a line break. */
export const LINE_BREAK_PICTURE = '\u2424'
/** Cells of a name within a line; 64 characters are allowed, and 64 wide ones would fill it. */
export const NAME_CELLS = 32

const REPLACEMENT = '\ufffd'
const DOTTED_CIRCLE = '\u25cc'
const JOINER = '\u200d'
const NON_JOINER = '\u200c'
/** Tibetan stacks five; anything above is there to spill over other lines. */
const MAX_MARKS = 6
/** The longest emoji in use have four people; a longer chain would be drawn wider than it is counted. */
const MAX_JOINED_EMOJI = 4

/** What most texts are made of, let through without a closer look. */
const CLEAN =
  /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u3001-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*$/
const C1 = /[\u0080-\u009f]/
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u
const SELECTOR = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u
const MARK = /[\p{Mn}\p{Me}]/u
const KEYCAP_BASE = /[0-9#*]/
const KEYCAP = '\u20e3'
const PICTOGRAPH = /\p{Extended_Pictographic}/u
const EMOJI_PART = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u
const IDEOGRAPH = /\p{Ideographic}/u
/** Scripts whose spelling uses the zero-width joiner and non-joiner. */
const JOINING_SCRIPT = new RegExp(
  `[${[
    ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil'],
    ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
  ]
    .map(script => `\\p{Script=${script}}`)
    .join('')}]`,
  'u',
)
/** England, Scotland, Wales and their like: a black flag, tags, and the tag that ends them. */
const TAG_FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu

/** Makes `text` safe for a terminal. */
export function sanitize(text: string, options: SanitizeOptions = {}): string {
  const fold = options.lines === 'fold'
  if (CLEAN.test(text)) return fold ? text.replaceAll('\n', LINE_BREAK_PICTURE) : text
  const shown = outsideFlags(
    text
      .toWellFormed()
      .replaceAll(/\r\n|[\u2028\u2029]/g, '\n')
      .replaceAll('\t', '    '),
  )
  return fold ? shown.replaceAll('\n', LINE_BREAK_PICTURE) : shown
}

/** A name on one line, at most `cells` wide. Empty when there is none: the caller then shows the peer id. */
export function displayName(name: string, cells: number = NAME_CELLS): string {
  return truncate(sanitize(name, { lines: 'fold' }).trim(), cells)
}

/** The tags of a flag are invisible characters that are meant; everything around them is judged one by one. */
function outsideFlags(text: string): string {
  let result = ''
  let from = 0
  for (const flag of text.matchAll(TAG_FLAG)) {
    result += new Judge(text.slice(from, flag.index)).result() + flag[0]
    from = flag.index + flag[0].length
  }
  return result + new Judge(text.slice(from)).result()
}

/** Goes through a text character by character; what came before decides what the next one may do. */
class Judge {
  readonly #characters: string[]
  #shown = ''
  /** The last character let through, marks left out; empty at the start of a line. */
  #before = ''
  /** Marks on the last character. */
  #marks = 0
  /** Joiners in the emoji under way. */
  #joiners = 0

  constructor(text: string) {
    this.#characters = [...text]
  }

  result(): string {
    this.#characters.forEach((character, at) => {
      this.#judge(character, this.#characters[at + 1] ?? '')
    })
    return this.#shown
  }

  #judge(character: string, after: string): void {
    const code = character.codePointAt(0) ?? 0
    if (character === '\n') {
      this.#show(character)
      this.#before = ''
    } else if (code < 0x20) this.#show(String.fromCodePoint(0x2400 + code))
    else if (code === 0x7f) this.#show('\u2421')
    else if (C1.test(character) || DIRECTION.test(character)) this.#show(REPLACEMENT)
    else if (INVISIBLE.test(character) && !this.#honest(character, after)) this.#showRun()
    else if (MARK.test(character) && !SELECTOR.test(character)) this.#mark(character)
    else this.#show(character)
  }

  #show(character: string): void {
    this.#shown += character
    if (character === JOINER) this.#joiners++
    else if (!EMOJI_PART.test(character) || (PICTOGRAPH.test(character) && this.#before !== JOINER)) this.#joiners = 0
    this.#before = character
    this.#marks = 0
  }

  /** A flood of invisible characters is shown as one: the reader needs to know of it, not to scroll past it. */
  #showRun(): void {
    if (!this.#shown.endsWith(REPLACEMENT)) this.#show(REPLACEMENT)
  }

  #mark(character: string): void {
    if (this.#before === '') this.#show(DOTTED_CIRCLE)
    this.#marks++
    if (this.#marks <= MAX_MARKS) this.#shown += character
    else if (this.#marks === MAX_MARKS + 1) this.#shown += REPLACEMENT
  }

  /** Whether an invisible character does what it is for between its neighbours. */
  #honest(character: string, after: string): boolean {
    if (SELECTOR.test(character)) {
      if (KEYCAP_BASE.test(this.#before)) return after === KEYCAP
      return PICTOGRAPH.test(this.#before) || IDEOGRAPH.test(this.#before)
    }
    if (character !== JOINER && character !== NON_JOINER) return false
    if (character === JOINER && EMOJI_PART.test(this.#before)) {
      return PICTOGRAPH.test(after) && this.#joiners < MAX_JOINED_EMOJI - 1
    }
    return JOINING_SCRIPT.test(this.#before)
  }
}
