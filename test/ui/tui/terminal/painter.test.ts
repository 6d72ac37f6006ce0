import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../../../src/ui/text/width.ts'
import { Frame } from '../../../../src/ui/tui/frame/frame.ts'
import { rgb, type Style } from '../../../../src/ui/tui/frame/style.ts'
import { Painter } from '../../../../src/ui/tui/terminal/painter.ts'
import { Emulator } from '../../../support/emulator.ts'
import fc from '../../../support/fast-check.ts'
import { frameFault } from '../../../support/frame-faults.ts'
import { temporaryFolder } from '../../../support/temporary.ts'
import { Tmux } from '../../../support/tmux.ts'

const WIDTH = 24
const HEIGHT = 6
const STYLES: Style[] = [
  {},
  { bold: true },
  { dim: true },
  { bold: true, dim: true, fg: 3 },
  { fg: 1, underline: true },
  { fg: 12, bg: 9 },
  { bg: 4 },
  { inverse: true, strike: true },
  { italic: true, fg: 200, bg: 17 },
  { fg: rgb(1, 200, 3) },
  { bg: rgb(250, 20, 3) },
  { link: 'https://example.org/a' },
  { link: 'https://example.org/b', fg: 4 },
]
/** Everything agrees on the width of these. */
const CERTAIN = ['a', 'B', '~', ' ', '  ', '      ', '你', '好吗', '한', 'plain words', 'Ｗ']
const UNCERTAIN = [
  'é',
  '─',
  '“',
  'д',
  'e\u0301',
  '❤️',
  '👍🏽',
  '👨‍👩‍👧‍👦',
  '🇩🇪',
  '😀',
  '\u{1fae9}',
  '✔',
  '\ue0b0',
  'लक्ष्मी',
  'ᄀᄀ각',
]

interface Draw {
  text: string
  x: number
  y: number
  style: number
}

const draw = (texts: string[]): fc.Arbitrary<Draw> =>
  fc.record({
    text: fc.constantFrom(...texts),
    x: fc.integer({ min: 0, max: WIDTH - 1 }),
    y: fc.integer({ min: 0, max: HEIGHT - 1 }),
    style: fc.nat(STYLES.length - 1),
  })

