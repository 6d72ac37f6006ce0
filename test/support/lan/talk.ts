/**
 * Programs that talk over Earshot while their nodes die: what a careful script or bot does. They speak to the control
 * socket, since a process for each of thousands of messages would measure the machine and not Earshot.
 */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '../../../src/node/messenger.ts'
import type { Checker } from './checker.ts'
import type { Host } from './host.ts'
import { idOf } from './people.ts'
import { ConnectionLost, type ControlClient } from './rpc.ts'
import { until } from './until.ts'

/** A connection to the node of a host; waits for the node while it is dead. */
export function attached(host: Host, timeout = 60_000): Promise<ControlClient> {
  return until(() => host.control(), { what: `${host.name} answers`, timeout, every: 50 })
}

/** What `talk` says, and how fast. */
export interface TalkOptions {
  from: Host
  to: Host
  conversation: string
  checker: Checker
  /** How many messages. */
  count: number
  /** The longest pause between two messages, in milliseconds; pauses are random. */
  pause: number
}

/** Sends messages one after another; where the node dies over one, asks again under the same key, as a client must. */
export async function talk({ from, to, conversation, checker, count, pause }: TalkOptions): Promise<void> {
  let control = await attached(from)
  for (let number = 0; number < count; number += 1) {
    const text = `${from.name} to ${to.name} ${number}`
    checker.attempt(from.name, conversation, text)
    for (;;) {
      try {
        const params = { conv: [idOf(to)], text, key: `${from.name}-${to.name}-${number}` }
        const [message] = await control.call<Message[]>('send', params)
        checker.accept(text, message!.id)
        break
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
        control = await attached(from)
      }
    }
    await sleep(randomInt(0, pause + 1))
  }
  await control.close()
}

/** Listens without end; where its node dies, goes on with `since` from the last message that it was told of. */
export class Bot {
  /** Messages of others that it was told of. */
  heard = 0
  readonly #over = new AbortController()
  readonly #running: Promise<void>
  #failure: unknown

  /** `first` is a message that the host has and that every bot of the run starts after. */
  constructor(host: Host, checker: Checker, first: Message) {
    this.#running = this.#run(host, checker, first).catch(error => {
      this.#failure = error
    })
  }

  /** Ends it; throws what it failed with, if it did. */
  async stop(): Promise<void> {
    this.#over.abort()
    await this.#running
    if (this.#failure !== undefined) throw this.#failure
  }

  async #run(host: Host, checker: Checker, first: Message): Promise<void> {
    const { signal } = this.#over
    const name = `${host.name}’s bot`
    checker.listener(name, host.name, { complete: true })
    checker.heard(name, first)
    let last = first.id
    while (!signal.aborted) {
      try {
        await using control = await attached(host)
        await control.listen(event => {
          if (event.event !== 'message') return
          checker.heard(name, event.message)
          if (!event.message.own) this.heard += 1
          last = event.message.id
        }, last)
        await until(() => control.lost || signal.aborted, { what: 'the end of the run', timeout: 600_000 })
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
      }
    }
  }
}

/** Waits until each bot has been told of so many messages of others, or some seconds have passed: the checker then tells what is missing. */
export async function caughtUp(bots: readonly Bot[], count: number): Promise<void> {
  for (let look = 0; look < 100 && bots.some(bot => bot.heard < count); look += 1) await sleep(100)
}
