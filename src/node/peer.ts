/** A peer put together: store, host, people, meetings, verbs. Starts from the disk outward and stops in reverse. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Faults } from '../host/faults.ts'
import type { Log } from '../host/host.ts'
import { hex } from '../protocol/bytes.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import type { Live } from '../protocol/wire/frames.ts'
import { DATABASE_FOLDER, SETTINGS_FILE } from '../store/profile-files.ts'
import { isMuted, queued } from '../store/records.ts'
import { Store } from '../store/store.ts'
import { destroyVault } from '../store/vault.ts'
import { Backups } from './backups.ts'
import { Calls } from './calls.ts'
import { Discovery } from './discovery.ts'
import { Engines } from './engines/engines.ts'
import { Events } from './events.ts'
import { Expiry } from './expiry.ts'
import { isFriend, untold } from './friendship.ts'
import { Hellos } from './hello.ts'
import { Introductions } from './introductions.ts'
import { openHost } from './listening.ts'
import { Mail } from './mail/mail.ts'
import type { Messenger, Presence } from './messenger.ts'
import { Nearby } from './nearby.ts'
import { News } from './news.ts'
import { openNotices } from './notices/notices.ts'
import { OthersPresence } from './others-presence.ts'
import { OwnPresence } from './own-presence.ts'
import { People } from './people.ts'
import { Resemblance } from './resemblance.ts'
import { Sealing } from './sealing.ts'
import { Settings } from './settings/settings.ts'
import { Shakes } from './shakes.ts'
import { StatusPulse } from './status-pulse.ts'
import { Meetings } from './sync/meetings.ts'
import { Typing } from './typing.ts'
import { accountVerbs } from './verbs/account.ts'
import { backupVerbs } from './verbs/backup.ts'
import type { Context } from './verbs/context.ts'
import { conversationVerbs } from './verbs/conversations.ts'
import { engineVerbs } from './verbs/engines.ts'
import { historyVerbs } from './verbs/history.ts'
import { liveVerbs } from './verbs/live.ts'
import { lookingVerbs } from './verbs/looking.ts'
import { peopleVerbs } from './verbs/people.ts'
import { relayVerbs } from './verbs/relays.ts'
import { safetyVerbs } from './verbs/safety.ts'
import { sealedVerbs } from './verbs/sealed.ts'
import { searchVerbs } from './verbs/search.ts'
import { settingVerbs } from './verbs/settings.ts'
import { statusNumbers } from './verbs/status-numbers.ts'
import { talkVerbs } from './verbs/talk.ts'
import { Views } from './verbs/views.ts'

/** After a start, milliseconds: what is dear and not needed yet is made then. */
const SPARE_MS = 5_000

export type StopReason = 'down' | 'lock' | 'erase' | 'signal' | 'idle' | 'failure'

export interface PeerOptions {
  /** The profile's folder. */
  home: string
  /** Opens the vault; absent where the profile has no passphrase. */
  passphrase?: string
  /** Multiaddrs to listen on. @default the port of the last run on every IPv4 interface, or any free one */
  listen?: string[]
  /** Whether to look for peers, and be found, by mDNS. @default true */
  mdns?: boolean
  /** Of the program, for the card and `status`. @default '0' */
  version?: string
  /** Never gets what a message says, a key or a passphrase. @default none */
  log?: PeerLog
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
}

export type PeerLog = Log

/** One running node: everything behind the control socket. */
export interface RunningPeer {
  messenger: Messenger
  /** Where this node can be reached, with its peer id. */
  addresses(): string[]
  /** Whether something accepted still waits for a reader who is connected, or to be connected. */
  pending(): boolean
  /** Whether something would be lost to whoever uses this node if it ended by itself: a sealed conversation is open. */
  held(): boolean
  /** Resolves when somebody asked this node to stop (`down`, `lock`, `erase`) or it failed; the owner then calls `stop`. */
  stopping: Promise<StopReason>
  /** Ends streams, connections and the store, in this order. Idempotent. */
  stop(reason: StopReason): Promise<void>
}

