import { mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectControl } from '../../../src/node/control/client.ts'
import { CONTROL_METHODS, METHODS } from '../../../src/node/control/methods.ts'
import { type ControlServer, type ControlServerOptions, startControlServer } from '../../../src/node/control/server.ts'
import type { Event } from '../../../src/node/messenger.ts'
import { isErrorCode } from '../../../src/protocol/errors.ts'
import fc from '../../support/fast-check.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { RawClient } from '../../support/raw-client.ts'

let folder: string
let alice: MemoryMessenger
let server: ControlServer
const clients: RawClient[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-control-'))
  alice = new MemoryWorld().friends('alice', 'bob')[0]
  server = await start()
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(options: Partial<ControlServerOptions> = {}): Promise<ControlServer> {
  const hello = () => ({ pid: process.pid, version: '1', mode: 'up' as const })
  return startControlServer({ messenger: alice, path: join(folder, 'control.sock'), hello, ...options })
}

async function restart(options: Partial<ControlServerOptions>): Promise<void> {
  await server.close()
  server = await start(options)
}

async function raw(): Promise<RawClient> {
  const client = await RawClient.connect(server.path)
  clients.push(client)
  return client
}

const codeOf = (line: Record<string, unknown> | undefined) =>
  (line?.error as { data?: { code: string } } | undefined)?.data?.code

describe('a control socket', () => {
  it('tells the node what each client looks at, and takes that back when the client is gone', async () => {
    const told: { conv?: string; viewer?: string }[] = []
    const looking = async (params: { conv?: string; viewer?: string }) => {
      told.push(params)
      return { seconds: 30 }
    }
    let focus: (params: { conv: string; viewer?: string }) => Promise<{ focused: boolean }>
    const methods = { looking, focus: (params: { conv: string }) => focus(params) }
    await restart({ messenger: Object.assign(Object.create(alice), methods) as typeof alice })
    const [one, two] = [await raw(), await raw()]
    one.ask(1, 'looking', { conv: 'bob' })
    expect(await one.have(1)).toMatchObject([{ result: { seconds: 30 } }])
    two.ask(1, 'looking', { conv: 'bob' })
    await two.have(1)
    const [first, second] = told.map(({ viewer }) => viewer)
    expect(first).not.toBe(second)
    const asked: { conv: string; viewer?: string }[] = []
    focus = async params => ({ focused: asked.push(params) > 0 })
    two.ask(2, 'focus', { conv: 'bob' })
    await two.have(2)
    expect(asked).toEqual([{ conv: 'bob', viewer: second }])
    one.ask(2, 'looking', { viewer: second })
    expect(codeOf((await one.have(2))[1])).toBe('usage')
    one.close()
    await expect.poll(() => told).toHaveLength(3)
    expect(told[2]).toEqual({ viewer: first })
  })

  it('answers calls, each under its id', async () => {
    const client = await raw()
    client.ask(1, 'friends')
    client.ask('two', 'send', { conv: ['bob'], text: 'hello' })
    const lines = await client.have(2)
    expect(lines.find(line => line.id === 1)).toMatchObject({
      jsonrpc: '2.0',
      result: [{ name: 'bob', state: 'friend' }],
    })
    expect(lines.find(line => line.id === 'two')).toMatchObject({ result: [{ text: 'hello', own: true }] })
  })

  it('lets nobody but the owner in, and the file says so', () => {
    expect(statSync(server.path).mode & 0o777).toBe(0o600)
  })

  it('gives an error a stable code beside the number of JSON-RPC', async () => {
    const client = await raw()
    client.ask(1, 'nonsense')
    client.ask(2, 'send', { conv: 'bob', text: 'x' })
    client.ask(3, 'send', { conv: ['bob'] })
    client.ask(4, 'history', { conv: 'bob', limit: 1e9 })
    client.ask(5, 'friends', { fodler: 'x' })
    client.ask(6, 'send', { conv: ['nobody'], text: 'x' })
    client.ask(7, 'friends', [1])
    client.ask(8, 'constructor')
    const lines = await client.have(8)
    const found = (id: number) => {
      const { error } = lines.find(line => line.id === id) as { error: { code: number; data: { code: string } } }
      return [error.code, error.data.code]
    }
    expect(found(1)).toEqual([-32601, 'usage'])
    expect(found(2)).toEqual([-32602, 'usage'])
    expect(found(3)).toEqual([-32602, 'usage'])
    expect(found(4)).toEqual([-32602, 'invalid'])
    expect(found(5)).toEqual([-32602, 'usage'])
    expect(found(6)).toEqual([-32000, 'no-peer'])
    expect(found(7)).toEqual([-32602, 'usage'])
    expect(found(8)).toEqual([-32601, 'usage'])
  })

  it.each([
    ['a line that is no JSON', 'hello?\n', 'usage'],
    ['a line that holds no request', '[{"jsonrpc":"2.0","id":1,"method":"friends"}]\n', 'usage'],
    ['a line that does not end', 'x'.repeat(3_000), 'invalid'],
  ])('says what is wrong with %s, and hangs up', async (_what, text, code) => {
    await restart({ limits: { line: 2_000 } })
    const client = await raw()
    client.say(text)
    expect(codeOf((await client.have(1))[0])).toBe(code)
    await client.closed
    const other = await raw()
    other.ask(1, 'friends')
    expect(await other.have(1)).toHaveLength(1)
  })

  it('hangs up on who begins a line and does not end it', async () => {
    await restart({ limits: { lineTime: 100 } })
    const client = await raw()
    client.say('{"jsonrpc":"2.0",')
    await client.closed
    expect(client.lines).toEqual([])
  })

  it('drops a client that does not read, and keeps the others', async () => {
    await restart({ limits: { unread: 64 * 1024, stall: 200 } })
    const [lazy, busy] = [await raw(), await raw()]
    lazy.ask(1, 'listen')
    busy.ask(1, 'listen')
    await Promise.all([lazy.have(1), busy.have(1)])
    lazy.socket.pause()
    const name = 'x'.repeat(2_000)
    let sent = 0
    while (server.clients === 2 && sent < 100_000) {
      // Less at a time than may be left unread, so that the one that reads is never taken for one that does not.
      for (let at = 0; at < 20; at++, sent++) alice.emit({ event: 'shake', from: { peerId: 'p', name }, fresh: true })
      await busy.have(sent + 1)
    }
    expect(server.clients).toBe(1)
    await expect.poll(() => alice.listening).toBe(1)
  })

  it('takes only so many requests of one client at a time', async () => {
    let running = 0
    let most = 0
    const slow = async () => {
      most = Math.max(most, ++running)
      await new Promise(resolve => setTimeout(resolve, 5))
      running--
      return []
    }
    await restart({ messenger: Object.assign(alice, { friends: slow }), limits: { requests: 4 } })
    const client = await raw()
    for (let id = 1; id <= 40; id++) client.ask(id, 'friends')
    await client.have(40)
    expect(most).toBe(4)
  })

  it('takes only so many clients', async () => {
    await restart({ clients: 2 })
    await raw()
    await raw()
    const third = await raw()
    await third.closed
    expect(server.clients).toBe(2)
  })

  it('tells how many clients there are', async () => {
    const counts: number[] = []
    await restart({ onClients: count => counts.push(count) })
    const client = await raw()
    client.ask(1, 'friends')
    await client.have(1)
    client.close()
    await expect.poll(() => counts).toEqual([1, 0])
  })

  it('answers listen before the events, and ends them at unlisten', async () => {
    const client = await raw()
    client.ask(1, 'listen')
    alice.emit({ event: 'node', state: 'stopping', reason: 'down' })
    const [answer] = await client.have(1)
    const { subscription } = answer!.result as { subscription: number }
    const event: Event = { event: 'shake', from: { peerId: 'p', name: 'bob' }, fresh: true }
    alice.emit(event)
    const lines = await client.have(2)
    expect(lines.at(-1)).toEqual({ jsonrpc: '2.0', method: 'event', params: { subscription, event } })
    client.ask(2, 'unlisten', { subscription })
    await client.have(3)
    await expect.poll(() => alice.listening).toBe(0)
  })

  it('writes what happens in one turn at once, in order, and answers with it', async () => {
    const client = await raw()
    client.ask(1, 'listen')
    await client.have(1)
    const writes = vi.spyOn(Socket.prototype, 'write')
    try {
      for (let n = 0; n < 100; n++) {
        alice.emit({ event: 'shake', from: { peerId: 'p', name: `${n}` }, fresh: true })
      }
      const lines = await client.have(101)
      const names = lines.slice(1).map(line => (line.params as { event: { from: { name: string } } }).event.from.name)
      expect(names).toEqual(Array.from({ length: 100 }, (_, n) => `${n}`))
      expect(writes).toHaveBeenCalledOnce()
    } finally {
      writes.mockRestore()
    }
  })

  it('lets a client listen only so often', async () => {
    await restart({ limits: { subscriptions: 2 } })
    const client = await raw()
    for (const id of [1, 2, 3]) client.ask(id, 'listen')
    const lines = await client.have(3)
    expect(codeOf(lines.find(line => line.id === 3))).toBe('busy')
  })

  it('stops listening for a client that is gone', async () => {
    const client = await raw()
    client.ask(1, 'listen')
    await client.have(1)
    expect(alice.listening).toBe(1)
    client.close()
    await expect.poll(() => alice.listening).toBe(0)
  })

  it('keeps a fault of ours from ending the node, and reports it as internal', async () => {
    const broken = async () => {
      throw new TypeError('oops')
    }
    const log: string[] = []
    await restart({ messenger: Object.assign(alice, { friends: broken }), log: line => log.push(line) })
    const client = await raw()
    client.ask(1, 'friends')
    client.ask(2, 'folders')
    const lines = await client.have(2)
    expect(codeOf(lines.find(line => line.id === 1))).toBe('internal')
    expect(lines.find(line => line.id === 2)).toHaveProperty('result')
    expect(log.join()).toContain('oops')
  })

  it('asks for the secret first where there is one', async () => {
    await restart({ secret: 'sesame' })
    const client = await raw()
    client.ask(1, 'friends')
    client.ask(2, 'hello', { secret: 'wrong' })
    client.ask(3, 'listen')
    const lines = await client.have(3)
    expect(lines.map(codeOf)).toEqual(['not-allowed', 'not-allowed', 'not-allowed'])
    client.ask(4, 'hello', { secret: 'sesame' })
    client.ask(5, 'friends')
    expect((await client.have(5)).filter(line => 'result' in line)).toHaveLength(2)
  })

  it('takes the place of a socket that a dead node left', async () => {
    const path = join(folder, 'stale.sock')
    const dead = createServer()
    await new Promise<void>(resolve => dead.listen(path, resolve))
    // As a killed process leaves it: the file stays, nobody listens.
    const copy = join(folder, 'kept')
    renameSync(path, copy)
    await new Promise(resolve => dead.close(resolve))
    renameSync(copy, path)
    await expect(connectControl(path)).rejects.toMatchObject({ code: 'no-node' })
    const fresh = await start({ path })
    const connection = await connectControl(path)
    expect(connection.hello).toMatchObject({ pid: process.pid })
    connection.close()
    await fresh.close()
  })

  it('lets no shape of parameters through to cause a fault', async () => {
    const log: string[] = []
    await restart({ log: line => log.push(line) })
    const client = await raw()
    const names = [...Object.keys(METHODS), ...Object.keys(CONTROL_METHODS), 'toString', '__proto__', '']
    let id = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 }), async (method, params) => {
        id += 1
        client.ask(id, method, params)
        const line = (await client.have(id)).find(each => each.id === id || each.id === null)
        if (line?.error === undefined) return
        expect(isErrorCode(codeOf(line))).toBe(true)
      }),
      { numRuns: 400 },
    )
    expect(log).toEqual([])
  })
})
