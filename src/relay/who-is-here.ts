/** Owners who are connected: where they listen, and the stream on which they collect. The newest stream of each counts. */
import { type Bytes, hex } from '../protocol/bytes.ts'

/** A stream of an owner. */
export interface OwnersStream {
  /** There may be something to collect. */
  wake(): void
  /** Another stream collects from now on. */
  displaced(): void
}

interface Owner {
  streams: Set<OwnersStream>
  collecting: OwnersStream | undefined
  addresses: string[]
}

export class WhoIsHere {
  readonly #owners = new Map<string, Owner>()

  /** @param addresses - where the owner listens; undefined: as before */
  came(owner: Bytes, stream: OwnersStream, addresses?: readonly string[]): void {
    const here = this.#owners.get(hex(owner)) ?? { streams: new Set(), collecting: undefined, addresses: [] }
    here.streams.add(stream)
    if (addresses !== undefined) here.addresses = [...addresses]
    this.#owners.set(hex(owner), here)
  }

  collects(owner: Bytes, stream: OwnersStream): void {
    this.came(owner, stream)
    const here = this.#owners.get(hex(owner))!
    if (here.collecting === stream) return
    here.collecting?.displaced()
    here.collecting = stream
  }

  left(owner: Bytes, stream: OwnersStream): void {
    const here = this.#owners.get(hex(owner))
    if (here === undefined) return
    here.streams.delete(stream)
    if (here.collecting === stream) here.collecting = undefined
    if (here.streams.size === 0) this.#owners.delete(hex(owner))
  }

  arrived(owner: Bytes): void {
    this.#owners.get(hex(owner))?.collecting?.wake()
  }

  isHere(owner: Bytes): boolean {
    return this.#owners.has(hex(owner))
  }

  addresses(owner: Bytes): string[] {
    return this.#owners.get(hex(owner))?.addresses ?? []
  }

  get count(): number {
    return this.#owners.size
  }
}
