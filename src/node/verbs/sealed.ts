/** A second passphrase on a conversation: setting it, closing, opening, taking it away. */

import { EarshotError } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import type { Conversation, SealVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { conversationOf } from './who.ts'

export function sealedVerbs(context: Context): SealVerbs {
  const { store, views, sealing } = context

  const shown = (peer: PeerIdString): Promise<Conversation> => {
    const record = store.conversations.with(peer)
    if (record === undefined) throw new Error('a conversation that was just sealed is gone')
    return views.conversation(record)
  }

  return {
    async seal({ conv, passphrase, current }) {
      const { peer, record } = conversationOf(context, conv)
      if (current !== undefined) {
        if (passphrase === undefined) throw new EarshotError('usage', 'what is the new passphrase?')
        await store.sealed.change(peer, { current, next: passphrase })
      } else if (record?.seal === undefined || passphrase !== undefined) {
        if (passphrase === undefined) throw needed(phrase`a new second passphrase is needed`)
        await sealing.seal(peer, passphrase)
      } else await sealing.close(peer)
      return shown(peer)
    },

    async unseal({ conv, passphrase, forever = false }) {
      const { peer, record } = conversationOf(context, conv)
      if (record?.seal === undefined) {
        throw new EarshotError(
          'not-allowed',
          'this conversation is not sealed',
          '`earshot seal` gives it a second passphrase',
        )
      }
      // Whoever finds it open may use it, but not take its seal away.
      if (forever || store.sealed.isLocked(record)) {
        if (passphrase === undefined) throw needed(phrase`this conversation needs its second passphrase`)
        await sealing.unseal(peer, passphrase, forever)
      }
      return shown(peer)
    },
  }
}

function needed(what: Phrase): EarshotError {
  return new EarshotError('wrong-passphrase', what, 'run it on a terminal, or set EARSHOT_SECOND_PASSPHRASE_FILE')
}
