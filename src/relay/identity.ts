/** Who a relay is: its key, its name, and what the next start wants to know, in `identity.json`, which only its user may read. */

import { randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../disk/whole-file.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { type PeerIdString, peerIdOf } from '../protocol/ids.ts'
import { checkedName } from '../protocol/names.ts'
import { phrase } from '../protocol/phrase.ts'
import { signerOf } from '../protocol/signing.ts'

const FILE = 'identity.json'
const FORMAT = 1

export interface RelayIdentity {
  name: string
  /** Ed25519 private key (RFC 8032): 32 bytes. */
  seed: Bytes
  /** TCP port of the last run. */
  port?: number
  /** Of the card, and what it was made for: the counter goes up when that changes. */
  card: { counter: number; version: string }
}

/** Makes a relay's identity. `exists` where there is one: it is never overwritten. `invalid` for a name that is none. */
export async function initRelay({ home, name }: { home: string; name: string }): Promise<{
  peerId: PeerIdString
  name: string
  home: string
}> {
  const identity: RelayIdentity = { name: checkedName(name), seed: randomBytes(32), card: { counter: 1, version: '' } }
  await mkdir(home, { recursive: true, mode: 0o700 })
  await write(home, identity, true)
  return { peerId: peerIdOf(signerOf(identity.seed).publicKey), name: identity.name, home }
}

/** `no-identity` where there is none, `internal` where it is damaged, `not-allowed` where a newer version made it. */
export async function readIdentity(home: string): Promise<RelayIdentity> {
  let text: string
  try {
    text = await readFile(join(home, FILE), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new EarshotError('no-identity', phrase`no relay in ${home}`, 'make one with `earshot-relay init --name NAME`')
  }
  let found: { format?: unknown; name?: unknown; seed?: unknown; port?: unknown; card?: Partial<RelayIdentity['card']> }
  try {
    found = JSON.parse(text)
  } catch (error) {
    throw damaged(home, error)
  }
  if (typeof found.format === 'number' && found.format > FORMAT)
    throw new EarshotError('not-allowed', 'this relay was made by a newer Earshot', 'use that version, or a newer one')
  const seed = typeof found.seed === 'string' ? Buffer.from(found.seed, 'base64url') : Buffer.alloc(0)
  if (typeof found.name !== 'string' || seed.byteLength !== 32) throw damaged(home)
  return {
    name: found.name,
    seed,
    card: { counter: Number(found.card?.counter ?? 1), version: String(found.card?.version ?? '') },
    ...(typeof found.port === 'number' ? { port: found.port } : {}),
  }
}

export function keepIdentity(home: string, identity: RelayIdentity): Promise<void> {
  return write(home, identity, false)
}

async function write(home: string, { seed, ...rest }: RelayIdentity, first: boolean): Promise<void> {
  const text = JSON.stringify({ format: FORMAT, ...rest, seed: Buffer.from(seed).toString('base64url') })
  try {
    await writeWhole(join(home, FILE), `${text}\n`, { first })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new EarshotError('exists', phrase`there is a relay in ${home}`, 'use another --home')
  }
}

function damaged(home: string, cause?: unknown): EarshotError {
  return new EarshotError(
    'internal',
    phrase`${join(home, FILE)} is damaged`,
    'put it back from a backup; with a new identity peers do not know this relay any more',
    cause,
  )
}
