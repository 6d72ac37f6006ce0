/**
 * A world of peers that lives in memory and obeys the `Messenger` interface. It exists only to drive front ends in tests: what
 * they show and ask for. It proves nothing about the node; nothing is signed, stored or sent. One file, because it is one interface.
 */

import type {
  Backup,
  Call,
  Conversation,
  EngineAnswer,
  EngineList,
  Event,
  ExportPage,
  ExportQuery,
  Folder,
  Found,
  Friend,
  FriendState,
  Invite,
  Message,
  Messenger,
  OwnState,
  Peer,
  Profile,
  Relay,
  Resembled,
  SearchQuery,
  Setting,
  SettingValue,
  Status,
  Verification,
} from '../../src/node/messenger.ts'
import { isSetting, kindOf, SETTING_NAMES } from '../../src/node/settings/table.ts'
import { EarshotError } from '../../src/protocol/errors.ts'
import { phrase } from '../../src/protocol/phrase.ts'

interface Relation {
  state: FriendState
  direction: 'in' | 'out'
  nick?: string
  greeting?: string
  folder: string
}

interface Entry {
  id: string
  from: MemoryMessenger
  to: MemoryMessenger
  at: string
  type: Message['type']
  text?: string
  state: OwnState
  replyTo?: Entry
  timer?: number
  forwarded?: Message['forwarded']
  edited?: string
  recalled?: string
  reactions: Map<MemoryMessenger, string>
  /** Who deleted it for themselves. */
  deletedBy: Set<MemoryMessenger>
}

/** How somebody wants a conversation listed. */
interface Wishes {
  pinned?: boolean
  archived?: boolean
  markedUnread?: boolean
  mutedUntil?: string
  draft?: string
}

/** Peers that can see each other as long as both are online. Ids are made so that prefixes tell them apart. */
export class MemoryWorld {
  readonly peers: MemoryMessenger[] = []
  readonly entries: Entry[] = []
  readonly calls: { call: Call; from: MemoryMessenger; to: MemoryMessenger }[] = []
  /** The time that messages get; tests move it. */
  now = new Date('2026-11-22T10:00:00.000Z')

  join(name: string): MemoryMessenger {
    const peer = new MemoryMessenger(
      this,
      name,
      `12D3KooW${String(this.peers.length + 1).repeat(8)}${name.replaceAll(/\W/g, '')}`,
    )
    this.peers.push(peer)
    return peer
  }

  /** Two peers that are friends already. */
  friends(one: string, other: string): [MemoryMessenger, MemoryMessenger] {
    const a = this.join(one)
    return [a, this.friendOf(a, other)]
  }

  /** Somebody new who is a friend of one who is there. */
  friendOf(a: MemoryMessenger, name: string): MemoryMessenger {
    const b = this.join(name)
    a.relations.set(b, { state: 'friend', direction: 'out', folder: 'Friends' })
    b.relations.set(a, { state: 'friend', direction: 'in', folder: 'Friends' })
    return b
  }
}

/** What is not modelled here is not there: a test that comes to need it fails at the call. */
export interface MemoryMessenger extends Messenger {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: a stand-in for tests grows with the tests, not with the interface
export class MemoryMessenger {
  readonly world: MemoryWorld
  readonly peerId: string
  readonly relations = new Map<MemoryMessenger, Relation>()
  readonly muted = new Set<string>()
  readonly #wishes = new Map<string, Wishes>()
  /** What differs from the defaults. */
  readonly settingValues = new Map<string, SettingValue>()
  /** What is wrong with what the file says of a setting. */
  readonly settingFaults = new Map<string, string>()
  /** What a front end said to be looked at, each time. */
  readonly lookedAt: (string | undefined)[] = []
  /** What a front end said last of itself. */
  said: { conv?: string; open?: string[]; active?: boolean } = {}
  readonly folderNames = new Set(['Friends', 'Family'])
  name: string
  /** Whom others are warned about when they see this peer. */
  looksLike: Resembled | undefined
  statusLine = ''
  online = true
  passphrase: string | undefined
  /** Every method called, in order, for tests that look at what a front end asked for. */
  readonly asked: string[] = []
  readonly #listeners = new Set<(event: Event) => void>()

