/**
 * From lines of the keyboard to what is meant: a text of one or several lines, or a command with the rest of its line. Several
 * lines are one message when a line ends with a backslash, between two `"""`, or where the screen put line-break pictures
 * for a paste or Alt-Enter.
 */
import { LINE_BREAK_PICTURE } from '../text/sanitize.ts'
import type { People } from './people.ts'

export type Input = { kind: 'text'; text: string } | { kind: 'command'; name: string; rest: string } | { kind: 'empty' }

const BLOCK = '"""'

/** Gathers lines until a whole input is there. */
export class InputGatherer {
  #lines: string[] = []
  #inBlock = false

  /** Whether the next line continues what was typed. */
  get continuing(): boolean {
    return this.#inBlock || this.#lines.length > 0
  }

  /** What was gathered and is not complete. */
  get lines(): readonly string[] {
    return this.#lines
  }

  /** Forgets what was gathered. */
  clear(): void {
    this.#lines = []
    this.#inBlock = false
  }

  /** The input that this line completes, or `undefined` while more is to come. */
  push(typed: string): Input | undefined {
    const line = typed.replaceAll(LINE_BREAK_PICTURE, '\n')
    if (this.#inBlock) return this.#pushToBlock(line)
    if (this.#lines.length === 0 && line.startsWith(BLOCK)) {
      this.#inBlock = true
      const rest = line.slice(BLOCK.length)
      return rest === '' ? undefined : this.#pushToBlock(rest)
    }
    if (endsOpen(line)) {
      this.#lines.push(line.slice(0, -1))
      return undefined
    }
    const first = this.#lines.length === 0
    return this.#finish([...this.#lines, line].join('\n'), first)
  }

  /** What is there when no more lines come: an unfinished block or continuation counts as it is. */
  end(): Input | undefined {
    return this.continuing ? this.#finish(this.#lines.join('\n'), false) : undefined
  }

  #pushToBlock(line: string): Input | undefined {
    if (!line.endsWith(BLOCK)) {
      this.#lines.push(line)
      return undefined
    }
    const last = line.slice(0, -BLOCK.length)
    return this.#finish([...this.#lines, ...(last === '' ? [] : [last])].join('\n'), false)
  }

  #finish(text: string, mayBeCommand: boolean): Input {
    this.clear()
    return mayBeCommand ? parseInput(text) : text.trim() === '' ? { kind: 'empty' } : { kind: 'text', text }
  }
}

/** One backslash continues; two are a backslash that is meant. */
function endsOpen(line: string): boolean {
  return line.endsWith('\\') && !line.endsWith('\\\\')
}

/** `/name rest` is a command, `//…` a text that begins with a slash. */
export function parseInput(line: string): Input {
  if (line.trim() === '') return { kind: 'empty' }
  if (line.startsWith('//')) return { kind: 'text', text: line.slice(1) }
  const command = /^\/(\S*)\s*([\s\S]*)$/.exec(line)
  if (command === null) return { kind: 'text', text: line }
  return { kind: 'command', name: (command[1] ?? '').toLowerCase(), rest: (command[2] ?? '').trim() }
}

/** A leading name and what follows it. Names with spaces need no quotes where they are known: the longest known name wins. */
export function takeName(rest: string, people: People): [who: string, rest: string] {
  const quoted = /^"([^"]+)"\s*([\s\S]*)$/.exec(rest)
  if (quoted !== null) return [quoted[1] ?? '', quoted[2] ?? '']
  const lower = rest.toLocaleLowerCase()
  const known = people.all
    .map(person => people.handle(person.peerId))
    .filter(name => lower.startsWith(name.toLocaleLowerCase()) && /^(?:[\s,]|$)/.test(rest.slice(name.length)))
    .sort((one, other) => other.length - one.length)[0]
  const end = known?.length ?? /[\s,]|$/.exec(rest)?.index ?? rest.length
  return [rest.slice(0, end), rest.slice(end).trimStart()]
}

/** Leading names parted by commas, and the text after them. */
export function takeNames(rest: string, people: People): [who: string[], text: string] {
  const names: string[] = []
  let left = rest
  do {
    const [name, after] = takeName(left.replace(/^,\s*/, ''), people)
    if (name !== '') names.push(name)
    left = after
  } while (left.startsWith(','))
  return [names, left]
}

/** The first word, quoted or not, and what follows it. */
export function takeWord(rest: string): [word: string, rest: string] {
  const [whole = '', double, single, bare] = /^(?:"([^"]*)"|'([^']*)'|((?:\\.|\S)*))/.exec(rest) ?? []
  return [double ?? single ?? bare ?? '', rest.slice(whole.length).trimStart()]
}
