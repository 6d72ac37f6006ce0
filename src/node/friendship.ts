/**
 * What two people's statements make of them. Friendship is two signed one-sided statements, each with a counter; friends are those
 * who both want. Everything here is a pure function of the contact's record.
 */
import type { Bytes } from '../protocol/bytes.ts'
import { hex } from '../protocol/bytes.ts'
import type { SignedCard, SignedFriendship } from '../protocol/statements.ts'
import type { Signed } from '../protocol/wire/frames.ts'
import type { CardRecord, ContactRecord, StatementRecord } from '../store/records.ts'
import { avatarHash } from './avatar.ts'
import type { FriendState } from './messenger.ts'

export interface Relation {
  state: FriendState
  /** Who asked, while the state is a request or its outcome. */
  direction?: 'in' | 'out'
}

/** Undefined for somebody who is only known by sight. */
export function relationOf(contact: ContactRecord | undefined): Relation | undefined {
  if (contact === undefined) return undefined
  const { mine, theirs } = contact
  if (contact.blocked) return { state: 'blocked' }
  if (mine?.want) {
    if (theirs?.want) return { state: 'friend' }
    if (theirs === undefined) return { state: 'requested', direction: 'out' }
    return contact.friendSince === undefined ? { state: 'declined', direction: 'out' } : { state: 'removed' }
  }
  if (theirs?.want && theirs.counter > (contact.answered ?? 0)) return { state: 'received', direction: 'in' }
  if (mine === undefined) return undefined
  return contact.friendSince === undefined ? { state: 'declined', direction: 'in' } : { state: 'removed' }
}

export function isFriend(contact: ContactRecord | undefined): boolean {
  return relationOf(contact)?.state === 'friend'
}

/** Whether the other side has yet to hear this profile's newest statement. */
export function untold(contact: ContactRecord): boolean {
  return contact.mine !== undefined && !contact.mine.acknowledged && !contact.blocked
}

function packSigned(signed: Signed): { bytes: string; signature: string } {
  return { bytes: hex(signed.bytes as Bytes), signature: hex(signed.signature as Bytes) }
}

export function unpackSigned(packed: { bytes: string; signature: string }): Signed {
  return { bytes: Buffer.from(packed.bytes, 'hex'), signature: Buffer.from(packed.signature, 'hex') }
}

export function statementRecord({ friendship, signed }: SignedFriendship, at: number): StatementRecord {
  const { want, counter, greeting } = friendship
  const token = hex(friendship.token as Bytes)
  return { want, counter, greeting, at, signed: packSigned(signed), ...(token === '' ? {} : { token }) }
}

function cardRecord({ card, signed }: SignedCard): CardRecord {
  return {
    name: card.name,
    status: card.status,
    email: card.email,
    ...(card.avatar.byteLength === 0 ? {} : { avatar: avatarHash(card.avatar) }),
    counter: card.counter,
    installations: card.installations.map(bytes => hex(bytes as Bytes)),
    kind: card.kind === 'relay' ? 'relay' : 'peer',
    version: card.version,
    relays: card.relays,
    signed: packSigned(signed),
  }
}

/** The contact with a card that is newer than the one known. */
export function withCard(contact: ContactRecord, card: SignedCard): ContactRecord {
  if (contact.card !== undefined && contact.card.counter >= card.card.counter) return contact
  return { ...contact, card: cardRecord(card) }
}
