/**
 * Frames over one libp2p stream. Inward: one frame is handled at a time, the stream pauses while too much waits, and floods end it.
 * Outward: `send` says when to wait, and a neighbour that does not read for long loses the stream.
 */
import type { Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'
import type { Bytes } from '../protocol/bytes.ts'
import { FrameReader, FramingError, withLength } from '../protocol/framing.ts'
import { MAX_FRAME_BYTES, MAX_FRAMES_PER_SECOND } from '../protocol/limits.ts'
import { type FaultKind, PeerFault } from './faults.ts'
import { Rate } from './rate.ts'

/** Bytes of whole frames that may wait to be handled before the neighbour is asked to pause. */
const MAX_WAITING_BYTES = 2 * MAX_FRAME_BYTES
/** Milliseconds that a neighbour may leave what it is sent unread. */
const DRAIN_MS = 20_000
/** Bytes that may wait for a neighbour; the window is smaller, so more is none of ours. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024

export interface FrameStreamOptions {
  /** Handles one frame; the next waits for it. What it throws ends the stream. */
  onFrame: (frame: Bytes) => void | Promise<void>
  /** Called once. `fault` where the neighbour did wrong. */
  onEnd: (fault: FaultKind | undefined, error: Error | undefined) => void
  /** @default 256 KiB */
  maxFrameBytes?: number
}

export class FrameStream {
  readonly #stream: Stream
  readonly #options: FrameStreamOptions
  readonly #reader: FrameReader
  readonly #rate = new Rate(MAX_FRAMES_PER_SECOND, 2 * MAX_FRAMES_PER_SECOND)
  #waiting: Bytes[] = []
  #waitingBytes = 0
  #handling = false
  #paused = false
  #ended = false
  #draining: Promise<void> | undefined
  /** When something last came, for the heartbeat: milliseconds of `performance.now()`. */
  heardAt = performance.now()

  constructor(stream: Stream, options: FrameStreamOptions) {
    this.#stream = stream
    this.#options = options
    this.#reader = new FrameReader(options.maxFrameBytes ?? MAX_FRAME_BYTES)
    stream.maxWriteBufferLength = MAX_UNREAD_BYTES
    stream.addEventListener('close', this.#onClose)
    stream.addEventListener('remoteCloseWrite', this.#onRemoteEnd)
    stream.addEventListener('message', this.#onMessage)
  }

  get open(): boolean {
    return !this.#ended
  }

  /** The neighbour has not read what was sent: what can wait should. */
  get full(): boolean {
    return this.#stream.writableNeedsDrain
  }

  /** Sends one frame. False: wait for `drained` before the next. */
  send(frame: Bytes): boolean {
    if (this.#ended) return false
    try {
      if (this.#stream.send(withLength(frame))) return true
      // Whether anybody waits or not: who does not read for long loses the stream.
      this.#draining ??= this.#drain().finally(() => {
        this.#draining = undefined
      })
      return false
    } catch (error) {
      this.fail(error)
      return false
    }
  }

  /** Resolves when the neighbour reads again; ends the stream when it does not. */
  async drained(): Promise<void> {
    await this.#draining
  }

  async #drain(): Promise<void> {
    try {
      await this.#stream.onDrain({ signal: AbortSignal.timeout(DRAIN_MS) })
    } catch (error) {
      if (!this.#ended) this.fail(new PeerFault('slow', `does not read: ${(error as Error).message}`))
    }
  }

  /** Ends the stream because of an error; a PeerFault is the neighbour's. */
  fail(error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error))
    const fault = reason instanceof PeerFault ? reason.kind : reason instanceof FramingError ? reason.fault : undefined
    this.#end(fault, reason)
    this.#stream.abort(reason)
  }

  /** Ends the stream in peace. */
  async close(): Promise<void> {
    if (this.#ended) return
    this.#end(undefined, undefined)
    try {
      await this.#stream.close({ signal: AbortSignal.timeout(1_000) })
    } catch (error) {
      this.#stream.abort(error as Error)
    }
  }

  #end(fault: FaultKind | undefined, error: Error | undefined): void {
    if (this.#ended) return
    this.#ended = true
    this.#waiting = []
    this.#stream.removeEventListener('close', this.#onClose)
    this.#stream.removeEventListener('remoteCloseWrite', this.#onRemoteEnd)
    this.#stream.removeEventListener('message', this.#onMessage)
    this.#options.onEnd(fault, error)
  }

  readonly #onClose = (event: StreamCloseEvent): void => this.#end(undefined, event.error)

  readonly #onRemoteEnd = (): void => {
    if (this.#waiting.length === 0 && !this.#handling) void this.close()
  }

  readonly #onMessage = (event: StreamMessageEvent): void => {
    this.heardAt = performance.now()
    try {
      const { data } = event
      const chunk = (data instanceof Uint8Array ? data : data.subarray()) as Bytes
      for (const frame of this.#reader.push(chunk)) {
        if (!this.#rate.take()) throw new PeerFault('flood', 'too many frames')
        this.#waiting.push(frame)
        this.#waitingBytes += frame.byteLength
      }
    } catch (error) {
      this.fail(error)
      return
    }
    if (this.#waitingBytes > MAX_WAITING_BYTES && !this.#paused) {
      this.#paused = true
      this.#stream.pause()
    }
    if (!this.#handling) void this.#handle()
  }

  async #handle(): Promise<void> {
    this.#handling = true
    try {
      for (let frame = this.#waiting.shift(); frame !== undefined && !this.#ended; frame = this.#waiting.shift()) {
        this.#waitingBytes -= frame.byteLength
        const result = this.#options.onFrame(frame)
        if (result !== undefined) await result
        if (this.#paused && this.#waitingBytes < MAX_WAITING_BYTES / 2 && !this.#ended) {
          this.#paused = false
          this.#stream.resume()
        }
      }
    } catch (error) {
      this.fail(error)
    } finally {
      this.#handling = false
      if (!this.#ended && this.#stream.remoteWriteStatus === 'closed' && this.#waiting.length === 0) void this.close()
    }
  }
}
