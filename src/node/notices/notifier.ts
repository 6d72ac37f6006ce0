/**
 * Tells of what came when nobody is looking. The node does it, since front ends come and go. Messages are gathered: a first one is told
 * after a moment, in which a front end may mark it as read, what follows in the same conversation some seconds later, all at once; and
 * of many conversations, as after a long absence, there is one notice.
 */
import type { StoredEntry } from '../../store/stored.ts'
import type { Call, Conversation, Friend, Message } from '../messenger.ts'
import { isQuiet, quietHours } from '../settings/quiet-hours.ts'
import type { Settings } from '../settings/settings.ts'
import type { Looking } from './looking.ts'
import { makeNotice, type News, type Notice } from './notice.ts'
import type { NoticeWords } from './words.ts'

export interface NotifierOptions {
  settings: Settings
  looking: Looking
  words: () => NoticeWords
  /** This peer's own id. */
  self: string
  /** A conversation by its local number; undefined where it is gone. */
  conversation: (number: number) => Promise<Conversation | undefined>
  /** A message as it is now; undefined where it is gone. */
  message: (stored: StoredEntry) => Message | undefined
  /** Whether anybody would hear of it: gathering for nobody is spared. */
  wanted: () => boolean
  tell: (notice: Notice) => void
  /** Milliseconds since 1970. */
  clock: () => number
  log: (message: string) => void
  pace?: Partial<Pace>
}

/** Milliseconds. */
export interface Pace {
  /** From a first message to its notice. @default 400 */
  settle: number
  /** Between two notices of one conversation. @default 5_000 */
  gap: number
  /** Between two rounds of notices. @default 1_000 */
  rest: number
}

/** Conversations told of one by one in a round; of more there is one notice for all. */
const MAX_SINGLE = 3
/** Messages of a conversation that are looked into: for mentions, and for what is not read yet. */
const MAX_KEPT = 200
/** Milliseconds between notices of requests: strangers make them. */
const REQUEST_GAP = 10_000

interface Waiting {
  count: number
  /** The newest ones. */
  kept: StoredEntry[]
}

