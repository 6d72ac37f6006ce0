/** What a letter tells the node, frame by frame. Each is on disk when its promise resolves, and harmless when the letter comes again. */
import type { Entry } from '../../protocol/entry.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Cursor, Heard, Keys, Signed } from '../../protocol/wire/frames.ts'
import type { Pair } from '../sync/entries.ts'

/** What a statement did: `refused` where strangers have asked too often, and it was not taken. */
export interface StatementHeard {
  changed: boolean
  refused: boolean
}

export interface LetterEvents {
  card(peer: PeerIdString, signed: Signed): Promise<void>
  /** `card` came with it: of somebody new it is kept only with their statement. */
  friendship(peer: PeerIdString, signed: Signed, card: Signed | undefined): Promise<StatementHeard>
  heard(peer: PeerIdString, heard: Heard): Promise<void>
  cursor(peer: PeerIdString, cursor: Cursor, pair: Pair): Promise<void>
  keys(peer: PeerIdString, keys: Keys): Promise<void>
  /** Gives those that are to be stored as they are: the others are of a feed that is being mended. */
  entries(peer: PeerIdString, entries: Entry[]): Promise<Entry[]>
  /** All of a letter is on disk. */
  read(peer: PeerIdString, what: { entries: boolean; introduced: boolean; newStatement: boolean }): Promise<void>
  /** The disk did not take what came: it is to come again, after so many milliseconds. */
  stuck(wait: number): void
  /** Parcels came to keys of one's own that are not here. */
  gone(keyIds: string[]): void
}
