/** Mailbox tokens: secrets that let one person deposit; relays know their hashes. */
import { createHash } from 'node:crypto'
import type { Bytes } from './bytes.ts'

/** What a relay is told of a token: SHA-256("earshot-token-1", token). */
export function passHash(token: Bytes): Bytes {
  return createHash('sha256').update('earshot-token-1').update(token).digest()
}
