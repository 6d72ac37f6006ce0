/** What is said of commands of the command line, said of those of the line mode. */
import { sayCommands } from '../text/spoken-commands.ts'
import { commands } from './commands/all.ts'

/** Those that have another name or form here, by how they begin. */
const OTHERWISE: readonly [begins: string, here: string][] = [
  ['history --ids', '/history'],
  ['send --reply', '/reply'],
  ['react ID', '/react NUMBER'],
  ['edit ID', '/edit NUMBER'],
  ['conversations', '/list'],
]

/** Options that are plain words here. */
const OPTIONS: readonly [option: RegExp, here: string][] = [
  [/--(?:to|session) /g, ''],
  [/--relay\b/g, 'relay'],
  [/without --until\b/g, 'without a time'],
  [/不写 --until/g, '不写时间'],
]

export function inOwnWords(text: string): string {
  const said = sayCommands(text, typed => {
    const other = OTHERWISE.find(([begins]) => typed.startsWith(begins))
    if (other !== undefined) return other[1] + typed.slice(other[0].length)
    const name = /^\S+/.exec(typed)?.[0]
    return commands.some(command => command.name === name) ? `/${typed}` : undefined
  })
  return OPTIONS.reduce((sentence, [option, here]) => sentence.replaceAll(option, here), said)
}
