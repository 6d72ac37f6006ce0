/**
 * Names of things. A peer id is libp2p's: the base58btc form of the identity multihash of the protobuf of an Ed25519 public key
 * (libp2p peer-ids spec), so a key and its peer id are two spellings of one thing.
 */
import { createHash, hash, randomBytes } from 'node:crypto'
import { base58btc } from 'multiformats/bases/base58'
import { type Bytes, hex, uint } from './bytes.ts'

export type PeerIdString = string & { readonly brand?: 'PeerIdString' }
/** 32 hexadecimal digits. */
export type EntryId = string & { readonly brand?: 'EntryId' }
/** 64 hexadecimal digits. */
export type ConversationId = string & { readonly brand?: 'ConversationId' }

/** Identity multihash (0x00) of 36 bytes: KeyType Ed25519 (08 01), Data of 32 bytes (12 20). */
const PEER_ID_PREFIX = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20)
const PUBLIC_KEY_BYTES = 32
export const INSTALLATION_BYTES = 8

/** Base58 is slow, people are few and named all the time: both spellings are remembered. */
const REMEMBERED = 4096
const idsByKey = new Map<string, PeerIdString>()
const keysById = new Map<string, Bytes>()

function remember<V>(memory: Map<string, V>, name: string, value: V): V {
  const oldest = memory.keys().next()
  if (memory.size >= REMEMBERED && !oldest.done) memory.delete(oldest.value)
  memory.set(name, value)
  return value
}

export function peerIdOf(publicKey: Bytes): PeerIdString {
  const name = hex(publicKey)
  return (
    idsByKey.get(name) ?? remember(idsByKey, name, base58btc.baseEncode(Buffer.concat([PEER_ID_PREFIX, publicKey])))
  )
}

/** The Ed25519 public key in a peer id, or undefined where the text is no such peer id. */
export function publicKeyOf(peerId: string): Bytes | undefined {
  const known = keysById.get(peerId)
  if (known !== undefined) return known
  if (peerId.length < 40 || peerId.length > 64) return undefined
  let bytes: Bytes
  try {
    bytes = base58btc.baseDecode(peerId)
  } catch {
    return undefined
  }
  if (bytes.byteLength !== PEER_ID_PREFIX.byteLength + PUBLIC_KEY_BYTES) return undefined
  if (!PEER_ID_PREFIX.every((byte, i) => bytes[i] === byte)) return undefined
  return remember(keysById, peerId, bytes.subarray(PEER_ID_PREFIX.byteLength))
}

/** A direct conversation is named by its two people: SHA-256 over a domain and the sorted public keys. */
export function directConversation(a: Bytes, b: Bytes): Bytes {
  const [first, second] = Buffer.compare(a, b) <= 0 ? [a, b] : [b, a]
  return createHash('sha256').update('earshot-direct-1').update(first).update(second).digest()
}

/** First 16 bytes of SHA-256(conversation, author, stamp as 8 bytes big-endian, body hash): the same wherever an entry is issued again. */
export function entryIdOf(conversation: Bytes, author: Bytes, stamp: number, bodyHash: Bytes): EntryId {
  return hash('sha256', Buffer.concat([conversation, author, uint(stamp, 8), bodyHash]), 'hex').slice(0, 32)
}

export function newInstallation(): Bytes {
  return randomBytes(INSTALLATION_BYTES)
}
