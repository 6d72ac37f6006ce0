/** What peers did that they should not have: counted by kind, shown by `status`. The stream that did it ends; nobody else is affected. */

export type FaultKind =
  /** Bytes that are no frame, or a frame that makes no sense. */
  | 'malformed'
  /** A frame or an entry over its limit. */
  | 'oversize'
  | 'bad-signature'
  /** A body that is not the one its header names. */
  | 'body-mismatch'
  /** Entries or cursors of a conversation that is not this neighbour's. */
  | 'foreign'
  /** Too many frames, or too many requests. */
  | 'flood'
  /** Does not read what it is sent, or does not answer. */
  | 'slow'
  /** A request from somebody who may not make it. */
  | 'not-allowed'

/** Ends a stream, with the kind under which it is counted. */
export class PeerFault extends Error {
  override readonly name = 'PeerFault'
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string) {
    super(message)
    this.kind = kind
  }
}

export class Faults {
  readonly #counts = new Map<FaultKind, number>()

  count(kind: FaultKind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
  }

  report(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }
}
