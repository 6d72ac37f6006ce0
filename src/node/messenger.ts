/**
 * The one application interface. The node implements it (`verbs/`), the control server exposes it as JSON-RPC under the
 * same names, the control client implements it for commands and terminal interfaces, which know nothing else.
 *
 * Every method takes one object and gives the objects of docs/cli.md. Every changing method accepts `key`: a string made by the
 * caller and stored with the result, so that a repeated call returns the first result instead of acting twice.
 */
import type { Phrase } from '../protocol/phrase.ts'

/** Base58 peer id, as libp2p prints it (`12D3KooW…`). */
export type PeerIdString = string & { readonly brand?: 'PeerIdString' }
/** 32 hexadecimal digits: the 16 bytes of an entry's id. */
export type MessageId = string
/** ISO 8601, UTC, with milliseconds. */
export type Timestamp = string

export type OwnPresence = 'here' | 'away'
export type Presence = OwnPresence | 'offline'
export type FriendState = 'friend' | 'requested' | 'received' | 'declined' | 'removed' | 'blocked'
export type MessageType = 'text' | 'picture' | 'file' | 'audio' | 'video' | 'shake' | 'call' | 'system'
/** The states of one's own message, in the order in which they are reached. */
export type OwnState = 'queued' | 'relayed' | 'delivered' | 'read'
export type MessageState = OwnState | 'unread'

/** A friend whose name or e-mail address looks the same as somebody else's. */
export interface Resembled {
  peerId: PeerIdString
  name: string
  verified: boolean
}

/** What an engine made of a message or a recording. */
export interface EngineAnswer {
  id?: MessageId
  text: string
  /** Name of the recipe, or the program of the command. */
  engine: string
}

/** Engines for translation and speech to text. An empty text is what is not set. */
export interface EngineList {
  translate: { engine: string; from: string; to: string }
  transcribe: { engine: string; language: string }
  /** Seconds. */
  timeout: number
  /** What Earshot knows how to call. */
  recipes: {
    name: string
    kind: 'translate' | 'transcribe'
    /** Its program is installed, or its server answers. */
    here: boolean
    chosen: boolean
    /** Any one of these is what it needs; none for a server. */
    programs: string[]
    site: string
  }[]
}

/** Digits to compare with the other side by another way, and whether that was done. */
export interface Verification {
  peerId: PeerIdString
  name: string
  /** 60 digits in groups of five; the same on both sides. */
  safetyNumber: string
  verified: boolean
  /** What a QR code of it says; `compare` takes it. */
  qr: string
  /** True where something was given to compare with. */
  matches?: true
}

export interface Peer {
  peerId: PeerIdString
  /** Self-chosen, from the signed card; neither unique nor trusted. Empty until a card was seen. */
  name: string
  nick?: string
  status?: string
  kind: 'peer' | 'relay'
  friend: boolean
  presence: Presence
  addresses: string[]
  lastSeen?: Timestamp
  /** The safety number was compared, and matched. */
  verified: boolean
  /** SHA-256 of their picture, hexadecimal; the picture itself by `avatar`. Absent where they have none. */
  avatar?: string
  /** Looks like this friend by name or e-mail address, and has another peer id. */
  resembles?: Resembled
}

export interface Friend extends Peer {
  state: FriendState
  /** Who asked: `in` for a request received, `out` for one sent. Present while the state is a request or its outcome. */
  direction?: 'in' | 'out'
  greeting?: string
  folder: string
  unread: number
}

export interface MessageAuthor {
  peerId: PeerIdString
  name: string
}

export interface CallOutcome {
  call: string
  media: CallMedia
  outcome: CallReason
  /** Seconds from connected to ended; 0 when it never connected. */
  duration: number
  session?: string
}