export class Notifier {
  readonly #options: NotifierOptions
  readonly #pace: Pace
  readonly #waiting = new Map<number, Waiting>()
  /** When each conversation was told of, as long as that matters. */
  readonly #told = new Map<number, number>()
  #ringing = ''
  #requestAt = Number.NEGATIVE_INFINITY
  #roundAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: NotifierOptions) {
    this.#options = options
    this.#pace = { settle: 400, gap: 5_000, rest: 1_000, ...options.pace }
  }

  /** A message of somebody else's was stored. Costs next to nothing, since thousands may come at once. */
  placed(stored: StoredEntry): void {
    if (this.#stopped || !this.#options.wanted()) return
    const waiting = this.#waiting.get(stored.conversation) ?? { count: 0, kept: [] }
    waiting.count++
    waiting.kept.push(stored)
    if (waiting.kept.length > MAX_KEPT * 2) waiting.kept.splice(0, MAX_KEPT)
    this.#waiting.set(stored.conversation, waiting)
    this.#schedule()
  }

  /** Somebody said how they stand to this person; that they ask to be friends is told. */
  request(friend: Friend): void {
    const now = performance.now()
    if (friend.state !== 'received' || now - this.#requestAt < REQUEST_GAP) return
    const { peerId, name, greeting = '' } = friend
    if (this.#single({ notice: 'request', name, from: { peerId, name }, text: greeting })) this.#requestAt = now
  }

  /** A call changed; the first that is heard of one that rings is told. */
  call({ call, peer, direction, state }: Call, muted: boolean): void {
    if (direction !== 'in' || (state !== 'offered' && state !== 'ringing') || call === this.#ringing || muted) return
    this.#ringing = call
    const name = peer.nick ?? peer.name
    this.#single({ notice: 'call', name, from: { peerId: peer.peerId, name }, text: '' })
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#waiting.clear()
  }

  #single(news: News): boolean {
    // Whoever looks at a front end sees it there.
    if (this.#stopped || this.#options.looking.at() || this.#quiet()) return false
    this.#tell(news)
    return true
  }

  #tell(news: News): void {
    const { settings, words, clock, tell } = this.#options
    const hidden = news.notice === 'message' && news.hidden
    tell(makeNotice(news, hidden ? 'none' : settings.get('notify.content'), words(), clock()))
  }

  #quiet(): boolean {
    const { settings, clock } = this.#options
    const hours = quietHours(settings.get('notify.quiet'))
    return hours !== undefined && isQuiet(hours, new Date(clock()))
  }

  /** One timer for all: to when the first of those that wait is due. */
  #schedule(): void {
    if (this.#timer !== undefined || this.#stopped || this.#waiting.size === 0) return
    const now = performance.now()
    const due = Math.min(...[...this.#waiting.keys()].map(number => this.#dueAt(number, now)))
    const at = Math.max(due, this.#roundAt + this.#pace.rest)
    this.#timer = setTimeout(() => {
      this.#round()
        .catch((error: Error) => this.#options.log(`notices: ${error.message}`))
        .finally(() => {
          this.#timer = undefined
          this.#schedule()
        })
    }, at - now).unref()
  }

  #dueAt(number: number, now: number): number {
    return Math.max(now + this.#pace.settle, (this.#told.get(number) ?? Number.NEGATIVE_INFINITY) + this.#pace.gap)
  }

  async #round(): Promise<void> {
    const now = performance.now()
    this.#roundAt = now
    for (const [number, at] of this.#told) if (at + this.#pace.gap <= now) this.#told.delete(number)
    const news: (News & { notice: 'message' })[] = []
    for (const [number, waiting] of [...this.#waiting]) {
      if (this.#told.has(number)) continue
      this.#waiting.delete(number)
      const found = await this.#newsOf(number, waiting)
      if (found === undefined || this.#stopped) continue
      this.#told.set(number, now)
      news.push(found)
    }
    if (news.length <= MAX_SINGLE) for (const each of news) this.#tell(each)
    else {
      const count = news.reduce((sum, each) => sum + each.count, 0)
      this.#tell({ notice: 'summary', count, conversations: news.length })
    }
  }

  /** What there is to tell of a conversation, if anything; asked late, since somebody may have read it meanwhile. */
  async #newsOf(number: number, { count, kept }: Waiting): Promise<(News & { notice: 'message' }) | undefined> {
    const { settings, looking, self, conversation: find, message } = this.#options
    const conversation = await find(number)
    if (conversation === undefined || conversation.unread === 0 || this.#quiet()) return undefined
    if (looking.at(conversation.peerId ?? conversation.conversation)) return undefined
    const unread = kept
      .slice(-MAX_KEPT)
      .flatMap(stored => message(stored) ?? [])
      .filter(isNews)
    const mentions = unread.filter(each => each.mentions?.some(({ peerId }) => peerId === self))
    const told = conversation.muted ? (settings.get('notify.mentions') ? mentions : []) : unread
    const last = told.at(-1)
    if (last === undefined) return undefined
    return {
      notice: 'message',
      count: told.length < MAX_KEPT ? told.length : Math.min(count, conversation.unread),
      mention: mentions.length > 0,
      conversation: last.conversation,
      name: conversation.name,
      from: last.from,
      id: last.id,
      type: last.type,
      text: last.text ?? '',
      hidden: conversation.locked,
    }
  }
}

/** Not read yet, and worth a notice: of calls only those that were missed, since others were noticed while they rang. */
function isNews(message: Message): boolean {
  if (message.own || message.state !== 'unread' || message.recalled !== undefined) return false
  return message.type !== 'call' || message.call?.outcome === 'missed' || message.call?.outcome === 'cancelled'
}
