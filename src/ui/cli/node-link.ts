/**
 * A command's way to its node. Where the node went away before it answered (it was killed, or ended because nobody needed it), a call
 * that is safe to repeat is made once more, at a new node if need be: changing calls carry a key, so they happen once.
 */
import { type ControlConnection, newKey } from '../../node/control/client.ts'
import { callPatience, isKeyed, isMethod, METHODS, type MethodName } from '../../node/control/methods.ts'
import { type AttachOptions, attach, launch } from '../../node/launch.ts'
import type { ListenOptions, Messenger } from '../../node/messenger.ts'
import { EarshotError } from '../../protocol/errors.ts'

export interface NodeLinkOptions {
  home: string
  program: string
  /** Seconds for all waiting of a command, or for each call of one that lasts. */
  timeout: number
  passphrase: () => Promise<string | undefined>
}

/** These change something and take no key: whether they happened is not known when the answer is lost. */
const ONCE: ReadonlySet<MethodName> = new Set([
  'down',
  'lock',
  'erase',
  'passwd',
  'backup',
  'seal',
  'unseal',
  'answer',
  'hangup',
])

/** Seconds that may be waited in all, counted from now on. */
class Patience {
  readonly #seconds: number
  readonly #since = process.uptime()
  #excused = 0

  constructor(seconds: number) {
    this.#seconds = seconds
  }

  get left(): number {
    return Math.max(0, this.#seconds - (process.uptime() - this.#since - this.#excused))
  }

  /** Does not count the time that this takes. */
  async excuse<T>(work: () => Promise<T>): Promise<T> {
    const before = process.uptime()
    try {
      return await work()
    } finally {
      this.#excused += process.uptime() - before
    }
  }
}

export class NodeLink {
  readonly messenger: Messenger
  readonly #options: NodeLinkOptions
  readonly #patience: Patience
  #connection: Promise<ControlConnection> | undefined
  #lasting = false
  #known: string | undefined

  constructor(options: NodeLinkOptions) {
    this.#options = options
    this.#patience = new Patience(options.timeout)
    this.messenger = this.#makeMessenger()
  }

  /** Seconds left to the command; the time a person takes to type a passphrase does not count. */
  remaining(): number {
    return this.#patience.left
  }

  /** Does not count the time that somebody takes to answer a question. */
  excuse<T>(work: () => Promise<T>): Promise<T> {
    return this.#patience.excuse(work)
  }

  /** For what runs until somebody stops it, or as long as it takes: from now on each call, and each way to a node, has the whole time. */
  lasting(): void {
    this.#lasting = true
  }

  /** The passphrase that was chosen just now: nobody is asked for it again. */
  remember(passphrase: string): void {
    this.#known = passphrase
  }

  /** The connection to a node, which is started where there is none. */
  connection(): Promise<ControlConnection> {
    this.#connection ??= this.#launch('automatic')
    return this.#connection
  }

  /** A connection of its own to a node that runs already; nothing is started. The caller closes it. */
  async look(patience = Number.POSITIVE_INFINITY): Promise<ControlConnection | undefined> {
    try {
      return await attach({ home: this.#options.home, remaining: () => Math.min(patience, this.remaining()) })
    } catch (error) {
      if (error instanceof EarshotError && error.code === 'no-node') return undefined
      throw error
    }
  }

  /** Calls a method by its name, with a key if it takes one. */
  async request(method: string, params: Record<string, unknown>): Promise<unknown> {
    return isMethod(method) ? this.#call(method, params) : (await this.connection()).request(method, params)
  }

  /** The connection to a node that runs already; `no-node` where there is none. */
  running(): Promise<ControlConnection> {
    const { home } = this.#options
    this.#connection ??= attach({ home, ...this.#time(this.#newPatience()) })
    return this.#connection
  }

  /** A new connection after the old one ended, to a new node if need be. */
  reattach(): Promise<ControlConnection> {
    this.#connection = this.#launch('automatic')
    return this.#connection
  }

  /** Starts a node that stays, or takes the one that runs. */
  startStaying(listen: string[], mdns: boolean): Promise<ControlConnection> {
    this.#connection = this.#launch('up', listen.length === 0 ? {} : { listen }, mdns)
    return this.#connection
  }

  async close(): Promise<void> {
    const pending = this.#connection
    this.#connection = undefined
    if (pending === undefined) return
    // Whoever asked for it was told why there is none.
    const connection = await pending.catch(() => undefined)
    connection?.close()
  }

  #launch(mode: 'automatic' | 'up', listen: { listen?: string[] } = {}, mdns = true): Promise<ControlConnection> {
    const { home, program } = this.#options
    const patience = this.#newPatience()
    const passphrase = (): Promise<string | undefined> => patience.excuse(() => this.#ask())
    return launch({ home, program, mode, mdns, ...listen, ...this.#time(patience), passphrase })
  }

  /** For one way to a node. */
  #newPatience(): Patience {
    return this.#lasting ? new Patience(this.#options.timeout) : this.#patience
  }

  #time(patience: Patience): Pick<AttachOptions, 'remaining' | 'callTimeout'> {
    return {
      remaining: () => patience.left,
      callTimeout: method => (this.#lasting ? callPatience(method, this.#options.timeout) : this.#patience.left),
    }
  }

  async #ask(): Promise<string | undefined> {
    return this.#known ?? (await this.#options.passphrase())
  }

  #makeMessenger(): Messenger {
    const calls: Record<string, unknown> = {
      listen: (options: ListenOptions, signal: AbortSignal) => this.#listen(options, signal),
    }
    for (const name of Object.keys(METHODS) as MethodName[]) {
      calls[name] = (params: Record<string, unknown> = {}) => this.#call(name, params)
    }
    return calls as unknown as Messenger
  }

  async #call(name: MethodName, params: Record<string, unknown>): Promise<unknown> {
    const given = isKeyed(name) && params.key === undefined ? { ...params, key: newKey() } : params
    const connection = await this.connection()
    try {
      return await connection.request(name, given)
    } catch (error) {
      if (!(error instanceof EarshotError) || error.code !== 'no-node' || ONCE.has(name)) throw error
      return (await this.reattach()).request(name, given)
    }
  }

  async *#listen(options: ListenOptions, signal: AbortSignal): AsyncGenerator<never, void, undefined> {
    const connection = await this.connection()
    yield* connection.messenger.listen(options, signal) as AsyncIterable<never>
  }
}