export interface Message {
  id: MessageId
  conversation: string
  kind: 'direct' | 'group'
  /** Name of the conversation: the friend's nickname or name. */
  name: string
  from: MessageAuthor
  own: boolean
  at: Timestamp
  /** Its place in the conversation's one order, for all: by this number (milliseconds, of a logical clock), then by `id`. */
  stamp: number
  type: MessageType
  /** As it was last edited; absent once recalled. */
  text?: string
  replyTo?: Quote
  /** Who is meant by name. */
  mentions?: MessageAuthor[]
  /** One message, or several as a bundle, of others; `text` says the same in one. */
  forwarded?: ForwardedMessage[]
  /** URLs in the text, as they are to be opened. */
  links?: string[]
  /** When it was last edited. */
  edited?: Timestamp
  /** When its author took it back. */
  recalled?: Timestamp
  reactions?: MessageReaction[]
  /** Seconds from reading until it disappears. */
  timer?: number
  /** When it disappears here. */
  expiresAt?: Timestamp
  call?: CallOutcome
  state: MessageState
  deliveredTo?: { peerId: PeerIdString; at: Timestamp }[]
  readBy?: { peerId: PeerIdString; at: Timestamp }[]
  /** In what `send` gives: how it goes, to a friend who is connected or by a relay of theirs; absent where it waits here. */
  way?: 'direct' | 'relay'
}

/** The message that is answered; only its id where it is not there, or was recalled. */
export interface Quote {
  id: MessageId
  from?: MessageAuthor
  /** Its beginning. */
  text?: string
}

export interface ForwardedMessage {
  from: MessageAuthor
  at: Timestamp
  text: string
}

export interface MessageReaction {
  emoji: string
  from: MessageAuthor[]
  own: boolean
}

/** One message with all that is known of it. */
export interface MessageDetails extends Message {
  /** What it said, oldest first; the last is what it says now. Only of edited ones, and as far as their texts are kept. */
  versions?: { at: Timestamp; text: string }[]
}

export type MessageChange = 'edited' | 'recalled' | 'reacted' | 'deleted' | 'expired'

export interface Conversation {
  conversation: string
  kind: 'direct' | 'group'
  name: string
  /** The friend's peer id, for a direct conversation. */
  peerId?: PeerIdString
  unread: number
  /** Unread messages that mention this profile. */
  mentions: number
  /** To come back to, whatever was read. */
  markedUnread: boolean
  pinned: boolean
  muted: boolean
  /** Until when; absent where it is muted for good. */
  mutedUntil?: Timestamp
  archived: boolean
  /** It has a second passphrase. */
  sealed: boolean
  /** It is sealed, and closed: nothing of what it says is shown, and it has neither `draft` nor `last`. */
  locked: boolean
  /** What was typed and not sent. */
  draft?: string
  last?: Message
}

export type CallMedia = 'audio' | 'video' | 'session'
export type CallState = 'offered' | 'ringing' | 'accepted' | 'connected' | 'ended'
export type CallReason = 'hung-up' | 'declined' | 'busy' | 'missed' | 'cancelled' | 'failed'

export interface Call {
  call: string
  peer: Peer
  direction: 'in' | 'out'
  media: CallMedia
  state: CallState
  /** The other side's session: what the caller offered, or what the callee answered with. */
  session?: string
  page?: string
  reason?: CallReason
  /** Both called each other at once: this offer ended, and goes on as that call. */
  into?: string
}

export interface Profile {
  peerId: PeerIdString
  name: string
  status?: string
  email?: string
  /** SHA-256 of the picture, hexadecimal. */
  avatar?: string
  home: string
  /** Whether a passphrase protects the vault. */
  passphrase: boolean
}

/** What one sees of somebody else. */
export interface PublicProfile extends Peer {
  email?: string
  state?: FriendState
}

/** A picture as its owner chose it: said to be a PNG or JPEG, and not looked into. */
export interface Avatar {
  /** SHA-256, hexadecimal. */
  hash?: string
  /** Base64, at most 3 KiB. */
  file?: string
}

export interface Status {
  running: boolean
  peerId: PeerIdString
  name: string
  addresses: string[]
  /** Seconds. */
  uptime: number
  /** Connected peers of any kind. */
  peers: number
  friendsHere: number
  /** Relays that keep mail for this profile and are connected. */
  relays: number
  /** Relays of this profile, connected or not. */
  relaysKnown: number
  unread: number
  /** Own messages that neither their reader nor a relay has yet. */
  queued: number
  /** What connected friends see of this profile. */
  presence: OwnPresence
  version: string
  /** Process id of the node. */
  pid: number
  /** Resident memory in bytes. */
  memory: number
  /** Faults seen from peers since the start, by kind (garbage, oversize, badSignature, foreign, flood, slow …). */
  faults: Record<string, number>
}