/** Some things are drawn on the frame before, some on an empty one. */
const sequence = (texts: string[]) =>
  fc.array(
    fc.record({
      anew: fc.boolean(),
      forget: fc.boolean(),
      draws: fc.array(draw(texts), { maxLength: 12 }),
      cursor: fc.option(fc.record({ x: fc.nat(WIDTH - 1), y: fc.nat(HEIGHT - 1) }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 6 },
  )

function copy(frame: Frame): Frame {
  const next = new Frame(frame.width, frame.height)
  frame.text.forEach((text, at) => {
    next.text[at] = text
  })
  frame.style.forEach((style, at) => {
    next.style[at] = style
  })
  return next
}

/** A cluster of marks is simplified in the last column. */
const notLast = (_: string, at: number) => at % WIDTH < WIDTH - 2

/** What the screen would show if everything was painted anew, by the same terminal. */
function fresh(frame: Frame, emulator: Emulator): Emulator {
  emulator.write(new Painter('true').paint(frame))
  return emulator
}

/** How a terminal of twenty years ago draws: code point by code point, half of the emoji narrow, ambiguous ones wide. */
function oldWidth(point: string): number {
  if (/\p{M}|\p{Cf}/u.test(point)) return 1
  if (/[é─“д✔]/.test(point)) return 2
  return point === '\u{1fae9}' || point === '❤' ? 1 : displayWidth(point)
}

describe('the painter', () => {
  it('shows each frame of any sequence as if it was painted on an empty screen', () => {
    fc.assert(
      fc.property(sequence([...CERTAIN, ...UNCERTAIN]), fc.boolean(), (steps, narrow) => {
        const painter = new Painter('true')
        painter.learn({ ambiguousIsNarrow: narrow })
        const screen = new Emulator(WIDTH, HEIGHT)
        let frame = new Frame(WIDTH, HEIGHT)
        for (const step of steps) {
          frame = step.anew ? new Frame(WIDTH, HEIGHT) : copy(frame)
          for (const { text, x, y, style } of step.draws) frame.put(x, y, text, STYLES[style])
          frame.cursor = step.cursor
          if (step.forget) {
            screen.garbage()
            painter.forget()
          }
          screen.write(painter.paint(frame))
          const wanted = fresh(frame, new Emulator(WIDTH, HEIGHT))
          expect(screen.cells.map(cell => cell.text)).toEqual(wanted.cells.map(cell => cell.text))
          expect(wanted.cells.map(cell => cell.text).filter(notLast)).toEqual(frame.text.filter(notLast))
          // Colours of the letters are not seen on spaces.
          screen.cells.forEach((cell, at) => {
            if (cell.text.trim() !== '') expect(cell).toEqual(wanted.cells[at])
          })
          expect(screen.cursorShown).toBe(frame.cursor !== undefined)
          if (frame.cursor) expect({ x: screen.x, y: screen.y }).toEqual(frame.cursor)
          expect(painter.paint(frame)).toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps everything else in its place on a terminal that draws emoji, accents and lines in other widths', () => {
    fc.assert(
      fc.property(sequence([...CERTAIN, ...UNCERTAIN]), steps => {
        const painter = new Painter('true')
        const screen = new Emulator(WIDTH, HEIGHT, oldWidth, text => [...text])
        let frame = new Frame(WIDTH, HEIGHT)
        for (const step of steps) {
          frame = step.anew ? new Frame(WIDTH, HEIGHT) : copy(frame)
          for (const { text, x, y, style } of step.draws) frame.put(x, y, text, STYLES[style])
          screen.write(painter.paint(frame))
          const certain = CERTAIN.join('')
          frame.text.forEach((text, at) => {
            if (text !== '' && certain.includes(text)) expect(screen.cells[at]?.text).toBe(text)
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('leaves nothing of what was there behind a cluster in the last two columns that is simplified there', () => {
    const painter = new Painter('true')
    const screen = new Emulator(WIDTH, 1)
    const frame = (text: string) => {
      const drawn = new Frame(WIDTH, 1)
      drawn.put(0, 0, text)
      return drawn
    }
    painter.learn({ ambiguousIsNarrow: true })
    screen.write(painter.paint(frame('x'.repeat(WIDTH))))
    screen.write(painter.paint(frame(`${'x'.repeat(WIDTH - 2)}मी`)))
    expect(screen.row(0)).toBe(`${'x'.repeat(WIDTH - 2)}म `)
  })

  it('draws the first of joined emoji alone where the terminal draws each, and says when that changes what is shown', () => {
    const frame = () => {
      const drawn = new Frame(WIDTH, 2)
      drawn.put(0, 0, '👨‍👩‍👧‍👦a👍🏽b🏳️‍🌈c❤️d🇩🇪e')
      return drawn
    }
    const painter = new Painter('true', { links: false })
    expect(painter.learn({ joins: false, tones: true })).toBe(false)
    painter.paint(new Frame(WIDTH, 2))
    const signs = (bytes: string) => bytes.replaceAll(/\x1b\[[\d;?]*[A-Za-z]|[ \r]/g, '')
    expect(signs(painter.paint(frame()))).toBe('👨a👍🏽b🏳️c❤️d🇩🇪e')
    expect(painter.learn({ tones: false })).toBe(true)
    painter.forget()
    expect(signs(painter.paint(frame()))).toBe('👨a👍b🏳️c❤️d🇩🇪e')
    expect(painter.learn({ ambiguousIsNarrow: true })).toBe(false)
  })

  it('draws all of a conjunct that is wider than two cells, and nothing of what was there before', () => {
    const frame = new Frame(WIDTH, 1)
    frame.put(0, 0, 'x'.repeat(WIDTH))
    const end = frame.put(1, 0, 'लक्ष्मीᄀᄀᄀ각')
    expect(end).toBe(1 + displayWidth('लक्ष्मीᄀᄀᄀ각'))
    expect(frame.row(0)).toBe(`xलक्ष्मीᄀᄀᄀ각${'x'.repeat(WIDTH - end)}`)
    expect(frameFault(frame)).toBeUndefined()
  })

  it('writes nothing where nothing changed, and less than 40 bytes for a letter on a full screen', () => {
    const painter = new Painter('true')
    const full = () => {
      const frame = new Frame(200, 60)
      for (let y = 0; y < 60; y++)
        frame.put(0, y, `${y} 你好 some words 👨‍👩‍👧‍👦 `.repeat(12), STYLES[y % STYLES.length])
      frame.fill({ x: 0, y: 58, width: 200, height: 2 }, {})
      return frame
    }
    const first = full()
    first.put(2, 58, 'hell')
    first.cursor = { x: 6, y: 58 }
    painter.paint(first)
    const again = full()
    again.put(2, 58, 'hell')
    again.cursor = { x: 6, y: 58 }
    expect(painter.paint(again)).toBe('')
    const typed = full()
    typed.put(2, 58, 'hello')
    typed.cursor = { x: 7, y: 58 }
    expect(painter.paint(typed)).toBe('o')
    const chinese = full()
    chinese.put(2, 58, 'hello你')
    chinese.cursor = { x: 9, y: 58 }
    expect(painter.paint(chinese)).toBe('你')
    const elsewhere = full()
    elsewhere.put(2, 58, 'hello你')
    elsewhere.put(150, 4, '*', { fg: 2 })
    elsewhere.cursor = { x: 9, y: 58 }
    expect(Buffer.byteLength(painter.paint(elsewhere))).toBeLessThan(40)
  })

  it('gives a terminal what it can show', () => {
    const shown = (depth: 'none' | '16' | '256' | 'true', style: Style, options = {}) => {
      const frame = new Frame(4, 1)
      frame.put(0, 0, 'x', style)
      const painter = new Painter(depth, options)
      painter.paint(new Frame(4, 1))
      return painter.paint(frame)
    }
    const loud: Style = { fg: rgb(255, 0, 0), bg: 12, bold: true, link: 'https://example.org' }
    expect(shown('true', loud, { links: false })).toBe('\x1b[H\x1b[1;38;2;255;0;0;104mx'.replace('\x1b[H', ''))
    expect(shown('256', loud, { links: false })).toBe('\x1b[1;38;5;196;104mx')
    expect(shown('16', loud, { links: false })).toBe('\x1b[1;91;104mx')
    expect(shown('16', loud, { links: false, brightBackgrounds: false })).toBe('\x1b[1;91;44mx')
    expect(shown('none', loud, { links: false })).toBe('\x1b[1mx')
    // Bold would make black letters grey.
    expect(shown('16', { bold: true, inverse: true })).toBe('\x1b[7mx')
    expect(shown('256', { bold: true, inverse: true })).toBe('\x1b[1;7mx')
    expect(shown('none', loud)).toBe('\x1b]8;;https://example.org\x1b\\\x1b[1mx')
    expect(shown('256', { bg: rgb(128, 128, 128) })).toBe('\x1b[48;5;244mx')
    expect(shown('16', { fg: 208 })).toMatch(/^\x1b\[(33|91|31)mx$/)
  })

  it('lets no control character through, neither in a cell nor in a link', () => {
    const frame = new Frame(8, 1)
    frame.put(0, 0, 'abc', { link: 'https://a\x1b\\\x1b[2J' })
    frame.text[1] = '\x1b[2J'
    frame.text[2] = '\x9b'
    const painter = new Painter('true')
    painter.paint(new Frame(8, 1))
    expect(painter.paint(frame)).toBe('a??')
  })

  it('shows much at once, with the cursor out of sight meanwhile', () => {
    const frame = new Frame(80, 24)
    frame.cursor = { x: 1, y: 1 }
    const painter = new Painter('16')
    expect(painter.paint(frame)).not.toContain('2026')
    const full = new Frame(80, 24)
    full.fill(full.area, { bg: 1 }, '#')
    full.cursor = { x: 1, y: 1 }
    const bytes = painter.paint(full)
    expect(bytes.startsWith('\x1b[?2026h\x1b[?25l')).toBe(true)
    expect(bytes.endsWith('\x1b[2;2H\x1b[?25h\x1b[?2026l')).toBe(true)
  })

  it('tells what lies above the cells whether they were touched, and writes it before the cursor', () => {
    const painter = new Painter('16')
    const asked: boolean[] = []
    const area = { x: 2, y: 1, width: 3, height: 2 }
    const overlay = (touched: (area: Frame['area']) => boolean) => {
      asked.push(touched(area))
      return asked.length === 3 ? '\x1b[2;3HP' : ''
    }
    const frame = new Frame(10, 4)
    frame.put(4, 2, 'x')
    frame.cursor = { x: 0, y: 0 }
    painter.paint(new Frame(10, 4), overlay)
    painter.paint(frame, overlay)
    const next = copy(frame)
    next.put(5, 2, 'y')
    next.cursor = { x: 0, y: 0 }
    expect(painter.paint(next, overlay)).toBe('\x1b[3;6Hy\x1b[2;3HP\x1b[H')
    expect(asked).toEqual([false, true, false])
  })
})

describe.skipIf(!Tmux.available)('the painter in a real terminal', Tmux.meta, () => {
  it('shows each frame of any sequence', { timeout: 120_000 }, async () => {
    const pipe = join(await temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [pipe])
    using tmux = new Tmux({ command: `stty raw -echo; exec cat ${pipe}`, columns: WIDTH, rows: HEIGHT })
    const out = openSync(pipe, 'w')
    writeSync(out, '\x1b[?7l')
    let count = 0
    // What tmux 3.3 counts as we do: it draws joined emoji and flags in other widths.
    const texts = [...CERTAIN, 'é', '─', '“', 'e\u0301', '😀', 'д']
    try {
      await fc.assert(
        fc.asyncProperty(sequence(texts), async steps => {
          const painter = new Painter('256')
          let frame = new Frame(WIDTH, HEIGHT)
          for (const step of steps) {
            frame = step.anew ? new Frame(WIDTH, HEIGHT) : copy(frame)
            for (const { text, x, y, style } of step.draws) frame.put(x, y, text, STYLES[style])
            frame.cursor = step.cursor
            writeSync(out, `${painter.paint(frame)}\x1b]2;${++count}\x07`)
            await expect.poll(() => tmux.title, { interval: 2 }).toBe(String(count))
            expect(tmux.rows.map(row => row.normalize())).toEqual(
              Array.from({ length: HEIGHT }, (_, y) => frame.row(y).trimEnd().normalize()),
            )
            const { x, y, shown } = tmux.cursor
            expect(frame.cursor).toEqual(shown ? { x, y } : undefined)
          }
        }),
        { numRuns: 25 },
      )
    } finally {
      closeSync(out)
    }
  })
})
