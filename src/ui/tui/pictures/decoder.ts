/**
 * Decodes pictures in a thread of its own, one after the other: keys stay quick while a photograph is decoded, and a file on which a
 * decoder hangs or falls costs that one picture. The thread starts with the first picture and ends when nothing was asked of it for a
 * while; the decoders are in it and nowhere else.
 */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { errorOf } from '../../../protocol/errors.ts'
import type { Picture } from '../frame/frame.ts'
import type { DecodeOptions } from './decode.ts'
import type { Answer, Order } from './decoder-thread.ts'

/** Milliseconds for one picture: a photograph of 24 million pixels took six seconds on a slow machine. */
const TIME_LIMIT_MS = 20_000
/** Milliseconds that the thread waits for more. */
const IDLE_MS = 3_000
/** MiB of objects; pixels lie outside and are limited by `decode`. */
const HEAP_MIB = 256

interface Waiting {
  readonly order: Order
  readonly resolve: (answer: Answer) => void
}

/** In the sources it is a file beside this one; bundled it lies in `dist/`, as the program does or the folder of its parts. */
function threadFile(): URL {
  if (import.meta.url.endsWith('.ts')) return new URL('./decoder-thread.ts', import.meta.url)
  const beside = new URL('./pictures.cjs', import.meta.url)
  return existsSync(beside) ? beside : new URL('../pictures.cjs', import.meta.url)
}

export class PictureDecoder {
  readonly #timeLimit: number
  #thread: Worker | undefined
  #current: Waiting | undefined
  readonly #queue: Waiting[] = []
  #timer: NodeJS.Timeout | undefined

  /** @param timeLimit - milliseconds for one picture */
  constructor(timeLimit = TIME_LIMIT_MS) {
    this.#timeLimit = timeLimit
  }

  /**
   * The pixels of a file, turned as EXIF says and made as small as asked for.
   *
   * @throws EarshotError `invalid` where it is no picture, is damaged or too large; `timeout` where it takes too long
   */
  async decode(bytes: Uint8Array, options: DecodeOptions = {}): Promise<Picture> {
    const answer = await this.#ask({ kind: 'picture', bytes, options })
    if ('picture' in answer) return answer.picture
    throw new Error('a picture was asked for')
  }

  /** A small square file for a card, made from any picture. @throws as `decode` */
  async avatarFile(bytes: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#ask({ kind: 'avatar', bytes })
    if ('file' in answer) return answer.file
    throw new Error('an avatar was asked for')
  }

  /** Ends the thread; what was under way fails with `timeout`. */
  async close(): Promise<void> {
    const waiting = this.#queue.splice(0)
    this.#settle({ error: { code: 'timeout', message: 'the decoder was closed' } })
    for (const { resolve } of waiting) resolve({ error: { code: 'timeout', message: 'the decoder was closed' } })
    await this.#end()
  }

  async #ask(order: Order): Promise<Exclude<Answer, { error: unknown }>> {
    const answer = await new Promise<Answer>(resolve => {
      this.#queue.push({ order, resolve })
      this.#next()
    })
    if (!('error' in answer)) return answer
    throw errorOf(answer.error)
  }

  #next(): void {
    if (this.#current !== undefined) return
    clearTimeout(this.#timer)
    this.#current = this.#queue.shift()
    if (this.#current === undefined) {
      this.#timer = setTimeout(() => void this.#end(), IDLE_MS).unref()
      this.#thread?.unref()
      return
    }
    const thread = this.#thread ?? this.#start()
    this.#thread = thread
    thread.ref()
    this.#timer = setTimeout(() => {
      void this.#end()
      this.#settle({ error: { code: 'timeout', message: 'the picture takes too long to decode' } })
    }, this.#timeLimit)
    thread.postMessage(this.#current.order)
  }

  #settle(answer: Answer): void {
    const done = this.#current
    this.#current = undefined
    done?.resolve(answer)
    this.#next()
  }

  #start(): Worker {
    const thread = new Worker(threadFile(), {
      // What a decoder prints would stand in the middle of the screen.
      stdout: true,
      stderr: true,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    })
    thread.stdout.resume()
    thread.stderr.resume()
    thread.on('message', (answer: Answer) => {
      if (this.#thread === thread) this.#settle(answer)
    })
    const fell = (reason: string) => {
      if (this.#thread !== thread) return
      this.#thread = undefined
      this.#settle({ error: { code: 'invalid', message: `the picture cannot be decoded: ${reason}` } })
    }
    thread.on('error', error => fell(error instanceof Error ? error.message : String(error)))
    thread.on('exit', () => fell('the decoder ended'))
    return thread
  }

  async #end(): Promise<void> {
    clearTimeout(this.#timer)
    const thread = this.#thread
    this.#thread = undefined
    await thread?.terminate()
  }
}
