import { expect, test, vi } from 'vitest'
import { clock, day, dayKey } from '../../../src/ui/text/time.ts'

const KATHMANDU = { locale: 'en', timeZone: 'Asia/Kathmandu' }

test('a day ends at its last minute, also where clocks are off by 45 minutes', () => {
  const midnight = Date.parse('2026-11-22T18:15:00Z')
  const [before, after] = [dayKey(midnight - 1, KATHMANDU), dayKey(midnight, KATHMANDU)]
  expect(before).not.toBe(after)
  expect(dayKey(midnight - 86_400_000, KATHMANDU)).toBe(before)
  expect(dayKey(midnight + 86_399_999, KATHMANDU)).toBe(after)
  expect(clock(midnight - 1, KATHMANDU)).toBe('23:59')
  expect(clock(midnight, KATHMANDU)).toBe('00:00')
})

test('each style and language writes the same minute in its own way', () => {
  const at = '2026-11-22T10:00:00.000Z'
  expect(clock(at, { locale: 'en', timeZone: 'UTC' })).toBe('10:00')
  expect(clock(at, { locale: 'en', timeZone: 'UTC', hours: '12h' })).toMatch(/AM/)
  expect(day(at, { locale: 'en', timeZone: 'UTC' })).toContain('November')
  expect(day(at, { locale: 'zh', timeZone: 'UTC' })).toContain('11月')
  expect(clock('never', { locale: 'en' })).toBe('?')
})

test('writes a minute once, however many messages fall into it', () => {
  const style = { locale: 'en', timeZone: 'Europe/Berlin' }
  const formatted = vi.spyOn(Intl.DateTimeFormat.prototype as { readonly format: object }, 'format', 'get')
  const minute = Date.parse('2026-11-22T10:00:00Z')
  for (let at = 0; at < 60_000; at += 10) clock(minute + at, style)
  expect(formatted).toHaveBeenCalledOnce()
  formatted.mockRestore()
})
