import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type CallRecord, Calls, RING_MS } from '../../src/node/calls.ts'
import type { CallOutcome } from '../../src/protocol/wire/entry.ts'
import type { Live } from '../../src/protocol/wire/frames.ts'

/** Two sides with a line between them that can be slow, or cut. */
function line() {
  const sides: Record<string, { calls: Calls; heard: CallRecord[]; outcomes: CallOutcome[] }> = {}
  const wires: { to: string; from: string; live: Live }[] = []
  let connected = true
  const make = (self: string, other: string) => {
    const heard: CallRecord[] = []
    const outcomes: CallOutcome[] = []
    const calls = new Calls({
      self,
      clock: () => Date.now(),
      send: (to, live) => {
        if (!connected || to !== other) return false
        wires.push({ to, from: self, live })
        return true
      },
      changed: call => heard.push(call),
      outcome: (_peer, outcome) => outcomes.push(outcome),
    })
    sides[self] = { calls, heard, outcomes }
    return sides[self]
  }
  const a = make('peer-a', 'peer-b')
  const b = make('peer-b', 'peer-a')
  /** Lets everything that is on the line arrive. */
  const deliver = () => {
    for (let next = wires.shift(); next !== undefined; next = wires.shift())
      sides[next.to]!.calls.heard(next.from, next.live.call!)
  }
  const cut = () => {
    connected = false
    wires.length = 0
    a.calls.lost('peer-b')
    b.calls.lost('peer-a')
  }
  return { a, b, deliver, cut }
}

const states = (heard: CallRecord[]): string[] =>
  heard.map(({ state, reason }) => (reason === undefined ? state : `${state} ${reason}`))

describe('a call', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is offered, rings, is accepted, connects, and ends when one hangs up', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'rtp://a:1')
    deliver()
    expect(b.calls.all()).toMatchObject([{ direction: 'in', state: 'ringing', session: 'rtp://a:1', media: 'session' }])
    b.calls.answer(undefined, 'rtp://b:2')
    deliver()
    expect(a.calls.active).toMatchObject({ state: 'connected', session: 'rtp://b:2' })
    expect(b.calls.active).toMatchObject({ state: 'connected', session: 'rtp://a:1' })
    vi.advanceTimersByTime(90_000)
    b.calls.hangUp(undefined)
    deliver()
    expect(states(a.heard)).toEqual(['offered', 'ringing', 'accepted', 'connected', 'ended hung-up'])
    expect(states(b.heard)).toEqual(['ringing', 'accepted', 'connected', 'ended hung-up'])
    // The caller, and only the caller, writes it down.
    expect(a.outcomes).toMatchObject([{ outcome: 'hung-up', duration: 90, session: 'rtp://a:1' }])
    expect(b.outcomes).toEqual([])
  })

  it('is declined', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    b.calls.hangUp('peer-a')
    deliver()
    expect(states(a.heard).at(-1)).toBe('ended declined')
    expect(states(b.heard).at(-1)).toBe('ended declined')
    expect(a.outcomes).toMatchObject([{ outcome: 'declined', duration: 0 }])
  })

  it('is cancelled by who made it', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    a.calls.hangUp(undefined)
    deliver()
    expect(states(b.heard).at(-1)).toBe('ended cancelled')
    expect(() => b.calls.answer(undefined, undefined)).toThrow(/nobody is calling/)
  })

  it('is missed after 45 s, on both sides, and written down once', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    vi.advanceTimersByTime(RING_MS - 1)
    expect(a.calls.active?.state).toBe('ringing')
    vi.advanceTimersByTime(1)
    deliver()
    expect(states(a.heard).at(-1)).toBe('ended missed')
    expect(states(b.heard).at(-1)).toBe('ended missed')
    expect([...a.outcomes, ...b.outcomes]).toMatchObject([{ outcome: 'missed' }])
  })

  it('finds the other side busy', () => {
    const { a, b, deliver } = line()
    b.calls.heard('peer-c', { call: Buffer.alloc(16, 7), signal: 'offer', media: 'session', session: 'x:', reason: '' })
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    expect(states(a.heard)).toEqual(['offered', 'ended busy'])
    expect(b.calls.active?.peer).toBe('peer-c')
    expect(() => b.calls.offer('peer-a', 'session', 'x:')).toThrow(/under way/)
  })

  it('made by both at once becomes one', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'rtp://a:1')
    b.calls.offer('peer-a', 'session', 'rtp://b:2')
    deliver()
    // Peer a has the smaller id: its offer is the call, and b's session is the answer.
    expect(a.calls.active).toMatchObject({ direction: 'out', state: 'connected', session: 'rtp://b:2' })
    expect(b.calls.active).toMatchObject({ direction: 'in', state: 'connected', session: 'rtp://a:1' })
    expect(a.calls.active?.call).toBe(b.calls.active?.call)
    // Whoever follows b's own offer is told what it became.
    expect(b.heard.find(({ into }) => into !== undefined)).toMatchObject({ state: 'ended', into: a.calls.active?.call })
    a.calls.hangUp(undefined)
    deliver()
    expect([...a.outcomes, ...b.outcomes]).toHaveLength(1)
  })

  it('fails when the other side dies, and both who live on write it down', () => {
    const { a, b, deliver, cut } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    b.calls.answer(undefined, undefined)
    deliver()
    cut()
    expect(states(a.heard).at(-1)).toBe('ended failed')
    expect(states(b.heard).at(-1)).toBe('ended failed')
    // The same call: the first of the two in the conversation's order is shown.
    expect(a.outcomes[0]?.call).toEqual(b.outcomes[0]?.call)
  })

  it('that rang when the caller died was missed', () => {
    const { a, b, deliver, cut } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    cut()
    expect(b.outcomes).toMatchObject([{ outcome: 'missed' }])
  })

  it('accepted by somebody who is never heard of again fails', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    b.calls.answer(undefined, undefined)
    // The acceptance is lost; b gives up by itself.
    vi.advanceTimersByTime(20_000)
    expect(states(b.heard).at(-1)).toBe('ended failed')
  })

  it('ignores signals that fit no state, or come from somebody else', () => {
    const { a, b, deliver } = line()
    a.calls.offer('peer-b', 'session', 'x:')
    deliver()
    const call = Buffer.from(a.calls.active!.call, 'hex')
    const signal = (name: string, reason = '') => ({ call, signal: name, media: 'session', session: '', reason })
    a.calls.heard('peer-c', signal('accept'))
    a.calls.heard('peer-b', signal('connected'))
    a.calls.heard('peer-b', signal('nonsense'))
    a.calls.heard('peer-b', { ...signal('accept'), call: Buffer.alloc(3) })
    expect(a.calls.active?.state).toBe('ringing')
    b.calls.heard('peer-a', signal('accept'))
    expect(b.calls.active?.state).toBe('ringing')
  })

  it('reaches nobody who is away, and takes no session that is no word', () => {
    const { a, cut } = line()
    cut()
    expect(() => a.calls.offer('peer-b', 'session', 'x:')).toThrow(/not connected/)
    expect(() => a.calls.offer('peer-b', 'session', 'a b')).toThrow(/one word/)
    expect(() => a.calls.offer('peer-b', 'session', `x:${'y'.repeat(3000)}`)).toThrow(/bytes/)
    expect(a.calls.all()).toEqual([])
  })
})
