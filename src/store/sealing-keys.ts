/**
 * The keys that parcels are sealed to. Own: one-time keys, each handed to one friend and deleted with the commit that stores what its
 * parcel held; card keys, for everyone else and for when a friend has none left, a new one each day. Others': the one-time keys that
 * friends handed over, each taken once.
 */
import { type Bytes, hex, readUint, uint } from '../protocol/bytes.ts'
import { type PeerIdString, peerIdOf, publicKeyOf } from '../protocol/ids.ts'
import { KEYS_KEPT, PARCEL_TTL_MS } from '../protocol/limits.ts'
import { keyIdOf, newSealingKey, type SealingKey, sealingKeyOf } from '../protocol/x-wing.ts'
import type { Contacts } from './contacts.ts'
import type { Database } from './database.ts'
import { friendsKey, recordKey, sealingKey, sealingRange } from './keys.ts'
import type { CardKeysRecord, ContactRecord } from './records.ts'
import { Table } from './table.ts'
import type { Transaction } from './transaction.ts'

/** How long a card key is the newest one. */
const CARD_KEY_MS = 24 * 3600 * 1000
/** One-time keys that one friend was given and did not use; beyond this the oldest are deleted. */
const MAX_HANDED = 512
const OWNER_BYTES = 32
const AT_BYTES = 6
/** Name of the record that holds one's own card keys. */
export const CARD_KEYS = 'card-keys'

/** An own key that a parcel names: `from` is the friend who was given a one-time key, absent for a card key. */
export interface FoundKey {
  seed: Bytes
  from?: PeerIdString
}

export class SealingKeys {
  readonly #database: Database
  readonly #contacts: Contacts
  readonly #table: Table<CardKeysRecord>
  /** Card keys by id; made from their seeds once. */
  #card: { id: string; key: SealingKey; madeAt: number }[] | undefined

  constructor(database: Database, contacts: Contacts) {
    this.#database = database
    this.#contacts = contacts
    this.#table = new Table(database, name => recordKey('m', database.blind(Buffer.from(name))))
  }

  /** Reads everything again from disk. */
  reload(): void {
    this.#table.forget()
    this.#card = undefined
  }

  // Own card keys.

