/**
 * Calls: one state machine, `offered → ringing → accepted → connected → ended`, run by both sides over `Live` frames, which go only over
 * an open stream: a call is never offered to somebody who is away. One call at a time. When both call each other at once, the offer
 * of the smaller peer id goes on as the one call and the other is dropped. How a call ended becomes an entry.
 */

import { randomBytes } from 'node:crypto'
import { hex } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { MAX_SESSION_BYTES } from '../protocol/limits.ts'
import { phrase } from '../protocol/phrase.ts'
import type { CallOutcome } from '../protocol/wire/entry.ts'
import type { CallSignal, Live } from '../protocol/wire/frames.ts'
import type { CallMedia, CallReason, CallState } from './messenger.ts'

/** Milliseconds that a call rings before it counts as missed. */
export const RING_MS = 45_000
/** Milliseconds between accept and connected. */
const CONNECT_MS = 15_000
/** Calls that ended and are still shown by `calls`. */
const KEPT_ENDED = 20

export interface CallRecord {
  call: string
  /** The call that one's own offer became when both offered at once. */
  into?: string
  peer: PeerIdString
  direction: 'in' | 'out'
  media: CallMedia
  state: CallState
  /** What the other side is to be reached at. */
  session?: string
  /** One's own: what was offered, or answered with. */
  ownSession?: string
  reason?: CallReason
  /** Milliseconds since 1970. */
  connectedAt?: number
}

export interface CallsOptions {
  self: PeerIdString
  /** False when there is no open stream. */
  send: (peer: PeerIdString, live: Live) => boolean
  changed: (call: CallRecord) => void
  /** The call ended and this side writes down how. */
  outcome: (peer: PeerIdString, outcome: CallOutcome) => void
  clock: () => number
  ringMs?: number
}

export class Calls {
  readonly #options: CallsOptions
  readonly #calls = new Map<string, CallRecord>()
  readonly #timers = new Map<string, NodeJS.Timeout>()

  constructor(options: CallsOptions) {
    this.#options = options
  }

  all(): CallRecord[] {
    return [...this.#calls.values()]
  }

  get active(): CallRecord | undefined {
    return this.all().find(call => call.state !== 'ended')
  }

  /** `busy` while another call is under way, `offline` without a stream, `invalid` for a session that is too long. */
  offer(peer: PeerIdString, media: CallMedia, session: string | undefined): CallRecord {
    checkSession(session)
    if (this.active !== undefined) throw new EarshotError('busy', 'a call is under way', 'end it with `earshot hangup`')
    const call: CallRecord = {
      call: hex(randomBytes(16)),
      peer,
      direction: 'out',
      media,
      state: 'offered',
      ...(session === undefined ? {} : { session, ownSession: session }),
    }
    if (!this.#signal(call, 'offer', { session: session ?? '' })) {
      throw new EarshotError(
        'offline',
        'they are not connected',
        'a call reaches only who is here; send a message instead',
      )
    }
    this.#set(call)
    this.#after(call, this.#options.ringMs ?? RING_MS, () => this.#end(call.call, 'missed', 'tell'))
    return call
  }

  /** Accepts what rings. `no-peer` when nothing does (from that peer); `ambiguous` never, as one rings at a time. */
  answer(peer: PeerIdString | undefined, session: string | undefined): CallRecord {
    checkSession(session)
    const call = this.all().find(
      each => each.direction === 'in' && each.state === 'ringing' && (peer === undefined || each.peer === peer),
    )
    if (call === undefined)
      throw new EarshotError('no-peer', 'nobody is calling', '`earshot calls` shows what is going on')
    const accepted: CallRecord = {
      ...call,
      state: 'accepted',
      ...(session === undefined ? {} : { ownSession: session }),
    }
    this.#set(accepted)
    this.#after(accepted, CONNECT_MS, () => this.#end(accepted.call, 'failed', 'tell'))
    if (!this.#signal(accepted, 'accept', { session: session ?? '' })) this.#end(accepted.call, 'failed', 'broke')
    return this.#calls.get(call.call) ?? accepted
  }

  /** Cancels, declines or hangs up, by the state of the call. `no-peer` when there is none. */
  hangUp(peer: PeerIdString | undefined): CallRecord {
    const call = this.all().find(each => each.state !== 'ended' && (peer === undefined || each.peer === peer))
    if (call === undefined)
      throw new EarshotError('no-peer', 'there is no call', '`earshot calls` shows what is going on')
    const talking = call.state === 'connected' || call.state === 'accepted'
    this.#end(call.call, talking ? 'hung-up' : call.direction === 'out' ? 'cancelled' : 'declined', 'tell')
    return this.#calls.get(call.call) ?? call
  }

  /** The stream with a peer is gone: so is a call with them. */
  lost(peer: PeerIdString): void {
    for (const call of this.all()) {
      if (call.peer !== peer || call.state === 'ended') continue
      const unanswered = call.direction === 'in' && call.state === 'ringing'
      this.#end(call.call, unanswered ? 'missed' : 'failed', 'broke')
    }
  }

  stop(): void {
    if (this.active !== undefined) this.hangUp(undefined)
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  /** A signal from the other side. What does not fit the state is ignored: both sides may act at once. */
  heard(peer: PeerIdString, signal: CallSignal): void {
    if (signal.call.byteLength !== 16 || Buffer.byteLength(signal.session) > MAX_SESSION_BYTES) return
    const id = hex(signal.call)
    if (signal.signal === 'offer') {
      this.#offered(peer, id, signal)
      return
    }
    const call = this.#calls.get(id)
    if (call === undefined || call.peer !== peer || call.state === 'ended') return
    const session = signal.session === '' ? {} : { session: signal.session }
    if (signal.signal === 'ringing' && call.direction === 'out' && call.state === 'offered') {
      this.#set({ ...call, state: 'ringing' })
    } else if (
      signal.signal === 'accept' &&
      call.direction === 'out' &&
      (call.state === 'offered' || call.state === 'ringing')
    ) {
      this.#set({ ...call, state: 'accepted', ...session })
      this.#signal(call, 'connected', {})
      this.#connected(id)
    } else if (signal.signal === 'connected' && call.direction === 'in' && call.state === 'accepted') {
      this.#connected(id)
    } else if (signal.signal === 'end') {
      this.#end(id, theirReason(signal.reason, call), 'told')
    }
  }

  #offered(peer: PeerIdString, id: string, signal: CallSignal): void {
    if (this.#calls.has(id)) return
    const media = signal.media === 'audio' || signal.media === 'video' ? signal.media : 'session'
    const offered: CallRecord = {
      call: id,
      peer,
      direction: 'in',
      media,
      state: 'ringing',
      ...(signal.session === '' ? {} : { session: signal.session }),
    }
    const { active } = this
    const glare =
      active?.peer === peer && active.direction === 'out' && (active.state === 'offered' || active.state === 'ringing')
    if (active !== undefined && glare) {
      // Both called: the smaller peer id's offer is the call. Whose is dropped has said yes by calling.
      if (this.#options.self < peer) return
      this.#drop(active, id)
      this.#set({
        ...offered,
        state: 'accepted',
        ...(active.ownSession === undefined ? {} : { ownSession: active.ownSession }),
      })
      this.#after(offered, CONNECT_MS, () => this.#end(id, 'failed', 'tell'))
      this.#signal(offered, 'accept', { session: active.ownSession ?? '' })
      return
    }
    if (active !== undefined) {
      this.#signal(offered, 'end', { reason: 'busy' })
      return
    }
    this.#set(offered)
    this.#signal(offered, 'ringing', {})
    // The caller ends it first; this only takes care of a caller that fell silent.
    this.#after(offered, (this.#options.ringMs ?? RING_MS) + 2_000, () => this.#end(id, 'missed', 'broke'))
  }

  #connected(id: string): void {
    const call = this.#calls.get(id)
    if (call === undefined) return
    this.#clear(id)
    this.#set({ ...call, state: 'connected', connectedAt: this.#options.clock() })
  }

  /** @param how - `tell`: the other side does not know yet; `told`: it said so; `broke`: it cannot be told */
  #end(id: string, reason: CallReason, how: 'tell' | 'told' | 'broke'): void {
    const call = this.#calls.get(id)
    if (call === undefined || call.state === 'ended') return
    this.#clear(id)
    if (how === 'tell') this.#signal(call, 'end', { reason })
    this.#set({ ...call, state: 'ended', reason })
    this.#forget()
    // The caller writes the outcome. When the stream broke neither knows of the other: both do, and the first in order is shown.
    if (call.direction === 'out' || how === 'broke') this.#options.outcome(call.peer, this.#outcomeOf(call, reason))
  }

