/**
 * Made-up talk, half English and half Chinese, the same for the same seed: words by Zipf's law out of vocabularies of real size, so that
 * there are words in every tenth message and words that were said once.
 */

const ENGLISH_WORDS = 40_000
const CHINESE_CHARS = 3_000
const CHINESE_WORDS = 40_000
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya zu bre cla dri fli gre spo tra'.split(
  ' ',
)

/** A small fast generator of numbers from 0 to 1. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Ranks from 0 by Zipf's law, near enough: the logarithm of the rank is uniform. */
const rank = (random: () => number, count: number): number => Math.min(count - 1, Math.floor(count ** random()) - 1)

export class Talk {
  readonly #random: () => number
  readonly english: readonly string[]
  readonly chinese: readonly string[]

  constructor(seed: number) {
    const random = randomOf(seed)
    this.#random = random
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
    const words = new Set<string>()
    while (words.size < ENGLISH_WORDS) {
      const syllables = 1 + Math.floor(random() * (words.size < 500 ? 2 : 4))
      words.add(
        Array.from({ length: syllables }, () => pick(SYLLABLES)).join('') +
          (words.size < 700 ? '' : pick('nrst'.split(''))),
      )
    }
    this.english = [...words]
    const char = () => String.fromCodePoint(0x4e00 + rank(random, CHINESE_CHARS))
    const terms = new Set<string>()
    while (terms.size < CHINESE_WORDS) terms.add(Array.from({ length: 1 + Math.floor(random() * 3) }, char).join(''))
    this.chinese = [...terms]
  }

  message(): string {
    const random = this.#random
    const many = 3 + Math.floor(random() * 14)
    if (random() < 0.5) return Array.from({ length: many }, () => this.english[rank(random, ENGLISH_WORDS)]!).join(' ')
    const words = Array.from({ length: Math.ceil(many / 2) }, () => this.chinese[rank(random, CHINESE_WORDS)]!)
    return `${words.join('')}。`
  }
}
