import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ControlConnection, connectControl, newKey } from '../../../src/node/control/client.ts'
import { callPatience } from '../../../src/node/control/methods.ts'
import { type ControlServer, startControlServer } from '../../../src/node/control/server.ts'
import type { Event } from '../../../src/node/messenger.ts'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { eventually } from '../../support/peers.ts'

let folder: string
let path: string
let alice: MemoryMessenger
let server: ControlServer
let connection: ControlConnection

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-control-'))
  path = join(folder, 'control.sock')
  alice = new MemoryWorld().friends('alice', 'bob')[0]
  const hello = () => ({ pid: process.pid, version: '1', mode: 'up' as const })
  server = await startControlServer({ messenger: alice, path, hello })
  connection = await connectControl(path)
})

afterEach(async () => {
  connection.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const shake = (name: string): Event => ({ event: 'shake', from: { peerId: 'p', name }, fresh: true })

describe('the messenger of a control client', () => {
  it('gives what the node gives', async () => {
    expect(await connection.messenger.friends()).toEqual(await alice.friends())
    expect(await connection.messenger.send({ conv: ['bob'], text: 'two\nlines 中文' })).toMatchObject([
      { text: 'two\nlines 中文' },
    ])
  })

  it('throws the errors of the node with code and hint', async () => {
    const error = await connection.messenger.send({ conv: ['nobody'], text: 'x' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(EarshotError)
    expect(error).toMatchObject({ code: 'no-peer', hint: expect.any(String) })
  })

  it('says what to do where the node knows other calls than this program', async () => {
    const error = { code: 'usage', hint: expect.stringMatching(/another version, `earshot down`/) }
    const { messenger } = connection
    await expect(messenger.friends({ shoeSize: 44 } as never)).rejects.toMatchObject({
      ...error,
      message: 'friends has no parameter "shoeSize"',
    })
    // What is asked by hand is not the program's mistake.
    await expect(connection.request('friendz')).rejects.toMatchObject({ code: 'usage', hint: undefined })
  })

  it('gives every changing call a key, a new one each time, unless it has one', async () => {
    const keys: unknown[] = []
    Object.assign(alice, {
      nick: async ({ key }: { key?: string }) => {
        keys.push(key)
        return (await alice.friends())[0]
      },
    })
    await connection.messenger.nick({ who: 'bob', name: 'b' })
    await connection.messenger.nick({ who: 'bob', name: 'b' })
    await connection.messenger.nick({ who: 'bob', name: 'b', key: 'mine' })
    expect(keys[2]).toBe('mine')
    expect(new Set(keys).size).toBe(3)
    expect(keys.every(key => typeof key === 'string' && key.length <= 64)).toBe(true)
  })

  it('refuses what is too long for a request without sending it', async () => {
    const text = 'x'.repeat(2_000_000)
    await expect(connection.messenger.send({ conv: ['bob'], text })).rejects.toMatchObject({ code: 'invalid' })
    expect(await connection.messenger.folders()).toHaveLength(2)
  })

  it('yields events from the call on, in order, until the signal', async () => {
    const stop = new AbortController()
    const seen: Event[] = []
    const listening = (async () => {
      for await (const event of connection.messenger.listen({}, stop.signal)) {
        seen.push(event)
        if (seen.length === 2_500) stop.abort()
      }
    })()
    await connection.messenger.folders()
    for (let at = 0; at < 2_500; at++) alice.emit(shake(String(at)))
    await listening
    expect(seen).toEqual(Array.from({ length: 2_500 }, (_, at) => shake(String(at))))
    await expect.poll(() => alice.listening).toBe(0)
    expect(await connection.messenger.folders()).toHaveLength(2)
  })

  it('ends a stream quietly after the node said that it stops, else with an error', async () => {
    const collect = async (into: Event[]) => {
      for await (const event of connection.messenger.listen({}, new AbortController().signal)) into.push(event)
    }
    const [told, cut]: [Event[], Event[]] = [[], []]
    const first = collect(told)
    await connection.messenger.folders()
    alice.emit({ event: 'node', state: 'stopping', reason: 'down' })
    await server.close()
    await first
    expect(told).toHaveLength(1)

    const hello = () => ({ pid: process.pid, version: '1', mode: 'up' as const })
    server = await startControlServer({ messenger: alice, path, hello })
    connection = await connectControl(path)
    const second = collect(cut)
    await connection.messenger.folders()
    const failed = expect(second).rejects.toMatchObject({ code: 'no-node' })
    await server.close()
    await failed
  })

  it('ends quietly for who stops listening, whatever becomes of the connection right then', async () => {
    const listen = (stop: AbortController) => {
      const seen: Event[] = []
      const listening = (async () => {
        for await (const event of connection.messenger.listen({}, stop.signal)) seen.push(event)
        return seen
      })()
      return listening
    }
    // Before the node has answered.
    const early = new AbortController()
    const begun = listen(early)
    early.abort()
    expect(await begun).toEqual([])
    await expect.poll(() => alice.listening).toBe(0)
    // While the node is told of it.
    const late = new AbortController()
    const going = listen(late)
    await connection.messenger.folders()
    late.abort()
    await new Promise(resolve => setImmediate(resolve))
    connection.close()
    expect(await going).toEqual([])
    // Both at once.
    connection = await connectControl(path)
    const both = new AbortController()
    const cut = listen(both)
    both.abort()
    connection.close()
    expect(await cut).toEqual([])
  })

  it('passes on the error of a stream that cannot begin', async () => {
    Object.assign(alice, {
      // biome-ignore lint/correctness/useYield: it fails before there is anything to yield
      listen: async function* () {
        throw new EarshotError('no-message', 'There is no such message')
      },
    })
    const listening = connection.messenger.listen({ since: 'ffff' }, new AbortController().signal)
    await expect(listening[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'no-message' })
  })

  it('fails calls under way when the node goes away', async () => {
    Object.assign(alice, { friends: () => new Promise(() => undefined) })
    const failed = expect(connection.messenger.friends()).rejects.toMatchObject({ code: 'no-node' })
    await server.close()
    await failed
    await expect(connection.messenger.folders()).rejects.toMatchObject({ code: 'no-node' })
    await connection.closed
  })

  it('takes a question back: the node stops working on that one, and on no other', async () => {
    const work = new Map<string, number>()
    const search = async ({ text }: { text: string }, signal?: AbortSignal) => {
      for (;;) {
        signal?.throwIfAborted()
        work.set(text, (work.get(text) ?? 0) + 1)
        await new Promise(resolve => setTimeout(resolve, 1))
      }
    }
    Object.assign(alice, { search })
    const atWork = (text: string) => expect.poll(() => work.get(text) ?? 0).toBeGreaterThan(3)
    /** Nothing of it for a while: work that goes on does something every few milliseconds. */
    const rests = (text: string) =>
      eventually(`${text} rests`, async () => {
        const before = work.get(text)
        await new Promise(resolve => setTimeout(resolve, 200))
        return work.get(text) === before
      })
    const stop = new AbortController()
    const first = connection.messenger.search({ text: 'first' }, stop.signal)
    const second = connection.messenger.search({ text: 'second' })
    await atWork('first')
    await atWork('second')
    stop.abort(new Error('no more'))
    await expect(first).rejects.toThrow('no more')
    await rests('first')
    const goesOn = work.get('second') ?? 0
    await expect.poll(() => work.get('second') ?? 0).toBeGreaterThan(goesOn)
    await expect(connection.messenger.search({ text: 'never' }, stop.signal)).rejects.toThrow('no more')
    expect(work.has('never')).toBe(false)
    const gone = expect(second).rejects.toMatchObject({ code: 'no-node' })
    connection.close()
    await gone
    await rests('second')
  })

  it('bounds a call in time', async () => {
    Object.assign(alice, { friends: () => new Promise(() => undefined) })
    const patient = await connectControl(path, { callTimeout: () => 0.1 })
    await expect(patient.messenger.friends()).rejects.toMatchObject({ code: 'timeout' })
    patient.close()
  })

  it('waits for an engine as long as it takes, for other things not', async () => {
    const slow = async () => {
      await delay(500)
      return { text: 'hello' }
    }
    Object.assign(alice, { translate: slow, friends: slow })
    const lasting = await connectControl(path, { callTimeout: method => callPatience(method, 0.1) })
    await expect(lasting.messenger.translate({ id: 'x' })).resolves.toEqual({ text: 'hello' })
    await expect(lasting.messenger.friends()).rejects.toMatchObject({ code: 'timeout' })
    lasting.close()
  })

  it('does not connect where nobody is, or nobody answers', async () => {
    await expect(connectControl(join(folder, 'none.sock'))).rejects.toMatchObject({ code: 'no-node' })
    const mute: Server = createServer(socket => socket.resume())
    await new Promise<void>(resolve => mute.listen(join(folder, 'mute.sock'), resolve))
    await expect(connectControl(join(folder, 'mute.sock'), { helloTimeout: 0.1 })).rejects.toMatchObject({
      code: 'timeout',
    })
    await new Promise(resolve => mute.close(resolve))
  })
})

it('never makes the same key twice', () => {
  const keys = Array.from({ length: 10_000 }, newKey)
  expect(new Set(keys).size).toBe(keys.length)
})
