/** Comparing safety numbers, and marking as verified whoever was compared with. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import { grouped, readSafetyNumber, SAFETY_DIGITS, safetyNumber, safetyQr } from '../../protocol/safety-number.ts'
import { relationOf } from '../friendship.ts'
import type { SafetyVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { who } from './who.ts'

export function safetyVerbs(context: Context): SafetyVerbs {
  const { store, views, events } = context
  return {
    async verify({ who: name, confirm, compare, key }) {
      const peer = who(context, name, 'anyone')
      const digits = safetyNumber(store.self, peer)
      if (compare !== undefined) checkSame(compare, digits, views.titleOf(peer))
      if (confirm !== undefined) {
        await store.results.once('verify', key, tx => {
          store.contacts.save(tx, { ...store.contacts.of(tx, peer), verified: confirm })
          return peer
        })
        if (relationOf(store.contacts.get(peer)) !== undefined)
          events.emit({ event: 'friend', friend: views.friend(peer) })
      }
      return {
        peerId: peer,
        name: views.titleOf(peer),
        safetyNumber: grouped(digits),
        verified: store.contacts.get(peer)?.verified ?? false,
        qr: safetyQr(digits),
        ...(compare === undefined ? {} : { matches: true }),
      }
    },
  }
}

function checkSame(given: string, digits: string, name: string): void {
  const other = readSafetyNumber(given)
  if (other === undefined)
    throw new EarshotError(
      'invalid',
      'this is no safety number',
      phrase`it has ${SAFETY_DIGITS} digits, with or without gaps; or give the text of the QR code`,
    )
  if (other === digits) return
  throw new EarshotError(
    'not-allowed',
    phrase`THE SAFETY NUMBERS DIFFER: this is not the ${name} whose number you were given`,
    phrase`Either that number is of another person (or another profile of theirs), or somebody stands between you and passes for ${name}. Do not trust what was said here until both of you see the same number; nothing was marked as verified.`,
  )
}
