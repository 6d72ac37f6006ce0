import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Jobs } from '../../../src/node/notices/jobs.ts'
import { eventually } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

function jobs(limit: number, seconds: number) {
  const log: string[] = []
  const made = new Jobs({ what: 'them', limit, seconds, log: message => log.push(message) })
  onTestFinished(() => made.stop())
  return { jobs: made, log }
}

const sh = (script: string, ...args: string[]) => ({ words: ['sh', '-c', script, 'sh', ...args], env: process.env })

/** One that only waits to be buried does not live. */
function alive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

describe('programs for notices', () => {
  it.skipIf(process.platform !== 'linux')('that hang are ended, with what they started', async () => {
    const { jobs: running, log } = jobs(1, 5)
    const out = join(await temporaryFolder(), 'pids')
    running.run(sh('sleep 60 & echo $$ $! > "$1.new"; mv "$1.new" "$1"; trap "" TERM INT HUP; wait', out))
    const pids = await eventually('it runs', () =>
      existsSync(out) ? readFileSync(out, 'utf8').trim().split(' ').map(Number) : undefined,
    )
    expect(pids.map(alive)).toEqual([true, true])
    await eventually('it is ended', () => !pids.some(alive))
    await eventually('that is told', () => log.length > 0)
    expect(log).toEqual(['them: took more than 5 s (1 failed, 0 not run since the start)'])
    expect(running.running).toBe(0)
  })

  it('are few at once, and what is beyond that is dropped and counted', async () => {
    const { jobs: running, log } = jobs(2, 60)
    for (let i = 0; i < 6; i++) running.run(sh('sleep 1'))
    expect(running.running).toBe(2)
    // The first, the second, the fourth: a flood of failures is no flood in the log.
    expect(log.map(line => /(\d+) not run/.exec(line)?.[1])).toEqual(['1', '2', '4'])
    await eventually('they end', () => running.running === 0)
    expect(log).toHaveLength(3)
  })

  it('need not read what they are given', async () => {
    const { jobs: running, log } = jobs(1, 60)
    running.run({ ...sh('exit 0'), input: 'x'.repeat(10_000_000) })
    await eventually('it ends', () => running.running === 0)
    expect(log).toEqual([])
  })

  it('that cannot be run at all are failures and nothing worse', async () => {
    const { jobs: running, log } = jobs(4, 5)
    running.run({ words: ['/'], env: {} })
    running.run({ words: ['sh', 'with\0zero'], env: {} })
    await eventually('both are told', () => log.length === 2)
    expect(log.join()).not.toContain('zero')
    expect(running.running).toBe(0)
  })

  it('end with the node, and none is run after that', async () => {
    const { jobs: running, log } = jobs(4, 60)
    running.run(sh('sleep 60'))
    running.stop()
    await eventually('it is ended', () => running.running === 0)
    running.run(sh('sleep 60'))
    expect(running.running).toBe(0)
    expect(log).toEqual([])
  })
})
