import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Editor } from '../../../../src/ui/tui/editor/editor.ts'
import { pathAt, pathCandidates, writePath, writtenPath } from '../../../../src/ui/tui/editor/paths.ts'

const folder = mkdtempSync(join(tmpdir(), 'earshot-paths-'))
const home = join(folder, 'home')
const options = { folder, home }
const socket = createServer()

beforeAll(async () => {
  mkdirSync(join(home, 'My Documents'), { recursive: true })
  mkdirSync(join(folder, 'Pictures'))
  for (const name of [
    'notes.txt',
    'old notes.txt',
    '.hidden',
    '照片.png',
    '~odd',
    'a\nb',
    'a\x1b[31m',
    'it’s "this"',
  ]) {
    writeFileSync(join(folder, name), '')
  }
  writeFileSync(join(home, 'My Documents', 'letter.pdf'), '')
  symlinkSync('Pictures', join(folder, 'link'))
  symlinkSync('loop', join(folder, 'loop'))
  await new Promise<void>(resolve => socket.listen(join(folder, 'socket'), resolve))
})
afterAll(() => {
  socket.close()
  rmSync(folder, { recursive: true })
})

const inserts = async (typed: string) => (await pathCandidates(typed, options)).map(({ insert }) => insert)

function at(content: string, start?: number) {
  const editor = new Editor()
  editor.set(content)
  return pathAt(editor, start)
}

describe('paths', () => {
  it('stand behind /file, or where the caller says', () => {
    expect(at('/file ~/My\\ Do')).toEqual({
      range: { from: { line: 0, column: 6 }, to: { line: 0, column: 14 } },
      typed: '~/My\\ Do',
    })
    expect(at('see /file x')).toBeUndefined()
    expect(at('x\n/file y')).toBeUndefined()
    expect(at('/filex')).toBeUndefined()
    expect(at('no/tes', 0)?.typed).toBe('no/tes')
  })

  it('are listed, folders with a slash; hidden files only when asked for; neither sockets nor names that no line can hold', async () => {
    expect(await inserts('')).toEqual([
      'Pictures/',
      'home/',
      'it’s\\ \\"this\\"',
      'link/',
      'notes.txt',
      'old\\ notes.txt',
      './~odd',
      '照片.png',
    ])
    expect(await inserts('.hid')).toEqual(['.hidden'])
    expect(await inserts('not')).toEqual(['notes.txt', 'old\\ notes.txt'])
    expect(await inserts('照')).toEqual(['照片.png'])
    expect(await inserts(`${folder}/pic`)).toEqual([`${folder}/Pictures/`])
  })

  it('lead home and through folders with spaces', async () => {
    expect(await inserts('~')).toEqual(['~/My\\ Documents/'])
    expect(await inserts('~/my\\ d')).toEqual(['~/My\\ Documents/'])
    const [letter] = await inserts('~/My\\ Documents/')
    expect(letter).toBe('~/My\\ Documents/letter.pdf')
    expect(writtenPath(letter!, options)).toBe(join(home, 'My Documents', 'letter.pdf'))
  })

  it('come back as they were, however they are written', () => {
    for (const name of ['a b', '~x', 'a\\b', `it's "x"`, '照 片']) {
      expect(writtenPath(writePath(name), options)).toBe(join(folder, name))
    }
  })

  it('of folders that are not there or cannot be read are none, and no error', async () => {
    for (const typed of ['nothing/x', 'notes.txt/', 'loop/', '\0/', `${'x'.repeat(5_000)}/`]) {
      expect(await inserts(typed)).toEqual([])
    }
    expect(await pathCandidates('', { ...options, signal: AbortSignal.abort() })).toEqual([])
  })
})
