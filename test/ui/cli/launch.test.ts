import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cli } from '../../support/cli.ts'
import { RawClient } from '../../support/raw-client.ts'

let cli: Cli

beforeEach(async () => {
  cli = new Cli()
  await cli.json('init', '--name', 'ann', '--no-passphrase')
})

afterEach(() => cli[Symbol.asyncDispose]())

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function gone(pid: number): Promise<void> {
  while (alive(pid)) await delay(20)
}

/** Control socket and process of the running node. */
function endpoint(): { control: string; pid: number } {
  return JSON.parse(readFileSync(join(cli.home, 'node.json'), 'utf8')) as { control: string; pid: number }
}

describe('a command that finds no node', () => {
  it('starts one, which the next command uses', async () => {
    expect(await cli.json('friends')).toEqual([])
    await cli.hold()
    const pid = await cli.pid()
    await cli.json('folders')
    expect(await cli.pid()).toBe(pid)
  })

  it('agrees with nine others on one node', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `folder${at}`)
    const results = await Promise.all(names.map(name => cli.run(['folders', 'create', name, '--json'])))
    expect(results.map(({ exit, stderr }) => [exit, stderr])).toEqual(names.map(() => [0, '']))
    const folders = await cli.json<{ name: string }[]>('folders')
    expect(folders.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
    const log = readFileSync(join(cli.home, 'node.log'), 'utf8')
    expect(log.match(/ready \(automatic\)/g)).toHaveLength(1)
  })

  it('replaces one that was killed, with its socket still there', async () => {
    await cli.json('friends')
    const { control, pid } = endpoint()
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    expect(existsSync(control)).toBe(true)
    expect(await cli.json('status')).toEqual({ running: false, home: cli.home })
    expect(await cli.json('friends')).toEqual([])
    expect(endpoint().pid).not.toBe(pid)
    expect(endpoint().control).toBe(control)
  })

  it('says which process holds the profile and does not answer', async () => {
    await cli.json('friends')
    await cli.hold()
    const { pid } = endpoint()
    process.kill(pid, 'SIGSTOP')
    try {
      const error = await cli.fails(['friends', '--timeout', '2'])
      expect(error).toMatchObject({ exit: 7, code: 'profile-in-use', message: expect.stringContaining(String(pid)) })
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    expect(await cli.json('friends')).toEqual([])
  })

  it('leaves a node that ends by itself', async () => {
    await cli.json('friends')
    const { control, pid } = endpoint()
    await gone(pid)
    expect(existsSync(control)).toBe(false)
    expect(existsSync(join(cli.home, 'node.json'))).toBe(false)
    expect(readFileSync(join(cli.home, 'node.log'), 'utf8')).toContain('stopping (idle)')
  })

  it('does not wait for ever', async () => {
    expect(await cli.fails(['friends', '--timeout', '0'])).toMatchObject({ exit: 6, code: 'timeout' })
  })
})

describe('a node in the background', () => {
  it('ends cleanly by SIGTERM', async () => {
    await cli.json('friends')
    const { control, pid } = endpoint()
    process.kill(pid, 'SIGTERM')
    await gone(pid)
    expect(existsSync(control)).toBe(false)
    expect(readFileSync(join(cli.home, 'node.log'), 'utf8')).toContain('stopping (signal)')
  })

  it('stays while somebody listens, and tells them that it stops', async () => {
    const listening = await cli.listen()
    // Longer than one stays of which nobody wants anything.
    await delay(7_000)
    await cli.json('down')
    expect(await listening.ended).toBe(0)
    expect(listening.lines.at(-1)).toMatchObject({ event: 'node', state: 'stopping', reason: 'down' })
  })

  it('does not keep a listener waiting that it can no longer serve', async () => {
    const listening = await cli.listen()
    process.kill(endpoint().pid, 'SIGKILL')
    expect(await listening.ended).toBe(5)
    expect(JSON.parse(listening.stderr)).toMatchObject({ error: { code: 'no-node' } })
  })

  it('does the same thing once for one key, killed between doing and telling', async () => {
    await cli.json('friends')
    const { control, pid } = endpoint()
    const client = await RawClient.connect(control)
    // Asked and then killed at different distances from the answer; whatever happened by then, the key decides.
    for (const wait of [0, 1, 3]) {
      client.ask(wait, 'foldersCreate', { name: `kept${wait}`, key: `key-${wait}` })
      await delay(wait)
    }
    process.kill(pid, 'SIGKILL')
    await gone(pid)
    client.close()
    for (const wait of [0, 1, 3]) {
      const params = JSON.stringify({ name: `kept${wait}`, key: `key-${wait}` })
      const folders = await cli.json<{ name: string }[]>('rpc', 'foldersCreate', params)
      expect(folders.filter(({ name }) => name === `kept${wait}`)).toHaveLength(1)
    }
  })
})

describe('rpc', () => {
  it('calls any method by hand, and streams events', async () => {
    expect(await cli.json('rpc', 'folders')).toEqual(await cli.json('folders'))
    expect(await cli.fails(['rpc', 'nonsense'])).toMatchObject({ exit: 2, code: 'usage' })
    expect(await cli.fails(['rpc', 'nick', '{"who":1}'])).toMatchObject({ exit: 2, code: 'usage' })
    expect(await cli.json('rpc', 'hello')).toMatchObject({ pid: expect.any(Number), mode: 'automatic' })
    const events = await cli.listen('rpc', 'listen')
    await cli.json('down')
    expect(await events.ended).toBe(0)
    expect(events.lines.at(-1)).toMatchObject({ event: 'node' })
  })
})
