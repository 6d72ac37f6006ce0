import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/ui/cli/commands.ts'

const ROOT = join(import.meta.dirname, '../..')
const text = readFileSync(join(ROOT, 'docs/features.md'), 'utf8')
const rows = text.split('\n').filter(line => /^\| [A-Z]\d/.test(line))

describe('docs/features.md', () => {
  it('names commands that there are', () => {
    const words = new Set(COMMANDS.map(spec => spec.words as string))
    const named = [...text.matchAll(/`earshot ([a-z][a-z-]*)(?: ([a-z]+))?/g)].map(([, first, second]) => ({
      first,
      second,
    }))
    expect(named.length).toBeGreaterThan(40)
    const unknown = named.filter(({ first, second }) => !words.has(first!) && !words.has(`${first} ${second}`))
    expect(unknown).toEqual([])
  })

  it('names tests that there are', () => {
    const named = [...text.matchAll(/`(test\/[a-z/-]+\.test\.ts)`/g)].map(([, path]) => path!)
    expect(named.filter(path => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('says of every row whether it works, and shows what does', () => {
    expect(rows.length).toBeGreaterThan(45)
    for (const row of rows) {
      expect(row).toMatch(/ \| (yes|yes \([^|]+\)|partly: [^|]+|not yet[^|]*) \| /)
      if (!row.includes('| not yet')) expect(row).toMatch(/`test\//)
    }
  })
})