/** What of the status comes as an event when it changes. */
export type StatusNumbers = Pick<Status, 'presence' | 'relays' | 'relaysKnown' | 'queued'>

export interface Folder {
  name: string
  friends: number
}

/** A relay that keeps mail for this profile. */
export interface Relay {
  peerId: PeerIdString
  name: string
  addresses: string[]
  connected: boolean
  /** Bytes that wait there for this profile; 0 while it is not connected. */
  stored: number
  /** Bytes that may wait there; 0 while it is not known. */
  quota: number
  /** Why it does not keep a mailbox for this profile. */
  refused?: string
}

export type SettingValue = boolean | number | string

/** One setting, or a name in settings.yaml that is none. */
export interface Setting {
  name: string
  /** What is in force: of a faulty one the last good value. */
  value: SettingValue
  /** Absent where the name is unknown. */
  default?: SettingValue
  type: 'boolean' | 'number' | 'text' | 'unknown'
  description: string
  /** What it takes, for people. */
  allowed: string
  /** All values, where they are few. */
  values?: SettingValue[]
  isDefault: boolean
  /** What is wrong with what the file says of it, in English. */
  fault?: string
  /** The same, for readers of other languages. */
  faultSay?: Phrase
}

/** Language of descriptions. @default 'en' */
export interface InLanguage {
  lang?: 'en' | 'zh'
}

export interface Invite {
  link: string
  expiresAt: Timestamp
}

export type Event =
  | { event: 'message'; message: Message }
  | { event: 'state'; id: MessageId; conversation: string; state: OwnState; who?: PeerIdString }
  /** `message` as it is now; without a text where it was deleted or its time is over. */
  | { event: 'change'; change: MessageChange; message: Message }
  | { event: 'typing'; conversation: string; from: MessageAuthor; typing: boolean }
  | { event: 'friend'; friend: Friend }
  | { event: 'presence'; peer: Peer }
  | { event: 'nearby'; peer: Peer; here: boolean }
  | { event: 'shake'; from: MessageAuthor; fresh: boolean }
  | ({ event: 'call' } & Call)
  /** Another client read the conversation, or its unread count changed for another reason. */
  | { event: 'conversation'; conversation: string; unread: number }
  | { event: 'relay'; relay: Relay }
  /** At most every 250 ms; all of them, where one changed. */
  | ({ event: 'status' } & StatusNumbers)
  /** Another front end was asked for this conversation: whoever has it open comes to the fore. */
  | { event: 'focus'; conversation: string }
  /** One's own: a name, a line, the picture, or whether there is a passphrase changed. */
  | { event: 'profile'; profile: Profile }
  /** A setting has another value, by whatever way. */
  | { event: 'settings'; name: string; value: SettingValue }
  /** How far something long is; units are of no meaning but their share. */
  | { event: 'progress'; task: string; done: number; total?: number }
  | { event: 'node'; state: 'stopping'; reason: 'down' | 'lock' | 'erase' | 'signal' | 'idle' | 'failure' }

/** Accepted by every changing method: a repeated key returns the first result. At most 64 characters. */
export interface Keyed {
  key?: string
}

export interface SearchQuery {
  /**
   * Each word begins a word of the message; a run of a script without spaces occurs as it is; quotes make one part of several whole
   * words. Case, accents and width do not count. Without any letter, digit or emoji it is looked for as it stands.
   */
  text: string
  in?: string
  from?: string
  since?: Timestamp
  until?: Timestamp
  type?: MessageType
  /** @default 20 */
  limit?: number
  /** Goes on after this one, the last of the page before. */
  before?: MessageId
  /** Messages before and after each that is found. @default 0 */
  context?: number
  /** Seconds. @default 20 */
  timeout?: number
}

/** A message that a search found. */
export interface Found extends Message {
  /** Where the text fits: from, up to, in UTF-16 units. */
  matches: [number, number][]
  /** What was said around it, in the order of the conversation; with `context`. */
  before?: Message[]
  after?: Message[]
}

