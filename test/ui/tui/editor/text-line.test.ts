import { describe, expect, it } from 'vitest'
import { TextLine } from '../../../../src/ui/tui/editor/text-line.ts'
import fc from '../../../support/fast-check.ts'
import { text } from './pieces.ts'

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** All boundaries of a line, by walking through it. */
function walked(line: TextLine): number[] {
  const found = [0]
  while (found.at(-1)! < line.length) found.push(line.next(found.at(-1)!))
  return found
}

describe('a line', () => {
  it('has the boundaries that the whole text has, though only parts of it are segmented', () => {
    fc.assert(
      fc.property(text, fc.nat(3), (some, spread) => {
        const content = some.replaceAll('\n', 'x'.repeat(spread))
        const whole = [...segmenter.segment(content)].map(({ index }) => index)
        expect(walked(new TextLine(content))).toEqual([...new Set([...whole, content.length])])
      }),
      { numRuns: 2_000 },
    )
  })

  it('goes back over the boundaries it went forward over, and snaps to them', () => {
    fc.assert(
      fc.property(text, content => {
        const line = new TextLine(content)
        const forward = walked(line)
        const back = [line.length]
        while (back.at(-1)! > 0) back.push(line.previous(back.at(-1)!))
        expect(back.toReversed()).toEqual(forward)
        for (let column = 0; column <= line.length; column++) {
          expect(line.snap(column)).toBe(forward.find(boundary => boundary >= column))
        }
      }),
    )
  })
})