/** Opens the profile and starts its node. A failed start leaves nothing open. Errors as in `Store.open` and `Host.start`. */
export async function openPeer(options: PeerOptions): Promise<RunningPeer> {
  const clock = options.clock ?? clockFromEnvironment()
  const log = options.log ?? (() => undefined)
  const version = options.version ?? '0'
  const store = await Store.open({
    home: options.home,
    clock,
    report: error => log(`after a commit: ${(error as Error).message}`),
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
  })
  const settings = await Settings.open({ home: store.home, log })
  try {
    return await startPeer({ store, settings, clock, log, version, options })
  } catch (error) {
    settings.close()
    await store.close()
    throw error
  }
}

/** For tests that need a host whose clock is wrong: milliseconds added to the machine's. */
function clockFromEnvironment(): () => number {
  const offset = Number(process.env.EARSHOT_TEST_CLOCK_OFFSET_MS ?? 0)
  return Number.isSafeInteger(offset) && offset !== 0 ? () => Date.now() + offset : Date.now
}

/** For tests that cannot wait: milliseconds between two looks at what rests with relays. */
function paceFromEnvironment(): number | undefined {
  const pace = Number(process.env.EARSHOT_TEST_MAIL_PACE_MS ?? 0)
  return Number.isSafeInteger(pace) && pace > 0 ? pace : undefined
}

interface Parts {
  store: Store
  settings: Settings
  clock: () => number
  log: PeerLog
  version: string
  options: PeerOptions
}

