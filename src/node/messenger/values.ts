/** What parameters and answers are made of. */

/** Base58 peer id, as libp2p prints it (`12D3KooW…`). */
export type PeerIdString = string & { readonly brand?: 'PeerIdString' }
/** 32 hexadecimal digits: the 16 bytes of an entry's id. */
export type MessageId = string
/** ISO 8601, UTC, with milliseconds. */
export type Timestamp = string

/** Accepted by every changing method: a repeated key returns the first result. At most 64 characters. */
export interface Keyed {
  key?: string
}
