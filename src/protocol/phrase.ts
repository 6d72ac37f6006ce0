/**
 * Sentences with values in them, kept apart until somebody reads them: whoever throws an error knows what it says, but not in which
 * language it is read. `phrase` is the one way to make them; tables go from the English text, with `{0}` for its first value, to
 * that of another language. Values are never looked into: what a peer wrote stays a value, whatever stands in it.
 */

/** What stands in a sentence: as it is, a phrase of its own, what has its words with it, a list of such, or what the system
 * said of a failure. */
export type PhraseValue = string | number | Phrase | SystemFault | InEach | readonly PhraseValue[]

export interface Phrase {
  /** In English, `{0}`, `{1}` … where its values stand. */
  readonly text: string
  readonly values: readonly PhraseValue[]
}

/** What has its words in each language with it. */
export type InEach = Readonly<Record<Tongue['lang'], string>>

/** A failure of the operating system, or of a library that names its failures. */
export interface SystemFault {
  /** Its name, such as `ENOENT`, which is told in the reader's language. */
  readonly system: string
  /** Its own words. */
  readonly text: string
}

/** Phrases within phrases; more than that comes from nobody who means well. */
const MAX_DEPTH = 8

/** A sentence: phrase`no message ${id}` */
export function phrase(parts: TemplateStringsArray, ...values: PhraseValue[]): Phrase {
  return { text: parts.reduce((text, part, at) => `${text}{${at - 1}}${part}`), values }
}

/** A sentence that is in the reader's language already, said as it is. */
export function spoken(text: string): Phrase {
  return { text: '{0}', values: [text] }
}

/** How a language says what stands in phrases. */
export interface Tongue {
  lang: 'en' | 'zh'
  /** The text for a phrase's text; undefined where it has none. */
  text(english: string): string | undefined
  /** What a failure of the system is called; undefined where it has no name for it. */
  system(code: string): string | undefined
  /** Stands between the items of a list. */
  separator: string
}

export const ENGLISH: Tongue = { lang: 'en', text: text => text, system: () => undefined, separator: ', ' }

/** A phrase in English, or in the language of `tongue`, English where that has no words for it. */
export function speak(said: Phrase, tongue: Tongue = ENGLISH): string {
  // One pass: what a value holds is not filled again.
  return (tongue.text(said.text) ?? said.text).replaceAll(/\{(\d)\}/g, (place, at: string) => {
    const value = said.values[Number(at)]
    return value === undefined ? place : speakValue(value, tongue)
  })
}

function speakValue(value: PhraseValue, tongue: Tongue): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.map(item => speakValue(item, tongue)).join(tongue.separator)
  if ('en' in value) return value[tongue.lang]
  return 'system' in value ? (tongue.system(value.system) ?? value.text) : speak(value, tongue)
}

function isList(value: PhraseValue): value is readonly PhraseValue[] {
  return Array.isArray(value)
}

/** Whether what came over a socket is a phrase. */
export function isPhrase(value: unknown, depth = 0): value is Phrase {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('values' in value)) return false
  const { text, values } = value
  return typeof text === 'string' && Array.isArray(values) && values.every(item => isPhraseValue(item, depth + 1))
}

function isPhraseValue(value: unknown, depth: number): value is PhraseValue {
  if (typeof value === 'string' || typeof value === 'number') return true
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.every(item => isPhraseValue(item, depth + 1))
  if ('system' in value) return typeof value.system === 'string' && 'text' in value && typeof value.text === 'string'
  if ('en' in value) return typeof value.en === 'string' && 'zh' in value && typeof value.zh === 'string'
  return isPhrase(value, depth)
}
