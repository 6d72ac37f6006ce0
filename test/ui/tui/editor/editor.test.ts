import { describe, expect, it } from 'vitest'
import { type Direction, Editor, type Unit } from '../../../../src/ui/tui/editor/editor.ts'
import { entered } from '../../../../src/ui/tui/editor/entered.ts'
import { SentTexts } from '../../../../src/ui/tui/editor/sent-texts.ts'
import type { Position } from '../../../../src/ui/tui/editor/text-document.ts'
import { effort } from '../../../support/effort.ts'
import fc from '../../../support/fast-check.ts'
import { CLUSTERS, text } from './pieces.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const UNITS: Unit[] = ['grapheme', 'word', 'line', 'text']
const DIRECTIONS: Direction[] = ['backward', 'forward']

function editorWith(content: string): Editor {
  const editor = new Editor()
  editor.set(content)
  return editor
}

function offset(editor: Editor, { line, column }: Position): number {
  return editor.text
    .split('\n')
    .slice(0, line)
    .reduce((sum, { length }) => sum + length + 1, column)
}

function onBoundary(editor: Editor, { line, column }: Position): boolean {
  const content = editor.text.split('\n')[line]
  if (content === undefined) return false
  return column === content.length || [...segmenter.segment(content)].some(({ index }) => index === column)
}

