import type { Messenger } from './messenger.ts'

export type StopReason = 'down' | 'lock' | 'erase' | 'signal' | 'idle' | 'failure'

export interface PeerOptions {
  /** The profile's folder. */
  home: string
  /** Opens the vault; absent where the profile has no passphrase. */
  passphrase?: string
  /** Multiaddrs to listen on. @default the port of the last run on every IPv4 interface, or any free one */
  listen?: string[]
  /** Whether to look for peers, and be found, by mDNS. @default true */
  mdns?: boolean
}

/** One running node: everything behind the control socket. */
export interface RunningPeer {
  messenger: Messenger
  /** Where this node can be reached, with its peer id. */
  addresses(): string[]
  /** Whether something accepted still waits for a reader who is connected, or to be connected. */
  pending(): boolean
  /** Resolves when somebody asked this node to stop (`down`, `lock`, `erase`) or it failed; the owner then calls `stop`. */
  stopping: Promise<StopReason>
  /** Ends streams, connections and the store, in this order. Idempotent. */
  stop(reason: StopReason): Promise<void>
}
