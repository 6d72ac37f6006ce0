/** A text given by a pipe. */
import { EarshotError } from '../../protocol/errors.ts'

/** Bytes read from standard input before we give up; a text may be 64 KiB long. */
const MAX_INPUT = 256 * 1024

/** All of standard input, without its last line break. `invalid` where it is too long. */
export async function standardInput(): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_INPUT) {
      throw new EarshotError('invalid', 'The text is too long', 'A text may be 64 KiB long; more is a file.')
    }
    chunks.push(chunk)
  }
  // Programs end their last line with a break that is no part of what they say.
  return new TextDecoder().decode(Buffer.concat(chunks)).replace(/\r?\n$/, '')
}