describe('the editor', () => {
  it.each(Object.entries(CLUSTERS))('moves over %s as one and deletes it as one', (_, cluster) => {
    const editor = editorWith(`x${cluster}y`)
    editor.move('grapheme', 'backward')
    editor.move('grapheme', 'backward')
    expect(editor.cursor).toEqual({ line: 0, column: 1 })
    editor.move('grapheme', 'forward')
    editor.delete('grapheme', 'backward')
    expect(editor.text).toBe('xy')
    editor.undo()
    editor.move('line', 'backward')
    editor.move('grapheme', 'forward')
    editor.delete('grapheme', 'forward')
    expect(editor.text).toBe('xy')
  })

  it('stands behind the character that came to be when a mark is typed', () => {
    const editor = editorWith('e')
    editor.insert('\u0301')
    expect(editor.cursor.column).toBe(2)
    editor.move('grapheme', 'backward')
    expect(editor.cursor.column).toBe(0)
    // A flag comes to be of the letter typed and the one behind it.
    const flags = editorWith('🇪')
    flags.move('text', 'backward')
    flags.insert('🇩')
    expect(flags.cursor.column).toBe(4)
  })

  it('stays itself, whatever is done: the text is what a plain string would be, cursors stand at graphemes, all can be undone', () => {
    const unit = fc.constantFrom(...UNITS)
    const direction = fc.constantFrom(...DIRECTIONS)
    const act = fc.oneof(
      fc.record({ act: fc.constant('insert' as const), text }),
      fc.record({ act: fc.constant('paste' as const), text }),
      fc.record({ act: fc.constant('delete' as const), unit, direction }),
      fc.record({ act: fc.constant('move' as const), unit, direction, select: fc.boolean() }),
      fc.record({ act: fc.constantFrom('undo' as const, 'redo' as const, 'yank' as const, 'cut' as const) }),
      fc.record({ act: fc.constant('wait' as const), time: fc.nat(2_000) }),
      fc.record({ act: fc.constantFrom('selectAll' as const, 'earlier' as const, 'later' as const) }),
    )
    fc.assert(
      fc.property(text, fc.array(act, { maxLength: 40 }), (first, acts) => {
        let now = 0
        const sent = new SentTexts()
        sent.add('sent before')
        const editor = new Editor({ sent, now: () => now })
        editor.set(first)
        const original = editor.text
        expect(original).toBe(entered(first))
        for (const step of acts) {
          const { selection, cursor, text: before } = editor
          const from = offset(editor, selection?.from ?? cursor)
          const to = offset(editor, selection?.to ?? cursor)
          let model: string | undefined
          if (step.act === 'insert' || step.act === 'paste') {
            editor[step.act](step.text)
            model = before.slice(0, from) + entered(step.text) + before.slice(to)
          } else if (step.act === 'delete') {
            editor.delete(step.unit, step.direction)
            const removed = before.length - editor.text.length
            if (selection) model = before.slice(0, from) + before.slice(to)
            else if (step.direction === 'backward') model = before.slice(0, from - removed) + before.slice(from)
            else model = before.slice(0, from) + before.slice(from + removed)
          } else if (step.act === 'move') {
            editor.move(step.unit, step.direction, step.select)
            model = before
          } else if (step.act === 'cut') {
            expect(editor.cut()).toBe(before.slice(from, to))
            model = before.slice(0, from) + before.slice(to)
          } else if (step.act === 'wait') now += step.time
          else editor[step.act]()
          if (model !== undefined) expect(editor.text).toBe(model)
          expect(onBoundary(editor, editor.cursor)).toBe(true)
          expect(editor.bytes).toBe(Buffer.byteLength(editor.text))
          expect(editor.lines.map(line => line.text).join('\n')).toBe(editor.text)
        }
        const last = editor.text
        while (editor.undo()) expect(onBoundary(editor, editor.cursor)).toBe(true)
        expect(editor.text).toBe(original)
        while (editor.redo()) expect(onBoundary(editor, editor.cursor)).toBe(true)
        if (!acts.some(step => step.act === 'undo')) expect(editor.text).toBe(last)
      }),
      { numRuns: 1_000 },
    )
  })

  it('moves and deletes by word, Chinese ones too', () => {
    const editor = editorWith('let’s go => 我们喜欢电影。😀😀')
    const stops: string[] = []
    while (editor.cursor.column > 0) {
      editor.move('word', 'backward')
      stops.push(editor.text.slice(editor.cursor.column))
    }
    expect(stops.map(rest => [...rest].slice(0, 2).join(''))).toEqual([
      '。😀',
      '电影',
      '喜欢',
      '我们',
      '=>',
      'go',
      'le',
    ])
    editor.move('word', 'forward')
    expect(editor.cursor.column).toBe('let’s'.length)
    editor.delete('word', 'forward')
    expect(editor.text).toBe('let’s => 我们喜欢电影。😀😀')
    editor.delete('word', 'backward')
    expect(editor.text).toBe(' => 我们喜欢电影。😀😀')
  })

  it('yanks what was deleted last, one after the other as one', () => {
    const editor = editorWith('one two three')
    editor.delete('word', 'backward')
    editor.delete('word', 'backward')
    expect(editor.text).toBe('one ')
    editor.move('text', 'backward')
    editor.yank()
    expect(editor.text).toBe('two threeone ')
    editor.delete('line', 'forward')
    editor.yank()
    editor.yank()
    expect(editor.text).toBe('two threeone one ')
  })

  it('deletes to the edge of the line, and there its line break', () => {
    const editor = editorWith('one\ntwo')
    editor.delete('line', 'backward')
    expect(editor.text).toBe('one\n')
    editor.delete('line', 'backward')
    expect(editor.text).toBe('one')
    editor.yank()
    expect(editor.text).toBe('one\ntwo')
    editor.move('text', 'backward')
    editor.delete('line', 'forward')
    editor.delete('line', 'forward')
    expect(editor.text).toBe('two')
  })

  it('undoes typing by words and pauses, deleting by runs, a paste at once', () => {
    let now = 0
    const editor = new Editor({ now: () => now })
    for (const character of 'hello big world') editor.insert(character)
    editor.undo()
    expect(editor.text).toBe('hello big ')
    editor.undo()
    expect(editor.text).toBe('hello ')
    editor.redo()
    now += 5_000
    for (const character of 'ly') editor.insert(character)
    editor.delete('grapheme', 'backward')
    editor.delete('grapheme', 'backward')
    editor.delete('grapheme', 'backward')
    expect(editor.text).toBe('hello big')
    editor.undo()
    expect(editor.text).toBe('hello big ly')
    editor.undo()
    expect(editor.text).toBe('hello big ')
    editor.paste('a b c')
    editor.paste('d')
    editor.undo()
    expect(editor.text).toBe('hello big a b c')
    editor.undo()
    expect(editor.text).toBe('hello big ')
    editor.insert('x')
    expect(editor.redo()).toBe(false)
  })

  it('types over the selection and cuts it', () => {
    const editor = editorWith('one two')
    editor.move('word', 'backward', true)
    expect(editor.selectedText).toBe('two')
    editor.insert('2')
    expect(editor.text).toBe('one 2')
    editor.undo()
    expect(editor.selectedText).toBe('two')
    expect(editor.cut()).toBe('two')
    editor.selectAll()
    editor.yank()
    expect(editor.text).toBe('two')
    editor.selectAll()
    editor.move('grapheme', 'backward')
    expect(editor.cursor.column).toBe(0)
    editor.selectWord({ line: 0, column: 1 })
    expect(editor.selectedText).toBe('two')
  })

  it('brings back what was sent, and what was being written', () => {
    const sent = new SentTexts()
    for (const message of ['first', 'second', 'second', ' ']) sent.add(message)
    const editor = new Editor({ sent })
    editor.insert('unfinished')
    expect(editor.later()).toBe(false)
    expect([editor.earlier(), editor.text]).toEqual([true, 'second'])
    expect([editor.earlier(), editor.text]).toEqual([true, 'first'])
    expect([editor.earlier(), editor.text]).toEqual([false, 'first'])
    editor.insert(' changed')
    expect([editor.later(), editor.text]).toEqual([true, 'second'])
    expect([editor.later(), editor.text]).toEqual([true, 'unfinished'])
    expect(editor.later()).toBe(false)
    // What was changed in between is not lost either.
    editor.undo()
    editor.undo()
    expect(editor.text).toBe('first changed')
  })

  it('takes breaks of all kinds as one, drops controls, keeps tabs and what turns the direction', () => {
    const editor = new Editor()
    editor.paste('a\r\nb\rc\u2028d\u0085e\x1b[31m\x00\x07\x9b\x7f\tf\u202e\ud83d')
    expect(editor.text).toBe('a\nb\nc\nd\ne[31m\tf\u202e\ufffd')
  })

  it('refuses what would not fit, and leaves everything as it was', () => {
    const editor = editorWith('中'.repeat(21_845))
    expect(editor.bytes).toBe(65_535)
    expect(editor.insert('é')).toEqual({ bytes: 65_537, limit: 65_536 })
    expect(editor.paste('中\n')).toEqual({ bytes: 65_539, limit: 65_536 })
    expect(editor.bytes).toBe(65_535)
    expect(editor.undo()).toBe(false)
    expect(editor.insert('e')).toBeUndefined()
    editor.selectAll()
    expect(editor.paste('x'.repeat(65_537))).toEqual({ bytes: 65_537, limit: 65_536 })
    expect(editor.selectedText).toHaveLength(21_846)
    expect(editor.paste('x'.repeat(65_536))).toBeUndefined()
    expect(editor.set('y'.repeat(65_537))).toEqual({ bytes: 65_537, limit: 65_536 })
    expect(editor.text).toBe('x'.repeat(65_536))
  })

  it('takes 10,000 lines at once and types into them without delay', () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => (n % 2 ? `行 ${n % 9}` : '😀'))
    const editor = new Editor()
    const pasted = effort(() => {
      expect(new Editor().paste(lines.join('\r\n').slice(0, 60_000))).toBeUndefined()
    })
    editor.set(lines.map(line => line.slice(0, 2)).join('\n'))
    expect(editor.lines).toHaveLength(10_000)
    editor.moveTo({ line: 5_000, column: 0 })
    const typed = effort(() => {
      for (let key = 0; key < 1_000; key++) editor.insert('x')
    })
    expect(editor.lines[5_000]?.text).toMatch(/^x{3000}/)
    // Many times what it takes, for slow machines; what takes seconds shows.
    expect(pasted).toBeLessThan(100)
    expect(typed).toBeLessThan(1_000)
  })
})
