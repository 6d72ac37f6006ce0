/**
 * The people this peer deals with: its own card, statements made and received, cards and addresses of others. Every verb is one
 * synced batch; whoever calls it tells the network and the screens afterwards.
 */

import { randomBytes } from 'node:crypto'
import { Rate } from '../host/rate.ts'
import { type Bytes, equal } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { type PeerIdString, publicKeyOf } from '../protocol/ids.ts'
import {
  MAX_ADDRESSES,
  MAX_GREETING_CHARS,
  MAX_OPEN_REQUESTS,
  MAX_REQUESTS_PER_MINUTE,
  TOKEN_BYTES,
} from '../protocol/limits.ts'
import { phrase } from '../protocol/phrase.ts'
import { readCard, readFriendship, type SignedCard, signCard, signFriendship } from '../protocol/statements.ts'
import type { Signed } from '../protocol/wire/frames.ts'
import { withAddresses } from '../store/contacts.ts'
import type { ContactRecord, RelayRecord, Resting, StatementRecord } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Transaction } from '../store/transaction.ts'
import { relationOf, statementRecord, unpackSigned, withCard } from './friendship.ts'

const INVITE_MS = 7 * 24 * 3600 * 1000
/** What an invite that is handed out once more must still be good for, milliseconds. */
const HANDING_OVER_MS = 24 * 3600 * 1000
/** A friend's `lastSeen` is written down this often at the most, milliseconds. */
const LAST_SEEN_MS = 60_000

/** What a statement from outside did. */
export interface Heard {
  contact: ContactRecord
  changed: boolean
  /** Not taken: too many requests of strangers. */
  refused: boolean
}

export class People {
  readonly #store: Store
  readonly #clock: () => number
  readonly #version: string
  readonly #requests = new Rate(MAX_REQUESTS_PER_MINUTE / 60, MAX_REQUESTS_PER_MINUTE)
  #card: SignedCard | undefined

  constructor(store: Store, clock: () => number, version: string) {
    this.#store = store
    this.#clock = clock
    this.#version = version
  }

  get(peer: PeerIdString): ContactRecord | undefined {
    return this.#store.contacts.get(peer)
  }

  all(): ContactRecord[] {
    return this.#store.contacts.all()
  }

