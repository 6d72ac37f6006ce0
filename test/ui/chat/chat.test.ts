import { PassThrough } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Messenger } from '../../../src/node/messenger.ts'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { type ChatConnection, runChat } from '../../../src/ui/chat/chat.ts'
import { en } from '../../../src/ui/text/en.ts'
import { programOf } from '../../support/chat-driver.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'

interface Connected extends ChatConnection {
  /** Cuts the connection, as a killed node does. */
  cut(): void
  cutOff: boolean
}

/** A connection whose calls fail with `no-node` once it is cut. */
function connect(messenger: MemoryMessenger): Connected {
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = new AbortController()
  const connection: Connected = {
    cutOff: false,
    closed: promise,
    messenger: new Proxy<Messenger>(messenger, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name)
        if (typeof method !== 'function') return method
        return (...args: unknown[]) => {
          if (name === 'listen')
            return method.call(target, args[0], AbortSignal.any([args[1] as AbortSignal, stop.signal]))
          if (connection.cutOff) return Promise.reject(new EarshotError('no-node', 'The node went away'))
          return method.apply(target, args)
        }
      },
    }),
    cut() {
      connection.cutOff = true
      stop.abort()
      resolve()
    },
    close() {
      connection.cut()
    },
  }
  return connection
}

class Script {
  readonly input = new PassThrough()
  readonly output = new PassThrough()
  readonly ended: Promise<number>
  connection: Connected
  reattached = 0
  #text = ''

  constructor(messenger: MemoryMessenger, who?: string) {
    this.connection = connect(messenger)
    this.output.on('data', chunk => {
      this.#text += String(chunk)
    })
    this.ended = runChat({
      connection: this.connection,
      home: '/nowhere',
      who,
      words: en,
      program: programOf(messenger),
      reattach: async () => {
        this.reattached++
        this.connection = connect(messenger)
        return this.connection
      },
      input: this.input as unknown as NodeJS.ReadStream,
      output: this.output as unknown as NodeJS.WriteStream,
    })
  }

  get text(): string {
    return this.#text
  }

  async sees(part: string): Promise<void> {
    await expect.poll(() => this.#text).toContain(part)
  }
}

it('talks through a pipe and ends with it', async () => {
  const [alice, bob] = new MemoryWorld().friends('alice', 'bob')
  const script = new Script(alice, 'bob')
  script.input.write('hello\n"""\nof two\nlines\n"""\n')
  await script.sees('lines')
  await bob.send({ conv: ['alice'], text: 'got it' })
  await script.sees('bob: got it')
  script.input.end('bye')
  expect(await script.ended).toBe(0)
  expect(alice.asked.filter(call => call.startsWith('send')).map(call => call.split(': ')[1])).toEqual([
    'hello',
    'of two\nlines',
    'bye',
  ])
  expect(script.text).not.toContain('\x1b')
  await expect.poll(() => alice.listening).toBe(0)
})

it('tells a script by its failure that there is nobody of that name', async () => {
  const [alice] = new MemoryWorld().friends('alice', 'bob')
  await expect(new Script(alice, 'nobody').ended).rejects.toMatchObject({ code: 'no-peer' })
})

it('survives a node that goes away, and shows what came meanwhile once', async () => {
  const [alice, bob] = new MemoryWorld().friends('alice', 'bob')
  const script = new Script(alice, 'bob')
  script.input.write('before\n')
  await script.sees('before')
  script.connection.cut()
  await bob.send({ conv: ['alice'], text: 'meanwhile' })
  await script.sees('The connection to the node is gone')
  await script.sees('Connected again')
  await script.sees('meanwhile')
  await bob.send({ conv: ['alice'], text: 'afterwards' })
  await script.sees('afterwards')
  script.input.end('after\n')
  await script.ended
  expect(script.reattached).toBe(1)
  expect(script.text.match(/meanwhile|afterwards/g)).toHaveLength(2)
  expect(alice.asked.at(-1)).toMatch(/after$/)
})

it('sends once what was typed while the connection was gone', async () => {
  const [alice] = new MemoryWorld().friends('alice', 'bob')
  const script = new Script(alice, 'bob')
  await script.sees('No messages yet')
  script.connection.cutOff = true
  script.input.write('typed into the void\n')
  await delay(20)
  script.connection.cut()
  await script.sees('you: typed into the void')
  script.input.end()
  await script.ended
  expect(alice.asked.filter(call => call.startsWith('send'))).toHaveLength(1)
})

it('does not start a node anew that was stopped on purpose', async () => {
  const [alice] = new MemoryWorld().friends('alice', 'bob')
  const script = new Script(alice, 'bob')
  await script.sees('No messages yet')
  await alice.down()
  script.connection.cut()
  expect(await script.ended).toBe(0)
  expect(script.text).toContain('stopped with “earshot down”')
  expect(script.reattached).toBe(0)
})
