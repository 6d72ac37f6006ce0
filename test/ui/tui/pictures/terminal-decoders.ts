/** What a terminal makes of picture sequences: just enough of kitty's protocol and of sixel to see what was sent. */
import { inflateSync } from 'node:zlib'
import type { Picture } from '../../../../src/ui/tui/frame/frame.ts'

export interface KittyTerminal {
  /** Sent and not deleted, by number. */
  pictures: Map<number, Picture>
  /** Shown: number → column, row, columns, rows. */
  placed: Map<number, { x: number; y: number; columns: number; rows: number }>
  /** Bytes of the longest chunk of base64. */
  longestChunk: number
  /** What is no picture sequence. */
  rest: string
}

export function kittyTerminal(): KittyTerminal {
  return { pictures: new Map(), placed: new Map(), longestChunk: 0, rest: '' }
}

/** Unwraps what tmux hands on. */
export function unwrapped(bytes: string): string {
  return bytes.replaceAll(/\x1bPtmux;((?:[^\x1b]|\x1b\x1b)*)\x1b\\/g, (_, inner: string) =>
    inner.replaceAll('\x1b\x1b', '\x1b'),
  )
}

export function hearKitty(terminal: KittyTerminal, bytes: string): void {
  let pending: { keys: Map<string, string>; data: string } | undefined
  let cursor = { x: 0, y: 0 }
  let from = 0
  for (const found of bytes.matchAll(/\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\|\x1b\[(\d+);(\d+)H/g)) {
    terminal.rest += bytes.slice(from, found.index)
    from = found.index + found[0].length
    if (found[1] === undefined) {
      cursor = { y: Number(found[3]) - 1, x: Number(found[4]) - 1 }
      continue
    }
    const keys = new Map(found[1].split(',').map(pair => pair.split('=') as [string, string]))
    const data = found[2] ?? ''
    const id = Number(keys.get('i'))
    if (keys.get('q') !== '2') throw new Error('the terminal would answer')
    terminal.longestChunk = Math.max(terminal.longestChunk, data.length)
    if (keys.get('a') === 'p') {
      if (!terminal.pictures.has(id)) throw new Error(`placed before it was sent: ${id}`)
      terminal.placed.set(id, { ...cursor, columns: Number(keys.get('c')), rows: Number(keys.get('r')) })
    } else if (keys.get('a') === 'd') {
      terminal.pictures.delete(id)
      terminal.placed.delete(id)
    } else {
      pending = pending === undefined ? { keys, data } : { keys: pending.keys, data: pending.data + data }
      if (keys.get('m') === '1') continue
      const [width, height] = [Number(pending.keys.get('s')), Number(pending.keys.get('v'))]
      const rgba = new Uint8Array(inflateSync(Buffer.from(pending.data, 'base64')))
      if (rgba.length !== width * height * 4) throw new Error('not as many pixels as said')
      terminal.pictures.set(Number(pending.keys.get('i')), { width, height, rgba })
      pending = undefined
    }
  }
  terminal.rest += bytes.slice(from)
}

/** Draws one sixel sequence; what is not drawn is transparent. */
export function readSixel(bytes: string): Picture {
  const found = /^\x1bP[\d;]*q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\$/.exec(bytes)
  if (found === null) throw new Error('no sixel')
  const [width, height] = [Number(found[1]), Number(found[2])]
  const rgba = new Uint8Array(width * height * 4)
  const palette = new Map<number, number[]>()
  let [x, top, colour] = [0, 0, 0]
  for (const part of (found[3] ?? '').matchAll(/#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)([?-~])|([?-~])|(\$)|(-)/g)) {
    const [, register, red, green, blue, count, repeated, single, back, down] = part
    if (register !== undefined) {
      colour = Number(register)
      if (red !== undefined)
        palette.set(
          colour,
          [red, green, blue].map(share => Math.round((Number(share) * 255) / 100)),
        )
    } else if (back !== undefined) x = 0
    else if (down !== undefined) [x, top] = [0, top + 6]
    else {
      const bits = (repeated ?? single ?? '?').charCodeAt(0) - 0x3f
      for (let i = 0; i < Number(count ?? 1); i++, x++) {
        for (let row = 0; row < 6; row++) {
          if ((bits & (1 << row)) === 0) continue
          if (x >= width || top + row >= height) throw new Error('drawn beyond its size')
          rgba.set([...(palette.get(colour) ?? []), 255], ((top + row) * width + x) * 4)
        }
      }
    }
  }
  return { width, height, rgba }
}
