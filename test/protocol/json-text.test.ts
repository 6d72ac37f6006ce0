import { expect, test } from 'vitest'
import { jsonText } from '../../src/protocol/json-text.ts'
import { foreignBytes } from '../support/terminal-bytes.ts'

test('JSON says the same, and has nothing in it that a terminal obeys', () => {
  const value = {
    text: 'a\x1b[2J\x9b2J\x9d2;owned\x9c\x7f\x85 \u202egnp.exe\u2066 \u2028 你好 👩\u200d👧',
    list: [1, null],
  }
  expect(foreignBytes(JSON.stringify(value), true)).toBeDefined()
  for (const indent of [undefined, 2]) {
    const written = jsonText(value, indent)
    expect(JSON.parse(written)).toEqual(value)
    expect(foreignBytes(written, true)).toBeUndefined()
    expect(written).toContain('你好 👩\u200d👧')
  }
  expect(jsonText({ a: [1, 'x'] })).toBe('{"a":[1,"x"]}')
})
