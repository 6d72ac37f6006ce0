/** What somebody typed for a conversation and did not send: kept as its draft when the conversation is left. */
import { LINE_BREAK_PICTURE } from '../text/sanitize.ts'
import { parseInput } from './input.ts'

export class Unsent {
  #text = ''

  /** Takes in what is cleared from the screen: finished lines of a text under way, and the line at its end. A command is no text. */
  cleared(lines: readonly string[], line: string): void {
    const text = [...lines, line].join('\n').replaceAll(LINE_BREAK_PICTURE, '\n')
    const meant = lines.length > 0 ? text.trim() !== '' : parseInput(text).kind === 'text'
    if (meant) this.#text = text
  }

  /** Something was sent instead. */
  sent(): void {
    this.#text = ''
  }

  /** What is to be kept, once; empty where there is nothing. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }
}
