/**
 * Sentences that come from elsewhere in one language (errors of the node, above all) in another one: whole ones by themselves, and
 * those with values in them by patterns, in which `{}` stands for a value. What a table does not hold stays as it is.
 */

/** From the sentence, `{}` for each value, to its translation: `{}` for the values in their order, or `{2}` for the second. */
export type Phrases = Readonly<Record<string, string>>

interface Pattern {
  expression: RegExp
  becomes: string
}

const VALUE = /\{(\d?)\}/g

export class PhraseBook {
  readonly #phrases: Phrases
  #patterns: Pattern[] | undefined

  constructor(phrases: Phrases) {
    this.#phrases = phrases
  }

  /** The translation; undefined where there is none. */
  translate(sentence: string): string | undefined {
    if (Object.hasOwn(this.#phrases, sentence)) return this.#phrases[sentence]
    this.#patterns ??= patternsOf(this.#phrases)
    for (const { expression, becomes } of this.#patterns) {
      const values = expression.exec(sentence)?.slice(1)
      if (values === undefined) continue
      let at = 0
      return becomes.replaceAll(VALUE, (_, place: string) => {
        const value = values[place === '' ? at++ : Number(place) - 1] ?? ''
        // A reason that is a sentence of ours itself.
        return this.#phrases[value] ?? value
      })
    }
    return undefined
  }
}

/** Those with the most words of their own first: they say best what is meant. */
function patternsOf(phrases: Phrases): Pattern[] {
  const own = (phrase: string): number => phrase.replaceAll('{}', '').length
  return Object.entries(phrases)
    .filter(([phrase]) => phrase.includes('{}'))
    .sort(([one], [other]) => own(other) - own(one))
    .map(([phrase, becomes]) => ({
      expression: new RegExp(`^${phrase.split('{}').map(literal).join('([\\s\\S]*?)')}$`),
      becomes,
    }))
}

/** A text as a part of an expression that fits it alone. */
function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
