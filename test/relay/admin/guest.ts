/** Somebody with a mailbox: a host of its own that speaks `/earshot/mailbox/1.0.0` to a relay on this machine. */
import { randomBytes } from 'node:crypto'
import { FrameStream } from '../../../src/host/frame-stream.ts'
import { Host } from '../../../src/host/host.ts'
import type { Bytes } from '../../../src/protocol/bytes.ts'
import { peerIdOf } from '../../../src/protocol/ids.ts'
import { MAX_MAILBOX_FRAME_BYTES } from '../../../src/protocol/limits.ts'
import { signerOf } from '../../../src/protocol/signing.ts'
import { signCard } from '../../../src/protocol/statements.ts'
import { Signed } from '../../../src/protocol/wire/frames.ts'
import { Answer, Request } from '../../../src/protocol/wire/mailbox.ts'

const none = new Uint8Array(0)

export class Guest implements AsyncDisposable {
  readonly #seed: Bytes = randomBytes(32)
  readonly #signer = signerOf(this.#seed)
  readonly peerId = peerIdOf(this.#signer.publicKey)
  readonly publicKey: Bytes = this.#signer.publicKey
  readonly #name: string
  #host: Host | undefined
  #frames: FrameStream | undefined
  readonly #waiting = new Map<number, (answer: Answer) => void>()
  #number = 0

  constructor(name: string) {
    this.#name = name
  }

  async connect(address: string): Promise<void> {
    this.#host = await Host.create({
      seed: this.#seed,
      publicKey: this.publicKey,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      mdns: false,
      onDiscovered: () => undefined,
      version: '0',
      log: () => undefined,
    })
    await this.#host.start()
    const connection = await this.#host.dialAddress(address)
    this.#frames = new FrameStream(await this.#host.open(connection, '/earshot/mailbox/1.0.0'), {
      maxFrameBytes: MAX_MAILBOX_FRAME_BYTES,
      onFrame: frame => {
        const answer = Answer.decode(frame)
        this.#waiting.get(answer.number)?.(answer)
        this.#waiting.delete(answer.number)
      },
      onEnd: () => undefined,
    })
  }

  register(code: Bytes = none): Promise<Answer> {
    const card = signCard(this.#signer, {
      counter: 1,
      name: this.#name,
      status: '',
      email: '',
      avatar: none,
      installations: [randomBytes(8)],
      cardKey: none,
      relays: [],
      version: '0',
      kind: 'peer',
    })
    const register = { invitation: code, card: Signed.encode(card.signed), passes: [], addresses: [] }
    return this.#ask({ register })
  }

  /** Into the tray for strangers. */
  deposit(mailbox: Bytes, bytes: number): Promise<Answer> {
    return this.#ask({ deposit: { mailbox, token: none, parcel: randomBytes(bytes) } })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#host?.stop()
  }

  #ask(request: Omit<Request, 'number'>): Promise<Answer> {
    const number = ++this.#number
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.#waiting.set(number, resolve)
    this.#frames!.send(Request.encode({ number, ...request }))
    return promise
  }
}
