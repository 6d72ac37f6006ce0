/**
 * A command of the user's, cut into its words: no shell reads it, so nothing in it is expanded and nothing that is added to it is
 * run. Blanks separate; '…' and "…" keep them together; a backslash takes a quote, a blank or a backslash as it is, and is
 * an ordinary character before anything else, so that C:\Tools\tell.exe needs no care.
 */

/** The words, the program first; undefined where a quote is not closed. */
export function commandWords(text: string): string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    const next = text[at + 1] ?? ''
    if (char === '\\' && quote !== "'" && next !== '' && (quote === undefined ? `\\"' ` : `\\"`).includes(next)) {
      word = (word ?? '') + next
      at++
    } else if (quote !== undefined) {
      if (char === quote) quote = undefined
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + char
    }
  }
  if (quote !== undefined) return undefined
  return word === undefined ? words : [...words, word]
}
