import { expect, test } from 'vitest'
import { timeOf } from '../../../src/ui/cli/times.ts'

const NOW = new Date(2026, 10, 23, 15, 30).getTime()
const midnight = (month: number, day: number): string => new Date(2026, month, day).toISOString()

test('takes a day by its name, in English and in Chinese, as its beginning here', () => {
  expect(['today', ' Yesterday ', '今天', '昨天', '前天'].map(typed => timeOf(typed, 'Date', NOW))).toEqual([
    midnight(10, 23),
    midnight(10, 22),
    midnight(10, 23),
    midnight(10, 22),
    midnight(10, 21),
  ])
  expect(timeOf('2026-11-22', 'Date', NOW)).toBe(midnight(10, 22))
  // Over the end of a month.
  expect(timeOf('yesterday', 'Date', new Date(2026, 10, 1, 0, 5).getTime())).toBe(midnight(9, 31))
  expect(() => timeOf('the other day', 'Date', NOW)).toThrow('Date is not a time')
})
