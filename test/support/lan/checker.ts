/**
 * Proves the promise: what was accepted is never lost, never shown twice, and shown in the same order to everyone.
 *
 * A test tells the checker what it tries to send, what was accepted, what `listen` said and, at the end, the history of
 * every host. Each text must be unique: by it a message is recognised whose id nobody learned because the node was killed
 * between its commit and its answer. Such a message may be there or not, but only once, and on all hosts or none.
 */
import type { Message } from '../../../src/node/messenger.ts'

/** What a message is told by. */
export type Seen = Pick<Message, 'id' | 'conversation' | 'text'>

/** What can be wrong. */
export type ViolationKind =
  /** Accepted, or shown by another host, and not in a history. */
  | 'lost'
  /** In a history, or told by one listener, more than once; or one send became two messages. */
  | 'twice'
  /** Two hosts show the same messages in different orders. */
  | 'order'
  /** Shown before something that its author had sent or seen when writing it. */
  | 'causality'
  /** Shown, but nobody tried to send it. */
  | 'invented'
  /** One id with different texts, or in another conversation than it was sent to. */
  | 'altered'
  /** In a history, and a listener that heard everything did not hear it. */
  | 'unheard'

/** One broken promise. */
export interface Violation {
  kind: ViolationKind
  /** The host that shows it. */
  host: string
  /** Which message, by text, and what happened to it. */
  detail: string
}

interface Send {
  host: string
  conversation: string
  text: string
  attempted: number
  accepted?: number
  id?: string
}

interface Listener {
  host: string
  complete: boolean
  heard: Seen[]
}

/** The record of one run. */
export class Checker {
  readonly #sends = new Map<string, Send>()
  readonly #listeners = new Map<string, Listener>()
  /** By conversation, then by host. */
  readonly #histories = new Map<string, Map<string, Seen[]>>()
  /** By host and id: when the host first knew a message, on the checker's own clock. */
  readonly #known = new Map<string, Map<string, number>>()
  #clock = 0

  /** Sends tried so far. */
  get attempts(): number {
    return this.#sends.size
  }

