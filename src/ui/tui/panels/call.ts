/**
 * The call: who rings, what can be done about it, how it goes on, how it ended. A call comes while somebody writes: until they pause, what
 * they type still goes into their message, so that no Enter that was meant to send takes a call.
 */
import type { Call, Event } from '../../../node/messenger.ts'
import { isMuted } from '../../chat/lines.ts'
import { sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import { typeInto } from '../keys/typing.ts'
import type { Input } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import { FormPanel } from './form-panel.ts'
import { resemblanceLines } from './person-lines.ts'
import { type Doing, SheetPanel } from './sheet-panel.ts'

/** Milliseconds between two rings of the bell. */
const RING_EVERY = 3_000
/** Milliseconds that a call which ended stays on the screen. */
const ENDED_FOR = 3_000
/** Milliseconds without a key after which keys mean the call; Enter, which means another thing in each state, not before the state is so old. */
const PAUSE = 1_000
const SECOND = 1_000

export class CallPanel extends SheetPanel {
  #call: Call
  #keyAt: number
  #stateAt: number
  #paused = false
  #connectedAt: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(app: App, call: Call) {
    super(app, {
      title: () => app.words.tui.people.call.title,
      lines: look => this.#lines(look),
      doings: () => this.#doings(),
      width: 52,
    })
    this.#call = call
    this.#keyAt = app.clock()
    this.#stateAt = this.#keyAt
    this.#follow()
  }

  /** Of the call that it shows now. */
  get id(): string {
    return this.#call.call
  }

  override input(input: Input): boolean {
    const { app } = this
    const now = app.clock()
    const action = input.input === 'key' ? app.keymap.action(input.key, 'anywhere')?.name : undefined
    if (action === 'call.accept' || action === 'call.decline') {
      app.do(action, this.#call.call)
      return true
    }
    this.#paused ||= now - this.#keyAt >= PAUSE
    const writing = app.state.open !== undefined && app.state.focus === 'editor'
    const typing = this.#incoming && writing && !this.#paused
    if (input.input === 'key') this.#keyAt = now
    if (typing && input.input !== 'mouse' && !(input.input === 'key' && input.key === 'escape')) {
      typeInto(app, input)
      return true
    }
    if (this.#call.state === 'ended' && input.input === 'key') {
      app.close(this)
      return true
    }
    // A second Enter, pressed too fast, neither ends the call that the first one began nor hangs up what it accepted.
    if (input.input === 'key' && input.key === 'enter' && now - this.#stateAt < PAUSE) return true
    return super.input(input)
  }

  event(event: Event): void {
    if (event.event !== 'call' || event.call !== this.#call.call) return
    const { event: _, ...call } = event
    const before = this.#call.state
    this.#call = (call.into === undefined ? undefined : this.app.state.calls.get(call.into)) ?? call
    if (this.#call.state !== before) this.#stateAt = this.app.clock()
    this.#follow()
  }

  closed(): void {
    clearInterval(this.#timer)
  }

  get #incoming(): boolean {
    return this.#call.direction === 'in' && (this.#call.state === 'offered' || this.#call.state === 'ringing')
  }

  /** What goes on by itself in this state: ringing, counting seconds, closing. */
  #follow(): void {
    clearInterval(this.#timer)
    const { app } = this
    if (this.#incoming) {
      const conversation = app.state.conversationWith(this.#call.peer.peerId)
      if (conversation !== undefined && isMuted(conversation)) return
      this.#timer = setInterval(() => app.attention.ring(), RING_EVERY)
    } else if (this.#call.state === 'connected') {
      this.#connectedAt ??= app.clock()
      this.#timer = setInterval(() => app.redraw(), SECOND)
    } else if (this.#call.state === 'ended') this.#timer = setTimeout(() => app.close(this), ENDED_FOR)
    // A program that ends does not wait for a bell.
    this.#timer?.unref()
  }

  #lines({ theme, signs, words }: Look): Line[] {
    const { state, media, direction, session, reason, peer } = this.#call
    const { people } = this.app.state
    const { call } = words.tui.people
    const name = people.label(peer.peerId, peer.name)
    const kind = words.common.callMedia[media]
    const head = direction === 'in' ? call.from(name, kind) : call.to(name, kind)
    const ended = reason === undefined ? words.common.callState.ended : words.common.callReason[reason]
    const now =
      state === 'ended'
        ? ended
        : this.#connectedAt !== undefined
          ? `${words.common.callState.connected}  ${clockOf(this.app.clock() - this.#connectedAt)}`
          : words.common.callState[state]
    const person = people.get(peer.peerId)
    return [
      [
        { text: `${signs.call} `, style: theme.notice },
        { text: head, style: theme.heading },
      ],
      [{ text: now, style: state === 'ended' ? theme.error : state === 'connected' ? theme.good : theme.notice }],
      ...(person === undefined ? [] : resemblanceLines(person, people, this.app.look)),
      ...(session === undefined
        ? []
        : [
            [],
            [
              { text: `${call.session} `, style: theme.dim },
              { text: sanitize(session, { lines: 'fold' }), style: theme.link },
            ],
          ]),
    ]
  }

  #doings(): Doing[] {
    const { app } = this
    const { call } = app.words.tui.people
    const { state, media, session, peer } = this.#call
    if (state === 'ended') return []
    const who = peer.peerId
    const copy: Doing[] =
      session === undefined
        ? []
        : [
            {
              key: 'c',
              label: call.copy,
              run: () => {
                app.outlet.copy(session)
                app.tell(app.words.tui.toasts.copied, 'good')
              },
            },
          ]
    const end: Doing = {
      key: 'd',
      label: this.#incoming ? call.decline : state === 'connected' ? call.hangUp : call.cancel,
      role: 'error',
      run: () => app.messenger.hangup({ who }),
    }
    if (!this.#incoming) return [end, ...copy]
    const accept: Doing = { key: 'a', label: call.accept, role: 'good', run: () => app.messenger.answer({ who }) }
    const own: Doing = { key: 's', label: call.acceptSession, run: () => askOwnSession(app, who) }
    return [accept, end, ...(media === 'session' ? [own] : []), ...copy]
  }
}

/** Accepts with a session of one's own. */
function askOwnSession(app: App, who: string): void {
  const { call } = app.words.tui.people
  app.open(
    new FormPanel(app, {
      title: call.acceptSession,
      fields: [{ name: 'session', label: call.session }],
      submit: call.accept,
      run: async ({ session = '' }) => {
        await app.messenger.answer({ who, ...(session.trim() !== '' && { session: session.trim() }) })
        return undefined
      },
    }),
  )
}

/** Minutes and seconds of so many milliseconds. */
function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
