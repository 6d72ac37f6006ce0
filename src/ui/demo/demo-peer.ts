/** One of the two in the demo: a profile, a node as a process of its own, commands run against it, and the events it tells. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ControlConnection, connectControl } from '../../node/control/client.ts'
import type { Event } from '../../node/messenger.ts'
import { isErrorCode } from '../../protocol/errors.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { sanitize } from '../text/sanitize.ts'
import { CheckFailed } from './check.ts'
import { type Ending, Program, ProgramEnded } from './program.ts'

/** Seconds that a command may take; on a slow machine starting Node alone takes one. */
const COMMAND_SECONDS = 20

export interface DemoPeerOptions {
  name: string
  folder: string
  program: string
  words: Catalogue
  /** Aborted when the demo is interrupted. */
  signal: AbortSignal
}

interface Ready {
  event: 'ready'
  peerId: string
  addresses: string[]
  control: string
}

export class DemoPeer {
  readonly name: string
  readonly home: string
  readonly #options: DemoPeerOptions
  readonly #env: NodeJS.ProcessEnv
  readonly #programs = new Set<Program>()
  readonly #events: Event[] = []
  readonly #onEvent = new Set<() => void>()
  #node: Program | undefined
  #connection: ControlConnection | undefined
  #listening: Promise<void> | undefined

  constructor(options: DemoPeerOptions) {
    this.name = options.name
    this.home = join(options.folder, options.name)
    this.#options = options
    // Nothing of the user's own settings applies here; sockets lie in the demo's folder, which keeps them apart and short.
    const { EARSHOT_HOME, EARSHOT_PROFILE, EARSHOT_PASSPHRASE_FILE, ...env } = process.env
    this.#env = { ...env, XDG_RUNTIME_DIR: join(options.folder, 'run'), NO_COLOR: '1' }
    // A demo is no news for the desktop.
    this.#env.DBUS_SESSION_BUS_ADDRESS = 'disabled:'
  }

  /** Starts the node; resolves when it is ready and its events are heard. */
  async start(): Promise<Ready> {
    await mkdir(join(this.#options.folder, 'run'), { recursive: true, mode: 0o700 })
    this.#node = this.#spawn(['up', '--no-mdns', '--listen', '/ip4/127.0.0.1/tcp/0'])
    const ready = await this.#within(COMMAND_SECONDS, `${this.name} ready`, signal =>
      this.#node === undefined
        ? Promise.reject(new TypeError('no node'))
        : this.#node.object<Ready>(object => object.event === 'ready', signal),
    )
    this.#connection = await connectControl(ready.control)
    await this.#listen(this.#connection)
    return ready
  }

  /** Runs a command to its end and gives what it printed as JSON. */
  async command<T>(...args: string[]): Promise<T> {
    return this.#result<T>(args, await this.#end(this.#spawnCommand(args)))
  }

  /** Likewise, with text on standard input. */
  async commandWith<T>(stdin: string, ...args: string[]): Promise<T> {
    return this.#result<T>(args, await this.#end(this.#spawnCommand(args, stdin)))
  }

  /** Runs a command that has to be refused with `exit`; gives the message. */
  async refused(exit: number, ...args: string[]): Promise<string> {
    const ending = await this.#end(this.#spawnCommand(args))
    const { check } = this.#options.words.demo
    if (ending.code !== exit) throw new CheckFailed(check.notSo(`earshot ${args[0]}`, `exit ${exit}`, `${ending.code}`))
    return errorMessage(ending, this.#options.words)
  }

  /** Starts a command that streams. */
  stream(...args: string[]): Program {
    return this.#spawnCommand(args)
  }

  /** The JSON object of a stream that `wanted` accepts. */
  async object<T>(program: Program, what: string, seconds: number, wanted: (object: T) => boolean): Promise<T> {
    return this.#within(seconds, what, signal => program.object(wanted, signal))
  }

  /** How a streaming command ended. */
  async ended(program: Program, what: string, seconds: number): Promise<Ending> {
    return this.#within(seconds, what, () => program.ended)
  }

  /** How many events were heard so far: a place to look on from. */
  get heard(): number {
    return this.#events.length
  }

  /** All events heard from a place on. */
  eventsFrom(from: number): Event[] {
    return this.#events.slice(from)
  }

  /** The first event from a place on that `wanted` makes something of, heard already or to come. */
  async event<T>(from: number, what: string, seconds: number, wanted: (event: Event) => T | undefined): Promise<T> {
    return this.#within(seconds, what, signal => {
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      const look = () => {
        for (const event of this.#events.slice(from)) {
          const value = wanted(event)
          if (value !== undefined) {
            resolve(value)
            return
          }
        }
      }
      const aborted = () => reject(signal.reason)
      this.#onEvent.add(look)
      signal.addEventListener('abort', aborted)
      look()
      return promise.finally(() => {
        this.#onEvent.delete(look)
        signal.removeEventListener('abort', aborted)
      })
    })
  }

