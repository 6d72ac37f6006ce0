/** The passes of one mailbox, packed: 33 bytes for each friend instead of the 150 that a map takes, since a relay keeps many of them. */
import { type Bytes, fromHex, hex } from '../protocol/bytes.ts'
import type { PassName } from './mailbox-store.ts'

const HASH = 32
/** Hash, and whether it is an invite's. */
const RECORD = HASH + 1

export class Passes {
  /** Records in the order of their hashes. */
  readonly packed: Bytes
  readonly size: number
  readonly invites: readonly PassName[]

  constructor(packed: Bytes) {
    this.packed = packed
    this.size = packed.byteLength / RECORD
    const invites: PassName[] = []
    for (let i = 0; i < this.size; i++) if (this.#isInvite(i)) invites.push(this.#name(i))
    this.invites = invites
  }

  static of(passes: Iterable<readonly [PassName, boolean]>): Passes {
    const sorted = [...passes].sort(([a], [b]) => (a < b ? -1 : 1))
    return new Passes(
      Buffer.concat(sorted.flatMap(([name, invite]) => [fromHex(name)!, Uint8Array.of(invite ? 1 : 0)])),
    )
  }

  /** Whether it is an invite's; undefined where it is none of these. */
  get(name: PassName): boolean | undefined {
    const hash = fromHex(name)
    if (hash?.byteLength !== HASH) return undefined
    let low = 0
    let high = this.size - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const order = Buffer.compare(hash, this.packed.subarray(middle * RECORD, middle * RECORD + HASH))
      if (order === 0) return this.#isInvite(middle)
      if (order < 0) high = middle - 1
      else low = middle + 1
    }
    return undefined
  }

  has(name: PassName): boolean {
    return this.get(name) !== undefined
  }

  *[Symbol.iterator](): Generator<[PassName, boolean]> {
    for (let i = 0; i < this.size; i++) yield [this.#name(i), this.#isInvite(i)]
  }

  #name(record: number): PassName {
    return hex(this.packed.subarray(record * RECORD, record * RECORD + HASH))
  }

  #isInvite(record: number): boolean {
    return this.packed[record * RECORD + HASH] === 1
  }
}
