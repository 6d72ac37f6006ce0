/**
 * One person at the line mode: takes typed lines and events, asks the messenger, prints lines. The screen and the connection are
 * lent to it, so that tests drive it without a terminal, and so that it outlives a node that goes away.
 */
import { randomUUID } from 'node:crypto'
import type { Event, Message, Messenger, Setting } from '../../node/messenger.ts'
import { EarshotError, reportOf } from '../../protocol/errors.ts'
import type { TextFile } from '../cli/text-file.ts'
import type { Place } from '../cli/within.ts'
import { sanitize } from '../text/sanitize.ts'
import { Attention, type Sign } from './attention.ts'
import { findCommand } from './commands/all.ts'
import { type Chat, ChatMistake, type SendOptions } from './commands/command.ts'
import { type Completion, complete } from './completion.ts'
import { type Input, InputGatherer } from './input.ts'
import type { Look } from './lines.ts'
import { LinesOutput, LinesProgress } from './lines-output.ts'
import { ChatModel, type Reaction } from './model.ts'
import { openConversation, SHOWN_AT_OPENING, showList, showWaiting } from './overview.ts'
import { OwnTyping } from './own-typing.ts'
import { inOwnWords } from './own-words.ts'
import { Unsent } from './unsent.ts'

/** How long news about one's own messages are gathered, in ms: a node delivers and reports in a few. */
const GATHER_STATES = 150
/** How long what was shown is gathered before it is marked as read, in ms: a returning friend brings hundreds at once. */
const GATHER_READS = 50

/** What the session needs of a terminal, or of a script. */
export interface ChatScreen {
  print(lines: string[]): void
  bell(): void
  /** Shows a title, or gives the terminal its own back. */
  title(text: string | undefined): void
  ask(question: string, secret: boolean): Promise<string | undefined>
  /** Whether what was typed stays to be seen, so that it need not be printed again. */
  readonly echoes: boolean
  promptChanged(): void
  /** Whether what stands at the bottom is drawn anew, so that it may change often. */
  readonly redraws: boolean
  /** Puts a text into the next line, to be edited and sent; false where that cannot be done. */
  offer(text: string): boolean
}

/** What the session needs of the program that it is a part of. */
export interface ChatProgram {
  /** Runs a command of the command line. */
  command(argv: readonly string[], place: Place): Promise<void>
  createFile(path: string): Promise<TextFile>
}

export interface ChatSessionOptions {
  messenger: Messenger
  screen: ChatScreen
  look: Look
  program: ChatProgram
  /** The user wants to leave. */
  onQuit: () => void
  /** Waits for a fresh connection after one was lost; `undefined` when the user leaves instead. */
  reattached: () => Promise<Messenger | undefined>
}

export class ChatSession implements Chat {
  readonly model: ChatModel
  readonly look: Look
  readonly #screen: ChatScreen
  readonly #program: ChatProgram
  readonly #reattached: ChatSessionOptions['reattached']
  readonly #attention: Attention
  readonly #gatherer = new InputGatherer()
  readonly #onQuit: () => void
  readonly #ownTyping = new OwnTyping({ tell: (conv, typing) => void this.#tellTyping(conv, typing) })
  readonly #unsent = new Unsent()
  messenger: Messenger
  #folders: string[] = []
  #settings: readonly Setting[] = []
  #statesTimer: NodeJS.Timeout | undefined
  #readTimer: NodeJS.Timeout | undefined
  /** The end of what was shown and is not marked as read yet. */
  #shown: { conv: string; through: string } | undefined

