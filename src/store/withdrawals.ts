/**
 * What is recalled must not reach its reader by a parcel that rests at a relay. The piece of work that erases a body also notes which
 * parcels hold it, and forgets their deposits: from the same batch on all that was in them is lacking again, and on disk is what is left to be
 * withdrawn. Whenever the node ends, it finds both; so there is no order in which the two must happen, and neither waits for the other.
 */
import { hex } from '../protocol/bytes.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { Contacts } from './contacts.ts'
import type { Conversations } from './conversations.ts'
import type { Deposit, Deposits } from './deposits.ts'
import type { GivenParcel, Parcels, Place } from './parcels.ts'
import type { Transaction } from './transaction.ts'

export interface WithdrawalsOptions {
  conversations: Conversations
  contacts: Contacts
  deposits: Deposits
  parcels: Parcels
  /** Public key of this peer, hexadecimal. */
  self: string
}

export class Withdrawals {
  readonly #options: WithdrawalsOptions
  /** Told when it is on disk that what lies at relays for this reader is not to reach them. */
  onWithdrawn: ((peer: PeerIdString) => void) | undefined

  constructor(options: WithdrawalsOptions) {
    this.#options = options
    const { conversations, self } = options
    conversations.onErased = (tx, { conversation, feed, entry }) => {
      const peer = conversations.byNumber(conversation)?.peer
      // What others wrote goes to them only, and only if they ask for it back.
      if (peer !== undefined && hex(entry.header.author) === self)
        this.#erased(tx, peer, { feed, seq: entry.header.seq })
    }
  }

  /** Has everything withdrawn that holds this entry and rests for `peer`, in the piece of work (not a soft one) that erases its body. */
  #erased(tx: Transaction, peer: PeerIdString, place: Place): void {
    // Whoever erases it may be changing the conversation, and saves it last.
    tx.before(() => this.#withdraw(tx, peer, place))
    // Also where nothing rests: a letter that holds it may be about to go.
    tx.after(() => this.onWithdrawn?.(peer))
  }

  #withdraw(tx: Transaction, peer: PeerIdString, place: Place): void {
    const { conversations, contacts, deposits, parcels } = this.#options
    const conversation = conversations.open(tx, peer)
    const held = parcels.holding(tx, conversation.number, place)
    if (held.length === 0) return
    for (const parcel of held) parcels.put(tx, { ...parcel, withdraw: true })
    conversations.save(
      tx,
      deposits.lose(tx, conversation, deposit => held.some(parcel => isOf(deposit, parcel))),
    )
    const contact = contacts.of(tx, peer)
    if (contact.mine === undefined || !held.some(({ statement }) => statement === contact.mine?.counter)) return
    // One's statement was in it, too.
    const { relayed: _relayed, ...mine } = contact.mine
    contacts.save(tx, { ...contact, mine })
  }
}

/** Two parcels with the same stretch at one relay are both withdrawn. */
function isOf({ relay, feed, from, to }: Deposit, parcel: GivenParcel): boolean {
  return relay === parcel.relay && parcel.stretches.some(each => each[0] === feed && each[1] === from && each[2] === to)
}
