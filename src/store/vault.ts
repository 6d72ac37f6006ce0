/**
 * The vault: the identity key and the store key, wrapped by a key that argon2id (RFC 9106) makes from the passphrase. Without a passphrase
 * the wrapping key lies beside them, and only the file's mode protects it. Changing the passphrase wraps the same keys anew.
 */

import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../disk/whole-file.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError, reason } from '../protocol/errors.ts'
import { type PeerIdString, peerIdOf } from '../protocol/ids.ts'
import { checkedName } from '../protocol/names.ts'
import { phrase } from '../protocol/phrase.ts'
import { signerOf } from '../protocol/signing.ts'
import { argonFits, checkPassphrase, deriveKey, newArgon } from './passphrase.ts'
import { VAULT_FILE } from './profile-files.ts'

const VAULT_VERSION = 1

/** What the vault keeps. */
export interface Secrets {
  /** Ed25519 private key (RFC 8032): 32 bytes. */
  seed: Bytes
  /** Everything in the database is encrypted under keys derived from this: 32 bytes. */
  storeKey: Bytes
  /** The name chosen at `init`; the card is made from it once. */
  name: string
}

interface VaultFile {
  version: number
  /** Absent without a passphrase. */
  kdf?: { name: 'argon2id'; salt: string; memory: number; passes: number; parallelism: number }
  /** The wrapping key itself, only without a passphrase. */
  key?: string
  /** Tells a wrong passphrase from a damaged vault: HMAC of the wrapping key. */
  keyCheck: string
  nonce: string
  sealed: string
  /** SHA-256 over the rest, so that damage is known as such. */
  checksum: string
}

export type IdentityState = 'none' | 'open' | 'passphrase'

function vaultPath(home: string): string {
  return join(home, VAULT_FILE)
}

/** Whether there is an identity in this folder, and whether a passphrase protects it. */
export async function identityState(home: string): Promise<IdentityState> {
  const file = await readVault(home)
  if (file === undefined) return 'none'
  return file.kdf === undefined ? 'open' : 'passphrase'
}

export interface NewIdentity {
  home: string
  name: string
  /** @default none: the file's mode alone protects the keys */
  passphrase?: string
}

/** Makes an identity. `exists` when the folder has one: it is never overwritten. */
export async function createIdentity(
  options: NewIdentity,
): Promise<{ peerId: PeerIdString; name: string; home: string }> {
  const name = checkedName(options.name)
  if ((await readVault(options.home)) !== undefined) {
    throw identityThere(options.home)
  }
  await mkdir(options.home, { recursive: true, mode: 0o700 })
  const secrets: Secrets = { seed: randomBytes(32), storeKey: randomBytes(32), name }
  await createVault(options.home, secrets, options.passphrase)
  return { peerId: peerIdOf(signerOf(secrets.seed).publicKey), name, home: options.home }
}

/** Puts a vault with these secrets into a folder that has none; `exists` otherwise. */
export async function createVault(home: string, secrets: Secrets, passphrase: string | undefined): Promise<void> {
  await writeVault(home, await wrap(secrets, passphrase), true)
}

/** Gives a vault that was made in another folder of the same disk to a profile that has none; `exists` otherwise. */
export async function linkVault(from: string, home: string): Promise<void> {
  try {
    await link(vaultPath(from), vaultPath(home))
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? identityThere(home) : error
  }
}

/**
 * Opens the vault. `no-identity`, `wrong-passphrase` (also when one is needed and none given); `internal` when it is damaged,
 * `not-allowed` when a newer version made it.
 */
export async function openVault(home: string, passphrase?: string): Promise<Secrets> {
  const file = await readVault(home)
  if (file === undefined)
    throw new EarshotError('no-identity', phrase`no identity in ${home}`, 'make one with `earshot init --name NAME`')
  if (file.kdf !== undefined && passphrase === undefined) {
    throw new EarshotError(
      'wrong-passphrase',
      'this profile needs its passphrase',
      'run it on a terminal, or set EARSHOT_PASSPHRASE_FILE',
    )
  }
  const key =
    file.kdf === undefined ? Buffer.from(file.key ?? '', 'base64url') : await derive(passphrase ?? '', file.kdf)
  if (keyCheck(key) !== file.keyCheck) {
    if (file.kdf === undefined) throw damaged(home)
    throw new EarshotError(
      'wrong-passphrase',
      'wrong passphrase',
      'try again; without it nothing in this profile can be read',
    )
  }
  try {
    const sealed = Buffer.from(file.sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.nonce, 'base64url'))
    decipher.setAAD(Buffer.from(`earshot-vault-${file.version}`))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = JSON.parse(
      Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8'),
    )
    return {
      seed: Buffer.from(plain.seed, 'base64url'),
      storeKey: Buffer.from(plain.storeKey, 'base64url'),
      name: String(plain.name),
    }
  } catch (error) {
    throw damaged(home, error)
  }
}

