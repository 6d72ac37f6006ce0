/** A mailbox in memory: its passes, what lies in it, and what is being deposited. */
import type { Bytes } from '../protocol/bytes.ts'
import type { Amount, Mailbox, PassName } from './mailbox-store.ts'
import type { Passes } from './passes.ts'
import { Usage } from './usage.ts'

export class OpenMailbox implements Mailbox {
  readonly owner: Bytes
  readonly registeredAt: number
  /** What is kept. */
  readonly kept = new Usage()
  /** Deposits that are on their way to where it is kept. */
  readonly coming = new Usage()
  #passes: Passes

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

  get total(): Amount {
    return sum(this.kept.total, this.coming.total)
  }

  used(pass: PassName): Amount {
    return sum(this.kept.of(pass), this.coming.of(pass))
  }

  get byFriends(): Amount {
    const { invites } = this.#passes
    return sum(this.kept.except(invites), this.coming.except(invites))
  }
}

const sum = (a: Readonly<Amount>, b: Readonly<Amount>): Amount => ({
  parcels: a.parcels + b.parcels,
  bytes: a.bytes + b.bytes,
})
