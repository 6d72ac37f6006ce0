import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Rounds } from '../../src/disk/rounds.ts'

/** Something to do, and rounds that take as long as they are told to. */
function work(takes: number) {
  const done: number[] = []
  const failures: unknown[] = []
  const state = { left: 0, fails: false }
  const rounds = new Rounds({
    waiting: () => state.left > 0,
    round: async () => {
      done.push(performance.now())
      await new Promise(resolve => setTimeout(resolve, takes))
      if (state.fails) throw new Error('the disk is full')
      state.left--
    },
    failed: error => failures.push(error),
  })
  const startedAt = performance.now()
  return { rounds, state, failures, times: () => done.map(at => Math.round(at - startedAt)) }
}

describe('rounds', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('gather what comes for a second, and are over when nothing is left', async () => {
    const { rounds, state, times } = work(0)
    rounds.soon()
    state.left = 1
    await vi.advanceTimersByTimeAsync(10_000)
    expect(times()).toEqual([])
    rounds.soon()
    await vi.advanceTimersByTimeAsync(500)
    rounds.soon()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(times()).toEqual([11_000])
  })

  it('take a tenth of the time at most', async () => {
    const { rounds, state, times } = work(500)
    state.left = 3
    rounds.soon()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(times()).toEqual([1_000, 6_500, 12_000])
  })

  it('are tried again a minute after one that failed, which is told', async () => {
    const { rounds, state, failures, times } = work(500)
    Object.assign(state, { left: 1, fails: true })
    rounds.soon()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(failures).toEqual([new Error('the disk is full')])
    state.fails = false
    await vi.advanceTimersByTimeAsync(120_000)
    expect(times()).toEqual([1_000, 61_500])
    expect(state.left).toBe(0)
  })

  it('end with the one that is under way', async () => {
    const { rounds, state, times } = work(500)
    state.left = 2
    rounds.soon()
    await vi.advanceTimersByTimeAsync(1_200)
    let closed = false
    const closing = rounds.close().then(() => {
      closed = true
    })
    await vi.advanceTimersByTimeAsync(100)
    expect(closed).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    await closing
    rounds.soon()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(times()).toEqual([1_000])
  })
})
