/** Finds the settings in a YAML text, each with its place. Apart, because loading the parser takes a node 35 ms. */
import { isMap, isNode, isScalar, LineCounter, type Pair, parseDocument } from 'yaml'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import type { Entry, SettingsText } from './document.ts'

export function parseLines(text: string): SettingsText {
  const broken = (fault: Phrase): SettingsText => ({ entries: new Map(), fault })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const [error] = document.errors
  if (error !== undefined)
    return broken(phrase`line ${lineAt(error.pos[0])}: ${{ system: error.code, text: error.message }}`)
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return { entries: new Map() }
  if (!isMap(contents) || contents.flow === true)
    return broken(phrase`line ${lineAt(contents.range?.[0] ?? 0)}: this is not a line of NAME: VALUE`)
  const entries = new Map<string, Entry>()
  for (const pair of contents.items) {
    const found = entryOf(text, pair)
    if (found !== undefined) entries.set(found.name, { ...found.entry, line: lineAt(found.entry.from) })
  }
  return { entries }
}

function entryOf(text: string, { key, value }: Pair): { name: string; entry: Omit<Entry, 'line'> } | undefined {
  if (!isScalar(key) || !key.range) return undefined
  const [from, named] = key.range
  const range = isNode(value) ? value.range : undefined
  const empty = !range || range[1] <= range[0]
  return {
    name: String(key.value),
    entry: {
      ...nestedIn(String(key.value), value),
      value: isScalar(value) ? value.value : value === null ? null : undefined,
      from,
      named,
      to: empty ? text.indexOf(':', named) + 1 : range[1],
    },
  }
}

/** Others that stand below a name, as in `notify:`, `  content: name`: written with a dot here. */
function nestedIn(name: string, value: unknown): { nested?: string } {
  const [first] = isMap(value) ? value.items : []
  if (first === undefined || !isScalar(first.key)) return {}
  const below = `${name}.${String(first.key.value)}`
  if (isMap(first.value)) return nestedIn(below, first.value)
  return { nested: `${below}: ${isScalar(first.value) ? String(first.value.value) : 'VALUE'}`.slice(0, 80) }
}
