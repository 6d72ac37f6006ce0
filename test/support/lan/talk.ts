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
  /** Whether that many are enough; else it goes on. @default they are */
  enough?: () => boolean
}

/** Sends messages one after another; where the node dies over one, asks again under the same key, as a client must. */
export async function talk({ enough, ...options }: TalkOptions): Promise<void> {
  const { from, to, conversation, checker, count, pause } = options
  let control = await attached(from)
  for (let number = 0; number < count || enough?.() === false; number += 1) {
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
  /** Ids of the messages that it was told of. */
  readonly heard = new Set<string>()
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
          this.heard.add(event.message.id)
          last = event.message.id
        }, last)
        await until(() => control.lost || signal.aborted, { what: 'the end of the run', timeout: 600_000 })
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error
      }
    }
  }
}

/** Waits until each bot has been told of so many messages, or a minute has passed: the checker then tells what is missing. */
export async function caughtUp(bots: readonly Bot[], count: number): Promise<void> {
  await until(() => bots.every(({ heard }) => heard.size >= count), { what: 'all is told', timeout: 60_000 }).catch(
    () => undefined,
  )
}
