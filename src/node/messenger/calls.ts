/** Calls and shakes: what happens now or not at all. */
import type { Message } from './messages.ts'
import type { Peer } from './people.ts'
import type { Keyed } from './values.ts'

export type CallMedia = 'audio' | 'video' | 'session'
export type CallState = 'offered' | 'ringing' | 'accepted' | 'connected' | 'ended'
export type CallReason = 'hung-up' | 'declined' | 'busy' | 'missed' | 'cancelled' | 'failed'

export interface Call {
  call: string
  peer: Peer
  direction: 'in' | 'out'
  media: CallMedia
  state: CallState
  /** The other side's session: what the caller offered, or what the callee answered with. */
  session?: string
  page?: string
  reason?: CallReason
  /** Both called each other at once: this offer ended, and goes on as that call. */
  into?: string
}

export interface CallOutcome {
  call: string
  media: CallMedia
  outcome: CallReason
  /** Seconds from connected to ended; 0 when it never connected. */
  duration: number
  session?: string
}

export interface CallVerbs {
  /** `offline`, `declined` (muted there) or `busy` (more than one in 5 s). */
  shake(params: { who: string } & Keyed): Promise<Message>
  /** Offers a call; it goes on as `call` events. `offline`, `busy` (one of ours is under way). */
  call(params: { who: string; media?: CallMedia; session?: string } & Keyed): Promise<Call>
  /** Accepts the ringing call (of `who`, where several ring). `no-peer` when nothing rings. */
  answer(params: { who?: string; session?: string }): Promise<Call>
  /** Ends the call under way: cancels, declines or hangs up, by its state. */
  hangup(params?: { who?: string }): Promise<Call>
  calls(): Promise<Call[]>
}