  #cardKeys(): { id: string; key: SealingKey; madeAt: number }[] {
    this.#card ??= (this.#table.get(CARD_KEYS)?.keys ?? []).map(({ seed, madeAt }) => {
      const key = sealingKeyOf(Buffer.from(seed, 'hex'))
      return { id: keyIdOf(key.publicKey), key, madeAt }
    })
    return this.#card
  }

  /** The public half of the newest card key; empty where there is none. */
  get cardKey(): Bytes {
    return this.#cardKeys()[0]?.key.publicKey ?? new Uint8Array(0)
  }

  /** Whether the newest card key has had its day, or there is none. */
  cardKeyDue(now: number): boolean {
    const newest = this.#cardKeys()[0]
    // A clock that was set back must not keep one key for ever.
    return newest === undefined || Math.abs(now - newest.madeAt) >= CARD_KEY_MS
  }

  /** Makes a new card key, and deletes those to which nothing can be on its way any more. */
  renewCardKey(tx: Transaction, now: number): void {
    const { seed } = newSealingKey()
    const old = tx.get(this.#table, CARD_KEYS)?.keys ?? []
    // Its successor's age is what counts: until then it was on the card.
    const kept = old.filter((_, i) => now - (old[i - 1]?.madeAt ?? now) < CARD_KEY_MS + PARCEL_TTL_MS)
    tx.set(this.#table, CARD_KEYS, { keys: [{ seed: hex(seed), madeAt: now }, ...kept] })
    tx.after(() => {
      this.#card = undefined
    })
  }

  // Own one-time keys.

  /** Makes one-time keys for a friend; gives their public halves. */
  hand(tx: Transaction, friend: PeerIdString, count: number, now: number): Bytes[] {
    const owner = publicKeyOf(friend)
    if (owner === undefined) throw new TypeError(`no peer id: ${friend}`)
    const made = Array.from({ length: count }, newSealingKey)
    const contact = this.#contacts.of(tx, friend)
    const at = (contact.handed ?? 0) + count
    for (const { seed, publicKey } of made)
      tx.put(sealingKey(keyIdOf(publicKey)), Buffer.concat([owner, uint(now, AT_BYTES), seed]))
    this.#contacts.save(tx, { ...contact, handed: at })
    return made.map(({ publicKey }) => publicKey)
  }

  /** The own key of an id, one-time or card key. */
  find(id: string): FoundKey | undefined {
    const card = this.#cardKeys().find(key => key.id === id)
    if (card !== undefined) return { seed: card.key.seed }
    const value = this.#database.get(sealingKey(id))
    if (value === undefined) return undefined
    return {
      seed: value.subarray(OWNER_BYTES + AT_BYTES),
      from: peerIdOf(value.subarray(0, OWNER_BYTES)),
    }
  }

  /** Deletes a one-time key whose parcel is stored in the same batch. */
  spend(tx: Transaction, id: string, friend: PeerIdString): void {
    if (!tx.has(sealingKey(id))) return
    tx.del(sealingKey(id))
    const contact = this.#contacts.of(tx, friend)
    this.#contacts.save(tx, { ...contact, handed: Math.max(0, (contact.handed ?? 0) - 1) })
  }

  /** Deletes the oldest of what a friend was given and never used; `keep` of them stay. For those who were removed: none. */
  async trim(friend: PeerIdString, keep: number): Promise<(tx: Transaction) => void> {
    const owner = publicKeyOf(friend)
    const keys: { key: Bytes; at: number }[] = []
    for await (const [key, value] of this.#database.range(sealingRange())) {
      if (owner !== undefined && Buffer.compare(value.subarray(0, OWNER_BYTES), owner) === 0)
        keys.push({ key, at: readUint(value, OWNER_BYTES, AT_BYTES) })
    }
    keys.sort((a, b) => b.at - a.at)
    return tx => {
      for (const { key } of keys.slice(keep)) tx.del(key)
      this.#contacts.save(tx, { ...this.#contacts.of(tx, friend), handed: Math.min(keep, keys.length) })
    }
  }

  /** Whether more of a friend's unused keys are kept than they can still mean to use. */
  crowded(contact: ContactRecord): boolean {
    return (contact.handed ?? 0) > MAX_HANDED
  }

  // Friends' one-time keys.

  #friend(friend: PeerIdString): Bytes {
    return this.#database.blind(Buffer.from('keys'), Buffer.from(friend))
  }

  /** Keeps what a friend handed over, `KEYS_KEPT` at most. */
  keep(tx: Transaction, friend: PeerIdString, publicKeys: readonly Bytes[]): void {
    const contact = this.#contacts.of(tx, friend)
    const { from, to } = contact.keys ?? { from: 1, to: 1 }
    const room = Math.max(0, KEYS_KEPT - (to - from))
    const kept = publicKeys.slice(0, room)
    for (const [i, publicKey] of kept.entries()) tx.put(friendsKey(this.#friend(friend), to + i), publicKey)
    this.#contacts.save(tx, { ...contact, keys: { from, to: to + kept.length } })
  }

  /** Takes the next one-time key of a friend: nobody gets it again. */
  take(tx: Transaction, friend: PeerIdString): Bytes | undefined {
    const contact = this.#contacts.of(tx, friend)
    const { from, to } = contact.keys ?? { from: 1, to: 1 }
    if (from >= to) return undefined
    const row = friendsKey(this.#friend(friend), from)
    const publicKey = tx.read(row)
    tx.del(row)
    this.#contacts.save(tx, { ...contact, keys: { from: from + 1, to } })
    return publicKey
  }

  /** How many one-time keys of a friend are at hand. */
  left(friend: PeerIdString): number {
    const { from, to } = this.#contacts.get(friend)?.keys ?? { from: 1, to: 1 }
    return to - from
  }

  /** Forgets a friend's keys: their private halves are gone. */
  forget(tx: Transaction, friend: PeerIdString): void {
    const contact = this.#contacts.of(tx, friend)
    const { from, to } = contact.keys ?? { from: 1, to: 1 }
    for (let at = from; at < to; at++) tx.del(friendsKey(this.#friend(friend), at))
    this.#contacts.save(tx, { ...contact, keys: { from: to, to } })
  }
}