  /** One's own card, signed; made anew when the profile changed. */
  card(): SignedCard {
    const { name, status, email, avatar = '', cardCounter, installation, relays = [] } = this.#store.profile.record
    if (this.#card?.card.counter !== cardCounter) {
      this.#card = signCard(this.#store.signer, {
        counter: cardCounter,
        name,
        status,
        email,
        avatar: Buffer.from(avatar, 'base64'),
        installations: [Buffer.from(installation, 'hex')],
        cardKey: relays.length === 0 ? new Uint8Array(0) : this.#store.keys.cardKey,
        relays: cardRelays(relays),
        version: this.#version,
        kind: 'peer',
      })
    }
    return this.#card
  }

  /** This profile's newest statement about somebody, as it goes over the wire. */
  statement(peer: PeerIdString): Signed | undefined {
    const mine = this.get(peer)?.mine
    return mine === undefined ? undefined : unpackSigned(mine.signed)
  }

  /** Says, signed, that this profile wants (or does not want) to be friends, in `tx`. The other side hears of it later. */
  state(
    tx: Transaction,
    peer: PeerIdString,
    want: boolean,
    extra: { greeting?: string; code?: Bytes; counter?: number } = {},
  ): ContactRecord {
    const contact = this.#store.contacts.of(tx, peer)
    const to = publicKeyOf(peer)
    if (to === undefined) throw new EarshotError('invalid', phrase`not a peer id: ${peer}`)
    const greeting = extra.greeting ?? ''
    if ([...greeting].length > MAX_GREETING_CHARS)
      throw new EarshotError('invalid', phrase`a greeting has at most ${MAX_GREETING_CHARS} characters`)
    // Whoever is not wanted any more must not go on depositing; wanted again, they get another token.
    const token = want ? (contact.token ?? randomBytes(TOKEN_BYTES).toString('hex')) : undefined
    const { token: _old, ...rest } = contact
    const counter = Math.max((contact.mine?.counter ?? 0) + 1, extra.counter ?? 0)
    const signed = signFriendship(this.#store.signer, {
      to,
      want,
      counter,
      greeting,
      code: extra.code ?? new Uint8Array(0),
      token: token === undefined ? new Uint8Array(0) : Buffer.from(token, 'hex'),
    })
    const answered = contact.theirs?.counter
    const stated: ContactRecord = {
      ...rest,
      ...(token === undefined ? {} : { token }),
      mine: statementRecord(signed, this.#clock()),
      ...(answered === undefined ? {} : { answered }),
    }
    return this.#store.contacts.save(tx, this.#befriended(tx, stated))
  }

  /** Notes the day, and opens the conversation, when both want. */
  #befriended(tx: Transaction, contact: ContactRecord): ContactRecord {
    if (!contact.mine?.want || !contact.theirs?.want) return contact
    this.#store.conversations.open(tx, contact.peerId)
    const folder = contact.folder === '' ? (this.#store.profile.of(tx).folders[0] ?? '') : contact.folder
    return { ...contact, folder, friendSince: contact.friendSince ?? this.#clock() }
  }

  /** Takes a statement of somebody about this profile. A stranger's request counts against the rate unless an invite's code is in it. */
  async hear(peer: PeerIdString, signed: Signed, card: SignedCard | undefined): Promise<Heard | undefined> {
    const from = publicKeyOf(peer)
    const read = from === undefined ? undefined : readFriendship(signed, from, this.#store.signer.publicKey)
    if (read === undefined) return undefined
    const code = Buffer.from(read.friendship.code).toString('base64url')
    return this.#store.commit(tx => {
      const contact = this.#store.contacts.of(tx, peer)
      if (contact.theirs !== undefined && contact.theirs.counter >= read.friendship.counter)
        return { contact, changed: false, refused: false }
      const invite = code === '' ? undefined : this.#store.contacts.invite(tx, code)
      // Once: who was removed since does not come back by the old code.
      const invited = invite !== undefined && invite.expiresAt > this.#clock() && invite.usedBy === undefined
      // Whoever is nobody here and wants nothing leaves no trace.
      if (contact.mine === undefined && contact.theirs === undefined && !read.friendship.want)
        return { contact, changed: false, refused: false }
      const asks = read.friendship.want && !contact.mine?.want && !contact.blocked
      if (asks && !invited && (this.#tooManyRequests() || !this.#requests.take())) {
        return { contact, changed: false, refused: true }
      }
      const heard = card === undefined ? contact : withCard(contact, card)
      const next = this.#befriended(tx, { ...heard, theirs: statementRecord(read, this.#clock()) })
      this.#store.contacts.save(tx, next)
      if (!invited || invite === undefined || contact.blocked) return { contact: next, changed: true, refused: false }
      this.#store.contacts.saveInvite(tx, { ...invite, usedBy: peer })
      // The invite said yes beforehand.
      return { contact: next.mine?.want ? next : this.state(tx, peer, true), changed: true, refused: false }
    })
  }

  #tooManyRequests(): boolean {
    let open = 0
    for (const contact of this.all()) if (relationOf(contact)?.state === 'received') open++
    return open >= MAX_OPEN_REQUESTS
  }

  /**
   * The other side says which of this profile's statements it has on disk. A number beyond one's own means that this profile was put
   * back from an older copy: the statement is made anew beyond it.
   */
  async told(peer: PeerIdString, known: number): Promise<{ again: boolean }> {
    const contact = this.get(peer)
    if (contact?.mine === undefined || known === 0) return { again: false }
    if (contact.mine.acknowledged && known <= contact.mine.counter) return { again: false }
    return this.#store.commit(tx => {
      const now = this.#store.contacts.of(tx, peer)
      if (now.mine === undefined) return { again: false }
      if (known > now.mine.counter) {
        this.state(tx, peer, now.mine.want, { greeting: now.mine.greeting, counter: known + 1 })
        return { again: true }
      }
      if (known === now.mine.counter)
        this.#store.contacts.save(tx, { ...now, mine: { ...now.mine, acknowledged: true } })
      return { again: known < now.mine.counter }
    })
  }

  /** A relay keeps this profile's statement, of this counter, for somebody. */
  async rests(peer: PeerIdString, counter: number, resting: Resting | undefined): Promise<void> {
    await this.#store.contacts.note(peer, record =>
      record.mine?.counter === counter ? { ...record, mine: restingAt(record.mine, resting) } : record,
    )
  }

  /** A card from outside, if it is whole and the peer's own. */
  readCard(peer: PeerIdString, signed: Signed): SignedCard | undefined {
    const card = readCard(signed)
    const key = publicKeyOf(peer)
    return card !== undefined && key !== undefined && equal(card.card.peer as Bytes, key) ? card : undefined
  }

  /** Keeps the newer card of somebody who is a contact. True when it was newer. */
  async keepCard(peer: PeerIdString, card: SignedCard): Promise<boolean> {
    const contact = this.get(peer)
    if (contact === undefined || (contact.card?.counter ?? -1) >= card.card.counter) return false
    await this.#store.contacts.note(peer, record => withCard(record, card))
    return true
  }

  /** Notes that a contact was seen just now, and where. */
  async seen(peer: PeerIdString, addresses: readonly string[]): Promise<void> {
    const contact = this.get(peer)
    if (contact === undefined) return
    const fresh = addresses.filter(address => !contact.addresses.includes(address))
    const reordered = addresses.some((address, i) => contact.addresses[i] !== address)
    const stale = this.#clock() - (contact.lastSeen ?? 0) > LAST_SEEN_MS
    if (fresh.length === 0 && !reordered && !stale) return
    await this.#store.contacts.note(peer, record => ({
      ...withAddresses(record, addresses),
      lastSeen: this.#clock(),
    }))
  }

  /** A code that lets one request through without asking, for a week. */
  newInvite(tx: Transaction): { code: string; expiresAt: number } {
    const invite = { code: randomBytes(16).toString('base64url'), expiresAt: this.#clock() + INVITE_MS }
    this.#store.contacts.saveInvite(tx, invite)
    return invite
  }

  /** The code made last that nobody used, where there is time left to hand it over. */
  openInvite(): { code: string; expiresAt: number } | undefined {
    const open = this.#store.contacts.openInvites(this.#clock() + HANDING_OVER_MS)
    return open.sort((a, b) => a.expiresAt - b.expiresAt).at(-1)
  }
}

function restingAt({ relayed: _old, ...statement }: StatementRecord, resting: Resting | undefined): StatementRecord {
  return resting === undefined ? statement : { ...statement, relayed: resting }
}

/** Relays as they stand on a card: few ways to each, their peer ids at the end. */
function cardRelays(relays: readonly RelayRecord[]): string[] {
  const ways = relays.flatMap(({ peerId, addresses, invitation }) =>
    // Where the mailbox is not made yet nothing can be deposited.
    invitation === undefined ? addresses.slice(0, 3).map(address => `${address}/p2p/${peerId}`) : [],
  )
  return ways.slice(0, MAX_ADDRESSES)
}
