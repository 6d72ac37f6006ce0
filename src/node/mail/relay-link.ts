/**
 * One relay, as a client sees it: a stream of `/earshot/mailbox/1.0.0`, opened when it is needed, on which requests go out and
 * answers come back in any order. When the relay falls silent all that waits fails, and the next request opens a new stream.
 */

import { FrameStream } from '../../host/frame-stream.ts'
import type { Host, Log } from '../../host/host.ts'
import type { Bytes } from '../../protocol/bytes.ts'
import { EarshotError, reason } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { MAX_PARCEL_BYTES } from '../../protocol/limits.ts'
import { type PhraseValue, phrase } from '../../protocol/phrase.ts'
import { MAILBOX_PROTOCOL } from '../../protocol/protocols.ts'
import { Answer, type Arrived, Request } from '../../protocol/wire/mailbox.ts'

/** A parcel, and what a frame says beside it. */
const MAX_ANSWER_BYTES = MAX_PARCEL_BYTES + 4 * 1024
const ANSWER_MS = 10_000
const DIAL_MS = 5_000
/** After this long without a word the relay is asked whether it is there. */
const QUIET_MS = 10_000
/** Ways to a relay that are tried; friends' cards name them, and may name what they like. */
const MAX_WAYS = 8

/** The relay said no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** As in mailbox.proto. */
  readonly code: string
  /** Seconds after which it may be tried again; 0 where that is of no use. */
  readonly wait: number

  constructor(code: string, message: string, wait: number) {
    super(message === '' ? code : message)
    this.code = code
    this.wait = wait
  }
}

export interface RelayLinkOptions {
  host: Host
  relay: PeerIdString
  log: Log
  /** A parcel of one's own mailbox, while it is collected. */
  onArrived?: (arrived: Arrived) => void
  /** The stream is gone. */
  onDown?: () => void
  /** Asked whether it is there, the relay says that it has no mailbox for this peer. */
  onNoMailbox?: () => void
}

interface Waiting {
  resolve: (answer: Answer) => void
  reject: (error: Error) => void
  timer: NodeJS.Timeout
}

export class RelayLink {
  readonly relay: PeerIdString
  readonly #options: RelayLinkOptions
  readonly #waiting = new Map<number, Waiting>()
  #addresses: readonly string[] = []
  #frames: FrameStream | undefined
  #opening: Promise<FrameStream> | undefined
  #number = 0
  #heartbeat: NodeJS.Timeout | undefined
  #closed = false
  /** When it was last of use, milliseconds of `performance.now()`. */
  usedAt = performance.now()

  constructor(options: RelayLinkOptions) {
    this.relay = options.relay
    this.#options = options
  }

  get up(): boolean {
    return this.#frames?.open ?? false
  }

  /** Requests that wait for their answers. */
  get busy(): boolean {
    return this.#waiting.size > 0
  }

  /** The ways to the relay from now on. */
  learn(addresses: readonly string[]): void {
    this.#addresses = addresses.slice(0, MAX_WAYS)
  }

  /** Asks the relay; opens the stream where there is none. `Refused`, or `offline` when it does not answer. */
  async ask(request: Omit<Partial<Request>, 'number'>, timeout = ANSWER_MS): Promise<Answer> {
    this.usedAt = performance.now()
    return this.#ask(request, timeout)
  }

  async #ask(request: Omit<Partial<Request>, 'number'>, timeout = ANSWER_MS): Promise<Answer> {
    const frames = await this.open()
    if (!frames.open) throw offline(phrase`the stream ended`)
    const askedAt = performance.now()
    this.#number = (this.#number % 0xffff_ffff) + 1
    const number = this.#number
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const timer = setTimeout(() => {
      this.#waiting.delete(number)
      reject(offline(phrase`no answer`))
      // Who is silent altogether is gone; who only owes this answer is not.
      if (frames.heardAt < askedAt) frames.fail(new Error('the relay is silent'))
    }, timeout)
    this.#waiting.set(number, { resolve, reject, timer })
    // Few are under way at a time, so what the relay has not read yet is little.
    frames.send(Request.encode({ ...request, number }))
    const answer = await promise
    if (answer.refused !== undefined) {
      const { code, message, wait } = answer.refused
      throw new Refused(code, message, wait)
    }
    return answer
  }

  /** Opens the stream, or gives the one there is. */
  async open(): Promise<FrameStream> {
    if (this.#closed) throw offline(phrase`it was closed`)
    if (this.#frames?.open) return this.#frames
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  async #open(): Promise<FrameStream> {
    const { host } = this.#options
    let stream: Awaited<ReturnType<Host['open']>>
    try {
      const connection = await host.dial(this.relay, this.#addresses, AbortSignal.timeout(DIAL_MS))
      stream = await host.open(connection, MAILBOX_PROTOCOL)
    } catch (error) {
      throw offline(reason(error), error)
    }
    const frames = new FrameStream(stream, {
      maxFrameBytes: MAX_ANSWER_BYTES,
      onFrame: bytes => this.#take(bytes),
      onEnd: (_fault, error) => this.#down(frames, error),
    })
    this.#frames = frames
    this.#heartbeat = setInterval(() => this.#beat(frames), QUIET_MS)
    if (this.#closed) await frames.close()
    return frames
  }

  #beat(frames: FrameStream): void {
    if (performance.now() - frames.heardAt < QUIET_MS || this.busy) return
    this.#ask({ status: {} }).catch((error: Error) => {
      // Refused is an answer too: it is there.
      if (!(error instanceof Refused)) this.#options.log(`relay ${this.relay}: ${error.message}`)
      else if (error.code === 'no-mailbox') this.#options.onNoMailbox?.()
    })
  }

  #take(bytes: Bytes): void {
    const answer = Answer.decode(bytes)
    if (answer.arrived !== undefined) this.#options.onArrived?.(answer.arrived)
    const waiting = this.#waiting.get(answer.number)
    if (waiting === undefined) return
    this.#waiting.delete(answer.number)
    clearTimeout(waiting.timer)
    waiting.resolve(answer)
  }

  #down(frames: FrameStream, error: Error | undefined): void {
    if (this.#frames !== frames) return
    this.#frames = undefined
    clearInterval(this.#heartbeat)
    if (error !== undefined) this.#options.log(`relay ${this.relay}: ${error.message}`)
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(offline(error === undefined ? phrase`the stream ended` : reason(error), error))
    }
    this.#waiting.clear()
    this.#options.onDown?.()
  }

  /** Ends the stream; the next request opens another. */
  async drop(): Promise<void> {
    await this.#frames?.close()
  }

  /** Ends the stream because of what the relay did on it. */
  fail(error: Error): void {
    this.#frames?.fail(error)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#frames?.close()
  }
}

function offline(why: PhraseValue, cause?: unknown): EarshotError {
  return new EarshotError(
    'offline',
    phrase`the relay does not answer: ${why}`,
    'is its host on, and on this network?',
    cause,
  )
}
