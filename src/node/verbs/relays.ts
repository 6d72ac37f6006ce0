/** The relays that keep mail for this profile. */

import { EarshotError } from '../../protocol/errors.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { MAX_RELAYS } from '../../protocol/limits.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import { parseRelayInvite } from '../../protocol/relay-invite.ts'
import type { RelayRecord } from '../../store/records.ts'
import { Refused } from '../mail/relay-link.ts'
import type { Peer, Relay, RelayVerbs } from '../messenger.ts'
import type { Context } from './context.ts'

const MIN_PREFIX = 8

export function relayVerbs(context: Context): RelayVerbs {
  const { store, nearby, mail, views } = context

  const records = (): readonly RelayRecord[] => store.profile.record.relays ?? []

  const list = (): Promise<Relay[]> =>
    Promise.all(
      records().map(async ({ peerId }) => {
        const status = await mail
          .mailboxes()
          .find(({ relay }) => relay === peerId)
          ?.status()
        return views.relay(peerId, mail, status?.bytes)
      }),
    )

  return {
    relayList: list,

    async relayNearby() {
      await context.discovery.look()
      return nearby
        .here()
        .map(({ peer }) => views.peer(peer))
        .filter(({ kind }) => kind === 'relay')
        .sort((a: Peer, b: Peer) => a.name.localeCompare(b.name))
    },

    async relayAdd({ where }) {
      const record = await found(context, where)
      const known = records()
      if (known.length >= MAX_RELAYS && !known.some(({ peerId }) => peerId === record.peerId))
        throw new EarshotError(
          'quota',
          phrase`there are ${MAX_RELAYS} relays already`,
          '`earshot relay remove` one first',
        )
      try {
        await mail.add(record)
      } catch (error) {
        throw refusal(error, record.name)
      }
      context.statusPulse.touch()
      return list()
    },

    async relayRemove({ relay: text }) {
      const fits = records().filter(
        ({ peerId, name }) =>
          peerId === text ||
          name === text ||
          (text.length >= MIN_PREFIX && (peerId.startsWith(text) || peerId.endsWith(text.replace(/^…/, '')))),
      )
      const [only, ...others] = fits
      if (only === undefined)
        throw new EarshotError(
          'no-peer',
          phrase`no relay of yours is called "${text}"`,
          '`earshot relay list` lists them',
        )
      if (others.length > 0)
        throw new EarshotError('ambiguous', phrase`several relays fit "${text}"`, 'give the whole peer id')
      await mail.remove(only.peerId)
      context.statusPulse.touch()
      return list()
    },
  }
}

/** The relay that is meant by an invitation or an address; an address is asked whose it is. */
async function found(context: Context, where: string): Promise<RelayRecord> {
  if (where.startsWith('earshot-relay:')) {
    const invite = parseRelayInvite(where)
    if (invite === undefined)
      throw new EarshotError(
        'invalid',
        "this is not a relay's whole invitation",
        'copy all of it, from "earshot-relay:" to the end, in quotes',
      )
    const { peerId, name, addresses, code } = invite
    return { peerId, name, addresses: addresses.map(withoutPeer), invitation: code }
  }
  const near = context.nearby
    .here()
    .find(({ peer, card }) => card?.card.kind === 'relay' && (peer === where || card.card.name === where))
  const address = near?.addresses[0] ?? where
  const { peer, name } = await asked(context, address)
  return { peerId: peer, name, addresses: near?.addresses ?? [withoutPeer(address)] }
}

/** As records keep addresses: a card adds the relay's peer id, and would name it twice. */
function withoutPeer(address: string): string {
  return address.replace(/\/p2p\/[^/]+$/, '')
}

async function asked(context: Context, address: string): Promise<{ peer: PeerIdString; name: string }> {
  const { host, hellos, store, people } = context
  const connection = await host.dialAddress(address)
  const peer = connection.remotePeer.toString()
  if (peer === store.self || publicKeyOf(peer) === undefined)
    throw new EarshotError('invalid', 'no relay listens there')
  const { card } = await hellos.say(connection).catch((error: unknown) => {
    throw new EarshotError('offline', 'something listens there, but it is no relay', 'check the address', error)
  })
  if (card.card.kind !== 'relay' || people.get(peer)?.mine !== undefined)
    throw new EarshotError('invalid', phrase`${card.card.name} is no relay`, '`earshot relay nearby` lists relays')
  return { peer, name: card.card.name }
}

function refusal(error: unknown, name: string): unknown {
  if (!(error instanceof Refused)) return error
  if (error.code === 'not-allowed' || error.code === 'no-mailbox')
    return new EarshotError(
      'not-allowed',
      phrase`${name} keeps mail only for those with an invitation, and each invitation is good for one`,
      'whoever runs it makes one with `earshot-relay invite`',
      error,
    )
  // What relays say is said in our words where they are those of our relay; anything else is quoted.
  const why: Phrase = { text: error.message, values: [] }
  return new EarshotError(
    error.code === 'full' ? 'quota' : 'busy',
    phrase`${name}: ${why}`,
    error.wait > 0 ? phrase`try again in ${error.wait} s` : 'ask whoever runs it',
    error,
  )
}