export interface HistoryQuery {
  conv: string
  /** @default 50 */
  limit?: number
  before?: MessageId
  after?: MessageId
  /**
   * Half of `limit` before this message, itself, and what follows. `unread`: the first unread one, or the end where all was read. Goes with
   * `limit` alone, as does `at`.
   */
  around?: MessageId | 'unread'
  /** Likewise around the first message at or after this time, or the end. Where clocks disagree, one place at which the time is passed. */
  at?: Timestamp
  from?: string
  since?: Timestamp
  until?: Timestamp
  type?: MessageType
}

export interface ExportQuery {
  conv: string
  /** Where the page before ended: its `next`. */
  after?: MessageId
  since?: Timestamp
  until?: Timestamp
}

/** A part of a conversation, oldest first. */
export interface ExportPage {
  messages: Message[]
  /** There is more, after this one. */
  next?: MessageId
}

/** A backup that is whole. */
export interface Backup {
  file: string
  bytes: number
  messages: number
  conversations: number
  /** Seconds. */
  took: number
}

export interface ListenOptions {
  /** First everything that arrived after this message did, in order of arrival, then what happens. */
  since?: MessageId
}

/**
 * `who` is a friend's nickname or name, a peer id, or a prefix of one of at least 8 characters; `conv` likewise (or `#group`).
 * Where a message is meant, at least 8 digits of the beginning of its id will do.
 * Errors: `no-peer`, `no-message`, `ambiguous` (several match), and those named at the method.
 */
export interface Messenger {
  status(): Promise<Status>
  /** Stops the node cleanly; resolves before it is gone. */
  down(): Promise<{ stopping: true }>
  /** Stops the node so that its keys leave memory. `not-allowed` without a passphrase. */
  lock(): Promise<{ locked: true }>
  profile(): Promise<Profile>
  /** An empty string clears `status`, `email` or `avatar`; `avatar` is a PNG or JPEG of at most 3 KiB, in base64. */
  profileSet(params: { name?: string; status?: string; email?: string; avatar?: string } & Keyed): Promise<Profile>
  profileShow(params: { who: string }): Promise<PublicProfile>
  /** Somebody's picture, one's own without `who`; absent where there is none. It is theirs: decode it with care. */
  avatar(params?: { who?: string }): Promise<Avatar>
  /** `wrong-passphrase`. `next: undefined` takes the passphrase away. Wraps keys anew; history is not rewritten. */
  passwd(params: { current?: string; next?: string }): Promise<Profile>
  /** Tells friends, then destroys keys and data. `wrong-passphrase`. */
  erase(params: { yes: true; passphrase?: string }): Promise<{ erased: true; told: number }>

  nearby(): Promise<Peer[]>
  find(params: { text: string }): Promise<Peer[]>
  /** `offline` when nobody answers there, `invalid` for an address that is none. */
  connect(params: { address: string }): Promise<Peer>
  /** `again`: the one made last, while nobody used it and it is good for a day or more; else, and without it, a new one. */
  invite(params?: { relay?: boolean; again?: boolean } & Keyed): Promise<Invite>
  add(params: { who: string; message?: string } & Keyed): Promise<Friend>
  requests(): Promise<Friend[]>
  accept(params: { who: string } & Keyed): Promise<Friend>
  decline(params: { who: string } & Keyed): Promise<Friend>
  friends(params?: { folder?: string }): Promise<Friend[]>
  /** An empty name takes the nickname away. */
  nick(params: { who: string; name: string } & Keyed): Promise<Friend>
  remove(params: { who: string } & Keyed): Promise<Friend>
  block(params: { who: string } & Keyed): Promise<Friend>
  unblock(params: { who: string } & Keyed): Promise<Friend>
  /**
   * The safety number of somebody and this profile. `compare` is a safety number or the text of a QR code: `not-allowed` when it is another one,
   * `invalid` when it is none. `confirm: true` marks as verified (after `compare`, where given), `false` takes the mark back.
   */
  verify(params: { who: string; confirm?: boolean; compare?: string } & Keyed): Promise<Verification>
  folders(): Promise<Folder[]>
  foldersCreate(params: { name: string } & Keyed): Promise<Folder[]>
  foldersDelete(params: { name: string } & Keyed): Promise<Folder[]>
  move(params: { who: string; folder: string } & Keyed): Promise<Friend>