  constructor({ messenger, screen, look, program, onQuit, reattached }: ChatSessionOptions) {
    this.messenger = messenger
    this.#program = program
    this.look = look
    this.model = new ChatModel(look)
    this.#screen = screen
    this.#attention = new Attention({
      watched: screen.echoes,
      bell: () => screen.bell(),
      title: text => screen.title(text),
    })
    this.#onQuit = onQuit
    this.#reattached = reattached
  }

  /** Greets, then opens the conversation asked for or shows where to begin. */
  async start(who: string | undefined): Promise<void> {
    await this.refresh()
    const { chat } = this.look.texts
    const { people, me } = this.model
    this.print(
      this.look.paint.bold(chat.welcome(sanitize(me.name, { lines: 'fold' }), people.prefix(me.peerId))),
      chat.helpHint,
    )
    await showWaiting(this)
    if (who === undefined) await this.showList()
    else await this.open(this.model.people.resolve(who))
  }

  /** Goes on with a fresh connection: learns what changed meanwhile and shows what came into the open conversation. */
  async resume(messenger: Messenger): Promise<void> {
    this.messenger = messenger
    await this.refresh()
    const { open } = this.model
    if (open === undefined) return
    for (const message of await messenger.history({ conv: open.conv, limit: SHOWN_AT_OPENING })) {
      if (message.own && message.state !== 'unread')
        this.model.states.reached(message.id, message.conversation, message.state)
      await this.handle({ event: 'message', message })
    }
    this.#flushStates()
  }

  /** Learns everything anew from a messenger just attached to, without showing it. */
  async refresh(): Promise<void> {
    const [profile, friends, requests, conversations, folders, settings] = await Promise.all([
      this.messenger.profile(),
      this.messenger.friends(),
      this.messenger.requests(),
      this.messenger.conversations(),
      this.messenger.folders(),
      this.#attention.learn(this.messenger),
    ])
    this.look.times = { ...this.look.times, hours: this.#attention.hours }
    this.model.people.self = profile.peerId
    this.model.me = { peerId: profile.peerId, name: profile.name }
    for (const friend of [...requests, ...friends]) this.model.people.learn(friend)
    this.model.learnConversations(conversations)
    this.#folders = folders.map(folder => folder.name)
    this.#settings = settings
    this.#count()
    await this.attend()
  }

  /** Takes in an event and does what it asks for. */
  async handle(event: Event): Promise<void> {
    if (event.event === 'message' && this.model.conversation(event.message.conversation) === undefined) {
      this.model.learnConversations(await this.messenger.conversations())
    }
    if (event.event === 'settings') this.#attention.setting(event.name, event.value)
    this.model.mentionsCount = this.#attention.mentions
    this.look.times = { ...this.look.times, hours: this.#attention.hours }
    const reaction = this.model.on(event)
    this.react(reaction)
    if (event.event === 'typing' && this.#screen.redraws) this.#screen.promptChanged()
    const { here } = this.#attention
    if (reaction.read !== undefined) {
      if (this.#shown !== undefined && this.#shown.conv !== reaction.read.conv) await this.#markRead()
      this.#shown = reaction.read
      // What nobody sees is neither read nor passed over in silence.
      if (here) this.#readTimer ??= setTimeout(() => void this.#guarded(() => this.#markRead()), GATHER_READS)
    }
    if (!here && reaction.unseenBell === true) this.#attention.ring()
    this.#count()
    if (this.model.states.pending) this.#statesTimer ??= setTimeout(() => this.#flushStates(), GATHER_STATES)
  }

  /** Takes in one typed line. */
  async line(typed: string): Promise<void> {
    const input = this.#gatherer.push(typed)
    this.#screen.promptChanged()
    if (input !== undefined) await this.#guarded(() => this.#take(input))
  }

  /** No more lines come: what is unfinished counts as finished in a script; of somebody who leaves, it is kept. */
  async end(): Promise<void> {
    const input = this.#gatherer.end()
    if (input === undefined) return
    if (!this.attended) await this.#guarded(() => this.#take(input))
    else if (input.kind === 'text') this.#unsent.cleared([], input.text)
  }

  /** Takes in what the line under way is now. */
  edited(line: string): void {
    this.#ownTyping.edited(line, this.model.open?.conv)
  }

  /** The user leaves. @param line - what stands in the line under way */
  async leave(line: string): Promise<void> {
    this.abandonInput(line)
    await this.#guarded(() => this.#keepDraft())
  }

  /** Forgets unfinished lines and the one under way, which may become a draft; tells whether there were unfinished ones. */
  abandonInput(line: string): boolean {
    const { continuing, lines } = this.#gatherer
    this.#unsent.cleared(lines, line)
    this.#gatherer.clear()
    return continuing
  }

  get prompt(): string {
    const { open, othersType } = this.model
    const name = open?.label ?? 'earshot'
    const label = othersType && this.#screen.redraws ? this.look.texts.chat.typingPrompt(name) : name
    return this.#gatherer.continuing ? `${' '.repeat(Math.min(8, label.length))}… ` : `${label}> `
  }

  complete(line: string): Completion {
    return complete(line, this.model, { folders: this.#folders, settings: this.#settings })
  }

  /** Says and does at once what was put off for a moment. */
  async flush(): Promise<void> {
    this.#flushStates()
    if (this.#attention.here) await this.#guarded(() => this.#markRead())
  }

  /** Takes in what the terminal tells of whoever sits there. */
  sign(sign: Sign): void {
    if (this.#attention.sign(sign)) void this.attend()
  }

  /** Does what follows from whether somebody is there: the node is told, and what they see now is read. To be called now and then. */
  async attend(): Promise<void> {
    this.#count()
    await this.#guarded(async () => {
      try {
        await this.#attention.look(this.messenger, this.model.open?.conv)
      } catch (error) {
        if (reportOf(error).code !== 'no-node') throw error
      }
      if (this.#attention.here) await this.#markRead()
    })
  }

  #count(): void {
    this.#attention.count(this.model.unread(this.#attention.here))
  }

  async #markRead(): Promise<void> {
    clearTimeout(this.#readTimer)
    this.#readTimer = undefined
    const shown = this.#shown
    this.#shown = undefined
    if (shown === undefined) return
    try {
      await this.messenger.read(shown)
      this.model.read(shown.conv)
      this.#count()
    } catch (error) {
      // A node that is gone can be told nothing: it stays unread until the conversation is opened again.
      if (reportOf(error).code !== 'no-node') throw error
    }
  }

  #flushStates(): void {
    clearTimeout(this.#statesTimer)
    this.#statesTimer = undefined
    this.print(...this.model.states.flush(this.model.open?.conversation, id => this.model.conversationLabel(id)))
  }

  // What commands use.

  print(...lines: string[]): void {
    if (lines.length > 0) this.#screen.print(lines)
  }

  react(reaction: Reaction): void {
    this.print(...reaction.lines)
    if (reaction.bell === true) this.#attention.ring()
  }

  get attended(): boolean {
    return this.#screen.echoes
  }

  ask(question: string, options: { secret?: boolean } = {}): Promise<string | undefined> {
    return this.#screen.ask(question, options.secret === true)
  }

  quit(): void {
    this.#onQuit()
  }

  command(argv: string[]): Promise<void> {
    const { texts, paint, columns } = this.look
    const print = (lines: string[]): void => this.print(...lines)
    return this.#program.command(argv, {
      words: texts,
      output: new LinesOutput({ print, coloured: paint.coloured, terminal: this.attended, columns }),
      person: {
        askSecret: async question => {
          const typed = await this.ask(question, { secret: true })
          if (typed === undefined) throw new EarshotError('usage', 'Nothing was typed')
          return typed
        },
        progress: () => new LinesProgress(line => print([line])),
      },
    })
  }

  createFile(path: string): Promise<TextFile> {
    return this.#program.createFile(path)
  }

  async open(who: string): Promise<void> {
    await this.#guarded(() => this.#keepDraft())
    const draft = await openConversation(this, who)
    if (draft !== undefined) this.offer(draft)
    this.#screen.promptChanged()
    await this.attend()
  }

  async close(): Promise<void> {
    await this.#guarded(() => this.#keepDraft())
    this.model.open = undefined
    this.#screen.promptChanged()
    await this.attend()
    await this.showList()
  }

  showList(): Promise<void> {
    return showList(this)
  }

  async say(text: string, options: SendOptions = {}): Promise<void> {
    const { open } = this.model
    const { nothingOpen, nothingOpenHint } = this.look.texts.chat
    if (open === undefined) throw new ChatMistake(nothingOpen, nothingOpenHint)
    const [message] = await this.send([open.conv], text, options)
    if (message === undefined) return
    this.#unsent.sent()
    open.conversation = message.conversation
    if (this.model.conversation(message.conversation) === undefined) {
      this.model.learnConversations(await this.messenger.conversations())
    }
    // What was typed stands on the screen, if without its number.
    this.model.codes.of(message.id)
    if (!this.#screen.echoes) this.print(...this.model.lines(message))
    this.print(...this.model.waiting(message))
  }

  offer(text: string): void {
    if (this.#screen.offer(text)) return
    const { chat, messages } = this.look.texts
    this.print(this.look.paint.dim(`[${messages.draft}] ${sanitize(text, { lines: 'fold' })}`), chat.draftHint)
  }

  async send(conv: string[], text: string, options: SendOptions = {}): Promise<Message[]> {
    const key = randomUUID()
    this.model.sending(text)
    try {
      const messages = await this.#persistently(messenger => messenger.send({ conv, text, ...options, key }))
      this.model.sent(text, messages)
      return messages
    } catch (error) {
      this.model.sent(text, [])
      throw error
    }
  }

  // Inside.

  async #take(input: Input): Promise<void> {
    if (input.kind === 'empty') return
    if (input.kind === 'command') {
      await findCommand(this, input.name).run(this, input.rest)
      return
    }
    await this.say(input.text)
  }

  /** Keeps what was typed for the open conversation and not sent. */
  async #keepDraft(): Promise<void> {
    const text = this.#unsent.take()
    const { open } = this.model
    if (text === '' || open === undefined) return
    this.model.learnConversations([await this.messenger.draft({ conv: open.conv, text })])
    this.print(this.look.paint.dim(`* ${this.look.texts.messages.draftKept(open.label)}`))
  }

  /** A friend who was just removed, or a node that is gone, is told nothing, and whoever types is not bothered with that. */
  async #tellTyping(conv: string, typing: boolean): Promise<void> {
    try {
      await this.messenger.typing({ conv, typing })
    } catch (error) {
      if (reportOf(error).code === 'internal') this.showError(error)
    }
  }

  /** Does it again on a fresh connection when the node went away meanwhile; the call must carry a key. */
  async #persistently<T>(call: (messenger: Messenger) => Promise<T>): Promise<T> {
    for (;;) {
      const { messenger } = this
      try {
        return await call(messenger)
      } catch (error) {
        if (reportOf(error).code !== 'no-node') throw error
        const fresh = await this.#reattached()
        if (fresh === undefined || fresh === messenger) throw error
      }
    }
  }

  /** Runs what the user asked for; what goes wrong is told with what to do next. */
  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      this.showError(error)
    }
  }

  showError(error: unknown): void {
    const mistake = error instanceof ChatMistake
    const report = reportOf(error)
    const { common } = this.look.texts
    const message = mistake ? error.message : inOwnWords(common.error(report))
    const hint = mistake ? error.hint : inOwnWords(common.hint(report) ?? '')
    this.print(this.look.paint.error(`! ${sanitize(message)}`))
    if (hint) this.print(`  ${sanitize(hint)}`)
  }
}
