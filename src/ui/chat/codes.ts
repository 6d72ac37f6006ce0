/** Short numbers for the messages on the screen, by which they are named in commands. They hold as long as the line mode runs. */
import type { MessageId } from '../../node/messenger.ts'

const CODE = /^[#[]?(\d{1,6})\]?$/
/** An id, or as much of one as the node takes. */
const ID = /^[0-9a-f]{8,32}$/i
/** Newest ones that Tab offers. */
const OFFERED = 20

export class MessageCodes {
  readonly #ids: MessageId[] = []
  readonly #codes = new Map<MessageId, number>()

  /** The number of a message, a new one where it has none yet. */
  of(id: MessageId): number {
    const known = this.#codes.get(id)
    if (known !== undefined) return known
    const code = this.#ids.push(id)
    this.#codes.set(id, code)
    return code
  }

  /** Whether a message stands on the screen. */
  has(id: MessageId): boolean {
    return this.#codes.has(id)
  }

  /** The message that a typed number (`3`, `#3`, `[3]`) or id means; undefined for what is neither. */
  resolve(typed: string): MessageId | undefined {
    const code = CODE.exec(typed)?.[1]
    if (code !== undefined) return this.#ids[Number(code) - 1]
    return ID.test(typed) ? typed : undefined
  }

  /** The newest ones first. */
  get newest(): string[] {
    return Array.from({ length: Math.min(OFFERED, this.#ids.length) }, (_, at) => String(this.#ids.length - at))
  }
}