  /**
   * Accepted once it is on this disk: one message for each conversation, in the order of `conv`.
   * `wait` holds the answer until the state is reached, at most `timeout` seconds (`timeout` error then; the messages stay accepted).
   * `@name` mentions a member. `reply` is a message of the one conversation. `expire`: seconds from reading until it disappears.
   */
  send(
    params: {
      conv: string[]
      text: string
      reply?: MessageId
      expire?: number
      wait?: Exclude<OwnState, 'queued'>
      timeout?: number
    } & Keyed,
  ): Promise<Message[]>
  /** `not-allowed` for what is not one's own text, is recalled, or forwards another's words. */
  edit(params: { id: MessageId; text: string } & Keyed): Promise<Message[]>
  /** Takes an own text back: its content goes from every disk that hears of it. `not-allowed` for what is not one's own text. */
  recall(params: { id: MessageId } & Keyed): Promise<Message[]>
  /** For oneself: hidden at once, and its content erased as soon as no reader lacks it. */
  delete(params: { ids: MessageId[] } & Keyed): Promise<Message[]>
  /** One emoji of one's own for each message; an empty one takes it back. */
  react(params: { id: MessageId; emoji: string } & Keyed): Promise<Message[]>
  /** One message, or several as one bundle that keeps authors and times. */
  forward(params: { ids: MessageId[]; conv: string[] } & Keyed): Promise<Message[]>
  message(params: { id: MessageId }): Promise<MessageDetails>
  /** Tells who is here that one types, or stopped. Nothing where that is switched off, or nobody is here. */
  typing(params: { conv: string; typing?: boolean }): Promise<{ told: boolean }>
  /** Resolves when every given message of one's own has reached `state`; `timeout` after `timeout` seconds. */
  waitFor(params: { ids: MessageId[]; state: Exclude<OwnState, 'queued'>; timeout: number }): Promise<Message[]>
  history(params: HistoryQuery): Promise<Message[]>
  /**
   * What was said in all of history, newest first: by the order of the conversations, not of arrival. `timeout` where it takes longer
   * than that: without an index, or until it is made (`progress` events of the task `index`), every text is looked at. `signal` ends it
   * before: the answer is not wanted any more.
   */
  search(params: SearchQuery, signal?: AbortSignal): Promise<Found[]>
  /**
   * Pinned ones first, then the latest; at most `limit` of them. Archived ones only where they are asked for. With `conv` these alone,
   * archived or not, in its order.
   */
  conversations(params?: { archived?: boolean; conv?: string[]; limit?: number }): Promise<Conversation[]>
  unread(): Promise<Conversation[]>
  read(params: { conv: string; through?: MessageId } & Keyed): Promise<Conversation[]>
  markUnread(params: { conv: string } & Keyed): Promise<Conversation>
  mute(params: { conv: string; until?: Timestamp } & Keyed): Promise<Conversation>
  unmute(params: { conv: string } & Keyed): Promise<Conversation>
  pin(params: { conv: string } & Keyed): Promise<Conversation>
  unpin(params: { conv: string } & Keyed): Promise<Conversation>
  /** Out of the list until somebody writes there, or for as long as it is muted. */
  archive(params: { conv: string } & Keyed): Promise<Conversation>
  unarchive(params: { conv: string } & Keyed): Promise<Conversation>
  /**
   * Seals a conversation: what it says rests under keys that only its second passphrase, `passphrase`, opens. Nobody can recover that.
   * Closes one that is sealed already, and takes no passphrase then. With `current`, gives it another second passphrase. Told of by
   * `progress` events of the task `seal`. `wrong-passphrase` (also when one is needed and none given), `exists`, `invalid`, `busy`.
   */
  seal(params: { conv: string; passphrase?: string; current?: string }): Promise<Conversation>
  /**
   * Opens a sealed conversation until it is closed, is not used for `seal.minutes`, or the node ends; `forever` takes the seal away.
   * `not-allowed` where it is not sealed, `wrong-passphrase`, `busy` (also after too many wrong ones).
   */
  unseal(params: { conv: string; passphrase?: string; forever?: boolean }): Promise<Conversation>
  /** Keeps what was typed and not sent; an empty text forgets it, none leaves it as it is. */
  draft(params: { conv: string; text?: string } & Keyed): Promise<Conversation>
  /** `offline`, `declined` (muted there) or `busy` (more than one in 5 s). */
  shake(params: { who: string } & Keyed): Promise<Message>

