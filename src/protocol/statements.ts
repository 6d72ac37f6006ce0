/**
 * What peers sign about themselves and about each other: cards, and friendship statements. Of one peer's statements the newest
 * counter wins; they are kept and passed on as the bytes that were signed.
 */
import type { Bytes } from './bytes.ts'
import { equal } from './bytes.ts'
import {
  MAX_ADDRESSES,
  MAX_AVATAR_BYTES,
  MAX_FEEDS_PER_AUTHOR,
  MAX_GREETING_CHARS,
  MAX_NAME_CHARS,
  MAX_STATUS_CHARS,
} from './limits.ts'
import { type Domain, type Signer, verified } from './signing.ts'
import { Card, Friendship, type Signed } from './wire/frames.ts'

export interface SignedCard {
  readonly card: Card
  readonly signed: Signed
}

export interface SignedFriendship {
  readonly friendship: Friendship
  readonly signed: Signed
}

const MAX_CARD_BYTES = 8 * 1024
const MAX_FRIENDSHIP_BYTES = 4 * 1024

function chars(text: string): number {
  return [...text].length
}

function sign(signer: Signer, domain: Domain, bytes: Bytes): Signed {
  return { bytes, signature: signer.sign(domain, bytes) }
}

export function signCard(signer: Signer, card: Omit<Card, 'peer'>): SignedCard {
  const whole: Card = { ...card, peer: signer.publicKey }
  return { card: whole, signed: sign(signer, 'earshot-card-1', Card.encode(whole)) }
}

export function signFriendship(signer: Signer, friendship: Omit<Friendship, 'from'>): SignedFriendship {
  const whole: Friendship = { ...friendship, from: signer.publicKey }
  return { friendship: whole, signed: sign(signer, 'earshot-friendship-1', Friendship.encode(whole)) }
}

/** A card that is well formed, within limits and signed by the peer it names; undefined otherwise. */
export function readCard(signed: Signed): SignedCard | undefined {
  if (signed.bytes.byteLength > MAX_CARD_BYTES) return undefined
  let card: Card
  try {
    card = Card.decode(signed.bytes)
  } catch {
    return undefined
  }
  const fits =
    chars(card.name) <= MAX_NAME_CHARS &&
    chars(card.status) <= MAX_STATUS_CHARS &&
    chars(card.email) <= MAX_STATUS_CHARS &&
    card.avatar.byteLength <= MAX_AVATAR_BYTES &&
    card.installations.length <= MAX_FEEDS_PER_AUTHOR &&
    card.relays.length <= MAX_ADDRESSES &&
    Number.isSafeInteger(card.counter)
  if (!fits || !verified('earshot-card-1', signed.bytes, signed.signature, card.peer)) return undefined
  return { card, signed }
}

/** A statement by `from` about `to`, well formed and signed; undefined otherwise. */
export function readFriendship(signed: Signed, from: Bytes, to: Bytes): SignedFriendship | undefined {
  if (signed.bytes.byteLength > MAX_FRIENDSHIP_BYTES) return undefined
  let friendship: Friendship
  try {
    friendship = Friendship.decode(signed.bytes)
  } catch {
    return undefined
  }
  if (!equal(friendship.from, from) || !equal(friendship.to, to)) return undefined
  if (chars(friendship.greeting) > MAX_GREETING_CHARS || !Number.isSafeInteger(friendship.counter)) return undefined
  if (!verified('earshot-friendship-1', signed.bytes, signed.signature, from)) return undefined
  return { friendship, signed }
}
