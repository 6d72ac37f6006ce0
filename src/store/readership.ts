/**
 * What others have of what was said here: their cursors as they come, what relays keep for them meanwhile, and what they were told of
 * one's own cursor. What follows from it for one's own entries is told to whoever brought the cursor.
 */
import type { PeerIdString } from '../protocol/ids.ts'
import { arrivedOf } from './awaited.ts'
import type { Conversations } from './conversations.ts'
import type { Database } from './database.ts'
import type { Deposit, Deposits } from './deposits.ts'
import { receiptKey } from './keys.ts'
import type { Ledger } from './ledger.ts'
import type { GivenParcel, Parcels } from './parcels.ts'
import { type Advance, advancesBetween, type ReaderCursor, withReader } from './readers.ts'
import { type ConversationRecord, queued, quietReader } from './records.ts'
import type { Transaction } from './transaction.ts'

export interface ReadershipOptions {
  database: Database
  ledger: Ledger
  conversations: Conversations
  deposits: Deposits
  parcels: Parcels
  /** Public key of this peer, hexadecimal. */
  self: string
  /** Milliseconds since 1970. */
  clock: () => number
}

export interface Advanced {
  conversation: ConversationRecord
  /** What of one's own entries the other has, or has read, since. */
  advances: Advance[]
  /** They are to be told one's own cursor anew. */
  retold: boolean
}

export class Readership {
  readonly #options: ReadershipOptions
  readonly #self: string
  /** Whether nothing of what was read was told to them when all that waits for them was last looked at. */
  readonly #looked = new Map<PeerIdString, boolean>()
  /** Whether this profile tells nobody what it read, and does not look at what others read. */
  quiet: () => boolean = () => false

  constructor(options: ReadershipOptions) {
    this.#options = options
    this.#self = options.self
  }

  /** Whether nothing of what was read here is told to the other: one of the two does not want it. */
  silentTo(conversation: ConversationRecord): boolean {
    return this.quiet() || quietReader(conversation)
  }

  /**
   * Takes what an installation of `peer` says it has. Only what it says of one's own entries is kept: nothing that a neighbour makes up
   * takes room.
   */
  async advance(peer: PeerIdString, cursor: ReaderCursor): Promise<Advanced> {
    const { ledger, deposits, parcels, conversations } = this.#options
    const advanced = await ledger.commit(
      tx => {
        const before = conversations.open(tx, peer)
        const conversation = deposits.settle(tx, withReader(before, cursor, { self: this.#self, quiet: this.quiet() }))
        // Most cursors say nothing new of what was said here: then there is nothing to write.
        if (conversation === before) return { conversation, advances: [], retold: false }
        // Who wants to know again what was read is told again.
        const retold = quietReader(before) && !quietReader(conversation)
        parcels.settle(tx, conversation)
        conversations.save(tx, retold ? { ...conversation, counter: conversation.counter + 1 } : conversation)
        const advances = advancesBetween(before, conversation, this.#self)
        this.#noteReceipts(tx, conversation, advances)
        return { conversation, advances, retold }
      },
      { soft: true },
    )
    if ((advanced.conversation.awaited ?? 0) > 0) await this.#finishAwaited(peer, advanced.advances)
    return advanced
  }

  #noteReceipts(tx: Transaction, { number: conversation }: ConversationRecord, advances: readonly Advance[]): void {
    const at = this.#options.clock()
    for (const { feed, state, from, to } of advances) {
      if (state !== 'relayed') tx.put(receiptKey({ conversation, state, feed, from, to, at }), new Uint8Array(0))
    }
  }

  /** Does what waited for the other to have, or to have read, what was said here. */
  async #finishAwaited(peer: PeerIdString, advances: readonly Advance[]): Promise<void> {
    const { database, ledger, conversations, clock } = this.#options
    const record = conversations.with(peer)
    if (record === undefined) return
    const quiet = this.silentTo(record)
    // All of it when receipts began or ended, and once after the start: the node may have ended between cursor and this.
    const some = this.#looked.get(peer) === quiet
    this.#looked.delete(peer)
    for await (const arrived of arrivedOf(database, record, { now: clock(), quiet, ...(some && { advances }) })) {
      await ledger.commit(tx => {
        conversations.arrived(tx, peer, arrived)
      })
    }
    this.#looked.set(peer, quiet)
  }

  /**
   * Notes what a relay has on its disk for `peer`, and that they were told of one's cursor up to `told`. False, and nothing of it, where
   * `parcel`, in which it is, was withdrawn meanwhile.
   */
  rest(peer: PeerIdString, given: readonly Deposit[], told: number, parcel?: GivenParcel): Promise<boolean> {
    const { ledger, deposits, parcels, conversations } = this.#options
    return ledger.commit(tx => {
      if (parcel !== undefined && parcels.isWithdrawn(tx, parcel)) return false
      const added = deposits.add(tx, conversations.open(tx, peer), given)
      // They may have come and gone meanwhile, with what is in it.
      const conversation = deposits.settle(tx, added)
      parcels.settle(tx, conversation)
      conversations.save(tx, { ...conversation, told: Math.max(told, conversation.told ?? 0) })
      return true
    })
  }

  /** Forgets deposits that cannot be there any more; gives whose conversations have something lacking again. */
  async lose(gone: (deposit: Deposit) => boolean): Promise<PeerIdString[]> {
    const { deposits, ledger, conversations } = this.#options
    const peers = deposits.with(gone).flatMap(number => conversations.byNumber(number)?.peer ?? [])
    if (peers.length === 0) return []
    await ledger.commit(tx => {
      for (const peer of peers) conversations.save(tx, deposits.lose(tx, conversations.open(tx, peer), gone))
    })
    return peers
  }

  /** Whether a letter to the other is due: they lack something, or were not told of one's cursor. */
  waits(conversation: ConversationRecord): boolean {
    return conversation.counter > (conversation.told ?? 0) || queued(conversation, this.#self) > 0
  }

  /** There is something that all are to be told with one's cursor. */
  untell(tx: Transaction): void {
    const { conversations } = this.#options
    for (const { peer } of conversations.all()) {
      const { told: _told, ...rest } = conversations.open(tx, peer)
      conversations.save(tx, rest)
    }
  }

  /** Notes that `peer` was told of one's cursor up to a count of its changes. */
  async tellTold(peer: PeerIdString, told: number): Promise<void> {
    const { ledger, conversations } = this.#options
    if ((conversations.with(peer)?.told ?? 0) >= told) return
    await ledger.commit(tx => conversations.save(tx, { ...conversations.open(tx, peer), told }), { soft: true })
  }
}
