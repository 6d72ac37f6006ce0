/** What the admin socket offers of a running relay. */

import { EarshotError } from '../../protocol/errors.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { RelayMailbox, RelayStatus, RunningRelay } from '../running.ts'
import type { AdminMethods } from './server.ts'

/** Characters of the beginning or end of a peer id that are enough to mean one. */
const MIN_PART = 8

/** As it goes over the socket: times as ISO 8601. */
export interface ListedMailbox extends Omit<RelayMailbox, 'registeredAt' | 'lastSeen'> {
  registeredAt: string
  lastSeen?: string
}

export interface SaidStatus extends RelayStatus {
  healthy: boolean
}

export function adminMethods(relay: RunningRelay): AdminMethods {
  return {
    status: async (): Promise<SaidStatus> => ({ ...relay.status(), healthy: await relay.healthy() }),
    mailboxes: () => all(relay),
    invite: () => relay.invite(),
    evict: params => evict(relay, params),
  }
}

async function all(relay: RunningRelay): Promise<ListedMailbox[]> {
  const found: ListedMailbox[] = []
  for await (const mailbox of relay.mailboxes()) found.push(listed(mailbox))
  return found
}

const at = (time: number) => new Date(time).toISOString()

function listed({ registeredAt, lastSeen, ...rest }: RelayMailbox): ListedMailbox {
  return { ...rest, registeredAt: at(registeredAt), ...(lastSeen === undefined ? {} : { lastSeen: at(lastSeen) }) }
}

async function evict(relay: RunningRelay, params: unknown): Promise<{ peerId: PeerIdString; evicted: true }> {
  if (typeof params !== 'object' || params === null || !('peer' in params) || typeof params.peer !== 'string') {
    throw new EarshotError('usage', 'evict takes {peer}')
  }
  const peerId = await whose(relay, params.peer)
  if (!(await relay.evict(peerId))) throw nobody(peerId)
  return { peerId, evicted: true }
}

async function whose(relay: RunningRelay, typed: string): Promise<PeerIdString> {
  if (publicKeyOf(typed) !== undefined) return typed
  const meant: PeerIdString[] = []
  if (typed.length >= MIN_PART) {
    for await (const { peerId } of relay.mailboxes()) {
      if (peerId.startsWith(typed) || peerId.endsWith(typed)) meant.push(peerId)
    }
  }
  if (meant.length > 1) {
    const some = meant.slice(0, 5)
    throw new EarshotError(
      'ambiguous',
      phrase`${meant.length} mailboxes are meant by it: ${some}`,
      'Give more of the peer id.',
    )
  }
  const [one] = meant
  if (one === undefined) throw nobody(typed)
  return one
}

const nobody = (who: string) =>
  new EarshotError(
    'no-peer',
    phrase`Nobody with a mailbox here is ${JSON.stringify(who.slice(0, 64))}`,
    phrase`\`earshot-relay mailboxes\` lists them; ${MIN_PART} characters of the beginning or end of a peer id will do.`,
  )
