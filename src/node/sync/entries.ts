/** What a neighbour may send: genuine entries of the conversation with it, by one of the two. */

import { PeerFault } from '../../host/faults.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import { type Entry, parseEntry } from '../../protocol/entry.ts'

export interface Pair {
  /** Id of the conversation. */
  conversation: Bytes
  /** Public keys, hexadecimal. */
  peer: string
  self: string
}

/** The entry in these bytes. Throws a PeerFault where the neighbour may not send it. */
export function checkedEntry(bytes: Bytes, { conversation, peer, self }: Pair): Entry {
  const entry = parseEntry(bytes)
  if (typeof entry === 'string') throw new PeerFault(entry, 'a bad entry')
  const author = hex(entry.header.author)
  if (Buffer.compare(entry.header.conversation, conversation) !== 0)
    throw new PeerFault('foreign', 'of another conversation')
  if (author !== peer && author !== self) throw new PeerFault('foreign', 'by somebody who is not in this conversation')
  // Between two a missing body is its author's will, or that of whoever asks for their own words back: nobody is deprived by it.
  return entry
}
