import { expect, it } from 'vitest'
import { editedLine } from '../../../src/ui/chat/hidden-line.ts'

it.each([
  ['sesame', 'sesame'],
  ['sesamf\x7fe', 'sesame'],
  ['\x7f\b开\x7f门', '门'],
  ['wrong\x15right', 'right'],
  ['given up\x03/list', '/list'],
  ['👍\x7f', ''],
])('makes of the keys %j the line %j', (keys, line) => {
  expect(editedLine(keys)).toBe(line)
})
