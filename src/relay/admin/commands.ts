/** What `earshot-relay` takes: one table, from which it parses, prints its help and is written down in docs/cli.md. */
import type { ErrorCode } from '../../protocol/errors.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'

export const LANGUAGES = ['en', 'zh'] as const

export type CommandName = 'init' | 'start' | 'status' | 'mailboxes' | 'invite' | 'evict'

export interface OptionUse {
  /** `texts`: one or more values, and may be repeated. */
  type: 'flag' | 'text' | 'texts'
  /** Stands for the value in the help. */
  value?: string
  help: Phrase
  /** Without it the command cannot be meant. @default false */
  needed?: true
}

export interface CommandUse {
  help: Phrase
  /** The one word that it takes besides options. */
  takes?: string
  options?: Readonly<Record<string, OptionUse>>
  /** What `--json` prints. */
  result: string
  errors: readonly ErrorCode[]
}

const listen: OptionUse = {
  type: 'texts',
  value: 'MULTIADDR',
  help: phrase`addresses to listen on, as /ip4/0.0.0.0/tcp/4600`,
}

export const EVERYWHERE: Readonly<Record<string, OptionUse>> = {
  home: { type: 'text', value: 'DIR', help: phrase`the folder of the relay (or EARSHOT_HOME)` },
  json: { type: 'flag', help: phrase`print JSON, for programs` },
  lang: { type: 'text', value: LANGUAGES.join('|'), help: phrase`the language (or EARSHOT_LANG)` },
  help: { type: 'flag', help: phrase`show this, or the help of a command` },
  version: { type: 'flag', help: phrase`print the version` },
}

export const USES: Readonly<Record<CommandName, CommandUse>> = {
  init: {
    help: phrase`make the identity and the store of a relay`,
    options: { name: { type: 'text', value: 'NAME', help: phrase`how people will see it`, needed: true } },
    result: '{peerId, name, home}',
    errors: ['invalid', 'exists'],
  },
  start: {
    help: phrase`run it until SIGINT or SIGTERM; a second one ends it at once`,
    options: {
      listen,
      'no-mdns': { type: 'flag', help: phrase`do not announce it by multicast` },
      open: { type: 'flag', help: phrase`give a mailbox to everyone who asks, not only to the invited` },
      ttl: { type: 'text', value: 'DAYS', help: phrase`days that a parcel is kept, 1 to 30; 30 unless told` },
      'mailbox-bytes': {
        type: 'text',
        value: 'N',
        help: phrase`room of one mailbox, as 67108864 or 64M; 64M unless told`,
      },
      'mailbox-parcels': { type: 'text', value: 'N', help: phrase`parcels in one mailbox; 20000 unless told` },
      store: {
        type: 'text',
        value: 'STORE',
        help: phrase`where parcels are kept; \`level\` is the only one in this version`,
      },
      metrics: {
        type: 'text',
        value: 'HOST:PORT',
        help: phrase`serve /metrics (Prometheus) and /healthz there; loopback only; off unless told`,
      },
    },
    result: 'streams; first `{"event":"ready", peerId, name, addresses, store, metrics?}`',
    errors: ['invalid', 'no-identity', 'profile-in-use', 'address-in-use'],
  },
  status: {
    help: phrase`what a running relay holds and has done`,
    result:
      '{peerId, name, storeId, healthy, mailboxes, parcels, bytes, connections, deposited, collected, expired, refused, uptime, version}',
    errors: ['no-identity', 'no-node'],
  },
  mailboxes: {
    help: phrase`the mailboxes of a running relay`,
    result: '[{peerId, name?, parcels, bytes, registeredAt, lastSeen?, connected}]',
    errors: ['no-identity', 'no-node'],
  },
  invite: {
    help: phrase`make an invitation for one person, good for 30 days; works before the first start, too`,
    options: { listen: { ...listen, help: phrase`where the relay is going to listen, if it does not run now` } },
    result: '{link, expiresAt}',
    errors: ['no-identity', 'profile-in-use'],
  },
  evict: {
    help: phrase`take a mailbox away, with everything in it`,
    takes: 'PEER',
    result: '{peerId, evicted: true}',
    errors: ['no-peer', 'ambiguous', 'no-identity', 'no-node'],
  },
}

export const isCommand = (word: string): word is CommandName => Object.hasOwn(USES, word)

/** `--listen MULTIADDR..`, as help and the reference show it. */
export function optionText(name: string, { type, value }: OptionUse): string {
  if (type === 'flag') return `--${name}`
  return `--${name} ${value ?? 'VALUE'}${type === 'texts' ? '..' : ''}`
}

/** The command with what it cannot do without. */
export function synopsis(name: CommandName): string {
  const { takes, options = {} } = USES[name]
  const needed = Object.entries(options).filter(([, use]) => use.needed === true)
  return [
    name,
    ...needed.map(([option, use]) => optionText(option, use)),
    ...(takes === undefined ? [] : [takes]),
  ].join(' ')
}