/** Wraps the same keys under another passphrase, or none. `wrong-passphrase` for the current one. */
export async function changePassphrase(
  home: string,
  current: string | undefined,
  next: string | undefined,
): Promise<void> {
  const secrets = await openVault(home, current)
  await writeVault(home, await wrap(secrets, next), false)
}

/** Destroys the vault: without it the rest of the profile is noise. */
export async function destroyVault(home: string): Promise<void> {
  const handle = await open(vaultPath(home), 'r+')
  try {
    const { size } = await handle.stat()
    await handle.write(randomBytes(size), 0, size, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rm(vaultPath(home))
}

export function identityThere(home: string): EarshotError {
  return new EarshotError(
    'exists',
    phrase`there is an identity in ${home}`,
    'use another --profile, or `erase` that one first',
  )
}

function damaged(home: string, cause?: unknown): EarshotError {
  return new EarshotError(
    'internal',
    phrase`the vault in ${home} is damaged`,
    phrase`put ${VAULT_FILE} back from a copy; nothing was changed`,
    cause,
  )
}

function keyCheck(key: Bytes): string {
  return createHmac('sha256', key).update('earshot-vault-check').digest('base64url').slice(0, 22)
}

function derive(passphrase: string, { salt, ...rest }: NonNullable<VaultFile['kdf']>): Promise<Bytes> {
  return deriveKey(passphrase, { ...rest, salt: Buffer.from(salt, 'base64url') })
}

async function wrap(secrets: Secrets, passphrase: string | undefined): Promise<VaultFile> {
  if (passphrase !== undefined) checkPassphrase(passphrase, phrase`use --no-passphrase to have none`)
  const { salt, ...argon } = newArgon()
  const kdf = passphrase === undefined ? undefined : { name: 'argon2id' as const, salt: encode(salt), ...argon }
  const key = kdf === undefined || passphrase === undefined ? randomBytes(32) : await derive(passphrase, kdf)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(`earshot-vault-${VAULT_VERSION}`))
  const plain = { seed: encode(secrets.seed), storeKey: encode(secrets.storeKey), name: secrets.name }
  const sealed = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final(), cipher.getAuthTag()])
  const file: Omit<VaultFile, 'checksum'> = {
    version: VAULT_VERSION,
    ...(kdf === undefined ? { key: encode(key) } : { kdf }),
    keyCheck: keyCheck(key),
    nonce: encode(nonce),
    sealed: encode(sealed),
  }
  return { ...file, checksum: checksum(file) }
}

function encode(bytes: Bytes): string {
  return Buffer.from(bytes).toString('base64url')
}

function checksum(file: Omit<VaultFile, 'checksum'>): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('base64url')
}

async function readVault(home: string): Promise<VaultFile | undefined> {
  let text: string
  try {
    text = await readFile(vaultPath(home), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return undefined
    throw new EarshotError(
      'internal',
      phrase`the vault in ${home} cannot be read: ${reason(error)}`,
      'look at the owner and mode of the folder',
      error,
    )
  }
  let file: VaultFile
  try {
    file = JSON.parse(text) as VaultFile
  } catch (error) {
    throw damaged(home, error)
  }
  if (typeof file?.version !== 'number') throw damaged(home)
  if (file.version > VAULT_VERSION) {
    throw new EarshotError(
      'not-allowed',
      phrase`the profile in ${home} was made by a newer Earshot`,
      'use that version, or a newer one; nothing was changed',
    )
  }
  const { checksum: sum, ...rest } = file
  if (sum !== checksum(rest) || (file.kdf !== undefined && !argonFits(file.kdf))) throw damaged(home)
  return file
}

async function writeVault(home: string, file: VaultFile, first: boolean): Promise<void> {
  try {
    await writeWhole(vaultPath(home), `${JSON.stringify(file, null, 2)}\n`, { first })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw identityThere(home)
  }
}
