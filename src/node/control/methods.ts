/**
 * The methods of the control socket: the names of `Messenger`, the shape of their parameters, and whether they change something
 * (and so take a key). One table for the server, the client, `earshot rpc` and the documentation.
 */
import { MAX_FORWARDED, MAX_TIMER_S } from '../../protocol/limits.ts'
import { MESSAGE_TYPES } from '../message-types.ts'
import type { Messenger } from '../messenger.ts'
import { agreed, flag, list, type ObjectSchema, oneOf, scalar, seconds, shape, text, time, whole } from './schema.ts'

/** Everything but `listen`, which subscribes instead of answering. */
export type MethodName = Exclude<keyof Messenger, 'listen'>
export type ParamsOf<M extends MethodName> =
  Parameters<Messenger[M]> extends [] ? object : NonNullable<Parameters<Messenger[M]>[0]>

// The wire only keeps absurd sizes out; what a name or a text may really be is decided where it is stored.
const TEXT_UNITS = 65_536
const who = text(256, { min: 1 })
const id = text(64, { min: 1 })
const name = text(1_024)
const key = text(64, { min: 1 })
const secret = text(4_096)
const media = oneOf('audio', 'video', 'session')
const sent = oneOf('relayed', 'delivered', 'read')
const messageType = oneOf(...MESSAGE_TYPES)

const lang = oneOf('en', 'zh')
const setting = text(256)

const none = shape({}, {})
const onlyKey = { key }

export const METHODS = {
  status: none,
  down: none,
  lock: none,
  profile: none,
  profileSet: shape({}, { name, status: name, email: name, avatar: text(4_096), ...onlyKey }),
  profileShow: shape({ who }, {}),
  avatar: shape({}, { who }),
  passwd: shape({}, { current: secret, next: secret }),
  erase: shape({ yes: agreed }, { passphrase: secret }),

  nearby: none,
  find: shape({ text: text(1_024) }, {}),
  connect: shape({ address: text(1_024, { min: 1 }) }, {}),
  invite: shape({}, { relay: flag, again: flag, ...onlyKey }),
  add: shape({ who: text(8_192, { min: 1 }) }, { message: text(TEXT_UNITS), ...onlyKey }),
  requests: none,
  accept: shape({ who }, onlyKey),
  decline: shape({ who }, onlyKey),
  friends: shape({}, { folder: name }),
  nick: shape({ who, name }, onlyKey),
  remove: shape({ who }, onlyKey),
  block: shape({ who }, onlyKey),
  unblock: shape({ who }, onlyKey),
  verify: shape({ who }, { confirm: flag, compare: text(1_024), ...onlyKey }),
  folders: none,
  foldersCreate: shape({ name }, onlyKey),
  foldersDelete: shape({ name }, onlyKey),
  move: shape({ who, folder: name }, onlyKey),

  send: shape(
    { conv: list(who, 1, 500), text: text(TEXT_UNITS) },
    { reply: id, expire: whole(1, MAX_TIMER_S), wait: sent, timeout: seconds, ...onlyKey },
  ),
  edit: shape({ id, text: text(TEXT_UNITS) }, onlyKey),
  recall: shape({ id }, onlyKey),
  delete: shape({ ids: list(id, 1, 1_000) }, onlyKey),
  react: shape({ id, emoji: text(64) }, onlyKey),
  forward: shape({ ids: list(id, 1, MAX_FORWARDED), conv: list(who, 1, 500) }, onlyKey),
  message: shape({ id }, {}),
  typing: shape({ conv: who }, { typing: flag }),
  waitFor: shape({ ids: list(id, 1, 1_000), state: sent, timeout: seconds }, {}),
  history: shape(
    { conv: who },
    {
      limit: whole(1, 10_000),
      before: id,
      after: id,
      around: id,
      at: time,
      from: who,
      since: time,
      until: time,
      type: messageType,
    },
  ),
  search: shape(
    { text: text(1_024, { min: 1 }) },
    {
      in: who,
      from: who,
      since: time,
      until: time,
      type: messageType,
      limit: whole(1, 1_000),
      before: id,
      context: whole(0, 20),
      timeout: seconds,
    },
  ),
  conversations: shape({}, { archived: flag, conv: list(who, 1, 500), limit: whole(1, 10_000) }),
  unread: none,
  read: shape({ conv: who }, { through: id, ...onlyKey }),
  markUnread: shape({ conv: who }, onlyKey),
  mute: shape({ conv: who }, { until: time, ...onlyKey }),
  unmute: shape({ conv: who }, onlyKey),
  pin: shape({ conv: who }, onlyKey),
  unpin: shape({ conv: who }, onlyKey),
  archive: shape({ conv: who }, onlyKey),
  unarchive: shape({ conv: who }, onlyKey),
  seal: shape({ conv: who }, { passphrase: secret, current: secret }),
  unseal: shape({ conv: who }, { passphrase: secret, forever: flag }),
  draft: shape({ conv: who }, { text: text(TEXT_UNITS), ...onlyKey }),
  shake: shape({ who }, onlyKey),

  engines: none,
  translate: shape({ id }, { to: text(64) }),
  transcribe: shape({}, { id, file: text(4_096, { min: 1 }), language: text(64) }),

  call: shape({ who }, { media, session: text(2_048, { min: 1 }), ...onlyKey }),
  answer: shape({}, { who, session: text(2_048, { min: 1 }) }),
  hangup: shape({}, { who }),
  calls: none,

  backup: shape({ file: text(4_096, { min: 1 }), passphrase: secret }, { force: flag }),
  exportPage: shape({ conv: who }, { after: id, since: time, until: time }),

  relayList: none,
  relayNearby: none,
  relayAdd: shape({ where: text(4_096, { min: 1 }) }, onlyKey),
  relayRemove: shape({ relay: who }, onlyKey),

  looking: shape({}, { conv: who, open: list(who, 0, 100), active: flag }),
  focus: shape({ conv: who }, {}),
  settings: shape({}, { lang }),
  settingsGet: shape({ name: setting }, { lang }),
  settingsSet: shape({ name: setting, value: scalar }, { lang, ...onlyKey }),
  settingsReset: shape({ name: setting }, { lang, ...onlyKey }),
} as const satisfies { [M in MethodName]: ObjectSchema<ParamsOf<M>> }

/** What the socket offers beside `Messenger`: streams, and the dealings of clients with the process. */
export const CONTROL_METHODS = {
  hello: shape({}, { secret: text(256) }),
  /** An automatic node keeps running as if it had been started with `up`. */
  stay: none,
  listen: shape({}, { since: id }),
  unlisten: shape({ subscription: whole(1, Number.MAX_SAFE_INTEGER) }, {}),
} as const

export interface Hello {
  pid: number
  version: string
  /** `automatic`: started by a command, ends by itself. `up`: asked for. */
  mode: 'automatic' | 'up'
}

/** These take as long as they take: they tell how far they are, or the node ends them itself (`engine.timeout`). */
const LONG: ReadonlySet<string> = new Set<MethodName>(['backup', 'seal', 'unseal', 'translate', 'transcribe'])

/** How long who stays connected waits for one call of a method: seconds, undefined for as long as it takes. */
export function callPatience(method: string, seconds: number): number | undefined {
  return LONG.has(method) ? undefined : seconds
}

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name)
}

/** Whether a method changes something and therefore takes a key: then a call that got no answer may safely be made again. */
export function isKeyed(name: MethodName): boolean {
  return Object.hasOwn(METHODS[name].optional, 'key')
}
