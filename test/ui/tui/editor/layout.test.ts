import { describe, expect, it } from 'vitest'
import { Editor } from '../../../../src/ui/tui/editor/editor.ts'
import { EditorLayout } from '../../../../src/ui/tui/editor/layout.ts'
import { effort } from '../../../support/effort.ts'
import fc from '../../../support/fast-check.ts'
import { text } from './pieces.ts'

function laidOut(content: string, width: number, height = 100): EditorLayout {
  const editor = new Editor()
  editor.set(content)
  const layout = new EditorLayout(editor)
  layout.fit(width, height)
  return layout
}

const rows = (layout: EditorLayout) => layout.visible().map(({ text: line, from, to }) => line.text.slice(from, to))

describe('the layout', () => {
  it('breaks behind spaces, cuts long words, and leaves a column for the cursor', () => {
    expect(rows(laidOut('hello big world', 10))).toEqual(['hello big ', 'world'])
    expect(rows(laidOut('hello bigg world', 10))).toEqual(['hello ', 'bigg ', 'world'])
    expect(rows(laidOut('incomprehensible', 7))).toEqual(['incomp', 'rehens', 'ible'])
    expect(rows(laidOut('a\n\nb', 7))).toEqual(['a', '', 'b'])
  })

  it('breaks Chinese anywhere, but begins no row with a full stop and ends none with an opening quote', () => {
    expect(rows(laidOut('我们喜欢编程', 9))).toEqual(['我们喜欢', '编程'])
    expect(rows(laidOut('我们喜欢。编程', 9))).toEqual(['我们喜', '欢。编程'])
    expect(rows(laidOut('我们喜「编程」', 9))).toEqual(['我们喜', '「编程」'])
    expect(rows(laidOut('使用 Node 编程', 9))).toEqual(['使用 ', 'Node 编', '程'])
  })

  it('shows each place at one cell and finds it there again, at any width', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 80 }), (content, width) => {
        const layout = laidOut(content, width, 1_000)
        const { editor } = layout
        editor.move('text', 'backward')
        const seen = new Set<string>()
        for (;;) {
          layout.fit(width, 1_000)
          const { x, y } = layout.cursor
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThan(width)
          expect(seen.has(`${x},${y}`)).toBe(false)
          seen.add(`${x},${y}`)
          expect(layout.positionAt(x, y)).toEqual(editor.cursor)
          const { cursor } = editor
          editor.move('grapheme', 'forward')
          if (
            editor.cursor === cursor ||
            (editor.cursor.line === cursor.line && editor.cursor.column === cursor.column)
          )
            break
        }
        expect(rows(layout).join('')).toBe(editor.text.replaceAll('\n', ''))
      }),
      { numRuns: 1_000 },
    )
  })

  it('finds a place for every cell, and the cursor stands there or beside it in the same row', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), fc.nat(40), fc.nat(20), (content, width, x, y) => {
        const layout = laidOut(content, width, 1_000)
        layout.editor.moveTo(layout.positionAt(x, y))
        expect(layout.cursor.y).toBe(Math.min(y, layout.visible().length - 1))
      }),
    )
  })

  it('keeps to its column when moving by rows through shorter ones', () => {
    const layout = laidOut('a long line\nx\n中文中文中文', 40)
    layout.editor.moveTo({ line: 0, column: 7 })
    expect(layout.moveRows(1)).toBe(true)
    expect(layout.editor.cursor).toEqual({ line: 1, column: 1 })
    layout.moveRows(1)
    expect(layout.editor.cursor).toEqual({ line: 2, column: 3 })
    expect(layout.moveRows(1)).toBe(false)
    layout.moveRows(-2, true)
    expect(layout.editor.cursor).toEqual({ line: 0, column: 7 })
    expect(layout.editor.selection?.to).toEqual({ line: 2, column: 3 })
    expect(layout.moveRows(-1)).toBe(false)
  })

  it('scrolls as little as is needed, and leaves no row empty below', () => {
    const layout = laidOut(Array.from({ length: 10 }, (_, n) => `line ${n}`).join('\n'), 40, 3)
    expect(rows(layout)).toEqual(['line 7', 'line 8', 'line 9'])
    expect(layout.more).toEqual({ above: true, below: false })
    layout.moveRows(-1)
    layout.fit(40, 3)
    expect(rows(layout)[0]).toBe('line 7')
    layout.moveRows(-3)
    layout.fit(40, 3)
    expect(rows(layout)).toEqual(['line 5', 'line 6', 'line 7'])
    expect(layout.more).toEqual({ above: true, below: true })
    expect(layout.cursor).toEqual({ x: 6, y: 0 })
    layout.fit(40, 20)
    expect(rows(layout)).toHaveLength(10)
    expect(layout.more).toEqual({ above: false, below: false })
    layout.fit(40, 3)
    layout.editor.clear()
    layout.fit(40, 3)
    expect(rows(layout)).toEqual([''])
  })

  it('counts the rows it would like, up to a number', () => {
    const layout = laidOut('hello big world\nx', 10)
    expect(layout.rowsNeeded(10, 8)).toBe(3)
    expect(layout.rowsNeeded(10, 2)).toBe(2)
  })

  it('lays out the end of 10,000 lines without the lines before it', () => {
    const layout = laidOut('x\n'.repeat(10_000), 80, 10)
    const took = effort(() => {
      for (let key = 0; key < 200; key++) {
        layout.editor.insert('y')
        layout.fit(80, 10)
        layout.visible()
      }
    })
    // Laying out all lines takes many times that.
    expect(took).toBeLessThan(400)
    expect(layout.cursor.y).toBe(9)
  })
})
