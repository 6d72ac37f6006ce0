/** Finding people, and what the two of you are to each other. */

import { EarshotError } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { formatInvite, type InviteLink, parseInvite } from '../../protocol/invite.ts'
import { checkedName } from '../../protocol/names.ts'
import { phrase } from '../../protocol/phrase.ts'
import { withAddresses } from '../../store/contacts.ts'
import { DEFAULT_FOLDERS_IN_CHINESE } from '../../store/profile.ts'
import type { ContactRecord } from '../../store/records.ts'
import type { Transaction } from '../../store/transaction.ts'
import { relationOf } from '../friendship.ts'
import type { Folder, Friend, Peer, PeopleVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { who } from './who.ts'

/** Milliseconds that a verb waits for the other side to hear of it; it goes on in the background. */
const TELL_MS = 3_000
const MAX_FOLDERS = 64

export function peopleVerbs(context: Context): PeopleVerbs {
  const { store, people, nearby, discovery, meetings, mail, views, events } = context

  const relation = (peer: PeerIdString): string | undefined => relationOf(people.get(peer))?.state

  /** Carries out one change of a contact, once, and lets everyone know. */
  const change = async (
    method: string,
    key: string | undefined,
    peer: PeerIdString,
    work: (tx: Transaction, contact: ContactRecord) => void,
  ): Promise<Friend> => {
    const { result } = await store.results.once(method, key, tx => {
      work(tx, store.contacts.of(tx, peer))
      return peer
    })
    const changing = meetings.changed(result)
    mail.renew()
    mail.wake(result)
    await Promise.race([changing, new Promise(resolve => setTimeout(resolve, TELL_MS).unref())])
    const friend = views.friend(result)
    events.emit({ event: 'friend', friend })
    return friend
  }

  const folders = async (): Promise<Folder[]> => {
    const friends = people.all().filter(contact => relationOf(contact)?.state === 'friend')
    return store.profile.record.folders.map(name => ({
      name,
      friends: friends.filter(({ folder }) => folder === name).length,
    }))
  }

  const folderNamed = (name: string): string => {
    const found = folderIn(store.profile.record.folders, name)
    if (found === undefined)
      throw new EarshotError('invalid', phrase`no folder "${name}"`, '`earshot folders` lists them')
    return found
  }

  return {
    async nearby() {
      await discovery.look()
      return nearby
        .here()
        .map(({ peer }) => views.peer(peer))
        .sort(byName)
    },

    async find({ text }) {
      await discovery.look()
      const wanted = text.normalize('NFC').trim().toLocaleLowerCase()
      const known = people.all().map(({ peerId }) => peerId)
      const all = [...new Set([...nearby.here().map(({ peer }) => peer), ...known])].map(peer => views.peer(peer))
      const fits = (peer: Peer): boolean =>
        [peer.name, peer.nick ?? '', peer.peerId].some(name => name.toLocaleLowerCase().includes(wanted))
      return all.filter(fits).sort(byName)
    },

    async connect({ address }) {
      const connection = await context.host.dialAddress(address)
      const peer = connection.remotePeer.toString()
      if (peer === store.self) throw new EarshotError('invalid', 'that address is your own')
      try {
        await context.hellos.say(connection)
      } catch (error) {
        throw new EarshotError(
          'offline',
          'something listens there, but it is not Earshot',
          'check the address and the port',
          error,
        )
      }
      nearby.saw(peer, [address])
      // A second connection to somebody who was connected already has done its duty.
      if (context.host.connections(peer).length > 1) await connection.close({ signal: AbortSignal.timeout(2_000) })
      await meetings.found(peer, true)
      return views.peer(peer)
    },

    async invite(params) {
      const { relays } = people.card().card
      if (params?.relay && relays.length === 0)
        throw new EarshotError('no-relay', 'this profile has no relay', '`earshot relay add` one, or leave out --relay')
      const { result } = await store.results.once(
        'invite',
        params?.key,
        tx => (params?.again ? people.openInvite() : undefined) ?? people.newInvite(tx),
      )
      const addresses = context.host.outwardAddresses()
      const link = formatInvite({ peerId: store.self, name: store.profile.record.name, addresses, relays, ...result })
      // The code lets one person deposit there.
      mail.renew()
      return { link, expiresAt: new Date(result.expiresAt).toISOString() }
    },

    async add({ who: name, message, key }) {
      const invite = name.startsWith('earshot:') ? checkedInvite(name, context.clock()) : undefined
      const peer = invite?.peerId ?? who(context, name, 'anyone')
      if (peer === store.self) throw new EarshotError('invalid', 'that is you')
      const before = relation(peer)
      if (before === 'blocked')
        throw new EarshotError('blocked', phrase`${views.titleOf(peer)} is blocked`, '`earshot unblock` first')
      if (before === 'friend') return views.friend(peer)
      if (nearby.get(peer)?.card?.card.kind === 'relay')
        throw new EarshotError(
          'invalid',
          phrase`${views.titleOf(peer)} is a relay`,
          '`earshot relay add` has it keep your mail',
        )
      return change('add', key, peer, (tx, contact) => {
        const sighting = nearby.get(peer)
        const relays = invite?.relays ?? []
        store.contacts.save(tx, {
          ...withAddresses(contact, invite?.addresses ?? sighting?.addresses ?? []),
          ...(relays.length === 0 ? {} : { relays }),
        })
        people.state(tx, peer, true, {
          ...(message === undefined ? {} : { greeting: message.normalize('NFC') }),
          ...(invite === undefined ? {} : { code: Buffer.from(invite.code, 'base64url') }),
        })
        const card = sighting?.card
        if (card !== undefined)
          tx.after(
            () => void people.keepCard(peer, card).catch((error: Error) => context.log(`card: ${error.message}`)),
          )
      })
    },

    async requests() {
      const asked = people.all().filter(contact => relationOf(contact)?.direction !== undefined)
      return asked.map(({ peerId }) => views.friend(peerId)).sort(byName)
    },

    async accept({ who: name, key }) {
      const peer = who(context, name, 'contacts')
      if (relation(peer) !== 'received' && !store.results.done('accept', key)) throw noRequest(context, peer)
      return change('accept', key, peer, tx => people.state(tx, peer, true))
    },

    async decline({ who: name, key }) {
      const peer = who(context, name, 'contacts')
      if (relation(peer) !== 'received' && !store.results.done('decline', key)) throw noRequest(context, peer)
      return change('decline', key, peer, tx => people.state(tx, peer, false))
    },

    async friends(params) {
      const folder = params?.folder === undefined ? undefined : folderNamed(params.folder)
      const shown = people.all().filter(contact => {
        const { state } = relationOf(contact) ?? {}
        return (
          (state === 'friend' ||
            (contact.friendSince !== undefined &&
              (state === 'blocked' || (state === 'removed' && contact.mine?.want)))) &&
          (folder === undefined || contact.folder === folder)
        )
      })
      return shown.map(({ peerId }) => views.friend(peerId)).sort(byName)
    },

    async nick({ who: name, name: nick, key }) {
      const peer = who(context, name, 'contacts')
      const { nick: _old, ...rest } = people.get(peer) ?? {}
      if (Object.keys(rest).length === 0)
        throw new EarshotError('no-peer', 'nobody you have to do with', '`earshot add` first')
      const wanted = nick.trim() === '' ? undefined : checkedName(nick, phrase`nickname`)
      const taken = people
        .all()
        .find(
          contact =>
            contact.peerId !== peer &&
            contact.nick !== undefined &&
            contact.nick.toLocaleLowerCase() === wanted?.toLocaleLowerCase(),
        )
      if (taken !== undefined)
        throw new EarshotError('exists', phrase`somebody else is called ${wanted ?? ''}`, 'choose another nickname')
      return change('nick', key, peer, (tx, contact) => {
        const { nick: _gone, ...without } = contact
        store.contacts.save(tx, wanted === undefined ? without : { ...without, nick: wanted })
      })
    },

    async remove({ who: name, key }) {
      const peer = who(context, name, 'contacts')
      if (!['friend', 'requested', 'removed', 'declined'].includes(relation(peer) ?? '')) {
        throw new EarshotError('not-friends', phrase`you and ${views.titleOf(peer)} are not friends`)
      }
      const removed = await change('remove', key, peer, tx => people.state(tx, peer, false))
      await mail.forget(peer)
      return removed
    },

    async block({ who: name, key }) {
      const peer = who(context, name, 'anyone')
      const blocked = await change('block', key, peer, (tx, contact) =>
        store.contacts.save(tx, { ...contact, blocked: true }),
      )
      await mail.forget(peer)
      return blocked
    },

    async unblock({ who: name, key }) {
      const peer = who(context, name, 'contacts')
      return change('unblock', key, peer, (tx, contact) => {
        if (!contact.blocked) return
        store.contacts.save(tx, { ...contact, blocked: false })
        // What was sent meanwhile is skipped: their next cursor says where to begin.
        if (contact.friendSince !== undefined)
          store.conversations.save(tx, { ...store.conversations.open(tx, peer), skip: true })
      })
    },

    folders,

    async foldersCreate({ name, key }) {
      const wanted = checkedName(name, phrase`folder's name`)
      await store.results.once('foldersCreate', key, tx => {
        const { folders: known } = store.profile.of(tx)
        if (folderIn(known, wanted) !== undefined)
          throw new EarshotError('exists', phrase`there is a folder "${wanted}"`)
        if (known.length >= MAX_FOLDERS)
          throw new EarshotError('quota', phrase`there are ${MAX_FOLDERS} folders already`)
        store.profile.change(tx, { folders: [...known, wanted] })
        return {}
      })
      return folders()
    },

    async foldersDelete({ name, key }) {
      if (store.results.done('foldersDelete', key)) return folders()
      const gone = folderNamed(name)
      await store.results.once('foldersDelete', key, tx => {
        const rest = store.profile.of(tx).folders.filter(folder => folder !== gone)
        const [first] = rest
        if (first === undefined)
          throw new EarshotError('not-allowed', 'the last folder stays', 'create another one first')
        store.profile.change(tx, { folders: rest })
        for (const { peerId, folder } of people.all()) {
          if (folder === gone) store.contacts.save(tx, { ...store.contacts.of(tx, peerId), folder: first })
        }
        return {}
      })
      return folders()
    },

    async move({ who: name, folder, key }) {
      const peer = who(context, name, 'contacts')
      const target = folderNamed(folder)
      if (relation(peer) !== 'friend')
        throw new EarshotError('not-friends', phrase`you and ${views.titleOf(peer)} are not friends`)
      return change('move', key, peer, (tx, contact) => store.contacts.save(tx, { ...contact, folder: target }))
    },
  }
}

function byName(a: Peer, b: Peer): number {
  return (a.nick ?? a.name).localeCompare(b.nick ?? b.name) || (a.peerId < b.peerId ? -1 : 1)
}

/** The folder of that name, as it is spelt; those of a fresh profile by their Chinese names, too. */
function folderIn(folders: readonly string[], name: string): string | undefined {
  const typed = name.normalize('NFC').trim()
  const named = (wanted: string) => folders.find(folder => folder.toLocaleLowerCase() === wanted.toLocaleLowerCase())
  return named(typed) ?? named(DEFAULT_FOLDERS_IN_CHINESE[typed] ?? typed)
}

function noRequest(context: Context, peer: PeerIdString): EarshotError {
  return new EarshotError(
    'no-peer',
    phrase`${context.views.titleOf(peer)} has not asked`,
    '`earshot requests` lists who has',
  )
}

function checkedInvite(link: string, now: number): InviteLink {
  const invite = parseInvite(link)
  if (invite === undefined)
    throw new EarshotError(
      'invalid',
      'this is not a whole invite',
      'copy all of it, from "earshot:" to the end, in quotes',
    )
  if (invite.expiresAt < now) throw new EarshotError('invalid', 'this invite has expired', 'ask for a new one')
  return invite
}
