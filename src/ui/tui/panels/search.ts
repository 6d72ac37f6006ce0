/**
 * The search: what is found stands there while one types. A question is asked a moment after the last key; an answer to one that is
 * not asked any more is dropped, and the node stops looking for it.
 */
import type { Found, Message } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import { ago, moment } from '../../text/time.ts'
import type { App } from '../app.ts'
import { progressLine } from '../frame/progress.ts'
import type { Line, Span } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import { nameStyle } from '../theme/theme.ts'
import type { Look } from '../view/look.ts'
import { ListPanel } from './list-panel.ts'
import { markedSpans } from './marked.ts'
import { isUnsaid, type Unsaid } from './panel.ts'
import { completions, readTyped, type Typed } from './search-typed.ts'

/** Milliseconds after the last key until it is looked for. */
const AFTER_KEY = 120
const PAGE = 50
/** Messages before and after each found one, in the preview. */
const CONTEXT = 2
/** Seconds that one search may take. */
const TIMEOUT = 20
/** Characters before what was found, in its row. */
const LEAD = 20
/** Most of a text that is looked at to draw its row, and in the preview; texts have up to 64 KiB. */
const SHOWN = 300
const PREVIEW_ROWS = 7
const NAMED_COMPLETIONS = 4

type Standing =
  | { readonly is: 'idle' }
  | { readonly is: 'running' }
  | { readonly is: 'done'; readonly more: boolean }
  | { readonly is: 'failed'; readonly message: string; readonly hint?: string }

export function openSearch(app: App, conv?: string): void {
  new Search(app).open(conv)
}

class Search {
  readonly #app: App
  readonly #panel: ListPanel<Found>
  #timer: NodeJS.Timeout | undefined
  /** Counts questions, so that late answers are known. */
  #asked = 0
  /** Ends the question under way. */
  #stop = new AbortController()
  #standing: Standing = { is: 'idle' }
  #typed: Typed = { query: { text: '' }, faults: [] }
  #found: Found[] = []
  #paging = false

