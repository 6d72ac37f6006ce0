/** What front ends show, and to whom. */
import { hex } from '../../protocol/bytes.ts'
import { EarshotError } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { LookingVerbs } from '../messenger.ts'
import { LOOKING_S } from '../notices/looking.ts'
import type { Context } from './context.ts'
import { correspondent } from './who.ts'

export function lookingVerbs(context: Context): LookingVerbs {
  const { store, notices, ownPresence, events } = context
  const { looking } = notices

  /** A conversation that is open may be one with somebody who was removed meanwhile. */
  const known = (conv: string): PeerIdString[] => {
    try {
      return [correspondent(context, conv)]
    } catch (error) {
      if (error instanceof EarshotError) return []
      throw error
    }
  }
  return {
    async looking({ conv, open, active, viewer = 'here' }) {
      if (conv === undefined && open === undefined && active === undefined) looking.look(viewer, undefined)
      else
        looking.look(viewer, {
          ...(conv === undefined ? {} : { conversation: correspondent(context, conv) }),
          open: open?.flatMap(known) ?? [],
          active: active ?? conv !== undefined,
        })
      ownPresence.look()
      return { seconds: LOOKING_S }
    },

    async focus({ conv, viewer = 'here' }) {
      const peer = correspondent(context, conv)
      const focused = looking.openElsewhere(peer, viewer)
      if (focused) events.emit({ event: 'focus', conversation: hex(store.conversations.idWith(peer)) })
      return { focused }
    },
  }
}
