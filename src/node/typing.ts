/** Who types: said over an open stream only, never stored. Somebody who falls silent stops typing by themselves. */
import type { PeerIdString } from '../protocol/ids.ts'
import type { Live } from '../protocol/wire/frames.ts'

/** Milliseconds after which typing that is not said again is over; front ends say it again every few seconds. */
const TYPING_MS = 6_000

export interface TypingOptions {
  send: (peer: PeerIdString, live: Live) => boolean
  conversation: (peer: PeerIdString) => Uint8Array<ArrayBuffer>
  /** Whether this profile tells, and wants to know, who types. */
  wanted: () => boolean
  changed: (peer: PeerIdString, typing: boolean) => void
}

export class Typing {
  readonly #options: TypingOptions
  readonly #typing = new Map<PeerIdString, NodeJS.Timeout>()

  constructor(options: TypingOptions) {
    this.#options = options
  }

  /** Says that one types, or stopped; false where nobody is told. */
  tell(peer: PeerIdString, typing: boolean): boolean {
    const { send, conversation, wanted } = this.#options
    return wanted() && send(peer, { typing: { conversation: conversation(peer), typing } })
  }

  heard(peer: PeerIdString, { conversation, typing }: NonNullable<Live['typing']>): void {
    if (!this.#options.wanted() || Buffer.compare(conversation, this.#options.conversation(peer)) !== 0) return
    if (!typing) {
      this.stopped(peer)
      return
    }
    const known = this.#typing.get(peer)
    clearTimeout(known)
    this.#typing.set(
      peer,
      setTimeout(() => this.stopped(peer), TYPING_MS),
    )
    if (known === undefined) this.#options.changed(peer, true)
  }

  /** They said something, stopped, or are gone. */
  stopped(peer: PeerIdString): void {
    const timer = this.#typing.get(peer)
    if (timer === undefined) return
    clearTimeout(timer)
    this.#typing.delete(peer)
    this.#options.changed(peer, false)
  }

  stop(): void {
    for (const timer of this.#typing.values()) clearTimeout(timer)
    this.#typing.clear()
  }
}
