import { describe, expect, it } from 'vitest'
import { parseScreen, terminalSvg } from '../../scripts/terminal-svg.ts'

const draw = (screen: string) => terminalSvg([{ title: 't', columns: 20, rows: 3, screen }], 'title', 'description')

/** Left edge of the piece of text, in cells from the first column. */
const column = (svg: string, text: string) =>
  Math.round((Number(new RegExp(`x="([\\d.]+)" y="58" [^>]*>${text}<`).exec(svg)?.[1]) - 14) / 8.4)

describe('a terminal drawn as SVG', () => {
  it('puts what follows wide characters and joined emoji at its own cell', () => {
    const svg = draw('a小明b👨‍👩‍👧‍👦c\n')
    expect(['a', '小', '明', 'b', 'c'].map(text => column(svg, text))).toEqual([0, 1, 3, 5, 8])
  })

  it('carries styles from row to row and ends them where told', () => {
    const rows = parseScreen('\x1b[1m\x1b[33mone\ntwo\x1b[0m three\n\x1b[38;5;196mred\x1b[39m \x1b[48;2;1;2;3mground')
    expect(rows.map(runs => runs.map(({ text }) => text))).toEqual([['one'], ['two', ' three'], ['red', ' ', 'ground']])
    expect(rows[1]?.[0]?.style).toEqual(rows[0]?.[0]?.style)
    expect(rows[1]?.[0]?.style).toMatchObject({ bold: true, foreground: '#e5c07b' })
    expect(rows[1]?.[1]?.style).toMatchObject({ bold: false })
    expect(rows[2]?.map(run => run.style.foreground)).toEqual(['#ff0000', undefined, undefined])
    expect(rows[2]?.[2]?.style.background).toBe('#010203')
  })

  it('takes markup for text', () => {
    const svg = draw('<script>&"')
    expect(svg).not.toContain('<script')
    expect(svg).toContain('&#60;script&#62;&#38;&#34;')
  })
})