  /** Sends accepted so far. */
  get accepted(): number {
    return [...this.#sends.values()].filter(send => send.accepted !== undefined).length
  }

  /** A host is about to send this text. */
  attempt(host: string, conversation: string, text: string): void {
    if (this.#sends.has(text)) throw new TypeError(`every text of a checked run must be unique: ${text}`)
    this.#sends.set(text, { host, conversation, text, attempted: this.#tick() })
  }

  /** The node accepted the text under this id; telling it again (a repeated key) must give the same id. */
  accept(text: string, id: string): void {
    const send = this.#sends.get(text)
    if (send === undefined) throw new TypeError(`accepted, but never tried: ${text}`)
    if (send.id !== undefined && send.id !== id) throw new Error(`one send, two ids: ${send.id} and ${id} (${text})`)
    if (send.accepted !== undefined) return
    send.id = id
    send.accepted = this.#tick()
    this.#knows(send.host, id)
  }

  /**
   * A listener that is resumed with `--since` keeps its name over several runs of `earshot listen`: together they must
   * tell each message once. `complete` says that it heard everything from before the first message to the end.
   */
  listener(name: string, host: string, options: { complete: boolean }): void {
    this.#listeners.set(name, { host, complete: options.complete, heard: [] })
  }

  /** The listener told of this message. */
  heard(name: string, message: Seen): void {
    const listener = this.#listeners.get(name)
    if (listener === undefined) throw new TypeError(`unknown listener: ${name}`)
    listener.heard.push(message)
    this.#knows(listener.host, message.id)
  }

  /** The whole history of a conversation as a host shows it at the end; every host of the conversation gives its own. */
  history(host: string, conversation: string, messages: readonly Seen[]): void {
    const byHost = this.#histories.get(conversation) ?? new Map<string, Seen[]>()
    this.#histories.set(conversation, byHost)
    byHost.set(
      host,
      messages.map(({ id, conversation, text }) => ({ id, conversation, ...(text === undefined ? {} : { text }) })),
    )
  }

  /** Everything that is wrong with the record; empty when the promise was kept. */
  violations(options: { causality?: boolean } = {}): Violation[] {
    const found: Violation[] = []
    for (const [conversation, histories] of this.#histories) {
      for (const [host, messages] of histories) {
        found.push(...this.#lost(host, conversation, messages), ...this.#twice(host, messages))
        found.push(...this.#strange(host, conversation, messages))
        if (options.causality !== false) found.push(...this.#effectsBeforeCauses(host, messages))
      }
      found.push(...oneOrder(histories))
    }
    found.push(...this.#listening())
    return found
  }

  /** Throws, naming the first violations, unless there are none. */
  assertKept(options: { causality?: boolean } = {}): void {
    const found = this.violations(options)
    if (found.length === 0) return
    const kinds = Object.entries(Object.groupBy(found, violation => violation.kind))
    const counts = kinds.map(([kind, list]) => `${list?.length ?? 0} ${kind}`).join(', ')
    const shown = kinds.flatMap(([kind, list]) =>
      (list ?? []).slice(0, 6).map(({ host, detail }) => `  ${kind} on ${host}: ${detail}`),
    )
    throw new Error(`${this.accepted} of ${this.attempts} sends accepted; violations: ${counts}\n${shown.join('\n')}`)
  }

  #tick(): number {
    this.#clock += 1
    return this.#clock
  }

  #knows(host: string, id: string): void {
    const known = this.#known.get(host) ?? new Map<string, number>()
    this.#known.set(host, known)
    if (!known.has(id)) known.set(id, this.#tick())
  }

  /** What was accepted, or is shown by any host of the conversation, must be shown by this one. */
  #lost(host: string, conversation: string, messages: readonly Seen[]): Violation[] {
    const here = new Set(messages.map(message => message.id))
    const due = new Map<string, string>()
    for (const [other, theirs] of this.#histories.get(conversation) ?? []) {
      for (const { id, text } of theirs) due.set(id, `${text} (${id}), shown on ${other}`)
    }
    for (const send of this.#sends.values()) {
      if (send.id === undefined || send.conversation !== conversation) continue
      due.set(send.id, `${send.text} (${send.id}), accepted on ${send.host}`)
    }
    return [...due].filter(([id]) => !here.has(id)).map(([, detail]) => ({ kind: 'lost', host, detail }))
  }

  #twice(host: string, messages: readonly Seen[]): Violation[] {
    const repeatedIds = repeated(messages.map(message => message.id)).map(id => `id ${id} is shown twice`)
    const texts = messages.flatMap(message => (message.text === undefined ? [] : [message.text]))
    const repeatedTexts = repeated(texts).map(text => `${text} is shown twice`)
    return [...repeatedIds, ...repeatedTexts].map(detail => ({ kind: 'twice', host, detail }))
  }

  #strange(host: string, conversation: string, messages: readonly Seen[]): Violation[] {
    const sentAs = new Map(
      [...this.#sends.values()].flatMap(send => (send.id === undefined ? [] : [[send.id, send] as const])),
    )
    return messages.flatMap((message): Violation[] => {
      const byId = sentAs.get(message.id)
      if (byId !== undefined && byId.text !== message.text) {
        return [
          {
            kind: 'altered',
            host,
            detail: `${message.id} was sent as "${byId.text}" and is shown as "${message.text}"`,
          },
        ]
      }
      const send = byId ?? this.#sends.get(message.text ?? '')
      // Shakes and calls leave entries without a text of the test's.
      if (send === undefined)
        return message.text === undefined ? [] : [{ kind: 'invented', host, detail: message.text }]
      if (send.conversation === conversation && message.conversation === conversation) return []
      return [
        {
          kind: 'altered',
          host,
          detail: `${send.text} was sent to ${send.conversation} and is shown in ${conversation}`,
        },
      ]
    })
  }

  /** A message written after its author knew another one belongs after it. */
  #effectsBeforeCauses(host: string, messages: readonly Seen[]): Violation[] {
    const latestAttempt = new Map<string, Send>()
    const found: Violation[] = []
    for (const message of messages) {
      for (const [author, later] of latestAttempt) {
        const known = this.#known.get(author)?.get(message.id)
        if (known === undefined || known > later.attempted) continue
        found.push({
          kind: 'causality',
          host,
          detail: `${later.text}, written when ${author} knew ${message.text}, is shown before it`,
        })
      }
      const send = this.#sends.get(message.text ?? '')
      if (send === undefined) continue
      const latest = latestAttempt.get(send.host)
      if (latest === undefined || latest.attempted < send.attempted) latestAttempt.set(send.host, send)
    }
    return found
  }

  #listening(): Violation[] {
    const found: Violation[] = []
    for (const [name, listener] of this.#listeners) {
      const { host, heard } = listener
      const ids = new Set(heard.map(message => message.id))
      for (const id of repeated(heard.map(message => message.id))) {
        found.push({ kind: 'twice', host, detail: `listener ${name} was told of ${id} twice` })
      }
      if (!listener.complete) continue
      for (const histories of this.#histories.values()) {
        for (const message of histories.get(host) ?? []) {
          if (this.#sends.get(message.text ?? '')?.host === host || ids.has(message.id)) continue
          found.push({
            kind: 'unheard',
            host,
            detail: `${message.text} (${message.id}) is in the history; ${name} was not told`,
          })
        }
      }
    }
    return found
  }
}

/** Values that come more than once. */
function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter(value => seen.size === seen.add(value).size)
}

/** What two hosts both show must come in one order. Hosts are compared with the first one: order is transitive. */
function oneOrder(histories: ReadonlyMap<string, readonly Seen[]>): Violation[] {
  const [first, ...others] = [...histories]
  if (first === undefined) return []
  const [firstHost, reference] = first
  return others.flatMap(([host, messages]): Violation[] => {
    const here = new Set(messages.map(message => message.id))
    const there = new Set(reference.map(message => message.id))
    const one = reference.filter(message => here.has(message.id))
    const other = messages.filter(message => there.has(message.id))
    const at = one.findIndex((message, index) => message.id !== other[index]?.id)
    if (at < 0) return []
    return [{ kind: 'order', host, detail: `at ${at}: ${other[at]?.text}, where ${firstHost} shows ${one[at]?.text}` }]
  })
}
