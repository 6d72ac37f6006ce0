/**
 * The picture in a card. The node keeps and passes on its bytes and never decodes them: whoever shows them does, within limits and in a
 * thread of its own (src/ui/tui/pictures/decoder.ts).
 */

import { createHash } from 'node:crypto'
import { EarshotError } from '../protocol/errors.ts'
import { MAX_AVATAR_BYTES } from '../protocol/limits.ts'
import { phrase } from '../protocol/phrase.ts'

/** Names a picture: the same hash, the same bytes. */
export function avatarHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/**
 * One's own, as it is to stand in the card.
 *
 * @param base64 - of a PNG or JPEG; empty for none
 * @returns the same in its one true spelling
 * @throws EarshotError `invalid`
 */
export function checkedAvatar(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const shown = bytes.toString('base64')
  if (shown !== base64) throw new EarshotError('invalid', 'the avatar is not base64')
  if (bytes.byteLength > MAX_AVATAR_BYTES) {
    throw new EarshotError(
      'invalid',
      phrase`the avatar has more than ${MAX_AVATAR_BYTES} bytes`,
      'make it 64 × 64 pixels',
    )
  }
  const known = bytes.subarray(0, PNG.length).equals(PNG) || bytes.subarray(0, JPEG.length).equals(JPEG)
  if (base64 !== '' && !known) throw new EarshotError('invalid', 'the avatar is neither a PNG nor a JPEG')
  return shown
}
