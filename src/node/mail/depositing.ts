/** Puts a parcel into somebody's mailbox at the first of their relays that takes it. */
import type { Log } from '../../host/host.ts'
import { type Bytes, hex, sha256 } from '../../protocol/bytes.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { PARCEL_TTL_MS } from '../../protocol/limits.ts'
import { Friendship } from '../../protocol/wire/frames.ts'
import type { ContactRecord, Resting } from '../../store/records.ts'
import { unpackSigned } from '../friendship.ts'
import { Refused, type RelayLink } from './relay-link.ts'

/** A relay that says to keep a parcel for less than this is not given it again before, milliseconds. */
const LEAST_TTL_MS = 10 * 60_000

export interface Depositing {
  /** Public key of the mailbox's owner. */
  mailbox: Bytes
  /** Best first. */
  ways: readonly RelayLink[]
  tokens: readonly Bytes[]
  /** Seals the parcel; asked for once, when there is a relay to give it to. */
  seal: () => Promise<Bytes>
  /** Right before a relay is given the parcel; what it throws keeps it from that, and all others. */
  onGive: (given: Given) => Promise<void>
  /** The relay said no: it has not got it. */
  onRefused: (given: Given) => Promise<void>
  /** A relay may have seen the parcel, or not: it did not say. */
  onDoubt: () => void
  clock: () => number
  log: Log
}

/** What is given to whom. */
export interface Given {
  relay: PeerIdString
  token: Bytes
  /** SHA-256 of the parcel. */
  hash: Bytes
}

/** Where it rests. Throws a `Refused` where all that answered refused, else what kept it from the others. */
export async function deposited(options: Depositing): Promise<Resting> {
  const { mailbox, ways, tokens, seal, onGive, onRefused, onDoubt, clock, log } = options
  let parcel: Bytes | undefined
  let failure: unknown
  let refusal: Refused | undefined
  for (const way of ways) {
    try {
      await way.open()
    } catch (error) {
      failure = error
      continue
    }
    parcel ??= await seal()
    for (const token of tokens) {
      const given = { relay: way.relay, token, hash: sha256(parcel) }
      await onGive(given)
      try {
        const { deposited } = await way.ask({ deposit: { mailbox, token, parcel } })
        if (deposited === undefined) throw new Error('an answer without a deposit')
        const at = clock()
        const ttl = Math.min(PARCEL_TTL_MS, Math.max(LEAST_TTL_MS, deposited.ttl * 1000))
        return { relay: way.relay, store: hex(deposited.store as Bytes), at, until: at + ttl }
      } catch (error) {
        log(`deposit at ${way.relay}: ${(error as Error).message}`)
        if (!(error instanceof Refused)) {
          onDoubt()
          failure = error
          break
        }
        await onRefused(given)
        refusal = refusal === undefined || error.wait < refusal.wait ? error : refusal
        // Another token is worth a try only where this one was not known.
        if (error.code !== 'not-allowed') break
      }
    }
  }
  throw refusal ?? failure ?? new Error('no relay')
}

/** What lets one deposit for somebody: their token, the code of their invite, else what strangers may. */
export function tokensFor(contact: ContactRecord): Bytes[] {
  const tokens: Bytes[] = []
  if (contact.theirs?.token !== undefined) tokens.push(Buffer.from(contact.theirs.token, 'hex'))
  if (contact.mine !== undefined) {
    const { code } = Friendship.decode(unpackSigned(contact.mine.signed).bytes)
    if (code.byteLength > 0) tokens.push(code as Bytes)
  }
  return [...tokens, new Uint8Array(0)]
}
