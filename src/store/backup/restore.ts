/**
 * Makes a profile of a backup. Everything is put together in a folder of its own inside the profile's (which may be a mount of its own,
 * so not beside it); what comes last is the vault, and with it there is an identity. A restore that was cut leaves that folder, which
 * the next one takes away.
 */

import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isInUse, targetError } from '../../disk/target.ts'
import { syncFolder } from '../../disk/whole-file.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { EarshotError } from '../../protocol/errors.ts'
import { newInstallation, type PeerIdString, peerIdOf } from '../../protocol/ids.ts'
import { phrase } from '../../protocol/phrase.ts'
import { signerOf } from '../../protocol/signing.ts'
import { Database, type Row } from '../database.ts'
import { DATABASE_FOLDER, SETTINGS_FILE } from '../profile-files.ts'
import { Store } from '../store.ts'
import { createVault, identityState, identityThere, linkVault, openVault, type Secrets } from '../vault.ts'
import { damaged } from './format.ts'
import { type BackupHead, readBackup } from './read.ts'
import { isLeftOut } from './rows.ts'

export interface RestoreOptions {
  file: string
  /** Of the backup. */
  passphrase: string
  /** The profile's folder. */
  home: string
  /** Of the new vault. @default none */
  vaultPassphrase?: string
  /** Milliseconds since 1970. */
  now: number
  /** Bytes of the file that were taken in. */
  progress?: (done: number, total: number) => void
  signal?: AbortSignal
}

export interface Restored {
  peerId: PeerIdString
  name: string
  home: string
  messages: number
  conversations: number
  /** Milliseconds since 1970. */
  madeAt: number
}

const RESTORING = 'restoring-'
/** Bytes of rows that are written at once. */
const BATCH_BYTES = 1024 * 1024

/** `exists` where there is an identity; what `readBackup` throws; `quota`, `not-allowed`. Nothing is left behind then. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { home, file } = options
  if ((await identityState(home)) !== 'none') throw identityThere(home)
  const made = await mkdir(home, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new EarshotError('invalid', phrase`${home} is no folder`, 'use another --profile', error)
    throw targetError(home, error)
  })
  const folder = join(home, `${RESTORING}${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    await discardCut(home)
    if ((await readdir(home)).includes(DATABASE_FOLDER)) throw databaseThere(home)
    await mkdir(folder, { mode: 0o700 })
    const { manifest } = await fill(folder, options)
    const peerId = await settle(folder, options, manifest.peerId)
    await moveIn(folder, home)
    const { name, messages, conversations, madeAt } = manifest
    return { peerId, name, home, messages, conversations, madeAt }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    // Only what this call made, and only while it is empty.
    if (made !== undefined) await rmdir(home).catch(() => undefined)
    throw targetError(file, error)
  }
}

/** Database, settings and vault, as the backup has them. */
async function fill(folder: string, options: RestoreOptions): Promise<BackupHead> {
  let database: Database | undefined
  let batch: Row[] = []
  let bytes = 0
  const write = async (sync: boolean): Promise<void> => {
    const rows = batch
    batch = []
    bytes = 0
    await database?.write(rows, { sync })
  }
  try {
    const { head } = await readBackup({
      ...options,
      async begin({ manifest, keys, settings }) {
        const secrets = secretsOf(keys, manifest.name, options.file)
        await createVault(folder, secrets, options.vaultPassphrase)
        if (settings !== undefined) await writeSynced(join(folder, SETTINGS_FILE), settings)
        database = await Database.open(join(folder, DATABASE_FOLDER), secrets.storeKey)
      },
      row(key, value) {
        if (isLeftOut(key)) return undefined
        batch.push({ key, value })
        bytes += key.byteLength + value.byteLength
        return bytes < BATCH_BYTES ? undefined : write(false)
      },
    })
    await write(true)
    return head
  } finally {
    await database?.close()
  }
}

function secretsOf(keys: { seed: string; storeKey: string }, name: string, file: string): Secrets {
  const seed: Bytes = Buffer.from(keys.seed, 'base64url')
  const storeKey: Bytes = Buffer.from(keys.storeKey, 'base64url')
  if (seed.byteLength !== 32 || storeKey.byteLength !== 32) throw damaged(file, phrase`its keys are none`)
  return { seed, storeKey, name }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Opens it as a node will, which shows that it can be, and lets it go on as a new installation. */
async function settle(folder: string, options: RestoreOptions, peerId: string): Promise<PeerIdString> {
  const { vaultPassphrase: passphrase, file, now } = options
  const { seed } = await openVault(folder, passphrase)
  const self = peerIdOf(signerOf(seed).publicKey)
  if (self !== peerId) throw damaged(file, phrase`its keys belong to somebody else`)
  const store = await Store.open({ home: folder, ...(passphrase === undefined ? {} : { passphrase }) })
  try {
    await beginAnew(store, now)
  } finally {
    await store.close()
  }
  return self
}

/**
 * A new installation: what this identity said since the backup, elsewhere, may be there already under the old one. Whatever friends
 * still have of that life must not be newer than what they hear now, so the card's number follows the clock. Keys are void on both
 * sides, and everybody is to be told what is here.
 */
function beginAnew(store: Store, now: number): Promise<void> {
  return store.commit(tx => {
    const { cardCounter } = store.profile.of(tx)
    store.profile.change(tx, { installation: hex(newInstallation()), cardCounter: Math.max(cardCounter + 1, now) })
    for (const { handed: _handed, ...contact } of store.contacts.all()) {
      const { keys } = contact
      store.contacts.save(tx, keys === undefined ? contact : { ...contact, keys: { from: keys.to, to: keys.to } })
    }
    store.readership.untell(tx)
  })
}

/** The vault comes last, and never over another one. */
async function moveIn(folder: string, home: string): Promise<void> {
  await rename(join(folder, DATABASE_FOLDER), join(home, DATABASE_FOLDER))
  try {
    const there = await readdir(home)
    const names = await readdir(folder)
    if (names.includes(SETTINGS_FILE) && !there.includes(SETTINGS_FILE))
      await rename(join(folder, SETTINGS_FILE), join(home, SETTINGS_FILE))
    await syncFolder(home)
    await linkVault(folder, home)
  } catch (error) {
    await rm(join(home, DATABASE_FOLDER), { recursive: true, force: true })
    throw error
  }
  await syncFolder(home)
  await rm(folder, { recursive: true, force: true })
}

/** What a restore that was killed has left; `busy` while another one is under way. */
async function discardCut(home: string): Promise<void> {
  const left = (await readdir(home)).filter(name => name.startsWith(RESTORING))
  for (const name of left) {
    if (await isInUse(join(home, name), name.slice(RESTORING.length)))
      throw new EarshotError('busy', phrase`another restore into ${home} is under way`, 'wait for its end')
  }
  if (left.length === 0) return
  // Without a vault it is what that restore had put there already.
  await rm(join(home, DATABASE_FOLDER), { recursive: true, force: true })
  for (const name of left) await rm(join(home, name), { recursive: true, force: true })
}

function databaseThere(home: string): EarshotError {
  return new EarshotError(
    'exists',
    phrase`there is a database in ${home}, and no vault that opens it`,
    'put its vault.json back, or move the folder `db` away first',
  )
}
