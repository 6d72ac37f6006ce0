import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../../../src/ui/text/width.ts'
import { PLAIN } from '../../../../src/ui/tui/frame/style.ts'
import { wrap } from '../../../../src/ui/tui/frame/wrap.ts'
import fc from '../../../support/fast-check.ts'

const lines = (text: string, cells: number): string[] =>
  wrap([{ text, style: PLAIN }], cells).map(line => line.map(span => span.text).join(''))

describe('lines of styled text', () => {
  it('break behind words, and within what is too long', () => {
    expect(lines('one two three', 8)).toEqual(['one two ', 'three'])
    expect(lines('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  })

  it('break anywhere in Chinese, but neither before a closing sign nor behind an opening one', () => {
    expect(lines('今天我们见面', 8)).toEqual(['今天我们', '见面'])
    expect(lines('今天我们，见面', 8)).toEqual(['今天我', '们，见面'])
    expect(lines('今天我们,见面', 8)).toEqual(['今天我', '们,见面'])
    expect(lines('今天我（们见面）', 8)).toEqual(['今天我', '（们见', '面）'])
    expect(lines('今天我《Ab cd》吧', 8)).toEqual(['今天我', '《Ab ', 'cd》吧'])
  })

  it('lose nothing but spaces at their ends, and fit', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '今', '天', '，', '（', '）', '.', '😀'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 12 }), (said, cells) => {
        const found = lines(said, cells)
        expect(found.join('').replaceAll(' ', '')).toBe(said.replaceAll(' ', ''))
        for (const line of found) expect(displayWidth(line.trimEnd())).toBeLessThanOrEqual(cells)
      }),
    )
  })
})
