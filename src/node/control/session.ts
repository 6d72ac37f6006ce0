/**
 * One client on the control socket. Requests are answered as they finish, in any order. What a client costs is bounded: the length
 * of a line, the time to finish one, requests under way, and how long it may leave unread what it was sent.
 */

import type { Socket } from 'node:net'
import type { JSONRPCID, JSONRPCRequest, JSONRPCResponse, JSONRPCServer } from 'json-rpc-2.0'
import { EarshotError, type ErrorReport, reportOf } from '../../protocol/errors.ts'
import { LineSplitter, LineTooLong, MAX_REQUEST_UNITS } from '../../protocol/lines.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { Event, Messenger } from '../messenger.ts'

export interface SessionLimits {
  /** Characters of one request. @default MAX_REQUEST_UNITS */
  line: number
  /** Milliseconds to finish a line that was begun. @default 10_000 */
  lineTime: number
  /** Requests under way at once; further ones are not read until one is answered. @default 64 */
  requests: number
  /** Streams of events at once. @default 16 */
  subscriptions: number
  /** Bytes written and not read by the client before we wait for it. @default 1 MiB */
  unread: number
  /** Milliseconds that we wait for such a client before it is dropped. @default 10_000 */
  stall: number
}

export const SESSION_LIMITS: SessionLimits = {
  line: MAX_REQUEST_UNITS,
  lineTime: 10_000,
  requests: 64,
  subscriptions: 16,
  unread: 1024 * 1024,
  stall: 10_000,
}

/** Characters that are gathered at most before they are written. */
const FLUSH_UNITS = 64 * 1024

/** JSON-RPC's own numbers where one fits; the stable part is `data.code`. */
const PARSE_ERROR = -32_700
const INVALID_REQUEST = -32_600

/** A request under way, for the methods. */
export interface Call {
  readonly session: Session
  /** Nobody waits for the answer any more: it was cancelled, or the client is gone. */
  readonly signal: AbortSignal
}

/** As in the Language Server Protocol: a notification that takes a request back. What changes something happens all the same. */
const CANCEL = '$/cancelRequest'

export interface SessionOptions {
  socket: Socket
  rpc: JSONRPCServer<Call>
  messenger: Messenger
  limits: SessionLimits
  /** What a client has to say first, where the socket's path does not keep others out (Windows). */
  secret: string | undefined
  log: (message: string) => void
}

/** Tells clients apart. */
let clients = 0

