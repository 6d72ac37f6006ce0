/** The node itself and the identity it runs for. */

import { EarshotError } from '../../protocol/errors.ts'
import { MAX_STATUS_CHARS } from '../../protocol/limits.ts'
import { checkedName } from '../../protocol/names.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import { changePassphrase, identityState, openVault } from '../../store/vault.ts'
import { avatarHash, checkedAvatar } from '../avatar.ts'
import { isFriend, relationOf } from '../friendship.ts'
import type { AccountVerbs, Profile } from '../messenger.ts'
import type { Context } from './context.ts'
import { statusNumbers } from './status-numbers.ts'
import { who } from './who.ts'

/** Milliseconds that `erase` gives friends to hear of it. */
const FAREWELL_MS = 4_000

function checkedLine(text: string, what: Phrase): string {
  const line = text.normalize('NFC').trim()
  if ([...line].length > MAX_STATUS_CHARS)
    throw new EarshotError('invalid', phrase`the ${what} has more than ${MAX_STATUS_CHARS} characters`)
  if (line !== '') checkedName([...line].slice(0, 64).join(''), what)
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(line))
    throw new EarshotError('invalid', phrase`the ${what} has control characters in it`)
  return line
}

export function accountVerbs(context: Context): AccountVerbs {
  const { store, people, host, meetings, views, faults, events } = context

  const profile = async (): Promise<Profile> => {
    const { name, status, email, avatar = '' } = store.profile.record
    return {
      peerId: store.self,
      name,
      ...(status === '' ? {} : { status }),
      ...(email === '' ? {} : { email }),
      ...(avatar === '' ? {} : { avatar: avatarHash(Buffer.from(avatar, 'base64')) }),
      home: store.home,
      passphrase: (await identityState(store.home)) === 'passphrase',
    }
  }

  const changed = async (): Promise<Profile> => {
    const now = await profile()
    events.emit({ event: 'profile', profile: now })
    return now
  }

  return {
    async status() {
      context.statusPulse.asked()
      const conversations = store.conversations.all()
      return {
        running: true,
        peerId: store.self,
        name: store.profile.record.name,
        addresses: host.addresses(),
        uptime: Math.round((context.clock() - context.startedAt) / 1000),
        peers: host.peers().length,
        friendsHere: people.all().filter(contact => isFriend(contact) && meetings.here(contact.peerId)).length,
        unread: conversations.reduce((sum, { unread }) => sum + unread, 0),
        ...statusNumbers(context),
        version: context.version,
        pid: process.pid,
        memory: process.memoryUsage.rss(),
        faults: faults.report(),
      }
    },

    async down() {
      context.stop('down')
      return { stopping: true }
    },

    async lock() {
      if ((await identityState(store.home)) !== 'passphrase') {
        throw new EarshotError(
          'not-allowed',
          'this profile has no passphrase, so there is nothing to lock',
          'set one with `earshot passwd`',
        )
      }
      context.stop('lock')
      return { locked: true }
    },

    profile,

    async profileSet({ name, status, email, avatar, key }) {
      const changes = {
        ...(name === undefined ? {} : { name: checkedName(name) }),
        ...(status === undefined ? {} : { status: checkedLine(status, phrase`status`) }),
        ...(email === undefined ? {} : { email: checkedLine(email, phrase`e-mail address`) }),
        ...(avatar === undefined ? {} : { avatar: checkedAvatar(avatar) }),
      }
      if (Object.keys(changes).length === 0)
        throw new EarshotError('usage', 'nothing to set', 'give --name, --status, --email or --avatar')
      await store.results.once('profileSet', key, tx => {
        store.profile.change(tx, { ...changes, cardCounter: store.profile.of(tx).cardCounter + 1 })
        return {}
      })
      meetings.sendCard()
      return changed()
    },

    async profileShow({ who: name }) {
      const peer = who(context, name, 'anyone')
      if (people.get(peer) === undefined && context.nearby.get(peer) === undefined) {
        throw new EarshotError('no-peer', 'nothing is known of this peer', '`earshot nearby` lists who is here')
      }
      return views.profile(peer)
    },

    async avatar({ who: name } = {}) {
      const peer = name === undefined ? store.self : who(context, name, 'anyone')
      const bytes = views.avatar(peer)
      return bytes === undefined ? {} : { hash: avatarHash(bytes), file: Buffer.from(bytes).toString('base64') }
    },

    async passwd({ current, next }) {
      await changePassphrase(store.home, current, next)
      return changed()
    },

    async erase({ yes, passphrase }) {
      if (yes !== true)
        throw new EarshotError(
          'usage',
          'erase needs to be confirmed',
          'say --yes: keys and history are gone for good then',
        )
      await openVault(store.home, passphrase)
      const told = await sayFarewell(context)
      context.stop('erase')
      return { erased: true, told }
    },
  }
}

/** Takes back every statement and tells who is here; how many heard it. */
async function sayFarewell(context: Context): Promise<number> {
  const { store, people, host, hellos } = context
  const friends = people.all().filter(contact => ['friend', 'requested'].includes(relationOf(contact)?.state ?? ''))
  await store.commit(tx => {
    for (const { peerId } of friends) people.state(tx, peerId, false)
  })
  const telling = friends.map(async ({ peerId }) => {
    const [connection] = host.connections(peerId)
    if (connection === undefined) return 0
    await hellos.say(connection)
    return people.get(peerId)?.mine?.acknowledged ? 1 : 0
  })
  const timeout = new Promise<number>(resolve => setTimeout(() => resolve(0), FAREWELL_MS).unref())
  const results = await Promise.allSettled(telling.map(each => Promise.race([each, timeout])))
  return results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0)
}
