/**
 * The connection to the node: made, lost, made again. Events are asked for before anything is read, so that nothing falls between what
 * is shown and what happens.
 */
import { setImmediate } from 'node:timers/promises'
import type { Conversation, Event, Messenger } from '../../node/messenger.ts'
import { EarshotError, reportOf } from '../../protocol/errors.ts'
import { inActions } from './actions/said.ts'
import type { App } from './app.ts'
import { lockIfIdle } from './idle-lock.ts'
import { learnCall, learnConversations, learnPeer, learnProfile } from './state/apply.ts'

/** An attached node, as the control client gives it. */
export interface Connection {
  readonly messenger: Messenger
  /** What the node said of itself. */
  readonly hello: { readonly version: string }
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>
  close(): void
}

export interface SessionOptions {
  /** Of this program. */
  version: string
  /** Finds the node, or starts one; asks for the passphrase where one is needed. */
  connect(passphrase: () => Promise<string | undefined>): Promise<Connection>
  /** Asks whoever sits there; `wrong` where the last answer was none. Undefined where they give up. */
  passphrase(wrong: boolean): Promise<string | undefined>
  /** The profile is locked or erased: what was shown is forgotten. */
  locked(): void
}

/** Seconds between attempts to connect anew; the last one goes on. */
const RETRY_AFTER = [0, 1, 2, 5, 10]
/** How often the node is told again that somebody looks, in ms; it takes our word for half a minute. */
const ATTEND_EVERY = 10_000
/** Milliseconds for which events are taken in before keys and frames have a turn: a friend who returns brings thousands at once. */
const TURN_MS = 4

type StopReason = (Event & { event: 'node' })['reason']

export class Session {
  readonly #app: App
  readonly #options: SessionOptions
  #connection: Connection | undefined
  #listening = new AbortController()
  #stopReason: StopReason | undefined
  #attending: NodeJS.Timeout | undefined
  #retry: { timer: NodeJS.Timeout; now: () => void } | undefined
  #connecting: Promise<void> | undefined
  #ended = false
  /** Of a node of another version: said once. */
  #told: string | undefined

  constructor(app: App, options: SessionOptions) {
    this.#app = app
    this.#options = options
  }

