/** The mailboxes of a relay, for whoever runs it. */
import { peerIdOf } from '../protocol/ids.ts'
import { nameIn } from './card.ts'
import type { MailboxStore } from './mailbox-store.ts'
import type { RelayMailbox } from './running.ts'
import type { WhoIsHere } from './who-is-here.ts'

/** Mailboxes read at once. */
const PAGE = 100

export async function* listed(store: MailboxStore, here: WhoIsHere): AsyncGenerator<RelayMailbox> {
  let page = await store.mailboxes(undefined, PAGE)
  while (page.length > 0) {
    for (const { owner, parcels, bytes, registeredAt, lastSeen } of page) {
      const name = nameIn(await store.card(owner))
      yield {
        peerId: peerIdOf(owner),
        ...(name === undefined ? {} : { name }),
        parcels,
        bytes,
        registeredAt,
        ...(lastSeen === undefined ? {} : { lastSeen }),
        connected: here.isHere(owner),
      }
    }
    page = await store.mailboxes(page.at(-1)!.owner, PAGE)
  }
}
