import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { Table } from '../../src/store/ledger.ts'

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
  })
})
