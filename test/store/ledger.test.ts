import { describe, expect, it } from 'vitest'
import { Database } from '../../src/store/database.ts'
import { recordKey } from '../../src/store/keys.ts'
import { Ledger } from '../../src/store/ledger.ts'
import { Table } from '../../src/store/table.ts'
import { temporaryFolder } from '../support/temporary.ts'

const fail = (error: unknown) => {
  throw error
}

describe('a table', () => {
  it('does not remember what is not there: whoever asks for many names would fill the memory', () => {
    let reads = 0
    const database: Pick<Database, 'get'> = {
      get: () => {
        reads++
        return undefined
      },
    }
    const table = new Table<object>(database as Database, name => Buffer.from(name))
    table.get('a')
    table.get('a')
    expect(reads).toBe(2)
    const bounded = new Table<object>(database as Database, name => Buffer.from(name), 2)
    for (const name of ['a', 'a', 'b', 'c', 'c']) bounded.get(name)
    expect(reads).toBe(2 + 3)
    bounded.get('a')
    expect(reads).toBe(2 + 4)
  })
})

describe('what is soft', () => {
  const record = (database: Database) => new Table<{ n: number }>(database, name => recordKey('p', Buffer.from(name)))

  it('is seen at once, goes to the disk with the next batch, in order, or by itself soon after', async () => {
    const database = await Database.open(await temporaryFolder(), new Uint8Array(32))
    const ledger = await Ledger.open(database, fail)
    const table = record(database)
    let writes = 0
    const write = database.write.bind(database)
    database.write = (rows, options) => {
      writes++
      return write(rows, options)
    }
    await ledger.commit(tx => tx.set(table, 'a', { n: 1 }), { soft: true })
    expect([table.get('a'), record(database).get('a'), writes]).toEqual([{ n: 1 }, undefined, 0])
    await ledger.commit(tx => tx.set(table, 'b', { n: (tx.get(table, 'a')?.n ?? 0) + 1 }))
    expect([record(database).get('a'), record(database).get('b'), writes]).toEqual([{ n: 1 }, { n: 2 }, 1])
    await ledger.commit(tx => tx.set(table, 'a', { n: 3 }), { soft: true })
    await expect.poll(() => record(database).get('a')).toEqual({ n: 3 })
    await ledger.commit(tx => tx.set(table, 'a', { n: 4 }), { soft: true })
    await ledger.close()
    expect(record(database).get('a')).toEqual({ n: 4 })
    await database.close()
  })

  it('is read again from the disk when the batch that took it along failed', async () => {
    const database = await Database.open(await temporaryFolder(), new Uint8Array(32))
    const ledger = await Ledger.open(database, fail)
    const table = record(database)
    ledger.onDoubt(async () => table.forget())
    await ledger.commit(tx => tx.set(table, 'a', { n: 1 }))
    await ledger.commit(tx => tx.set(table, 'a', { n: 2 }), { soft: true })
    const write = database.write.bind(database)
    database.write = async () => {
      throw new Error('no space left')
    }
    await expect(ledger.commit(tx => tx.set(table, 'b', { n: 1 }))).rejects.toThrow('no space left')
    database.write = write
    expect(await ledger.commit(tx => tx.get(table, 'a'))).toEqual({ n: 1 })
    await ledger.close()
    await database.close()
  })
})