  constructor(app: App) {
    this.#app = app
    const { find: search, actions } = app.words.tui
    this.#panel = new ListPanel<Found>(app, [], {
      title: actions.search,
      placeholder: search.placeholder,
      empty: '',
      width: 110,
      tall: true,
      head: (look, width) => this.#head(look, width),
      typed: () => this.#changed(),
      keys: [
        { key: 'enter', label: search.open, run: found => this.#show(found) },
        { key: 'tab', label: search.fills, always: true, run: () => this.#complete() },
      ],
      row: (found, look) => this.#row(found, look),
      choose: found => this.#show(found),
      foot: { rows: PREVIEW_ROWS, lines: (found, look, width) => this.#preview(found, look, width) },
      nearEnd: () => this.#further(),
      unsay: unsaid => this.#unsay(unsaid),
      closed: () => {
        clearTimeout(this.#timer)
        this.#forgetQuestion()
      },
    })
  }

  open(conv: string | undefined): void {
    const { state } = this.#app
    if (conv !== undefined) {
      const name = state.label(conv)
      this.#panel.query = `in:${/\s/.test(name) ? `"${name}"` : name} `
    }
    this.#app.open(this.#panel)
  }

  #changed(): void {
    const app = this.#app
    const asked = this.#forgetQuestion()
    clearTimeout(this.#timer)
    this.#typed = readTyped(this.#panel.query, app.state, app.clock())
    if (this.#typed.query.text === '' || this.#typed.faults.length > 0) {
      this.#take([], { is: 'idle' })
      return
    }
    this.#standing = { is: 'running' }
    this.#timer = setTimeout(() => void this.#ask(asked, undefined), AFTER_KEY)
  }

  /** What was asked is not wanted any more. @returns the number of the next question */
  #forgetQuestion(): number {
    this.#stop.abort()
    this.#stop = new AbortController()
    return ++this.#asked
  }

  /** The next page, where there may be one. */
  #further(): void {
    const last = this.#found.at(-1)
    if (this.#paging || this.#standing.is !== 'done' || !this.#standing.more || last === undefined) return
    this.#paging = true
    void this.#ask(this.#asked, last.id).finally(() => {
      this.#paging = false
    })
  }

  async #ask(asked: number, before: string | undefined): Promise<void> {
    const app = this.#app
    try {
      const page = await app.messenger.search(
        {
          ...this.#typed.query,
          limit: PAGE,
          context: CONTEXT,
          timeout: TIMEOUT,
          ...(before !== undefined && { before }),
        },
        this.#stop.signal,
      )
      if (asked !== this.#asked) return
      this.#take(before === undefined ? page : [...this.#found, ...page], { is: 'done', more: page.length === PAGE })
    } catch (error) {
      if (asked !== this.#asked) return
      const { message, hint } = app.explain(error)
      const fault: Standing = { is: 'failed', message, ...(hint !== undefined && { hint }) }
      this.#take(before === undefined ? [] : this.#found, fault)
    }
  }

  #take(found: Found[], standing: Standing): void {
    this.#found = found
    this.#standing = standing
    this.#panel.items = found
  }

  #unsay(unsaid: Unsaid): void {
    const left = (messages: readonly Message[] = []): Message[] => messages.filter(each => !isUnsaid(each, unsaid))
    const found = this.#found
      .filter(each => !isUnsaid(each, unsaid))
      .map(each => ({ ...each, before: left(each.before), after: left(each.after) }))
    this.#take(found, this.#standing)
  }

  #complete(): void {
    const offered = completions(this.#panel.query, this.#app.state)
    const [first] = offered?.values ?? []
    if (offered === undefined || first === undefined) return
    this.#panel.query = `${offered.before}${/\s/.test(first) ? `"${first}"` : first} `
  }

  #show(found: Found): void {
    const { state, talk } = this.#app
    const known = state.conversations.get(found.conversation)
    const conv = known === undefined ? found.conversation : state.convOf(known)
    this.#app.close(this.#panel)
    this.#app.run(() => talk.open(conv, found.id))
  }

  /** How the search stands; what narrows it, or may complete what is typed; what was left out. */
  #head(look: Look, width: number): Line[] {
    const { theme, words, signs } = look
    const { find: search } = words.tui
    const lines: Line[] = [[this.#standingSpan(look)]]
    const offered = completions(this.#panel.query, this.#app.state)
    const values = offered?.values.slice(0, NAMED_COMPLETIONS).join('  ') ?? ''
    lines.push([{ text: values === '' ? search.filters : search.complete(values), style: theme.dim }])
    const { state } = this.#app
    const progress = state.progress.get('index')
    if (progress !== undefined) {
      const share = progress.total === undefined ? undefined : progress.done / progress.total
      const bar = progressLine(share, Math.min(40, width), { done: theme.notice, rest: theme.dim, signs })
      lines.push([{ text: `${search.indexing} `, style: theme.notice }, ...bar])
    }
    const sealed = [...state.conversations.values()].filter(each => each.sealed)
    if (this.#typed.query.in === undefined && sealed.length > 0) {
      const names = words.common.list(sealed.map(each => state.label(state.convOf(each), each.name)))
      lines.push([{ text: search.sealed(names), style: theme.notice }])
    }
    return lines.flatMap(line => wrap(line, width)).slice(0, 6)
  }

  #standingSpan({ theme, words }: Look): Span {
    const { find: search } = words.tui
    const [fault] = this.#typed.faults
    if (fault !== undefined) {
      const value = sanitize(fault.value, { lines: 'fold' })
      return { text: search.notUnderstood(fault.filter, value), style: theme.error }
    }
    const standing = this.#standing
    if (standing.is === 'idle') return { text: search.typeSomething, style: theme.dim }
    if (standing.is === 'running') return { text: search.running, style: theme.notice }
    if (standing.is === 'failed') {
      const text = standing.hint === undefined ? standing.message : standing.message + words.common.aside(standing.hint)
      return { text: sanitize(text, { lines: 'fold' }), style: theme.error }
    }
    const { length } = this.#found
    return length === 0
      ? { text: search.nothing, style: theme.notice }
      : { text: search.found(length, standing.more), style: theme.good }
  }

  #row(found: Found, look: Look): { left: Line; right: Line } {
    const { theme } = look
    const { state } = this.#app
    const text = found.text ?? ''
    const [at = 0] = found.matches[0] ?? []
    const from = at > 2 * LEAD ? at - LEAD : 0
    const matched = found.matches.map(([begin, end]): [number, number] => [begin - from, end - from])
    const shown = text.slice(from, from + SHOWN)
    const passage = markedSpans(`${from > 0 ? '…' : ''}${shown}`, from > 0 ? shifted(matched, 1) : matched, {
      plain: theme.text,
      found: theme.found,
    })
    // The other of two in a conversation names it.
    const named = found.kind === 'direct' && !found.own
    const where = look.words.tui.find.inside(this.#label(found))
    return {
      left: [author(found, state.people.label(found.from.peerId, found.from.name), look), ...passage],
      right: [{ text: `${named ? '' : `${where}  `}${ago(found.at, state.now, look.times)}`, style: theme.dim }],
    }
  }

  #label(found: Found): string {
    const known = this.#app.state.conversations.get(found.conversation)
    return this.#app.state.label(known === undefined ? found.conversation : this.#app.state.convOf(known), found.name)
  }

  /** What was found, whole as far as there is room, and what was said around it. */
  #preview(found: Found, look: Look, width: number): Line[] {
    const { theme } = look
    const { people } = this.#app.state
    const around = (message: Message): Line[] => [
      [
        { text: `${people.label(message.from.peerId, message.from.name)}: `, style: theme.dim },
        { text: sanitize((message.text ?? '').slice(0, SHOWN), { lines: 'fold' }), style: theme.dim },
      ],
    ]
    const [at = 0] = found.matches[0] ?? []
    const from = at > SHOWN ? at - LEAD : 0
    const own: Line = [
      author(found, people.label(found.from.peerId, found.from.name), look),
      ...markedSpans((found.text ?? '').slice(from, from + 2 * SHOWN), shifted(found.matches, -from), {
        plain: theme.text,
        found: theme.found,
      }),
    ]
    return [
      [{ text: `${this.#label(found)} · ${moment(found.at, look.times)}`, style: theme.heading }],
      ...(found.before ?? []).flatMap(around),
      ...wrap(own, width).slice(0, PREVIEW_ROWS - 3),
      ...(found.after ?? []).flatMap(around),
    ]
  }
}

function author(message: Message, label: string, { theme, words }: Look): Span {
  return message.own
    ? { text: `${words.chat.you}: `, style: theme.ownName }
    : { text: `${label}: `, style: nameStyle(theme, message.from.peerId) }
}

function shifted(matched: readonly (readonly [number, number])[], by: number): [number, number][] {
  return matched.map(([from, to]) => [from + by, to + by])
}
