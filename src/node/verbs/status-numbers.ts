/** The part of the status that is told when it changes. */
import { hex } from '../../protocol/bytes.ts'
import { queued } from '../../store/records.ts'
import type { StatusNumbers } from '../messenger.ts'
import type { Context } from './context.ts'

export function statusNumbers({ store, mail, ownPresence }: Context): StatusNumbers {
  const self = hex(store.signer.publicKey)
  return {
    presence: ownPresence.presence,
    relays: mail.mailboxes().filter(({ ready }) => ready).length,
    relaysKnown: store.profile.record.relays?.length ?? 0,
    queued: store.conversations.all().reduce((sum, conversation) => sum + queued(conversation, self), 0),
  }
}