  /** Connects, and goes on trying where that fails for now. One attempt at a time, whoever asks. */
  async start(): Promise<void> {
    // Two connections would tell everything twice.
    if (this.#connection !== undefined && this.#connecting === undefined) return
    this.#retry?.now()
    this.#connecting ??= this.#connect().finally(() => {
      this.#connecting = undefined
    })
    return this.#connecting
  }

  stop(): void {
    this.#ended = true
    this.#retry?.now()
    this.#release()
  }

  async #connect(): Promise<void> {
    const { state } = this.#app
    let wrong = false
    for (let attempt = 0; !this.#ended; attempt++) {
      try {
        const connection = await this.#options.connect(() => this.#options.passphrase(wrong))
        await this.#take(connection)
        return
      } catch (error) {
        if (this.#ended) return
        const report = reportOf(error)
        wrong = report.code === 'wrong-passphrase'
        if (wrong) continue
        const seconds = RETRY_AFTER[Math.min(attempt, RETRY_AFTER.length - 1)] ?? 0
        const { message, hint } = this.#app.explain(error)
        state.node = { is: 'gone', why: message, retry: seconds }
        // Waiting does not help: it knows other calls than this program makes.
        if (report.code === 'usage') this.#app.tell(message, 'error', hint)
        this.#app.redraw()
        await this.#pause(seconds)
      }
    }
  }

  /** A node that was started before the program was replaced goes on as it was. */
  #compare(running: string): void {
    const { version } = this.#options
    if (running === version || running === this.#told) return
    this.#told = running
    const { words, keymap } = this.#app
    const { otherVersion, otherVersionHint } = words.tui.toasts
    this.#app.tell(otherVersion(running, version), 'notice', inActions(otherVersionHint, words, keymap))
  }

  async #take(connection: Connection): Promise<void> {
    const app = this.#app
    if (this.#ended) {
      connection.close()
      throw new EarshotError('no-node', 'The node went away')
    }
    this.#connection = connection
    this.#stopReason = undefined
    this.#listening = new AbortController()
    const events = connection.messenger.listen({}, this.#listening.signal)[Symbol.asyncIterator]()
    const first = events.next()
    first.catch(() => undefined)
    try {
      await learnAll(app, connection.messenger)
    } catch (error) {
      this.#release()
      throw error
    }
    const before = app.state.node.is
    app.attach(connection.messenger)
    app.state.node = { is: 'up' }
    if (before === 'gone') app.tell(app.words.tui.toasts.nodeBack, 'good')
    this.#compare(connection.hello.version)
    if (!app.state.whole) app.run(() => app.arrivals.learnList())
    app.run(() => app.talk.refresh())
    // What rang before anybody looked still rings.
    if (app.state.call !== undefined) app.do('call.show', app.state.call.call)
    app.arrivals.attend()
    this.#attending = setInterval(() => {
      app.arrivals.attend()
      lockIfIdle(app)
    }, ATTEND_EVERY)
    app.redraw()
    void this.#follow(connection, events, first)
  }

  async #follow(
    connection: Connection,
    events: AsyncIterator<Event>,
    first: Promise<IteratorResult<Event>>,
  ): Promise<void> {
    const app = this.#app
    let began = performance.now()
    try {
      for (let result = await first; result.done !== true; result = await events.next()) {
        if (result.value.event === 'node') this.#stopReason = result.value.reason
        try {
          app.event(result.value)
        } catch (error) {
          // One event that cannot be dealt with must not hide those after it.
          app.fail(error)
        }
        if (performance.now() - began < TURN_MS) continue
        await setImmediate()
        began = performance.now()
      }
    } catch (error) {
      // That the connection ended is told below.
      if (reportOf(error).code !== 'no-node') app.fail(error)
    }
    await connection.closed
    if (!this.#ended && connection === this.#connection) this.#lost()
  }

  #lost(): void {
    const app = this.#app
    const reason = this.#stopReason
    const { nodeGone, nodeStopping } = app.words.chat
    this.#release()
    const { down } = app.words.tui.bar
    const why =
      reason === undefined ? nodeGone : reason === 'down' ? down(app.look.keyOf('node.start')) : nodeStopping[reason]
    app.state.node = { is: 'gone', why }
    app.redraw()
    if (reason === 'lock' || reason === 'erase') this.#options.locked()
    // Whoever stopped it by hand means it; it is started again by key.
    else if (reason !== 'down') void this.start()
  }

  #release(): void {
    clearInterval(this.#attending)
    this.#listening.abort()
    this.#app.attach(undefined)
    this.#connection?.close()
    this.#connection = undefined
  }

  /** Waits; shorter where somebody presses the key for it. */
  #pause(seconds: number): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(this.#retry?.timer)
        this.#retry = undefined
        resolve()
      }
      this.#retry = { timer: setTimeout(done, seconds * 1_000), now: done }
    })
  }
}

/** Conversations that are asked for first, more than a screen shows: thousands take the node a while, for which nobody waits. */
const FIRST_LISTED = 100

/** The beginning of the list; all of it where it is short, or where it was known before, so that nothing goes away for a moment. */
async function firstConversations(app: App, messenger: Messenger): Promise<[Conversation[], whole: boolean]> {
  const limit = app.state.conversations.size === 0 ? { limit: FIRST_LISTED } : {}
  const parts = await Promise.all([
    messenger.conversations(limit),
    messenger.conversations({ archived: true, ...limit }),
  ])
  return [parts.flat(), limit.limit === undefined || parts.every(({ length }) => length < FIRST_LISTED)]
}

/** What the screen shows, asked for at once; the rest of a long list is asked for then. */
async function learnAll(app: App, messenger: Messenger): Promise<void> {
  const { state } = app
  const [profile, friends, requests, [conversations, whole], folders, nearby, settings, relays, status, calls] =
    await Promise.all([
      messenger.profile(),
      messenger.friends(),
      messenger.requests(),
      firstConversations(app, messenger),
      messenger.folders(),
      messenger.nearby(),
      app.attention.learn(messenger),
      messenger.relayList(),
      messenger.status(),
      messenger.calls(),
    ])
  learnProfile(state, profile)
  // What was so in another node's time is not told again.
  state.people.forget()
  state.typing.clear()
  state.progress.clear()
  state.people.self = profile.peerId
  for (const person of [...requests, ...friends]) learnPeer(state, person)
  state.nearby.clear()
  for (const peer of nearby) {
    state.nearby.set(peer.peerId, peer)
    learnPeer(state, peer)
  }
  state.folders = folders.map(({ name }) => name)
  learnConversations(state, conversations, whole)
  for (const { name, value } of settings) state.settings.set(name, value)
  state.relays = relays
  state.queued = status.queued
  state.presence = status.presence
  state.calls.clear()
  for (const call of calls) learnCall(state, call)
  app.settingsChanged()
  app.arrivals.count()
}
