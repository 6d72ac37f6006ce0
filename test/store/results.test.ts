import { afterEach, expect, it, vi } from 'vitest'
import { Database } from '../../src/store/database.ts'
import { newStore } from '../support/stores.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it('asks the disk once for a key that is new, and hashes it once, however often it is asked for', async () => {
  const store = await newStore('alice')
  const [blind, get] = [vi.spyOn(Database.prototype, 'blind'), vi.spyOn(Database.prototype, 'get')]
  const asked = () => [
    blind.mock.calls.filter(([part]) => Buffer.from(part!).toString() === 'result').length,
    get.mock.calls.filter(([key]) => key[0] === 't'.charCodeAt(0)).length,
  ]
  expect(store.results.done('send', 'a key')).toBe(false)
  const first = await store.results.once('send', 'a key', () => 'done')
  // In the span that runs and in the one before.
  expect(asked()).toEqual([1, 2])
  expect(store.results.done('send', 'a key')).toBe(true)
  expect(await store.results.once('send', 'a key', () => 'done again')).toEqual({ ...first, repeated: true })
  expect(asked()).toEqual([1, 2])
})

it('carries out what was not done before, whether somebody asked for it or not', async () => {
  const store = await newStore('alice')
  await Promise.all(
    Array.from({ length: 2_000 }, async (_, n) => {
      expect(store.results.done('send', `key ${n}`)).toBe(false)
      await store.results.once('send', `key ${n}`, () => n)
    }),
  )
  for (const n of [0, 1, 1_999]) {
    expect(store.results.done('send', `key ${n}`)).toBe(true)
    expect(await store.results.once('send', `key ${n}`, () => -1)).toEqual({ result: n, repeated: true })
  }
})