async function startPeer({ store, settings, clock, log, version, options }: Parts): Promise<RunningPeer> {
  const { promise: stopping, resolve: stop } = Promise.withResolvers<StopReason>()
  const events = new Events()
  const faults = new Faults()
  const nearby = new Nearby(clock)
  const people = new People(store, clock, version)
  // A friend is here while the sync stream is open; of a stranger only sight tells.
  const presence = (peer: PeerIdString): Presence => {
    if (meetings.here(peer)) return others.isAway(peer) ? 'away' : 'here'
    return !isFriend(people.get(peer)) && nearby.isHere(peer) ? 'here' : 'offline'
  }
  const resemblance = new Resemblance(store.contacts)
  const views = new Views({ store, nearby, presence, resemblance, clock })
  const others = new OthersPresence(peer => events.emit({ event: 'presence', peer: views.peer(peer) }))
  const notices = openNotices({ store, views, settings, clock, log })
  const news = new News({
    store,
    views,
    events,
    notifier: notices.notifier,
    said: author => typing.stopped(author),
    log,
  })
  news.start()
  const sealing = new Sealing({
    store,
    events,
    settings,
    log,
    opened: peer => {
      meetings.session(peer)?.again()
      mail.wake(peer)
    },
  })
  store.readership.quiet = () => !settings.get('receipts')
  const expiry = new Expiry({ expire: () => store.conversations.expire(), clock, log })
  store.conversations.onTimed = () => expiry.wake()

  const discovery = new Discovery({ self: store.self, nearby, people, events, views, log })
  const introductions = new Introductions({
    people,
    nearby,
    views,
    events,
    notifier: notices.notifier,
    carded: peer => mail.carded(peer),
    related: peer => {
      meetings.changed(peer).catch((error: Error) => log(`statement: ${error.message}`))
      mail.renew()
      mail.wake(peer)
    },
    log,
  })
  const { listen, mdns } = options
  const host = await openHost({
    store,
    version,
    log,
    ...(listen && { listen }),
    ...(mdns !== undefined && { mdns }),
    onDiscovered: (peer, addresses) => discovery.saw(peer, addresses),
  })
  const hellos = new Hellos({
    host,
    people,
    faults,
    onCard: (peer, card) => introductions.card(peer, card),
    onStatement: peer => introductions.friendship(peer),
    onHello: (peer, connection) => {
      meetings.greeted(peer, connection).catch((error: Error) => log(`hello: ${error.message}`))
    },
  })
  const send = (peer: PeerIdString, live: Live): boolean => meetings.session(peer)?.sendLive(live) ?? false
  const mail: Mail = new Mail({
    store,
    host,
    people,
    faults,
    clock,
    log,
    session: peer => meetings.session(peer),
    pace: paceFromEnvironment(),
    events: {
      card: (peer, signed) => introductions.signedCard(peer, signed),
      friendship: (peer, signed, card) => introductions.signedFriendship(peer, signed, card),
      advanced: (conversation, advances) => news.advanced(conversation, advances),
      renewed: () => meetings.sendCard(),
      cardChanged: () => meetings.sendCard(),
      relay: relay => events.emit({ event: 'relay', relay: views.relay(relay, mail) }),
    },
  })
  const muted = (peer: PeerIdString): boolean => {
    const record = store.conversations.with(peer)
    return record !== undefined && isMuted(record, clock())
  }
  const shakes = new Shakes({
    send,
    here: peer => meetings.here(peer),
    muted,
    shaken: peer => events.emit({ event: 'shake', from: { peerId: peer, name: views.titleOf(peer) }, fresh: true }),
  })
  const typing = new Typing({
    send,
    conversation: peer => store.conversations.idWith(peer),
    wanted: () => settings.get('typing'),
    changed: (peer, isTyping) => {
      const conversation = hex(store.conversations.idWith(peer))
      const from = { peerId: peer, name: views.titleOf(peer) }
      events.emit({ event: 'typing', conversation, from, typing: isTyping })
    },
  })
  const calls = new Calls({
    self: store.self,
    send,
    clock,
    changed: record => {
      const call = views.call(record)
      events.emit({ event: 'call', ...call })
      notices.notifier.call(call, muted(record.peer))
    },
    outcome: (peer, call) => {
      store
        .commit(tx => store.conversations.append(tx, peer, { kind: 'call', call }))
        .then(() => {
          meetings.wake(peer)
          mail.wake(peer)
        })
        .catch((error: Error) => log(`outcome of a call not written: ${error.message}`))
    },
  })
  const meetings: Meetings = new Meetings({
    host,
    store,
    people,
    hellos,
    faults,
    log,
    // What multicast says is nobody's word: it is tried beside what was true before, and kept only once they answered there.
    places: peer => mail.places(peer),
    addresses: peer => interleaved(people.get(peer)?.addresses ?? [], nearby.get(peer)?.addresses ?? []),
    events: {
      presence: (peer, here) => {
        others.forget(peer)
        if (!here) {
          calls.lost(peer)
          shakes.lost(peer)
          typing.stopped(peer)
        }
        if (here) {
          nearby.saw(peer, people.get(peer)?.addresses ?? [])
          mail.met(peer)
        }
        people.seen(peer, []).catch((error: Error) => log(`seen: ${error.message}`))
        events.emit({ event: 'presence', peer: views.peer(peer) })
      },
      opened: peer => ownPresence.met(peer),
      located: (peer, addresses) => {
        nearby.saw(peer, addresses)
        return people.seen(peer, addresses)
      },
      advanced: (conversation, advances) => news.advanced(conversation, advances),
      card: (peer, signed) => introductions.signedCard(peer, signed),
      friendship: async (peer, signed) => {
        await introductions.signedFriendship(peer, signed)
      },
      keys: (peer, keys) => mail.hearKeys(peer, keys),
      parted: (peer, told) => mail.parted(peer, told),
      live: (peer, live) => {
        if (live.shake !== undefined) shakes.heard(peer, live.shake)
        if (live.call !== undefined) calls.heard(peer, live.call)
        if (live.typing !== undefined) typing.heard(peer, live.typing)
        if (live.presence !== undefined) others.heard(peer, live.presence)
      },
    },
  })
  const ownPresence = new OwnPresence({
    wish: () => settings.get('presence'),
    deserted: () => notices.looking.deserted,
    connected: () => meetings.connected(),
    send,
    changed: () => statusPulse.touch(),
  })
  const statusPulse: StatusPulse = new StatusPulse({
    count: () => statusNumbers(context),
    heard: () => events.heard,
    emit: numbers => events.emit({ event: 'status', ...numbers }),
  })
  events.emitted = event => statusPulse.after(event)
  const context: Context = {
    store,
    people,
    nearby,
    discovery,
    news,
    host,
    hellos,
    meetings,
    mail,
    events,
    faults,
    calls,
    backups: new Backups({ store, events, version, clock }),
    sealing,
    shakes,
    typing,
    expiry,
    views,
    settings,
    engines: new Engines(settings),
    notices,
    ownPresence,
    statusPulse,
    clock,
    version,
    startedAt: clock(),
    stop,
    log,
  }

  settings.on('presence', () => {
    ownPresence.look()
    statusPulse.touch()
  })
  settings.onAny((name, value) => events.emit({ event: 'settings', name, value }))

  store.search.onProgress = progress => events.emit({ event: 'progress', task: 'index', ...progress })
  const turnSearch = (): void => {
    store.search.turn(settings.get('search')).catch((error: Error) => log(`search: ${error.message}`))
  }
  settings.on('search', turnSearch)
  turnSearch()
  settings.on('receipts', () => {
    // Those who are here hear it at once, the others with the next letter.
    store
      .commit(tx => store.readership.untell(tx))
      .then(() => {
        for (const { peer } of store.conversations.all()) {
          meetings.session(peer)?.tell()
          mail.read(peer)
        }
      })
      .catch((error: Error) => log(`receipts: ${error.message}`))
  })

  try {
    await hellos.start()
    await meetings.start()
    await mail.start()
  } catch (error) {
    await host.stop()
    throw error
  }
  discovery.start({ host, hellos, meetings })
  expiry.wake()
  sealing.start()
  const spare = setTimeout(() => resemblance.letters(), SPARE_MS)

  let stopped: Promise<void> | undefined
  return {
    messenger: {
      ...accountVerbs(context),
      ...peopleVerbs(context),
      ...safetyVerbs(context),
      ...talkVerbs(context),
      ...historyVerbs(context),
      ...conversationVerbs(context),
      ...liveVerbs(context),
      ...relayVerbs(context),
      ...searchVerbs(context),
      ...settingVerbs(context),
      ...lookingVerbs(context),
      ...sealedVerbs(context),
      ...engineVerbs(context),
      ...backupVerbs(context),
    },
    addresses: () => host.addresses(),
    pending: () => isPending(context),
    held: () => sealing.open,
    stopping,
    stop(reason) {
      stopped ??= stopPeer(context, reason, spare)
      return stopped
    },
  }
}

