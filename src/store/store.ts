/** A profile's store: opened once, by the one process that owns the profile. */
import { join } from 'node:path'
import { hex } from '../protocol/bytes.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { peerIdOf } from '../protocol/ids.ts'
import { type Signer, signerOf } from '../protocol/signing.ts'
import { type BackupMade, type BackupOptions, writeBackup } from './backup/write.ts'
import { Contacts } from './contacts.ts'
import { Conversations } from './conversations.ts'
import { Database } from './database.ts'
import { Deposits } from './deposits.ts'
import { Drafts } from './drafts.ts'
import { Effects } from './effects.ts'
import { Eraser } from './eraser.ts'
import { History } from './history.ts'
import { type CommitOptions, Ledger } from './ledger.ts'
import { Opened } from './opened.ts'
import { Parcels } from './parcels.ts'
import { LAYOUT_VERSION, Profile } from './profile.ts'
import { DATABASE_FOLDER } from './profile-files.ts'
import { Readership } from './readership.ts'
import { Results } from './results.ts'
import { Sealed } from './sealed/sealed.ts'
import { Sealer } from './sealed/sealer.ts'
import { SealingKeys } from './sealing-keys.ts'
import { Search } from './search/search.ts'
import type { Transaction } from './transaction.ts'
import { openVault, type Secrets } from './vault.ts'
import { Withdrawals } from './withdrawals.ts'

export interface StoreOptions {
  /** The profile's folder. */
  home: string
  passphrase?: string
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
  /** Told of faults of ours that stop nothing. @default thrown, outside of everything */
  report?: (error: unknown) => void
}

export class Store {
  readonly home: string
  readonly self: PeerIdString
  readonly signer: Signer
  readonly secrets: Secrets
  readonly profile: Profile
  readonly contacts: Contacts
  readonly conversations: Conversations
  readonly readership: Readership
  readonly drafts: Drafts
  readonly history: History
  readonly results: Results
  readonly keys: SealingKeys
  readonly opened: Opened
  readonly deposits: Deposits
  readonly effects: Effects
  readonly search: Search
  readonly sealed: Sealed
  readonly #sealer: Sealer
  readonly #eraser: Eraser
  readonly parcels: Parcels
  readonly withdrawals: Withdrawals
  readonly #database: Database
  readonly #ledger: Ledger

  private constructor(options: {
    home: string
    secrets: Secrets
    database: Database
    ledger: Ledger
    clock: () => number
    report: (error: unknown) => void
  }) {
    const { database, ledger } = options
    this.home = options.home
    this.secrets = options.secrets
    this.signer = signerOf(options.secrets.seed)
    this.self = peerIdOf(this.signer.publicKey)
    this.#database = database
    this.#ledger = ledger
    this.profile = new Profile(database, ledger)
    this.contacts = new Contacts(database, ledger)
    this.history = new History(database)
    this.results = new Results(database, ledger)
    this.keys = new SealingKeys(database, this.contacts)
    this.opened = new Opened(database, ledger)
    this.deposits = new Deposits(database)
    this.effects = new Effects(database)
    this.#eraser = new Eraser(database, ledger, options.report)
    this.parcels = new Parcels(database)
    this.#sealer = new Sealer(database)
    this.search = new Search({
      database,
      ledger,
      textOf: (stored, tx) =>
        this.effects.words(tx ?? this.history.rows, stored, stored.touched ? this.effects.of(stored, tx) : undefined),
      keptOut: number => {
        const seal = this.conversations.byNumber(number)?.seal
        return seal !== undefined && seal !== 'unsealing'
      },
      eraser: this.#eraser,
      report: options.report,
    })
    this.conversations = new Conversations({
      database,
      ledger,
      profile: this.profile,
      signer: this.signer,
      self: this.self,
      deposits: this.deposits,
      effects: this.effects,
      eraser: this.#eraser,
      sealer: this.#sealer,
      clock: options.clock,
    })
    const { conversations, contacts, deposits, parcels, effects } = this
    const self = hex(this.signer.publicKey)
    const { clock } = options
    this.readership = new Readership({ database, ledger, conversations, deposits, parcels, self, clock })
    this.drafts = new Drafts({ database, conversations, sealer: this.#sealer, eraser: this.#eraser, clock })
    this.withdrawals = new Withdrawals({ conversations, contacts, deposits, parcels, self })
    this.conversations.onWords = (tx, stored, before, after) => {
      if (before !== undefined) this.search.remove(tx, stored, before)
      if (after !== undefined) this.search.put(tx, stored, after)
    }
    this.sealed = new Sealed({
      ...{ database, ledger, conversations, effects },
      drafts: this.drafts,
      search: this.search,
      eraser: this.#eraser,
      sealer: this.#sealer,
    })
  }

  /**
   * Opens vault and database. `no-identity`, `wrong-passphrase`, `profile-in-use`; `internal` for damage, `not-allowed` for a newer
   * version: nothing is overwritten then, and nothing stays open.
   */
  static async open(options: StoreOptions): Promise<Store> {
    const secrets = await openVault(options.home, options.passphrase)
    const database = await Database.open(join(options.home, DATABASE_FOLDER), secrets.storeKey)
    /** What has to be closed where the rest fails: the store, once its parts may be at work. */
    let begun: Pick<Store, 'close'> = database
    try {
      const report = options.report ?? throwLater
      const ledger = await Ledger.open(database, report)
      const clock = options.clock ?? Date.now
      const store = new Store({ home: options.home, secrets, database, ledger, clock, report })
      begun = store
      await store.profile.load(secrets.name)
      await Promise.all([
        store.contacts.load(),
        store.conversations.load(),
        store.deposits.load(),
        store.parcels.load(),
      ])
      await store.search.load()
      ledger.onDoubt(async () => {
        store.profile.reload()
        store.results.reload()
        store.keys.reload()
        store.#sealer.reload()
        store.drafts.reload()
        await Promise.all([
          store.contacts.reload(),
          store.conversations.reload(),
          // What was to be erased may be on disk though the write failed.
          store.#eraser.load(),
          store.deposits.load(),
          store.parcels.load(),
        ])
        store.search.reload()
      })
      await Promise.all([store.results.purge(), store.#eraser.load()])
      await store.opened.purge(clock())
      return store
    } catch (error) {
      await begun.close()
      throw error
    }
  }

  /** One atomic piece of work across the store's parts; synced, unless it is soft. */
  commit<T>(work: (tx: Transaction) => T, options: CommitOptions = {}): Promise<T> {
    return this.#ledger.commit(work, options)
  }

  /** The newest number of arrival. */
  get arrival(): number {
    return this.#ledger.arrival
  }

  /** Writes a backup of everything that is on disk now, while the profile goes on; throws what `writeBackup` does. */
  backup(options: BackupOptions): Promise<BackupMade> {
    const { seed, storeKey } = this.secrets
    const keys = {
      seed: Buffer.from(seed).toString('base64url'),
      storeKey: Buffer.from(storeKey).toString('base64url'),
    }
    const manifest = { peerId: this.self, name: this.profile.record.name, layout: LAYOUT_VERSION }
    return writeBackup({ database: this.#database, keys, manifest }, options)
  }

  /** Waits for what was committed, then closes. */
  async close(): Promise<void> {
    await this.sealed.stop()
    await Promise.all([this.#eraser.close(), this.search.close()])
    await this.#ledger.close()
    await this.#database.close()
  }
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error
  })
}
