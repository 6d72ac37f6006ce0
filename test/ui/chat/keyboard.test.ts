import { describe, expect, it } from 'vitest'
import { KeyFilter } from '../../../src/ui/chat/keyboard.ts'
import fc from '../../support/fast-check.ts'

function filter(...chunks: string[]): string {
  const keys = new KeyFilter()
  return chunks.map(chunk => keys.push(chunk)).join('') + keys.release()
}

describe('KeyFilter', () => {
  it('passes keys as they are', () => {
    expect(filter('abc\r', '\x1b[A', '\x03')).toBe('abc\r\x1b[A\x03')
  })

  it('makes one line of a paste, without sending it', () => {
    expect(filter('\x1b[200~one\r\ntwo\nthree\r\n\x1b[201~')).toBe('one␤two␤three')
  })

  it('drops keys that hide in a paste', () => {
    expect(filter('\x1b[200~a\x03\x1b[Ab\tc\x1b[201~')).toBe('a[Ab    c')
  })

  it('puts a line break for Alt-Enter', () => {
    expect(filter('a\x1b\rb')).toBe('a␤b')
  })

  it('takes out what the terminal tells of the window, and tells of keys', () => {
    const signs: string[] = []
    const keys = new KeyFilter(sign => signs.push(sign))
    const out = ['\x1b[O', '\x1b', '[', 'Ia', '\x1b[200~\x1b[O\x1b[201~', 'b\x1b[Oc'].map(chunk => keys.push(chunk))
    // What is pasted is text, whatever it looks like.
    expect(out.join('')).toBe('a[Obc')
    expect(signs.filter((sign, at) => sign !== signs[at - 1])).toEqual(['blur', 'focus', 'key', 'blur', 'key'])
  })

  it('tells of what came at once in the order in which it came', () => {
    const signs: string[] = []
    const keys = new KeyFilter(sign => signs.push(sign))
    expect(keys.push('go\r\x1b[O')).toBe('go\r')
    expect(signs).toEqual(['key', 'blur'])
  })

  it('lets a lone Escape go', () => {
    const keys = new KeyFilter()
    expect(keys.push('\x1b')).toBe('')
    expect(keys.holding).toBe(true)
    expect(keys.release()).toBe('\x1b')
  })

  it('gives the same however the input is cut into pieces', () => {
    const input = 'x\x1b[200~one\ntwo\x1b[20x\x1b[201~y\x1b[Bz\x1b[200~three\x1b[201~'
    const whole = filter(input)
    fc.assert(
      fc.property(fc.array(fc.nat(input.length), { maxLength: 8 }), cuts => {
        const points = [0, ...cuts.sort((a, b) => a - b), input.length]
        expect(filter(...points.slice(1).map((end, at) => input.slice(points[at], end)))).toBe(whole)
      }),
    )
  })
})