function interleaved(a: readonly string[], b: readonly string[]): string[] {
  const all = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]]).flat()
  return [...new Set(all.filter(address => address !== undefined))]
}

function isPending({ store, people, calls, mail, backups, sealing, clock }: Context): boolean {
  const self = hex(store.signer.publicKey)
  if (calls.active !== undefined || mail.busy || backups.busy || sealing.busy) return true
  if (people.all().some(each => untold(each) && (each.mine?.relayed?.until ?? 0) <= clock())) return true
  return store.conversations
    .all()
    .some(conversation => isFriend(people.get(conversation.peer)) && queued(conversation, self) > 0)
}

async function stopPeer(context: Context, reason: StopReason, spare: NodeJS.Timeout): Promise<void> {
  const { events, calls, backups, sealing, typing, expiry, mail, meetings, host, store, settings, notices } = context
  context.ownPresence.stop()
  context.statusPulse.stop()
  context.discovery.stop()
  clearTimeout(spare)
  settings.close()
  sealing.stop()
  context.engines.stop()
  notices.stop()
  calls.stop()
  typing.stop()
  await expiry.stop()
  events.emit({ event: 'node', state: 'stopping', reason })
  await backups.stop()
  await mail.stop()
  await meetings.stop()
  await host.stop()
  await store.close()
  if (reason === 'erase') await eraseProfile(store.home)
}

/** Keys first: what is left of the rest cannot be read without them. */
async function eraseProfile(home: string): Promise<void> {
  await destroyVault(home)
  await rm(join(home, DATABASE_FOLDER), { recursive: true, force: true })
  await rm(join(home, SETTINGS_FILE), { force: true })
}