  /** What can be used for `translate` and `transcribe`, and what is chosen. */
  engines(): Promise<EngineList>
  /**
   * Has the chosen engine translate a message, as it reads now. `to` is a language like `en` or `zh-CN`. `no-engine` where none is chosen or it is
   * not installed, `engine-failed`, `timeout`, `busy`, `invalid` for languages that it does not have.
   */
  translate(params: { id: MessageId; to?: string }): Promise<EngineAnswer>
  /** Has the chosen engine write down a recording: a message's (`no-file` where it has none) or a file's on this disk. Errors as for `translate`. */
  transcribe(params: { id?: MessageId; file?: string; language?: string }): Promise<EngineAnswer>

  /** Offers a call; it goes on as `call` events. `offline`, `busy` (one of ours is under way). */
  call(params: { who: string; media?: CallMedia; session?: string } & Keyed): Promise<Call>
  /** Accepts the ringing call (of `who`, where several ring). `no-peer` when nothing rings. */
  answer(params: { who?: string; session?: string }): Promise<Call>
  /** Ends the call under way: cancels, declines or hangs up, by its state. */
  hangup(params?: { who?: string }): Promise<Call>
  calls(): Promise<Call[]>

  /**
   * Writes a backup of this profile into a file of the node's machine, sealed under a passphrase; `file` is an absolute path. Told of by
   * `progress` events of the task `backup`. `exists` (without `force`), `not-allowed`, `invalid`, `quota`, `busy` (one is being made).
   */
  backup(params: { file: string; passphrase: string; force?: boolean }): Promise<Backup>
  /** A conversation from its beginning on, in its order, page by page. */
  exportPage(params: ExportQuery): Promise<ExportPage>

  relayList(): Promise<Relay[]>
  relayNearby(): Promise<Peer[]>
  /** `where`: a relay's invitation, its address, or the name of one nearby. `not-allowed` without an invitation, `offline`, `invalid`. */
  relayAdd(params: { where: string } & Keyed): Promise<Relay[]>
  relayRemove(params: { relay: string } & Keyed): Promise<Relay[]>

  /**
   * Says what a front end shows, for as long as the answer says or until it says otherwise. `conv`: what somebody looks at, which makes
   * no notices. `open`: all that is open there, seen or not; it holds without being said again, and names that mean nobody are
   * passed over. `active`: whether somebody sits there (@default whether there is a `conv`); where nobody sits at any front end, friends see this
   * profile as away. Without any of these the front end is none any more. `viewer` tells front ends apart: the control socket puts
   * the connection there, and takes its word back when it ends.
   */
  looking(params: { conv?: string; open?: string[]; active?: boolean; viewer?: string }): Promise<{ seconds: number }>
  /** Has another front end that has the conversation open come to the fore, if there is one. */
  focus(params: { conv: string; viewer?: string }): Promise<{ focused: boolean }>
  settings(params?: InLanguage): Promise<Setting[]>
  /** `invalid` for an unknown name. */
  settingsGet(params: { name: string } & InLanguage): Promise<Setting>
  /** `invalid` for an unknown name, a value that it does not take, and a settings.yaml that has to be mended first. */
  settingsSet(params: { name: string; value: SettingValue } & InLanguage & Keyed): Promise<Setting>
  /** Back to the default. Errors as for `settingsSet`. */
  settingsReset(params: { name: string } & InLanguage & Keyed): Promise<Setting>

  /**
   * Events from now on (and before that, with `since`, everything that arrived after that message). Ends when `signal`
   * aborts, or after the `node` event when the node stops.
   */
  listen(options: ListenOptions, signal: AbortSignal): AsyncIterable<Event>
}
