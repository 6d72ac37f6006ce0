/** The line mode: a session between a screen and a connection that may be lost and found again. */
import type { Event, Messenger } from '../../node/messenger.ts'
import { reportOf } from '../../protocol/errors.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { LOOK_EVERY } from './attention.ts'
import type { Look } from './lines.ts'
import { colourPaint, plainPaint } from './paint.ts'
import { Screen, type ScreenKind } from './screen.ts'
import { type ChatProgram, ChatSession } from './session.ts'

/** An attached node, as the control client gives it. */
export interface ChatConnection {
  messenger: Messenger
  /** Resolves when the connection is gone, for whatever reason. */
  closed: Promise<void>
  close(): void
}

export interface ChatOptions {
  connection: ChatConnection
  /** The profile's folder. */
  home: string
  /** Whom to talk to at once. */
  who?: string | undefined
  words: Catalogue
  /** Attaches anew, starting a node if there is none. */
  reattach(): Promise<ChatConnection>
  program: ChatProgram
  /** @default standard input */
  input?: NodeJS.ReadStream
  /** @default standard output */
  output?: NodeJS.WriteStream
  /** @default whether the output is a terminal that has colours and nobody set NO_COLOR */
  color?: boolean
}

/** A stream of events whose first one is asked for already. */
interface Events {
  first: Promise<IteratorResult<Event>>
  next(): Promise<IteratorResult<Event>>
}

/** Seconds between attempts to attach anew; the last one goes on. */
const RETRY_AFTER = [0, 1, 2, 5, 10]
const LEAVING = ['SIGHUP', 'SIGTERM'] as const
/** Within this many ms the second Ctrl-C leaves. */
const SECOND_INTERRUPT = 2_000

/** Runs the line mode until the user leaves; resolves with the exit code. */
export async function runChat(options: ChatOptions): Promise<number> {
  const run = new ChatRun(options)
  try {
    await run.run()
    return 0
  } finally {
    run.close()
  }
}

class ChatRun {
  readonly #options: ChatOptions
  readonly #look: Look
  readonly #kind: ScreenKind
  readonly #screen: Screen
  readonly #session: ChatSession
  readonly #left = Promise.withResolvers<void>()
  #connection: ChatConnection
  #listening = new AbortController()
  /** Why the node said that it stops, until another one is attached. */
  #stopReason: (Event & { event: 'node' })['reason'] | undefined
  #reattaching: Promise<Messenger | undefined> | undefined
  #interruptedAt = Number.NEGATIVE_INFINITY
  #leaving = false

  readonly #onSignal = (): void => this.#leave()

