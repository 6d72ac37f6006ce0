/**
 * Commands typed as words: a text that is nothing but `/` and the beginning of one. Whatever else begins with `/`, a path above all, is text.
 */
import type { ActionName } from '../actions/action.ts'
import type { Completion } from './completion.ts'
import type { Editor } from './editor.ts'

export interface SlashCommand {
  readonly action: ActionName
  /** As the palette says it. */
  readonly label: string
  /** The key that does the same, or ''. */
  readonly key: string
}

/** The sign also as Chinese input methods type it. Names of actions are English in all languages, as the words of the line mode are. */
const TYPED = /^[/／]([\p{L}\p{N}]*)$/u
/** Writing without spaces: a word may begin anywhere. */
const HAN = /\p{Script=Han}/u

/**
 * What the typed word may mean: first what is called so, then what is said with it. undefined where that is nothing, or it is no command.
 *
 * @param commands - asked for only where a command is typed
 */
export function slashCompletion(editor: Editor, commands: () => readonly SlashCommand[]): Completion | undefined {
  const [line, more] = editor.lines
  const typed = more === undefined ? TYPED.exec(line?.text ?? '')?.[1] : undefined
  if (typed === undefined || line === undefined || editor.selection || editor.cursor.column < line.text.length)
    return undefined
  const word = typed.toLowerCase()
  const found = commands()
    .map(command => ({ command, rank: rankOf(word, command) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank)
  if (found.length === 0) return undefined
  return {
    range: { from: { line: 0, column: 0 }, to: editor.cursor },
    candidates: found.map(({ command: { action, label, key } }) => ({ label, hint: key, insert: '', action })),
  }
}

const NO_MATCH = 5

/** How far from what was typed, 0 being that itself. */
function rankOf(word: string, { action, label }: SlashCommand): number {
  const name = action.slice(action.lastIndexOf('.') + 1)
  const called = wordsOf(name.replaceAll(/[A-Z]/g, upper => ` ${upper}`))
  const said = wordsOf(label)
  if (name.toLowerCase() === word) return 0
  if (said.includes(word)) return 1
  if (called.some(each => each.startsWith(word))) return 2
  if (said[0]?.startsWith(word)) return 3
  if (said.some(each => each.startsWith(word)) || (HAN.test(word) && label.includes(word))) return 4
  return NO_MATCH
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
