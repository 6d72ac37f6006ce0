import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdleWatch } from '../../src/node/idle.ts'

let waiting: boolean
let idle: ReturnType<typeof vi.fn<() => void>>
let watch: IdleWatch

beforeEach(() => {
  vi.useFakeTimers()
  waiting = false
  idle = vi.fn<() => void>()
  watch = new IdleWatch({ pending: () => waiting, onIdle: idle })
})

afterEach(() => {
  watch.stop()
  vi.useRealTimers()
})

describe('a node that was started by a command', () => {
  it('stays while somebody is attached', () => {
    watch.start()
    watch.clients(1)
    vi.advanceTimersByTime(3_600_000)
    expect(idle).not.toHaveBeenCalled()
  })

  it('ends a little after the last client left, when nothing waits', () => {
    watch.start()
    watch.clients(1)
    vi.advanceTimersByTime(20_000)
    watch.clients(0)
    vi.advanceTimersByTime(4_000)
    expect(idle).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2_000)
    expect(idle).toHaveBeenCalledOnce()
  })

  it('stays a minute at most for what waits, then leaves it in the profile', () => {
    waiting = true
    watch.start()
    vi.advanceTimersByTime(59_000)
    expect(idle).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2_000)
    expect(idle).toHaveBeenCalledOnce()
  })

  it('ends when what waited has gone out', () => {
    waiting = true
    watch.start()
    vi.advanceTimersByTime(30_000)
    waiting = false
    vi.advanceTimersByTime(1_000)
    expect(idle).toHaveBeenCalledOnce()
  })

  it('ends even if the command that started it never came', () => {
    watch.start()
    vi.advanceTimersByTime(10_000)
    expect(idle).toHaveBeenCalledOnce()
  })
})