  constructor(options: ChatOptions) {
    this.#options = options
    this.#connection = options.connection
    const { input = process.stdin, output = process.stdout } = options
    this.#kind = screenKind(input, output)
    const coloured = options.color ?? (this.#kind === 'rich' && output.hasColors())
    this.#look = {
      texts: options.words,
      times: options.words.common,
      paint: coloured ? colourPaint : plainPaint,
      get columns() {
        return output.columns ?? 80
      },
    }
    this.#screen = new Screen({
      input,
      output,
      kind: this.#kind,
      complete: line => this.#session.complete(line),
      prompt: () => this.#session.prompt,
      onInterrupt: cleared => this.#interrupted(cleared),
      onAbandon: line => this.#session.abandonInput(line),
      onEdit: line => this.#session.edited(line),
      onSign: sign => this.#session.sign(sign),
    })
    this.#session = new ChatSession({
      messenger: options.connection.messenger,
      screen: this.#screen,
      look: this.#look,
      program: options.program,
      onQuit: () => this.#leave(),
      reattached: () => this.#reattached(),
    })
  }

  async run(): Promise<void> {
    // A window that is closed is left like any other way: what stands in the line is kept.
    for (const signal of LEAVING) process.once(signal, this.#onSignal)
    const events = this.#subscribe(this.#connection)
    try {
      await this.#session.start(this.#options.who)
    } catch (error) {
      // A script is told by the exit code; somebody at a terminal can correct the name.
      if (this.#kind === 'script') throw error
      this.#session.showError(error)
      await this.#session.showList()
    }
    this.#follow(this.#connection, events)
    const attending = setInterval(() => void this.#session.attend(), LOOK_EVERY)
    await Promise.race([this.#typing(), this.#left.promise]).finally(() => clearInterval(attending))
    await this.#session.flush()
    if (this.#stopReason === undefined) await this.#session.leave(this.#screen.line)
    this.#screen.close()
    if (this.#kind !== 'script' && this.#stopReason === undefined) this.#screen.print([this.#look.texts.chat.leaving])
  }

  close(): void {
    for (const signal of LEAVING) process.off(signal, this.#onSignal)
    this.#leaving = true
    this.#listening.abort()
    this.#screen.close()
    this.#connection.close()
  }

  async #typing(): Promise<void> {
    for (;;) {
      const line = await this.#screen.nextLine()
      if (this.#leaving) return
      if (line === undefined) {
        await this.#session.end()
        return
      }
      if (this.#stopReason === 'down' && !/^\/(?:q|quit|exit)\b/.test(line)) await this.#reattached()
      await this.#session.line(line)
    }
  }

  /** Asks for events at once, so that none is missed between what is shown now and what happens. */
  #subscribe(connection: ChatConnection): Events {
    this.#listening = new AbortController()
    const { newest } = this.#session.model
    const since = newest === undefined ? {} : { since: newest }
    const iterator = connection.messenger.listen(since, this.#listening.signal)[Symbol.asyncIterator]()
    const first = iterator.next()
    // Whoever awaits it later gets the failure; until then it is not unhandled.
    first.catch(() => undefined)
    return { next: () => iterator.next(), first }
  }

  /** Takes in events until the connection ends, then sees to a new one. */
  #follow(connection: ChatConnection, events: Events): void {
    const pump = async () => {
      for (let result = await events.first; result.done !== true; result = await events.next()) {
        const event = result.value
        if (event.event === 'node') this.#stopReason = event.reason
        // One event that cannot be dealt with must not hide those after it.
        await this.#session.handle(event).catch((error: unknown) => this.#showUnlessLost(error))
      }
    }
    const pumped = pump().catch((error: unknown) => this.#showUnlessLost(error))
    void Promise.all([connection.closed, pumped]).then(() => this.#lost(connection))
  }

  /** A lost connection makes everything under way fail; that is told once, by `#lost`. */
  #showUnlessLost(error: unknown): void {
    if (!this.#leaving && reportOf(error).code !== 'no-node') this.#session.showError(error)
  }

  #lost(connection: ChatConnection): void {
    if (this.#leaving || connection !== this.#connection) return
    const { chat } = this.#look.texts
    const reason = this.#stopReason
    this.#session.print(this.#look.paint.error(`! ${reason === undefined ? chat.nodeGone : chat.nodeStopping[reason]}`))
    const final = reason === 'erase' || reason === 'lock' || (reason === 'down' && this.#kind === 'script')
    if (final) this.#leave()
    else if (reason !== 'down') void this.#reattached()
  }

  /** One reattaching at a time, whoever asks; `undefined` when the user leaves meanwhile. */
  #reattached(): Promise<Messenger | undefined> {
    this.#reattaching ??= this.#reattach().finally(() => {
      this.#reattaching = undefined
    })
    return this.#reattaching
  }

  async #reattach(): Promise<Messenger | undefined> {
    const { chat, common } = this.#look.texts
    for (let attempt = 0; !this.#leaving; attempt++) {
      const seconds = RETRY_AFTER[Math.min(attempt, RETRY_AFTER.length - 1)] ?? 0
      await Promise.race([sleep(seconds * 1000), this.#left.promise])
      if (this.#leaving) return undefined
      let connection: ChatConnection | undefined
      try {
        connection = await this.#options.reattach()
        this.#connection = connection
        this.#stopReason = undefined
        const events = this.#subscribe(connection)
        await this.#session.resume(connection.messenger)
        this.#session.print(this.#look.paint.dim(`* ${chat.nodeBack}`))
        this.#follow(connection, events)
        return connection.messenger
      } catch (error) {
        connection?.close()
        const next = RETRY_AFTER[Math.min(attempt + 1, RETRY_AFTER.length - 1)] ?? 0
        this.#session.print(`! ${chat.retrying(common.error(reportOf(error)), next)}`)
      }
    }
    return undefined
  }

  /** Ctrl-C: the first one clears the line, or says what a second one does; the second one leaves. */
  #interrupted(cleared: boolean): void {
    const now = performance.now()
    if (now - this.#interruptedAt < SECOND_INTERRUPT) {
      this.#leave()
      return
    }
    this.#interruptedAt = now
    if (!cleared) this.#session.print(this.#look.paint.dim(this.#look.texts.chat.pressAgain))
  }

  #leave(): void {
    this.#leaving = true
    this.#left.resolve()
  }
}

function screenKind(input: NodeJS.ReadStream, output: NodeJS.WriteStream): ScreenKind {
  if (!input.isTTY || !output.isTTY) return 'script'
  return process.env.TERM === 'dumb' ? 'plain' : 'rich'
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds)
  })
}
