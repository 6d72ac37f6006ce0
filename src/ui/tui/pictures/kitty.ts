/**
 * The kitty graphics protocol (kitty, Ghostty, WezTerm, Konsole): pixels are sent once under a number, then shown at cells by that
 * number, moved and deleted. Pure: what to write, nothing more. `q=2` everywhere: answers would arrive among the keys.
 *
 * Within tmux each sequence is wrapped, so that tmux hands it on (`allow-passthrough on`). tmux does not move the real cursor first, so
 * the place is said within the wrapping; it is right where the pane begins in the terminal's upper left corner.
 */
import { deflateSync } from 'node:zlib'
import type { Area, Picture } from '../frame/frame.ts'

/** Bytes of base64 in one sequence, as the protocol demands. */
export const CHUNK = 4096

/** Hands a sequence through tmux to the terminal around it. */
function through(tmux: boolean, sequence: string): string {
  return tmux ? `\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\` : sequence
}

/** Sends the pixels, compressed; nothing is shown yet. */
export function transmit(id: number, { width, height, rgba }: Picture, tmux = false): string {
  const data = deflateSync(rgba).toString('base64')
  const parts: string[] = []
  for (let at = 0; at < data.length; at += CHUNK) {
    const more = at + CHUNK < data.length ? 1 : 0
    const head = at === 0 ? `a=t,f=32,o=z,s=${width},v=${height},i=${id},q=2,m=${more}` : `m=${more},q=2`
    parts.push(through(tmux, `\x1b_G${head};${data.slice(at, at + CHUNK)}\x1b\\`))
  }
  return parts.join('')
}

/** Shows what was sent over these cells; where it was shown before it is not any more. The cursor returns to where it was. */
export function place(id: number, { x, y, width, height }: Area, tmux = false): string {
  const shown = `\x1b_Ga=p,i=${id},p=1,c=${width},r=${height},C=1,q=2\x1b\\`
  return through(tmux, `\x1b7\x1b[${y + 1};${x + 1}H${shown}\x1b8`)
}

/** Takes a picture from the screen and its pixels from the terminal's memory. */
export function remove(id: number, tmux = false): string {
  return through(tmux, `\x1b_Ga=d,d=I,i=${id},q=2\x1b\\`)
}
