/** Text to the clipboard of whoever sits at the terminal, also over ssh: the terminal puts it there (OSC 52). */
import { execFile } from 'node:child_process'
import type { Capabilities } from './capabilities.ts'

/** More than this, as base64, is dropped by common terminals. */
const MAX_ENCODED = 100_000
/** What screen hands on at once. */
const SCREEN_TAKES = 512

/**
 * @param write - to the terminal
 * @returns whether it was handed over; the terminal may still refuse without a word
 */
export function copy(text: string, { inside, window }: Capabilities, write: (bytes: string) => void): boolean {
  if (!window) return false
  const encoded = Buffer.from(text).toString('base64')
  if (inside === 'tmux') {
    // As tmux comes, it neither obeys OSC 52 nor hands it on, but it takes a buffer and tells its own terminal.
    const tmux = execFile('tmux', ['load-buffer', '-w', '-'], error => {
      if (error && encoded.length <= MAX_ENCODED) write(throughTmux(sequence(encoded)))
    })
    // It ended without reading: told above.
    tmux.stdin?.on('error', () => undefined).end(text)
    return true
  }
  if (encoded.length > MAX_ENCODED) return false
  if (inside === 'screen') {
    const parts = sequence(encoded).match(new RegExp(`[^]{1,${SCREEN_TAKES}}`, 'g')) ?? []
    write(parts.map(part => `\x1bP${part}\x1b\\`).join(''))
  } else write(sequence(encoded))
  return true
}

function sequence(encoded: string): string {
  return `\x1b]52;c;${encoded}\x07`
}

/** What tmux hands on to its own terminal, where it may. */
export function throughTmux(bytes: string): string {
  return `\x1bPtmux;${bytes.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`
}