  #outcomeOf(call: CallRecord, reason: CallReason): CallOutcome {
    const duration =
      call.connectedAt === undefined ? 0 : Math.max(0, Math.round((this.#options.clock() - call.connectedAt) / 1000))
    const session = call.direction === 'out' ? call.ownSession : call.session
    return {
      call: Buffer.from(call.call, 'hex'),
      media: call.media,
      outcome: reason,
      duration,
      ...(session === undefined ? {} : { session }),
    }
  }

  /** One's own offer that glare did away with: whoever follows it goes on with the other's. */
  #drop(call: CallRecord, into: string): void {
    this.#clear(call.call)
    this.#calls.delete(call.call)
    this.#options.changed({ ...call, state: 'ended', reason: 'cancelled', into })
  }

  #set(call: CallRecord): void {
    this.#calls.set(call.call, call)
    this.#options.changed(call)
  }

  #forget(): void {
    const ended = this.all().filter(call => call.state === 'ended')
    for (const call of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) this.#calls.delete(call.call)
  }

  #signal(call: CallRecord, signal: string, extra: { session?: string; reason?: string }): boolean {
    const { session = '', reason = '' } = extra
    return this.#options.send(call.peer, {
      call: { call: Buffer.from(call.call, 'hex'), signal, media: call.media, session, reason },
    })
  }

  #after(call: CallRecord, milliseconds: number, run: () => void): void {
    this.#clear(call.call)
    this.#timers.set(call.call, setTimeout(run, milliseconds))
  }

  #clear(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }
}

function theirReason(reason: string, call: CallRecord): CallReason {
  const known: CallReason[] = ['hung-up', 'declined', 'busy', 'missed', 'cancelled', 'failed']
  const said = known.find(each => each === reason) ?? 'hung-up'
  // A caller who gives up and one who hangs up before the answer are one thing to who was called.
  if (call.state === 'ringing' && call.direction === 'in') return said === 'hung-up' ? 'cancelled' : said
  return said
}

function checkSession(session: string | undefined): void {
  if (session === undefined) return
  if (session === '' || Buffer.byteLength(session) > MAX_SESSION_BYTES) {
    throw new EarshotError(
      'invalid',
      phrase`a session has 1 to ${MAX_SESSION_BYTES} bytes`,
      'give a URI such as rtp://192.168.1.20:5004',
    )
  }
  if (/[\p{Cc}\s]/u.test(session)) throw new EarshotError('invalid', 'a session is one word without control characters')
}
