import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { PARCEL_TTL_MS } from '../../src/protocol/limits.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { temporaryFolder } from '../support/temporary.ts'

const DAY_MS = 24 * 3600 * 1000

it('remembers opened parcels for as long as a relay may repeat them, and no longer', async () => {
  const home = await temporaryFolder()
  await createIdentity({ home, name: 'alice' })
  const then = Date.UTC(2026, 10, 22)
  const [old, late] = [randomBytes(32), randomBytes(32)]
  const first = await Store.open({ home, clock: () => then })
  await first.commit(tx => first.opened.note(tx, old, then))
  await first.commit(tx => first.opened.note(tx, late, then + 5 * DAY_MS))
  expect(first.opened.has(old)).toBe(true)
  expect(first.opened.has(randomBytes(32))).toBe(false)
  await first.close()
  const second = await Store.open({ home, clock: () => then + PARCEL_TTL_MS - 1 })
  expect(second.opened.has(old)).toBe(true)
  await second.close()
  const third = await Store.open({ home, clock: () => then + PARCEL_TTL_MS + 2 * DAY_MS })
  expect([third.opened.has(old), third.opened.has(late)]).toEqual([false, true])
  await third.opened.purge(then + PARCEL_TTL_MS + 7 * DAY_MS)
  expect(third.opened.has(late)).toBe(false)
  await third.close()
})
