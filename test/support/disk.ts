/** What lies on a profile's disk, byte for byte, without the keys to read it. */
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Level } from 'level'
import { temporaryFolder } from './temporary.ts'

/** The values of rows whose keys begin with one of these letters, sealed as they are, in the order of their keys. The node may be running. */
export async function valuesOnDisk(home: string, letters: string): Promise<Buffer[]> {
  for (let tries = 0; ; tries++) {
    try {
      return await valuesOfCopy(home, letters)
    } catch (error) {
      // LevelDB puts files in the place of others while they are copied.
      if (tries === 10) throw error
    }
  }
}

async function valuesOfCopy(home: string, letters: string): Promise<Buffer[]> {
  const copy = join(await temporaryFolder(), 'db')
  await cp(join(home, 'db'), copy, { recursive: true })
  const level = new Level<Uint8Array, Uint8Array>(copy, { keyEncoding: 'view', valueEncoding: 'view' })
  const values: Buffer[] = []
  for await (const [key, value] of level.iterator()) {
    if (letters.includes(String.fromCharCode(key[0]!)) && value.byteLength > 0) values.push(Buffer.from(value))
  }
  await level.close()
  return values
}

/** Bytes at either end of a stretch, by which it is found: LevelDB's log puts a header into what lies across its blocks. */
const END_BYTES = 32

/** How many of these stretches of bytes are somewhere in the files of a profile's database, whole or in part. */
export async function inDatabaseFiles(home: string, wanted: readonly Buffer[]): Promise<number> {
  return inFiles(join(home, 'db'), wanted)
}

/** The same for the files of any folder. */
export async function inFiles(folder: string, wanted: readonly Buffer[]): Promise<number> {
  const files: Buffer[] = []
  for (const name of await readdir(folder)) {
    // LevelDB takes files away while they are listed.
    const bytes = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0)
      throw error
    })
    files.push(bytes)
  }
  const ends = (bytes: Buffer) => [bytes.subarray(0, END_BYTES), bytes.subarray(-END_BYTES)]
  return wanted.filter(bytes => files.some(file => ends(bytes).some(end => file.includes(end)))).length
}
