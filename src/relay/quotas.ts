/** How much may lie in a mailbox, and whose. Strangers cannot crowd out friends, nor friends strangers, nor one friend the others. */
import { type Mailbox, type PassName, TRAY } from './mailbox-store.ts'

export interface MailboxLimits {
  bytes: number
  parcels: number
}

/** Of a mailbox: what the tray may hold. */
const TRAY_SHARE = 1 / 32
/** What one open invite may bring. */
const INVITE_SHARE = 1 / 64
/** What the holder of one friend's token may leave. */
const TOKEN_SHARE = 1 / 4
/** What all friends may leave together: the rest is kept for the tray and six invites. */
const FRIENDS_SHARE = 7 / 8

/** Whether one more parcel of this size, deposited with this pass, fits. */
export function fits(mailbox: Mailbox, pass: PassName, size: number, limits: MailboxLimits): boolean {
  const within = (used: { parcels: number; bytes: number }, share: number): boolean =>
    used.bytes + size <= limits.bytes * share && used.parcels + 1 <= Math.max(1, limits.parcels * share)
  if (!within(mailbox.total, 1)) return false
  if (pass === TRAY) return within(mailbox.used(TRAY), TRAY_SHARE)
  if (mailbox.passes.get(pass) === true) return within(mailbox.used(pass), INVITE_SHARE)
  return within(mailbox.used(pass), TOKEN_SHARE) && within(mailbox.byFriends, FRIENDS_SHARE)
}
