import { describe, expect, it } from 'vitest'
import { Editor } from '../../../../src/ui/tui/editor/editor.ts'
import { EditorLayout } from '../../../../src/ui/tui/editor/layout.ts'
import { drawEditor, type EditorLook } from '../../../../src/ui/tui/editor/view.ts'
import { Frame } from '../../../../src/ui/tui/frame/frame.ts'
import { PLAIN, type Style } from '../../../../src/ui/tui/frame/style.ts'
import fc from '../../../support/fast-check.ts'
import { text } from './pieces.ts'

const SELECTED: Style = { inverse: true }
const LOOK: EditorLook = {
  text: PLAIN,
  selection: SELECTED,
  above: { text: '▲', style: PLAIN },
  below: { text: '▼', style: PLAIN },
  placeholder: [{ text: 'Write to 老王 here', style: { dim: true } }],
  focused: true,
}

function drawn(content: string, width: number, height: number, prepare?: (layout: EditorLayout) => void) {
  const editor = new Editor()
  editor.set(content)
  const layout = new EditorLayout(editor)
  prepare?.(layout)
  const frame = new Frame(width + 2, height + 2)
  frame.fill(frame.area, PLAIN, '.')
  drawEditor(frame, { x: 1, y: 1, width, height }, layout, LOOK)
  return frame
}

const inside = (frame: Frame) =>
  Array.from({ length: frame.height - 2 }, (_, y) =>
    frame
      .row(y + 1)
      .slice(1, -1)
      .trimEnd(),
  )

describe('the drawn editor', () => {
  it('shows what may be written, cut at the edge, with the cursor before it', () => {
    const frame = drawn('', 12, 1)
    expect(inside(frame)).toEqual(['Write to 老'])
    expect(frame.cursor).toEqual({ x: 1, y: 1 })
  })

  it('shows rows, the cursor behind them, and where there is more', () => {
    const frame = drawn('one\ntwo\nthree\nfour', 8, 2, ({ editor }) => editor.moveTo({ line: 2, column: 1 }))
    expect(inside(frame)).toEqual(['two    ▲', 'three  ▼'])
    expect(frame.cursor).toEqual({ x: 2, y: 2 })
  })

  it('marks what is selected, line breaks too', () => {
    const frame = drawn('ab\n中d', 8, 2, ({ editor }) => {
      editor.moveTo({ line: 0, column: 1 })
      editor.moveTo({ line: 1, column: 1 }, { select: true })
    })
    const marked = frame.style.flatMap((style, at) => (style === SELECTED ? [[at % 10, Math.floor(at / 10)]] : []))
    expect(marked).toEqual([
      [2, 1],
      [3, 1],
      [1, 2],
      [2, 2],
    ])
  })

  it('shows harmless what turns the direction or is not seen, and leaves it in the text', () => {
    const content = 'a\u202eb\u200bc\ufeff\td'
    const frame = drawn(content, 20, 1)
    expect(inside(frame)).toEqual(['a\ufffdb\ufffdc\ufffd    d'])
    expect(frame.cursor?.x).toBe(1 + 11)
  })

  it('stays within its area and puts the cursor where the text goes on, whatever is written', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5 }), (content, width, height) => {
        const frame = drawn(content, width, height)
        const edge = [frame.row(0), frame.row(height + 1)].join('')
        expect(edge).toBe('.'.repeat(2 * (width + 2)))
        for (let y = 1; y <= height; y++) {
          expect(frame.text[y * frame.width]).toBe('.')
          expect(frame.text[(y + 1) * frame.width - 1]).toBe('.')
          expect(frame.row(y)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e\u200b\ufeff]/)
        }
        expect(frame.cursor?.x).toBeGreaterThan(0)
        expect(frame.cursor?.x).toBeLessThanOrEqual(width)
        expect(frame.cursor?.y).toBeLessThanOrEqual(height)
      }),
      { numRuns: 500 },
    )
  })
})
