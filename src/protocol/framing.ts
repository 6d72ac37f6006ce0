/**
 * Frames on a stream: an unsigned varint length, then that many bytes. The length is checked before anything is kept, so a neighbour
 * can make a reader hold at most one frame.
 */
import type { Bytes } from './bytes.ts'

const MAX_PREFIX_BYTES = 4

export class FramingError extends Error {
  override readonly name = 'FramingError'
  readonly fault: 'oversize' | 'malformed'

  constructor(fault: 'oversize' | 'malformed', message: string) {
    super(message)
    this.fault = fault
  }
}

export function withLength(frame: Bytes): Bytes {
  const prefix: number[] = []
  let rest = frame.byteLength
  while (rest > 0x7f) {
    prefix.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  prefix.push(rest)
  const out = Buffer.allocUnsafe(prefix.length + frame.byteLength)
  out.set(prefix, 0)
  out.set(frame, prefix.length)
  return out
}

/** Cuts a stream of chunks into frames. */
export class FrameReader {
  readonly #max: number
  #chunks: Bytes[] = []
  #bytes = 0
  /** Length of the frame being read, once its prefix is whole. */
  #length: number | undefined

  /** @param max - bytes of the largest frame that is taken */
  constructor(max: number) {
    this.#max = max
  }

  /** Adds a chunk and returns the frames that are whole now. Throws a FramingError; the reader is of no use then. */
  push(chunk: Bytes): Bytes[] {
    if (chunk.byteLength > 0) {
      this.#chunks.push(chunk)
      this.#bytes += chunk.byteLength
    }
    const frames: Bytes[] = []
    for (;;) {
      this.#length ??= this.#takePrefix()
      if (this.#length === undefined || this.#bytes < this.#length) return frames
      frames.push(this.#take(this.#length))
      this.#length = undefined
    }
  }

  #takePrefix(): number | undefined {
    let value = 0
    for (let i = 0; i < MAX_PREFIX_BYTES; i++) {
      const byte = this.#byteAt(i)
      if (byte === undefined) return undefined
      value += (byte & 0x7f) * 2 ** (7 * i)
      if (byte < 0x80) {
        if (value > this.#max) throw new FramingError('oversize', `a frame of ${value} bytes, more than ${this.#max}`)
        this.#take(i + 1)
        return value
      }
    }
    throw new FramingError('malformed', 'a length prefix that does not end')
  }

  #byteAt(index: number): number | undefined {
    let rest = index
    for (const chunk of this.#chunks) {
      if (rest < chunk.byteLength) return chunk[rest]
      rest -= chunk.byteLength
    }
    return undefined
  }

  #take(length: number): Bytes {
    this.#bytes -= length
    const first = this.#chunks[0]
    if (first !== undefined && first.byteLength >= length) {
      if (first.byteLength === length) this.#chunks.shift()
      else this.#chunks[0] = first.subarray(length)
      return first.subarray(0, length)
    }
    const out = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const chunk = this.#chunks[0]!
      const part = chunk.subarray(0, length - filled)
      out.set(part, filled)
      filled += part.byteLength
      if (part.byteLength === chunk.byteLength) this.#chunks.shift()
      else this.#chunks[0] = chunk.subarray(part.byteLength)
    }
    return out
  }
}
