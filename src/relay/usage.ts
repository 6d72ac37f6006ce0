/** A mailbox in memory: its passes, and who has how much in it. */
import type { Bytes } from '../protocol/bytes.ts'
import { type Amount, type Mailbox, type PassName, TRAY } from './mailbox-store.ts'
import type { Passes } from './passes.ts'

const NOTHING: Readonly<Amount> = { parcels: 0, bytes: 0 }

export class OpenMailbox implements Mailbox {
  readonly owner: Bytes
  readonly registeredAt: number
  readonly total: Amount = { parcels: 0, bytes: 0 }
  /** Deposits that are on their way to the disk: while there are any, this must stay in memory. */
  pending = 0
  /** It was taken away. */
  gone = false
  #passes: Passes
  readonly #used = new Map<PassName, Amount>()

  constructor(owner: Bytes, registeredAt: number, passes: Passes) {
    this.owner = owner
    this.registeredAt = registeredAt
    this.#passes = passes
  }

  get passes(): Passes {
    return this.#passes
  }

  renew(passes: Passes): void {
    this.#passes = passes
  }

  used(pass: PassName): Readonly<Amount> {
    return this.#used.get(pass) ?? NOTHING
  }

  get byFriends(): Amount {
    const { parcels, bytes } = this.total
    const friends = { parcels, bytes }
    for (const pass of [TRAY, ...this.#passes.invites]) {
      const amount = this.used(pass)
      friends.parcels -= amount.parcels
      friends.bytes -= amount.bytes
    }
    return friends
  }

  add(pass: PassName, bytes: number): void {
    this.#change(pass, 1, bytes)
  }

  take(pass: PassName, bytes: number): void {
    this.#change(pass, -1, -bytes)
  }

  /** Bytes of memory that it takes, about. */
  get weight(): number {
    return 800 + this.#passes.packed.byteLength + 250 * this.#used.size
  }

  #change(pass: PassName, parcels: number, bytes: number): void {
    const amount = this.#used.get(pass) ?? { parcels: 0, bytes: 0 }
    amount.parcels += parcels
    amount.bytes += bytes
    if (amount.parcels === 0) this.#used.delete(pass)
    else this.#used.set(pass, amount)
    this.total.parcels += parcels
    this.total.bytes += bytes
  }
}
