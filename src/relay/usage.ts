/**
 * Who has how much in a mailbox, by pass. Passes go by the beginning of their names here, which takes a third of the room: the owner of a
 * mailbox, who made them up, can make two of his own friends share their room, and nobody else can.
 */
import { type Amount, type PassName, TRAY } from './mailbox-store.ts'

const NOTHING: Readonly<Amount> = { parcels: 0, bytes: 0 }

/** Characters of a pass's name, two for each byte: 64 bits are enough to tell those of one mailbox apart. */
export const PASS_CHARS = 16

/** Parcels that come, or go: then both numbers are negative. */
export interface Change extends Amount {
  pass: PassName
}

export class Usage {
  readonly total: Amount = { parcels: 0, bytes: 0 }
  readonly #byPass = new Map<PassName, Amount>()

  /** How many passes have something here. */
  get size(): number {
    return this.#byPass.size
  }

  of(pass: PassName): Readonly<Amount> {
    return this.#byPass.get(pass.slice(0, PASS_CHARS)) ?? NOTHING
  }

  change({ pass, parcels, bytes }: Change): void {
    const name = pass.slice(0, PASS_CHARS)
    const amount = this.#byPass.get(name) ?? { parcels: 0, bytes: 0 }
    amount.parcels += parcels
    amount.bytes += bytes
    if (amount.parcels === 0) this.#byPass.delete(name)
    else this.#byPass.set(name, amount)
    this.total.parcels += parcels
    this.total.bytes += bytes
  }

  /** A copy with these changes. */
  with(changes: readonly Change[]): Usage {
    const copy = new Usage()
    for (const [pass, amount] of this) copy.change({ pass, ...amount })
    for (const change of changes) copy.change(change)
    return copy
  }

  /** What the tray and these passes leave to the others. */
  except(passes: readonly PassName[]): Amount {
    const rest = { ...this.total }
    for (const pass of [TRAY, ...passes]) {
      const { parcels, bytes } = this.of(pass)
      rest.parcels -= parcels
      rest.bytes -= bytes
    }
    return rest
  }

  /** By the beginnings of names. */
  [Symbol.iterator](): MapIterator<[PassName, Amount]> {
    return this.#byPass[Symbol.iterator]()
  }
}
