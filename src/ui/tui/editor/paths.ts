/**
 * Completing paths of files, behind `/file ` or where the caller knows that a path stands. Spaces and what else ends or begins something are
 * written with `\` before them. A folder that is not there or may not be read has nothing to offer, and is no error.
 */
import { opendir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { rank } from '../fuzzy.ts'
import type { Candidate } from './completion.ts'
import type { Editor } from './editor.ts'
import type { Range } from './text-document.ts'

export interface PathQuery {
  readonly range: Range
  /** As written, with its `\`. */
  readonly typed: string
}

export interface PathOptions {
  /** Where relative paths begin. */
  readonly folder: string
  /** What `~` is. */
  readonly home: string
  readonly signal?: AbortSignal
}

const COMMAND = /^\/file\s+/
const MOST_CANDIDATES = 100
/** Names read of one folder; nobody chooses among more by looking. */
const MOST_NAMES = 20_000
const ESCAPED = /\\(.)/gsu
const TO_ESCAPE = /[\s\\"']/gu
/** No line of text can hold such a name. */
const UNWRITABLE = /[\p{Cc}\p{Zl}\p{Zp}\ufffd]/u

/**
 * The path up to the cursor; undefined where none is being written.
 *
 * @param start - the column of the cursor's line where the path begins, where the caller knows it. @default behind `/file `
 */
export function pathAt(editor: Editor, start?: number): PathQuery | undefined {
  if (editor.selection) return undefined
  const { line, column } = editor.cursor
  const text = editor.lines[line]?.text ?? ''
  const from = start ?? (line === 0 ? COMMAND.exec(text)?.[0].length : undefined)
  if (from === undefined || from > column) return undefined
  return { range: { from: { line, column: from }, to: editor.cursor }, typed: text.slice(from, column) }
}

/** The path that is meant by what was written, absolute. */
export function writtenPath(typed: string, { folder, home }: PathOptions): string {
  const path = typed.replaceAll(ESCAPED, '$1')
  if (path === '~' || path.startsWith('~/')) return resolve(join(home, path.slice(1)))
  return resolve(folder, path)
}

/** How a path is written so that `writtenPath` gives it back. */
export function writePath(path: string): string {
  const written = path.replaceAll(TO_ESCAPE, '\\$&')
  return written.startsWith('~') ? `./${written}` : written
}

/** Files and folders that what was written can become, best first. Hidden ones only where a dot was written. */
export async function pathCandidates(typed: string, options: PathOptions): Promise<Candidate[]> {
  const cut = typed.lastIndexOf('/') + 1
  // A `~` alone is the home folder, not a name that begins so.
  const written = typed === '~' ? '~/' : typed.slice(0, cut)
  const name = typed === '~' ? '' : typed.slice(cut).replaceAll(ESCAPED, '$1')
  const parent = writtenPath(written, options)
  const entries = await entriesOf(parent, name, options.signal)
  const folded = name.toLowerCase()
  const begins = (entry: string) => entry.toLowerCase().startsWith(folded)
  const ranked = rank(name, entries.sort(byName), entry => entry)
  const best = [...ranked.filter(({ item }) => begins(item)), ...ranked.filter(({ item }) => !begins(item))]
  return best.slice(0, MOST_CANDIDATES).map(({ item, matched }) => ({
    label: item,
    insert: written + (written === '' ? writePath(item) : item.replaceAll(TO_ESCAPE, '\\$&')),
    matched,
  }))
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Names in a folder, with `/` behind those of folders. Devices, pipes and sockets cannot be sent. */
async function entriesOf(folder: string, typed: string, signal: AbortSignal | undefined): Promise<string[]> {
  const names: string[] = []
  try {
    let read = 0
    for await (const entry of await opendir(folder)) {
      if (signal?.aborted || ++read > MOST_NAMES) break
      const { name } = entry
      if (UNWRITABLE.test(name) || (name.startsWith('.') && !typed.startsWith('.'))) continue
      const kind = entry.isSymbolicLink() ? await stat(join(folder, name)).catch(() => undefined) : entry
      if (kind?.isDirectory()) names.push(`${name}/`)
      else if (kind?.isFile()) names.push(name)
    }
  } catch {
    // Not there, not a folder, not ours to read, or gone meanwhile: what was read until then is offered.
  }
  return names
}
