import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeWhole } from '../../src/disk/whole-file.ts'
import { temporaryFolder } from '../support/temporary.ts'

test('a file is replaced whole, for its owner alone, and nothing is left beside it', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'vault.json')
  await writeWhole(path, 'old and long')
  await writeWhole(path, 'new')
  expect(await readFile(path, 'utf8')).toBe('new')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['vault.json'])
})

test('a first one never replaces another, whoever wrote it meanwhile', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'vault.json')
  await writeFile(path, 'somebody else’s')
  await expect(writeWhole(path, 'mine', { first: true })).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await readFile(path, 'utf8')).toBe('somebody else’s')
  expect(await readdir(folder)).toEqual(['vault.json'])
})

test('what cannot be written is told as it is, and the old one stays', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'vault.json')
  await writeWhole(path, 'old')
  await mkdir(`${path}.${process.pid}.new`)
  await expect(writeWhole(path, 'new')).rejects.toMatchObject({ code: 'EISDIR' })
  expect(await readFile(path, 'utf8')).toBe('old')
})