  /** Kills the node as a power failure would: no goodbye, nothing written any more. */
  async kill(): Promise<void> {
    this.#node?.kill('SIGKILL')
    await this.#node?.ended
    this.#node = undefined
    await this.#listening
  }

  /** Stops the node by command; gives the exit code of its process. */
  async down(): Promise<number | null> {
    const node = this.#node
    this.#node = undefined
    this.#connection?.close()
    await this.command('down')
    const ending = await this.#within(
      COMMAND_SECONDS,
      `${this.name} down`,
      () => node?.ended ?? Promise.resolve(undefined),
    )
    return ending?.code ?? null
  }

  /** Ends whatever still runs. Harmless when all is over. */
  async cleanUp(): Promise<void> {
    this.#node = undefined
    this.#connection?.close()
    for (const program of this.#programs) program.kill('SIGTERM')
    await Promise.all([...this.#programs].map(program => endOrKill(program)))
  }

  /** Kills at once, for a process that is about to exit. */
  killAll(): void {
    for (const program of this.#programs) program.kill('SIGKILL')
  }

  /** Asks for events and waits until the node has begun to send them: it answers in order. */
  async #listen(connection: ControlConnection): Promise<void> {
    const events = connection.messenger.listen({}, this.#options.signal)[Symbol.asyncIterator]()
    const first = events.next()
    // Awaited below; where the node is gone by then, nobody would.
    first.catch(() => undefined)
    await connection.messenger.status()
    const hear = async () => {
      for (let result = await first; result.done !== true; result = await events.next()) {
        this.#events.push(result.value)
        for (const listener of this.#onEvent) listener()
      }
    }
    // A killed node ends its events with an error: that is what the demo does to it.
    this.#listening = hear().catch(() => undefined)
  }

  #spawnCommand(args: string[], stdin?: string): Program {
    // A command would start a node of its own, with multicast, were ours not there.
    if (this.#node?.running === false) {
      throw new CheckFailed(this.#options.words.demo.check.nodeEnded(this.name, `earshot ${args[0]}`))
    }
    return this.#spawn(args, stdin)
  }

  #spawn(args: string[], stdin?: string): Program {
    const program = new Program({
      program: this.#options.program,
      args: ['--home', this.home, '--json', '--timeout', String(COMMAND_SECONDS), '--lang', 'en', ...args],
      env: this.#env,
      ...(stdin === undefined ? {} : { stdin }),
    })
    this.#programs.add(program)
    const forget = () => this.#programs.delete(program)
    program.ended.then(forget, forget)
    return program
  }

  #end(program: Program): Promise<Ending> {
    return this.#within(COMMAND_SECONDS + 5, this.#options.words.demo.things.end, () => program.ended)
  }

  #result<T>(args: string[], ending: Ending): T {
    const { check } = this.#options.words.demo
    if (ending.code !== 0) {
      throw new CheckFailed(
        check.command(`earshot ${args.join(' ')}`, ending.code ?? -1, errorMessage(ending, this.#options.words)),
      )
    }
    return JSON.parse(ending.stdout) as T
  }

  /** Waits for something at most `seconds`, and not on when the demo is interrupted. */
  async #within<T>(seconds: number, what: string, wait: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { check } = this.#options.words.demo
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new CheckFailed(check.notSeen(what, seconds))), seconds * 1000)
    const signal = AbortSignal.any([late.signal, this.#options.signal])
    const { promise: stopped, reject } = Promise.withResolvers<never>()
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    try {
      signal.throwIfAborted()
      return await Promise.race([wait(signal), stopped])
    } catch (error) {
      if (!(error instanceof ProgramEnded)) throw error
      throw new CheckFailed(
        check.command(what, error.ending.code ?? -1, errorMessage(error.ending, this.#options.words)),
      )
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
  }
}

/** The message of `{"error": …}`, or the last words of a program that knew no better. */
function errorMessage(ending: Ending, words: Catalogue): string {
  const last = ending.stderr.trim().split('\n').at(-1) ?? ''
  try {
    const { error } = JSON.parse(last) as { error: { code: string; message: string } }
    return sanitize(
      words.common.error({ code: isErrorCode(error.code) ? error.code : 'internal', message: error.message }),
    )
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return sanitize(last)
    throw error
  }
}

/** SIGTERM was sent; who does not end within three seconds is killed. */
async function endOrKill(program: Program): Promise<void> {
  const timer = setTimeout(() => program.kill('SIGKILL'), 3_000)
  // A program that could not even be started has ended, too.
  await program.ended.catch(() => undefined)
  clearTimeout(timer)
}