  constructor(world: MemoryWorld, name: string, peerId: string) {
    this.world = world
    this.name = name
    this.peerId = peerId
  }

  // What tests do to the world.

  emit(event: Event): void {
    for (const listener of this.#listeners) listener(event)
  }

  /** Goes away or comes back; what waited for this peer is then delivered. */
  setOnline(online: boolean): void {
    this.online = online
    for (const [friend, relation] of this.relations) {
      if (relation.state === 'friend') friend.emit({ event: 'presence', peer: friend.#peer(this) })
    }
    if (!online) return
    for (const entry of this.world.entries) if (entry.to === this && entry.state === 'queued') this.#deliver(entry)
  }

  get listening(): number {
    return this.#listeners.size
  }

  // The interface.

  async backup(_params: Parameters<Messenger['backup']>[0]): Promise<Backup> {
    throw new EarshotError('not-allowed', 'this world is in memory only')
  }
  async exportPage({ conv }: ExportQuery): Promise<ExportPage> {
    return { messages: await this.history({ conv, limit: 10_000 }) }
  }
  async relayList(): Promise<Relay[]> {
    return []
  }
  async relayNearby(): Promise<Peer[]> {
    return []
  }
  async relayAdd(): Promise<Relay[]> {
    throw new EarshotError('offline', 'there are no relays in this world')
  }
  async relayRemove(): Promise<Relay[]> {
    throw new EarshotError('no-peer', 'there are no relays in this world')
  }
  async looking(params: { conv?: string; open?: string[]; active?: boolean }): Promise<{ seconds: number }> {
    this.lookedAt.push(params.conv)
    this.said = params
    return { seconds: 30 }
  }
  async focus(): Promise<{ focused: boolean }> {
    return { focused: false }
  }
  async settings(params: { lang?: 'en' | 'zh' } = {}): Promise<Setting[]> {
    const { lang = 'en' } = params
    return SETTING_NAMES.map(name => {
      const { type, default: preset, description, allowed, values } = kindOf(name)
      const value = this.settingValues.get(name) ?? preset
      const words = { description: description[lang], allowed: allowed[lang] }
      const fault = this.settingFaults.get(name)
      return {
        ...{ name, value, default: preset, type, isDefault: value === preset, ...words },
        ...(values && { values: [...values] }),
        ...(fault !== undefined && { fault, faultSay: { text: fault, values: [] } }),
      }
    })
  }
  async settingsGet(params: { name: string; lang?: 'en' | 'zh' }): Promise<Setting> {
    const found = (await this.settings(params)).find(({ name }) => name === params.name)
    if (found === undefined) throw new EarshotError('invalid', phrase`there is no setting ${params.name}`)
    return found
  }
  async settingsSet(params: { name: string; value: SettingValue }): Promise<Setting> {
    const { name } = params
    const value = isSetting(name) ? kindOf(name).read(params.value) : undefined
    if (value === undefined) throw new EarshotError('invalid', phrase`${name} cannot be ${String(params.value)}`)
    this.settingValues.set(name, value)
    this.emit({ event: 'settings', name, value })
    return this.settingsGet(params)
  }
  async settingsReset(params: { name: string }): Promise<Setting> {
    const { default: value } = await this.settingsGet(params)
    return this.settingsSet({ ...params, value: value as SettingValue })
  }
  async status(): Promise<Status> {
    const here = [...this.relations].filter(([peer, relation]) => relation.state === 'friend' && peer.online)
    return {
      ...{ running: true, peerId: this.peerId, name: this.name, addresses: [], uptime: 61, peers: here.length },
      ...{
        friendsHere: here.length,
        relays: 0,
        relaysKnown: 0,
        presence: 'here' as const,
        unread: this.#conversations().reduce((sum, c) => sum + c.unread, 0),
      },
      queued: this.world.entries.filter(entry => entry.from === this && entry.state === 'queued').length,
      ...{ version: '0.0.0', pid: 1, memory: 50_000_000, faults: {} },
    }
  }
  async down(): Promise<{ stopping: true }> {
    this.emit({ event: 'node', state: 'stopping', reason: 'down' })
    return { stopping: true }
  }
  async lock(): Promise<{ locked: true }> {
    if (this.passphrase === undefined)
      throw new EarshotError('not-allowed', 'this profile has no passphrase', 'set one with `earshot passwd`')
    this.emit({ event: 'node', state: 'stopping', reason: 'lock' })
    return { locked: true }
  }
  /** Nobody has chosen a picture here. */
  async avatar(): Promise<Awaited<ReturnType<Messenger['avatar']>>> {
    return {}
  }

  async profile(): Promise<Profile> {
    const status = this.statusLine === '' ? {} : { status: this.statusLine }
    return {
      peerId: this.peerId,
      name: this.name,
      ...status,
      home: '/home/memory',
      passphrase: this.passphrase !== undefined,
    }
  }
  async profileSet(params: { name?: string; status?: string; email?: string }): Promise<Profile> {
    this.name = params.name ?? this.name
    this.statusLine = params.status ?? this.statusLine
    this.emit({ event: 'profile', profile: await this.profile() })
    return this.profile()
  }
  async profileShow(params: { who: string }) {
    const peer = this.#find(params.who)
    const state = this.relations.get(peer)?.state
    return { ...this.#peer(peer), email: `${peer.name}@example.org`, ...(state === undefined ? {} : { state }) }
  }
  async passwd(params: { current?: string; next?: string }): Promise<Profile> {
    if (params.current !== this.passphrase) throw new EarshotError('wrong-passphrase', 'the passphrase is wrong')
    this.passphrase = params.next
    return this.profile()
  }
  async erase(): Promise<{ erased: true; told: number }> {
    this.emit({ event: 'node', state: 'stopping', reason: 'erase' })
    return { erased: true, told: this.relations.size }
  }

  async nearby(): Promise<Peer[]> {
    return this.world.peers.filter(peer => peer !== this && peer.online).map(peer => this.#peer(peer))
  }
  async find(params: { text: string }): Promise<Peer[]> {
    return (await this.nearby()).filter(peer => peer.name.toLowerCase().includes(params.text.toLowerCase()))
  }
  async connect(params: { address: string }): Promise<Peer> {
    if (!params.address.startsWith('/')) throw new EarshotError('invalid', phrase`${params.address} is no address`)
    throw new EarshotError('offline', phrase`nobody answers at ${params.address}`)
  }
  async invite(): Promise<Invite> {
    return { link: `earshot:${this.peerId}`, expiresAt: '2026-11-23T10:00:00.000Z' }
  }
  async add(params: { who: string; message?: string }): Promise<Friend> {
    const byLink = params.who.startsWith('earshot:')
    const peer = this.#find(byLink ? params.who.slice(8) : params.who)
    const state = byLink ? 'friend' : 'requested'
    this.relations.set(peer, { state, direction: 'out', folder: 'Friends' })
    const greeting = params.message === undefined ? {} : { greeting: params.message }
    peer.relations.set(this, { state: byLink ? 'friend' : 'received', direction: 'in', folder: 'Friends', ...greeting })
    peer.emit({ event: 'friend', friend: peer.#friend(this) })
    return this.#changed(peer)
  }
  async requests(): Promise<Friend[]> {
    return this.#friends().filter(friend => friend.state === 'received' || friend.state === 'requested')
  }
  async accept(params: { who: string }): Promise<Friend> {
    return this.#turn(params.who, 'friend', 'friend')
  }
  async decline(params: { who: string }): Promise<Friend> {
    return this.#turn(params.who, 'declined', 'declined')
  }
  async friends(params: { folder?: string } = {}): Promise<Friend[]> {
    return this.#friends().filter(
      friend => friend.state === 'friend' && (params.folder ?? friend.folder) === friend.folder,
    )
  }
  async nick(params: { who: string; name: string }): Promise<Friend> {
    const peer = this.#find(params.who)
    const relation = this.#relation(peer)
    if (params.name === '') delete relation.nick
    else relation.nick = params.name
    return this.#changed(peer)
  }
  async remove(params: { who: string }): Promise<Friend> {
    return this.#turn(params.who, 'removed')
  }
  async block(params: { who: string }): Promise<Friend> {
    return this.#turn(params.who, 'blocked')
  }
  async unblock(params: { who: string }): Promise<Friend> {
    return this.#turn(params.who, 'friend')
  }
  async verify(params: { who: string; confirm?: boolean }): Promise<Verification> {
    const { peerId, name } = this.#find(params.who)
    return { peerId, name, safetyNumber: '00000', verified: params.confirm ?? false, qr: 'earshot-safety:1:00000' }
  }
  async engines(): Promise<EngineList> {
    return {
      translate: { engine: '', from: '', to: '' },
      transcribe: { engine: '', language: '' },
      timeout: 1,
      recipes: [],
    }
  }
  async translate(params: { id: string; to?: string }): Promise<EngineAnswer> {
    return { id: params.id, text: `in ${params.to ?? 'another language'}`, engine: 'memory' }
  }
  async transcribe(params: { file?: string }): Promise<EngineAnswer> {
    return { text: `heard in ${params.file ?? ''}`, engine: 'memory' }
  }
  async folders(): Promise<Folder[]> {
    return [...this.folderNames].map(name => ({
      name,
      friends: this.#friends().filter(friend => friend.folder === name).length,
    }))
  }
  async foldersCreate(params: { name: string }): Promise<Folder[]> {
    if (this.folderNames.has(params.name)) throw new EarshotError('exists', phrase`there is a folder ${params.name}`)
    this.folderNames.add(params.name)
    return this.folders()
  }
  async foldersDelete(params: { name: string }): Promise<Folder[]> {
    this.folderNames.delete(params.name)
    return this.folders()
  }
  async move(params: { who: string; folder: string }): Promise<Friend> {
    const peer = this.#find(params.who)
    this.#relation(peer).folder = params.folder
    return this.#changed(peer)
  }

  async send(params: { conv: string[]; text: string; reply?: string; expire?: number }): Promise<Message[]> {
    this.asked.push(`send ${params.conv.join(',')}: ${params.text}`)
    const more = {
      ...(params.reply === undefined ? {} : { replyTo: this.#entry(params.reply) }),
      ...(params.expire === undefined ? {} : { timer: params.expire }),
    }
    return params.conv.map(conv => {
      const peer = this.#friendOf(conv)
      delete this.#wish(peer).draft
      return this.#append(peer, 'text', params.text, more)
    })
  }
  async edit(params: { id: string; text: string }): Promise<Message[]> {
    const entry = this.#own(params.id)
    entry.text = params.text
    entry.edited = this.world.now.toISOString()
    return this.#change('edited', entry)
  }
  async recall(params: { id: string }): Promise<Message[]> {
    const entry = this.#own(params.id)
    entry.recalled = this.world.now.toISOString()
    delete entry.text
    entry.reactions.clear()
    return this.#change('recalled', entry)
  }
  async delete(params: { ids: string[] }): Promise<Message[]> {
    return params.ids.map(id => {
      const entry = this.#entry(id)
      entry.deletedBy.add(this)
      const { text: _text, ...message } = this.#message(entry)
      this.emit({ event: 'change', change: 'deleted', message })
      return message
    })
  }
  async react(params: { id: string; emoji: string }): Promise<Message[]> {
    const entry = this.#entry(params.id)
    if (params.emoji === '') entry.reactions.delete(this)
    else entry.reactions.set(this, params.emoji)
    return this.#change('reacted', entry)
  }
  async forward(params: { ids: string[]; conv: string[] }): Promise<Message[]> {
    const forwarded = params.ids.map(id => {
      const { from, at, text = '' } = this.#message(this.#entry(id))
      return { from, at, text }
    })
    const text = forwarded.map(each => each.text).join('\n')
    return params.conv.map(conv => this.#append(this.#friendOf(conv), 'text', text, { forwarded }))
  }
  async message(params: { id: string }): Promise<Message> {
    return this.#message(this.#entry(params.id))
  }
  async typing(params: { conv: string; typing?: boolean }): Promise<{ told: boolean }> {
    const peer = this.#friendOf(params.conv)
    this.asked.push(`typing ${peer.name} ${params.typing}`)
    const from = { peerId: this.peerId, name: this.name }
    peer.emit({ event: 'typing', conversation: conversationOf(this, peer), from, typing: params.typing ?? true })
    return { told: peer.online }
  }
  async waitFor(): Promise<Message[]> {
    throw new EarshotError('timeout', 'not in this world')
  }
  async history(params: { conv: string; limit?: number; before?: string }): Promise<Message[]> {
    const peer = this.#find(params.conv)
    const all = this.world.entries
      .filter(entry => this.#between(entry, peer) && !entry.deletedBy.has(this))
      .map(entry => this.#message(entry))
    const end = params.before === undefined ? all.length : all.findIndex(message => message.id === params.before)
    return all.slice(Math.max(0, end - (params.limit ?? 50)), end)
  }
  async search(params: SearchQuery, _signal?: AbortSignal): Promise<Found[]> {
    this.asked.push(`search ${JSON.stringify(params)}`)
    const from = params.from === undefined ? undefined : this.#find(params.from)
    const within = params.in === undefined ? undefined : this.#find(params.in)
    const all = this.world.entries
      .filter(entry => entry.from === this || entry.to === this)
      .filter(entry => within === undefined || this.#between(entry, within))
      .filter(entry => from === undefined || entry.from === from)
    const fitting = all.filter(({ text }) => text?.includes(params.text)).reverse()
    const begin = params.before === undefined ? 0 : fitting.findIndex(({ id }) => id === params.before) + 1
    return fitting.slice(begin, begin + (params.limit ?? 20)).map(entry => {
      const at = entry.text?.indexOf(params.text) ?? 0
      return { ...this.#message(entry), matches: [[at, at + params.text.length]] }
    })
  }
  async conversations(params: { archived?: boolean; conv?: string[]; limit?: number } = {}): Promise<Conversation[]> {
    if (params.conv !== undefined) {
      return params.conv.flatMap(id => this.#conversations().filter(({ conversation }) => conversation === id))
    }
    return this.#conversations()
      .filter(({ archived }) => archived === (params.archived ?? false))
      .slice(0, params.limit)
  }
  async pin(params: { conv: string }): Promise<Conversation> {
    return this.#list(params.conv, { pinned: true })
  }
  async unpin(params: { conv: string }): Promise<Conversation> {
    return this.#list(params.conv, { pinned: false })
  }
  async archive(params: { conv: string }): Promise<Conversation> {
    return this.#list(params.conv, { archived: true })
  }
  async unarchive(params: { conv: string }): Promise<Conversation> {
    return this.#list(params.conv, { archived: false })
  }
  async markUnread(params: { conv: string }): Promise<Conversation> {
    return this.#list(params.conv, { markedUnread: true })
  }
  async draft(params: { conv: string; text?: string }): Promise<Conversation> {
    const { text } = params
    if (text === '') delete this.#wish(this.#find(params.conv)).draft
    return this.#list(params.conv, text ? { draft: text } : {})
  }
  async unread(): Promise<Conversation[]> {
    return this.#conversations().filter(conversation => conversation.unread > 0)
  }
  async read(params: { conv: string; through?: string }): Promise<Conversation[]> {
    const peer = this.#find(params.conv)
    this.asked.push(`read ${peer.name}`)
    delete this.#wish(peer).markedUnread
    for (const entry of this.world.entries) {
      if (entry.from === peer && entry.to === this && entry.state !== 'read') this.#reach(entry, 'read')
      if (entry.id === params.through) break
    }
    const read = this.#conversations().filter(conversation => conversation.peerId === peer.peerId)
    for (const { conversation, unread } of read) this.emit({ event: 'conversation', conversation, unread })
    return read
  }
  async mute(params: { conv: string; until?: string }): Promise<Conversation> {
    const wish = this.#wish(this.#find(params.conv))
    delete wish.mutedUntil
    if (params.until !== undefined) wish.mutedUntil = params.until
    return this.#setMuted(params.conv, true)
  }
  async unmute(params: { conv: string }): Promise<Conversation> {
    return this.#setMuted(params.conv, false)
  }
  async shake(params: { who: string }): Promise<Message> {
    const peer = this.#friendOf(params.who)
    if (!peer.online)
      throw new EarshotError(
        'offline',
        phrase`${peer.name} is not here`,
        'a shake needs both of you to be here; send a message instead',
      )
    const message = this.#append(peer, 'shake')
    peer.emit({ event: 'shake', from: { peerId: this.peerId, name: this.name }, fresh: true })
    return message
  }

  async call(params: { who: string; media?: Call['media']; session?: string }): Promise<Call> {
    const peer = this.#friendOf(params.who)
    if (!peer.online) throw new EarshotError('offline', phrase`${peer.name} is not here`)
    const session = params.session === undefined ? {} : { session: params.session }
    const call: Call = {
      ...{ call: `call${this.world.calls.length}`, peer: peer.#peer(this), direction: 'in' },
      ...{ media: params.media ?? 'session', state: 'ringing', ...session },
    }
    const under = { call, from: this as MemoryMessenger, to: peer }
    this.world.calls.push(under)
    this.#tellCall(under)
    return this.#callFor(under)
  }
  async answer(): Promise<Call> {
    return this.#moveCall('connected')
  }
  async hangup(): Promise<Call> {
    return this.#moveCall('ended')
  }
  async calls(): Promise<Call[]> {
    return this.world.calls.filter(({ from, to }) => from === this || to === this).map(under => this.#callFor(under))
  }

  async *listen(_options: object, signal: AbortSignal): AsyncIterable<Event> {
    const queue: Event[] = []
    let wake: () => void = () => undefined
    const listener = (event: Event) => {
      queue.push(event)
      wake()
    }
    const stop = () => wake()
    this.#listeners.add(listener)
    signal.addEventListener('abort', stop)
    try {
      while (!signal.aborted) {
        const event = queue.shift()
        if (event === undefined) await new Promise<void>(resolve => (wake = resolve))
        else {
          yield event
          if (event.event === 'node') return
        }
      }
    } finally {
      this.#listeners.delete(listener)
      signal.removeEventListener('abort', stop)
    }
  }

  // How it works inside.

  #find(who: string): MemoryMessenger {
    const matches = this.world.peers.filter(
      peer =>
        peer !== this &&
        (this.relations.get(peer)?.nick === who ||
          peer.name === who ||
          (who.length >= 8 && peer.peerId.startsWith(who))),
    )
    if (matches.length > 1)
      throw new EarshotError(
        'ambiguous',
        phrase`${who} may be several people: ${matches.map(peer => peer.peerId).join(', ')}`,
      )
    if (matches[0] === undefined)
      throw new EarshotError('no-peer', phrase`nobody here is called ${who}`, 'see who is here: `earshot nearby`')
    return matches[0]
  }

  #friendOf(who: string): MemoryMessenger {
    const peer = this.#find(who)
    if (this.relations.get(peer)?.state !== 'friend')
      throw new EarshotError('not-friends', phrase`${peer.name} is not your friend`, 'ask first: `earshot add`')
    return peer
  }

  #relation(peer: MemoryMessenger): Relation {
    const relation = this.relations.get(peer)
    if (relation === undefined) throw new EarshotError('not-friends', phrase`${peer.name} is not your friend`)
    return relation
  }

  #peer(peer: MemoryMessenger): Peer {
    const relation = this.relations.get(peer)
    return {
      ...{
        peerId: peer.peerId,
        name: peer.name,
        ...(relation?.nick === undefined ? {} : { nick: relation.nick }),
        kind: 'peer',
      },
      ...(peer.statusLine === '' ? {} : { status: peer.statusLine }),
      ...{
        friend: relation?.state === 'friend',
        presence: peer.online ? 'here' : 'offline',
        addresses: [],
        verified: false,
        ...(peer.looksLike === undefined ? {} : { resembles: peer.looksLike }),
      },
    }
  }

  #friend(peer: MemoryMessenger): Friend {
    const relation = this.#relation(peer)
    const greeting = relation.greeting === undefined ? {} : { greeting: relation.greeting }
    const unread = this.world.entries.filter(
      entry => entry.from === peer && entry.to === this && entry.state === 'delivered',
    ).length
    return {
      ...this.#peer(peer),
      state: relation.state,
      direction: relation.direction,
      ...greeting,
      folder: relation.folder,
      unread,
    }
  }

  #friends(): Friend[] {
    return [...this.relations.keys()].map(peer => this.#friend(peer))
  }

  #changed(peer: MemoryMessenger): Friend {
    const friend = this.#friend(peer)
    this.emit({ event: 'friend', friend })
    return friend
  }

  #turn(who: string, state: FriendState, theirs?: FriendState): Friend {
    const peer = this.#find(who)
    this.#relation(peer).state = state
    if (theirs !== undefined) {
      peer.#relation(this).state = theirs
      peer.emit({ event: 'friend', friend: peer.#friend(this) })
    }
    return this.#changed(peer)
  }

  #between(entry: Entry, peer: MemoryMessenger): boolean {
    return (entry.from === this && entry.to === peer) || (entry.from === peer && entry.to === this)
  }

  #entry(id: string): Entry {
    const entry = this.world.entries.find(each => each.id === id && !each.deletedBy.has(this))
    if (entry === undefined) throw new EarshotError('no-message', phrase`no message ${id}`)
    return entry
  }

  #own(id: string): Entry {
    const entry = this.#entry(id)
    if (entry.from !== this) throw new EarshotError('not-allowed', 'only its author can do that')
    return entry
  }

  /** Tells both sides what happened to a message. */
  #change(change: 'edited' | 'recalled' | 'reacted', entry: Entry): Message[] {
    for (const each of [entry.from, entry.to]) each.emit({ event: 'change', change, message: each.#message(entry) })
    return [this.#message(entry)]
  }

  #wish(peer: MemoryMessenger): Wishes {
    const wish = this.#wishes.get(peer.peerId) ?? {}
    this.#wishes.set(peer.peerId, wish)
    return wish
  }

  #list(conv: string, wishes: Wishes): Conversation {
    const peer = this.#find(conv)
    Object.assign(this.#wish(peer), wishes)
    const found = this.#conversations().find(conversation => conversation.peerId === peer.peerId)
    if (found === undefined) throw new EarshotError('no-peer', phrase`no conversation with ${conv}`)
    return found
  }

  #authorFor(peer: MemoryMessenger): { peerId: string; name: string } {
    return { peerId: peer.peerId, name: peer === this ? this.name : (this.relations.get(peer)?.nick ?? peer.name) }
  }

  #effects({ replyTo, timer, forwarded, edited, recalled, reactions }: Entry): Partial<Message> {
    const from = replyTo === undefined ? undefined : this.#authorFor(replyTo.from)
    const quoted = replyTo?.text === undefined ? {} : { text: replyTo.text }
    return {
      ...(replyTo === undefined || from === undefined ? {} : { replyTo: { id: replyTo.id, from, ...quoted } }),
      ...(timer === undefined ? {} : { timer }),
      ...(forwarded === undefined ? {} : { forwarded }),
      ...(edited === undefined ? {} : { edited }),
      ...(recalled === undefined ? {} : { recalled }),
      ...(reactions.size === 0
        ? {}
        : {
            reactions: [...reactions].map(([who, emoji]) => ({
              emoji,
              from: [this.#authorFor(who)],
              own: who === this,
            })),
          }),
    }
  }

  #message(entry: Entry): Message {
    const own = entry.from === this
    const other = own ? entry.to : entry.from
    const name = this.relations.get(other)?.nick ?? other.name
    return {
      ...{ id: entry.id, conversation: conversationOf(this, other), kind: 'direct', name },
      ...{ from: { peerId: entry.from.peerId, name: own ? this.name : name }, own, at: entry.at, type: entry.type },
      stamp: Date.parse(entry.at),
      ...(entry.text === undefined ? {} : { text: entry.text }),
      ...this.#effects(entry),
      state: own || entry.state === 'read' ? entry.state : 'unread',
    }
  }

  #append(peer: MemoryMessenger, type: Message['type'], text?: string, more: Partial<Entry> = {}): Message {
    const id = (this.world.entries.length + 1).toString(16).padStart(32, '0')
    const content = text === undefined ? {} : { text }
    const entry: Entry = {
      id,
      from: this,
      to: peer,
      at: this.world.now.toISOString(),
      type,
      ...content,
      ...more,
      reactions: new Map(),
      deletedBy: new Set(),
      state: 'queued',
    }
    this.world.entries.push(entry)
    const message = this.#message(entry)
    this.emit({ event: 'message', message })
    if (peer.online) queueMicrotask(() => peer.#deliver(entry))
    return message
  }

  #deliver(entry: Entry): void {
    this.#reach(entry, 'delivered')
    this.emit({ event: 'message', message: this.#message(entry) })
  }

  #reach(entry: Entry, state: OwnState): void {
    entry.state = state
    entry.from.emit({
      event: 'state',
      id: entry.id,
      conversation: conversationOf(entry.from, entry.to),
      state,
      who: entry.to.peerId,
    })
  }

  #conversations(): Conversation[] {
    return [...this.relations.keys()].map(peer => {
      const messages = this.world.entries.filter(entry => this.#between(entry, peer)).map(entry => this.#message(entry))
      const last = messages.at(-1)
      return {
        ...{
          conversation: conversationOf(this, peer),
          kind: 'direct',
          name: this.relations.get(peer)?.nick ?? peer.name,
        },
        ...{ peerId: peer.peerId, unread: messages.filter(message => message.state === 'unread').length, mentions: 0 },
        ...{
          pinned: false,
          archived: false,
          markedUnread: false,
          ...this.#wish(peer),
          muted: this.muted.has(peer.peerId),
          sealed: false,
          locked: false,
          ...(last === undefined ? {} : { last }),
        },
      }
    })
  }

  #setMuted(conv: string, muted: boolean): Conversation {
    const peer = this.#find(conv)
    if (muted) this.muted.add(peer.peerId)
    else this.muted.delete(peer.peerId)
    const found = this.#conversations().find(conversation => conversation.peerId === peer.peerId)
    if (found === undefined) throw new EarshotError('no-peer', phrase`no conversation with ${conv}`)
    return found
  }

  #callFor(under: { call: Call; from: MemoryMessenger; to: MemoryMessenger }): Call {
    const outgoing = under.from === this
    return { ...under.call, direction: outgoing ? 'out' : 'in', peer: this.#peer(outgoing ? under.to : under.from) }
  }

  #tellCall(under: { call: Call; from: MemoryMessenger; to: MemoryMessenger }): void {
    for (const peer of [under.from, under.to]) peer.emit({ event: 'call', ...peer.#callFor(under) })
  }

  #moveCall(state: 'connected' | 'ended'): Call {
    const under = this.world.calls.findLast(
      ({ call, from, to }) => call.state !== 'ended' && (from === this || to === this),
    )
    if (under === undefined) throw new EarshotError('no-peer', 'nobody is calling')
    const declined = under.call.state === 'ringing' && under.to === this
    under.call.state = state
    if (state === 'ended') under.call.reason = declined ? 'declined' : 'hung-up'
    this.#tellCall(under)
    return this.#callFor(under)
  }
}

function conversationOf(one: MemoryMessenger, other: MemoryMessenger): string {
  return [one.peerId, other.peerId].sort().join('+')
}
