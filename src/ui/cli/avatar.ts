/** Avatars of commands: a file made small for the card, and a picture in lines of half blocks. */

import { readFile, stat } from 'node:fs/promises'
import { EarshotError, reason } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { Picture } from '../tui/frame/frame.ts'
import { Frame } from '../tui/frame/frame.ts'
import { PLAIN } from '../tui/frame/style.ts'
import { drawnAvatar } from '../tui/pictures/avatar.ts'
import { drawBlocks } from '../tui/pictures/blocks.ts'
import { PictureDecoder } from '../tui/pictures/decoder.ts'
import { DEFAULT_PEN, Pens, penChange } from '../tui/terminal/pen.ts'

/** Bytes of a file that is read to make an avatar of: more than any photograph of 26 million pixels has. */
const MAX_FILE_BYTES = 64 * 1024 * 1024
/** Pixels of a friend's avatar; what claims more is not decoded. */
const MAX_PIXELS = 256 * 256
/** Cells; two pixels stand in each, one above the other. */
const WIDTH = 16
const HEIGHT = 8

/** The picture of a file, square and small, in base64. @throws EarshotError `no-file`, `invalid` */
export async function avatarOf(path: string): Promise<string> {
  const bytes = await contents(path)
  const decoder = new PictureDecoder()
  try {
    return Buffer.from(await decoder.avatarFile(bytes)).toString('base64')
  } finally {
    await decoder.close()
  }
}

async function contents(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES)
      throw new EarshotError('invalid', phrase`the file has more than ${MAX_FILE_BYTES >> 20} MiB`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof EarshotError) throw error
    throw new EarshotError(
      'no-file',
      phrase`cannot read ${path}`,
      error instanceof Error ? phrase`${reason(error)}` : undefined,
      error,
    )
  }
}

/** Somebody's picture in coloured lines; the one drawn from their peer id where they have none, or none that can be read. */
export async function avatarLines(peerId: string, file: string | undefined): Promise<string[]> {
  const picture = (file === undefined ? undefined : await decoded(file)) ?? drawnAvatar(peerId)
  const frame = new Frame(WIDTH, HEIGHT)
  drawBlocks(frame, frame.area, picture, 'dark', 'true')
  const pens = new Pens({ depth: /^(truecolor|24bit)$/.test(process.env.COLORTERM ?? '') ? 'true' : '256' })
  return Array.from({ length: HEIGHT }, (_, y) => {
    let pen = DEFAULT_PEN
    let line = ''
    for (let at = y * WIDTH; at < (y + 1) * WIDTH; at++) {
      const next = pens.of(frame.style[at] ?? PLAIN)
      line += penChange(pen, next) + (frame.text[at] ?? ' ')
      pen = next
    }
    return line + penChange(pen, DEFAULT_PEN)
  })
}

async function decoded(file: string): Promise<Picture | undefined> {
  const decoder = new PictureDecoder()
  try {
    return await decoder.decode(Buffer.from(file, 'base64'), { maxPixels: MAX_PIXELS })
  } catch (error) {
    // What they sent is no picture: that is theirs to mend, and no reason to show nothing of them.
    if (error instanceof EarshotError) return undefined
    throw error
  } finally {
    await decoder.close()
  }
}
