/** What a command of the line mode is, and what it may use. */

import type { Message, MessageId, Messenger, Peer } from '../../../node/messenger.ts'
import type { TextFile } from '../../cli/text-file.ts'
import type { CommandName } from '../../text/en-chat.ts'
import type { Look } from '../lines.ts'
import type { ChatModel, Reaction } from '../model.ts'
import type { Person } from '../people.ts'

/** A mistake of the user's, told in the user's language. */
export class ChatMistake extends Error {
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

export interface SendOptions {
  /** The message that is answered. */
  reply?: MessageId
  /** Seconds from reading until it disappears. */
  expire?: number
}

/** What the session lends to its commands. */
export interface Chat {
  readonly messenger: Messenger
  readonly model: ChatModel
  readonly look: Look
  /** Whether somebody sits at the keyboard and can be asked. */
  readonly attended: boolean
  print(...lines: string[]): void
  /** Shows what an answer tells, unless its event was faster. */
  react(reaction: Reaction): void
  /** Asks for one line outside of the conversation; `undefined` when the user gave up. */
  ask(question: string, options?: { secret?: boolean }): Promise<string | undefined>
  open(who: string): Promise<void>
  close(): Promise<void>
  showList(): Promise<void>
  /** Sends, keeping the texts of several lines and failures apart; a lost connection does not send twice. */
  send(conv: string[], text: string, options?: SendOptions): Promise<Message[]>
  /** Sends to the open conversation, as if it had been typed. */
  say(text: string, options?: SendOptions): Promise<void>
  /** Gives a text that was kept back to be gone on with: in the next line, where the screen can do that. */
  offer(text: string): void
  quit(): void
  /** Gives a command of the command line, as words: what it prints and asks comes here. */
  command(argv: string[]): Promise<void>
  /** A new file, whole once it is finished; `exists` where there is one already. */
  createFile(path: string): Promise<TextFile>
}

export type CommandGroup = 'talk' | 'messages' | 'people' | 'calls' | 'account'

export interface Command {
  name: CommandName
  group: CommandGroup
  aliases?: string[]
  /** What Tab offers as arguments. */
  completes?:
    | ('message' | 'reaction' | 'forward' | 'person' | 'people' | 'received' | 'folder' | 'folders' | 'command')
    | ('presence' | 'relay' | 'setting')
  run(chat: Chat, rest: string): Promise<void> | void
}

/** `/name ARGUMENTS`, as help and errors show it. */
export function usage(chat: Chat, name: CommandName): string {
  return `/${name} ${chat.look.texts.chat.commands[name][0]}`.trim()
}

/** The argument, or an error that shows the usage. */
export function required(chat: Chat, name: CommandName, value: string): string {
  if (value === '') throw new ChatMistake(chat.look.texts.chat.missing(usage(chat, name)))
  return value
}

/** Whom a command without WHO means: the open conversation. */
export function openOr(chat: Chat, who: string): string {
  if (who !== '') return chat.model.people.resolve(who)
  const { open } = chat.model
  if (open === undefined) throw new ChatMistake(chat.look.texts.chat.nothingOpen, chat.look.texts.chat.nothingOpenHint)
  return open.conv
}

/** Takes peers into the address book, in the order given. */
export function learnAll(chat: Chat, peers: Peer[]): Person[] {
  return peers.map(peer => chat.model.people.learn(peer))
}
