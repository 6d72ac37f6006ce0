/** Whether somebody is who they seem to be. */
import type { Keyed, PeerIdString } from './values.ts'

/** Digits to compare with the other side by another way, and whether that was done. */
export interface Verification {
  peerId: PeerIdString
  name: string
  /** 60 digits in groups of five; the same on both sides. */
  safetyNumber: string
  verified: boolean
  /** What a QR code of it says; `compare` takes it. */
  qr: string
  /** True where something was given to compare with. */
  matches?: true
}

export interface SafetyVerbs {
  /**
   * The safety number of somebody and this profile. `compare` is a safety number or the text of a QR code: `not-allowed` when it is another one,
   * `invalid` when it is none. `confirm: true` marks as verified (after `compare`, where given), `false` takes the mark back.
   */
  verify(params: { who: string; confirm?: boolean; compare?: string } & Keyed): Promise<Verification>
}
