/**
 * Lines that nobody is to see, on a terminal whose lines the terminal itself edits: it shows what is typed unless it is told to hand over
 * each key, and then nobody but us does what the keys for editing ask for.
 */
import type { ReadStream } from 'node:tty'

const BACKSPACE = new Set(['\x7f', '\b'])
/** Ctrl-U; and what gives up: Ctrl-C, Ctrl-D. */
const CLEAR = new Set(['\x15', '\x03', '\x04'])

/** The line that keys make, those for editing among them. */
export function editedLine(keys: string): string {
  const line: string[] = []
  for (const key of keys) {
    if (CLEAR.has(key)) line.length = 0
    else if (BACKSPACE.has(key)) line.pop()
    else line.push(key)
  }
  return line.join('')
}

/** Has the terminal show nothing of what is typed, until what it gives is called. */
export function hideTyping(input: ReadStream, onGivenUp: () => void): () => void {
  const watch = (chunk: string | Buffer): void => {
    if (/[\x03\x04]/.test(String(chunk))) onGivenUp()
  }
  input.setRawMode(true)
  input.on('data', watch)
  return () => {
    input.off('data', watch)
    input.setRawMode(false)
  }
}