export class Session {
  readonly #options: SessionOptions
  readonly #socket: Socket
  readonly #splitter: LineSplitter
  readonly #subscriptions = new Map<number, AbortController>()
  /** Requests under way, by their ids. */
  readonly #underWay = new Map<JSONRPCID, AbortController>()
  #nextSubscription = 1
  #active = 0
  #queue: string[] = []
  #lineTimer: NodeJS.Timeout | undefined
  #stallTimer: NodeJS.Timeout | undefined
  #drained: Promise<void> | undefined
  #trusted: boolean
  #ended = false
  /** Lines that go out together, with what else is told in this turn of the event loop. */
  #lines: string[] = []
  #linesLength = 0
  #flushing: NodeJS.Immediate | undefined
  readonly #viewer = `client ${++clients}`
  #looked = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#socket = options.socket
    this.#splitter = new LineSplitter(options.limits.line)
    this.#trusted = options.secret === undefined
    this.#socket.setEncoding('utf8')
    this.#socket.on('data', this.#onData)
    // `close` follows an error and is where everything ends.
    this.#socket.on('error', error => options.log(`control client: ${error.message}`))
    this.#socket.once('close', this.#onClose)
  }

  /** Ends the connection after what was written has gone out, or at once. */
  close(how: 'flush' | 'now'): void {
    if (this.#ended) return
    if (how === 'now') this.#socket.destroy()
    else {
      this.#flush()
      this.#socket.end()
    }
  }

  /** Lets the client in if the secret is right. */
  admit(secret: string | undefined): void {
    if (this.#options.secret !== undefined && secret !== this.#options.secret) {
      throw new EarshotError('not-allowed', 'This is not the secret of this profile')
    }
    this.#trusted = true
  }

  /** Refuses everything before `hello` gave the secret. */
  requireTrust(): void {
    if (!this.#trusted) throw new EarshotError('not-allowed', 'Say hello first, with the secret of this profile')
  }

  subscribe(since: string | undefined): { subscription: number } {
    if (this.#subscriptions.size >= this.#options.limits.subscriptions) {
      throw new EarshotError('busy', phrase`This connection listens ${this.#subscriptions.size} times already`)
    }
    const subscription = this.#nextSubscription++
    const stop = new AbortController()
    this.#subscriptions.set(subscription, stop)
    const events = this.#options.messenger
      .listen(since === undefined ? {} : { since }, stop.signal)
      [Symbol.asyncIterator]()
    // Asked for now, so that nothing that happens from here on is missed; sent after the answer that names the subscription.
    const first = events.next()
    first.catch(() => undefined)
    // The answer is written within the microtasks that follow.
    setImmediate(() => void this.#pump(subscription, events, first))
    return { subscription }
  }

  /** Says what is looked at at the other end; that ends with the connection. */
  look(look: { conv?: string; open?: string[]; active?: boolean }): Promise<{ seconds: number }> {
    this.#looked = true
    return this.#options.messenger.looking({ ...look, viewer: this.#viewer })
  }

  /** Has another client come to the fore. */
  focus(conv: string): Promise<{ focused: boolean }> {
    return this.#options.messenger.focus({ conv, viewer: this.#viewer })
  }

  unsubscribe(subscription: number): { subscription: number } {
    this.#subscriptions.get(subscription)?.abort()
    this.#subscriptions.delete(subscription)
    return { subscription }
  }

  readonly #onData = (chunk: Buffer | string): void => {
    try {
      this.#queue.push(...this.#splitter.push(String(chunk)))
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error
      const { line } = this.#options.limits
      this.#refuse(PARSE_ERROR, new EarshotError('invalid', phrase`A request may be ${line} characters long`))
      return
    }
    clearTimeout(this.#lineTimer)
    if (this.#splitter.partial) {
      this.#lineTimer = setTimeout(() => this.#drop('did not finish its line'), this.#options.limits.lineTime)
    }
    this.#work()
  }

  readonly #onClose = (): void => {
    this.#ended = true
    clearTimeout(this.#lineTimer)
    clearTimeout(this.#stallTimer)
    clearImmediate(this.#flushing)
    this.#queue = []
    this.#lines = []
    for (const stop of this.#subscriptions.values()) stop.abort()
    this.#subscriptions.clear()
    for (const stop of this.#underWay.values()) stop.abort(cancelled())
    this.#socket.off('data', this.#onData)
    if (!this.#looked) return
    this.#options.messenger
      .looking({ viewer: this.#viewer })
      .catch((error: Error) => this.#options.log(`looking: ${error.message}`))
  }

  #work(): void {
    while (!this.#ended && this.#queue.length > 0 && this.#active < this.#options.limits.requests && !this.#drained) {
      const line = this.#queue.shift()!
      if (line.trim() !== '') this.#take(line)
    }
    if (this.#ended) return
    // What is not read from the socket waits in the client, which then waits too.
    if (this.#queue.length > 0) this.#socket.pause()
    else this.#socket.resume()
  }

  #take(line: string): void {
    let request: unknown
    try {
      request = JSON.parse(line)
    } catch (error) {
      const message = error instanceof SyntaxError ? error.message : String(error)
      this.#refuse(PARSE_ERROR, new EarshotError('usage', phrase`This is not JSON: ${message.slice(0, 80)}`))
      return
    }
    if (typeof request !== 'object' || request === null || Array.isArray(request)) {
      this.#refuse(INVALID_REQUEST, new EarshotError('usage', 'A line holds one JSON-RPC request'))
      return
    }
    if ('method' in request && request.method === CANCEL) {
      this.#cancel('params' in request ? request.params : undefined)
      return
    }
    this.#active++
    void this.#answer(request as JSONRPCRequest)
  }

  /** One that was answered already, or never made, is none to take back. */
  #cancel(params: unknown): void {
    if (typeof params !== 'object' || params === null || !('id' in params)) return
    const { id } = params
    if (typeof id === 'number' || typeof id === 'string') this.#underWay.get(id)?.abort(cancelled())
  }

  async #answer(request: JSONRPCRequest): Promise<void> {
    let response: JSONRPCResponse | null
    const { id } = request
    const stop = new AbortController()
    if (id !== undefined && id !== null) this.#underWay.set(id, stop)
    try {
      response = await this.#options.rpc.receive(request, { session: this, signal: stop.signal })
    } catch (error) {
      this.#options.log(`control request failed: ${String(error)}`)
      this.#drop('caused a fault')
      return
    } finally {
      this.#active--
      if (id !== undefined && id !== null && this.#underWay.get(id) === stop) this.#underWay.delete(id)
    }
    this.#respond(response)
    this.#work()
  }

  #respond(response: JSONRPCResponse | null): void {
    if (response === null) return
    if (response.error && response.error.data === undefined) {
      response.error.data = { code: 'usage', message: response.error.message } satisfies ErrorReport
    }
    this.#write(response)
  }

  /** Says what was wrong and ends the connection: after a broken line nothing that follows can be trusted to be a line. */
  #refuse(code: number, error: EarshotError): void {
    this.#queue = []
    this.#write({ jsonrpc: '2.0', id: null, error: { code, message: error.message, data: reportOf(error) } })
    this.#flush()
    this.#socket.off('data', this.#onData)
    this.#socket.resume()
    this.#socket.end()
    this.#lineTimer = setTimeout(() => this.#socket.destroy(), 1000)
  }

  #drop(why: string): void {
    if (this.#ended) return
    this.#options.log(`control client dropped: it ${why}`)
    this.#socket.destroy()
  }

  #write(document: object): void {
    if (this.#ended || !this.#socket.writable) return
    const line = `${JSON.stringify(document)}\n`
    this.#lines.push(line)
    this.#linesLength += line.length
    if (this.#linesLength >= FLUSH_UNITS) this.#flush()
    else this.#flushing ??= setImmediate(() => this.#flush())
  }

  #flush(): void {
    clearImmediate(this.#flushing)
    this.#flushing = undefined
    if (this.#lines.length === 0) return
    const text = this.#lines.join('')
    this.#lines = []
    this.#linesLength = 0
    if (this.#ended || !this.#socket.writable) return
    this.#socket.write(text)
    if (this.#socket.writableLength > this.#options.limits.unread) this.#waitForReader()
  }

  #waitForReader(): void {
    if (this.#drained) return
    this.#stallTimer = setTimeout(() => this.#drop('does not read'), this.#options.limits.stall)
    this.#drained = new Promise(resolve => {
      const done = () => {
        clearTimeout(this.#stallTimer)
        this.#socket.off('drain', done)
        this.#socket.off('close', done)
        this.#drained = undefined
        resolve()
        this.#work()
      }
      this.#socket.once('drain', done)
      this.#socket.once('close', done)
    })
  }

  async #pump(
    subscription: number,
    events: AsyncIterator<Event>,
    first: Promise<IteratorResult<Event>>,
  ): Promise<void> {
    try {
      for (let next = await first; next.done !== true; next = await events.next()) {
        if (!this.#subscriptions.has(subscription)) return
        this.#write({ jsonrpc: '2.0', method: 'event', params: { subscription, event: next.value } })
        await this.#drained
      }
      if (this.#subscriptions.has(subscription)) {
        this.#write({ jsonrpc: '2.0', method: 'event', params: { subscription, end: true } })
      }
    } catch (error) {
      this.#write({ jsonrpc: '2.0', method: 'event', params: { subscription, error: reportOf(error) } })
    } finally {
      this.unsubscribe(subscription)
      await events.return?.()
    }
  }
}

function cancelled(): EarshotError {
  return new EarshotError('timeout', 'the answer was not wanted any more')
}
