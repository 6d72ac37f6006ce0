/** Everybody else: who is nearby, friends and requests, folders, invitations. */
import type { OwnPresence } from './account.ts'
import type { Keyed, PeerIdString, Timestamp } from './values.ts'

export type Presence = OwnPresence | 'offline'
export type FriendState = 'friend' | 'requested' | 'received' | 'declined' | 'removed' | 'blocked'

/** A friend whose name or e-mail address looks the same as somebody else's. */
export interface Resembled {
  peerId: PeerIdString
  name: string
  verified: boolean
}

export interface Peer {
  peerId: PeerIdString
  /** Self-chosen, from the signed card; neither unique nor trusted. Empty until a card was seen. */
  name: string
  nick?: string
  status?: string
  kind: 'peer' | 'relay'
  friend: boolean
  presence: Presence
  addresses: string[]
  lastSeen?: Timestamp
  /** The safety number was compared, and matched. */
  verified: boolean
  /** SHA-256 of their picture, hexadecimal; the picture itself by `avatar`. Absent where they have none. */
  avatar?: string
  /** Looks like this friend by name or e-mail address, and has another peer id. */
  resembles?: Resembled
}

export interface Friend extends Peer {
  state: FriendState
  /** Who asked: `in` for a request received, `out` for one sent. Present while the state is a request or its outcome. */
  direction?: 'in' | 'out'
  greeting?: string
  folder: string
  unread: number
}

/** What one sees of somebody else. */
export interface PublicProfile extends Peer {
  email?: string
  state?: FriendState
}

export interface Folder {
  name: string
  friends: number
}

export interface Invite {
  link: string
  expiresAt: Timestamp
}

export interface PeopleVerbs {
  nearby(): Promise<Peer[]>
  find(params: { text: string }): Promise<Peer[]>
  /** `offline` when nobody answers there, `invalid` for an address that is none. */
  connect(params: { address: string }): Promise<Peer>
  /** `again`: the one made last, while nobody used it and it is good for a day or more; else, and without it, a new one. */
  invite(params?: { relay?: boolean; again?: boolean } & Keyed): Promise<Invite>
  add(params: { who: string; message?: string } & Keyed): Promise<Friend>
  requests(): Promise<Friend[]>
  accept(params: { who: string } & Keyed): Promise<Friend>
  decline(params: { who: string } & Keyed): Promise<Friend>
  friends(params?: { folder?: string }): Promise<Friend[]>
  /** An empty name takes the nickname away. */
  nick(params: { who: string; name: string } & Keyed): Promise<Friend>
  remove(params: { who: string } & Keyed): Promise<Friend>
  block(params: { who: string } & Keyed): Promise<Friend>
  unblock(params: { who: string } & Keyed): Promise<Friend>
  folders(): Promise<Folder[]>
  foldersCreate(params: { name: string } & Keyed): Promise<Folder[]>
  foldersDelete(params: { name: string } & Keyed): Promise<Folder[]>
  move(params: { who: string; folder: string } & Keyed): Promise<Friend>
}
