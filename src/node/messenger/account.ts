/** One's own profile, and the node that serves it. */
import type { PublicProfile } from './people.ts'
import type { Keyed, PeerIdString } from './values.ts'

export type OwnPresence = 'here' | 'away'

export interface Profile {
  peerId: PeerIdString
  name: string
  status?: string
  email?: string
  /** SHA-256 of the picture, hexadecimal. */
  avatar?: string
  home: string
  /** Whether a passphrase protects the vault. */
  passphrase: boolean
}

/** A picture as its owner chose it: said to be a PNG or JPEG, and not looked into. */
export interface Avatar {
  /** SHA-256, hexadecimal. */
  hash?: string
  /** Base64, at most 3 KiB. */
  file?: string
}

export interface Status {
  running: boolean
  peerId: PeerIdString
  name: string
  addresses: string[]
  /** Seconds. */
  uptime: number
  /** Connected peers of any kind. */
  peers: number
  friendsHere: number
  /** Relays that keep mail for this profile and are connected. */
  relays: number
  /** Relays of this profile, connected or not. */
  relaysKnown: number
  unread: number
  /** Own messages that neither their reader nor a relay has yet. */
  queued: number
  /** What connected friends see of this profile. */
  presence: OwnPresence
  version: string
  /** Process id of the node. */
  pid: number
  /** Resident memory in bytes. */
  memory: number
  /** Faults seen from peers since the start, by kind (garbage, oversize, badSignature, foreign, flood, slow …). */
  faults: Record<string, number>
}

/** What of the status comes as an event when it changes. */
export type StatusNumbers = Pick<Status, 'presence' | 'relays' | 'relaysKnown' | 'queued'>

export interface AccountVerbs {
  status(): Promise<Status>
  /** Stops the node cleanly; resolves before it is gone. */
  down(): Promise<{ stopping: true }>
  /** Stops the node so that its keys leave memory. `not-allowed` without a passphrase. */
  lock(): Promise<{ locked: true }>
  profile(): Promise<Profile>
  /** An empty string clears `status`, `email` or `avatar`; `avatar` is a PNG or JPEG of at most 3 KiB, in base64. */
  profileSet(params: { name?: string; status?: string; email?: string; avatar?: string } & Keyed): Promise<Profile>
  profileShow(params: { who: string }): Promise<PublicProfile>
  /** Somebody's picture, one's own without `who`; absent where there is none. It is theirs: decode it with care. */
  avatar(params?: { who?: string }): Promise<Avatar>
  /** `wrong-passphrase`. `next: undefined` takes the passphrase away. Wraps keys anew; history is not rewritten. */
  passwd(params: { current?: string; next?: string }): Promise<Profile>
  /** Tells friends, then destroys keys and data. `wrong-passphrase`. */
  erase(params: { yes: true; passphrase?: string }): Promise<{ erased: true; told: number }>
}
