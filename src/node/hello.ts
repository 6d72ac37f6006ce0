/**
 * `/earshot/hello/1.0.0`: one question, one answer, then the stream ends. Strangers can do nothing else: they exchange cards and at
 * most one statement each, at a limited rate. Friends repeat an unheard statement this way at every meeting.
 */
import type { Connection, Stream } from '@libp2p/interface'
import { type Faults, PeerFault } from '../host/faults.ts'
import { FrameStream } from '../host/frame-stream.ts'
import type { Host } from '../host/host.ts'
import { Rate } from '../host/rate.ts'
import type { Bytes } from '../protocol/bytes.ts'
import type { PeerIdString } from '../protocol/ids.ts'
import { MAX_HELLO_BYTES, MAX_HELLOS_PER_MINUTE } from '../protocol/limits.ts'
import { HELLO_PROTOCOL } from '../protocol/protocols.ts'
import type { SignedCard } from '../protocol/statements.ts'
import { Hello } from '../protocol/wire/frames.ts'
import { isFriend } from './friendship.ts'
import type { People } from './people.ts'

const ANSWER_MS = 5_000

export interface HellosOptions {
  host: Host
  people: People
  faults: Faults
  /** Somebody's card, from a hello in either direction. */
  onCard: (peer: PeerIdString, card: SignedCard) => void | Promise<void>
  /** Somebody's statement changed what the two are to each other. Runs after the answer went out. */
  onStatement: (peer: PeerIdString) => void
  /** Somebody said hello and was answered. */
  onHello: (peer: PeerIdString, connection: Connection) => void
}

export interface HelloResult {
  card: SignedCard
  /** The statement was not taken: too many requests at the other side. */
  refused: boolean
}

export class Hellos {
  readonly #options: HellosOptions
  readonly #strangers = new Rate(MAX_HELLOS_PER_MINUTE / 60, MAX_HELLOS_PER_MINUTE)
  readonly #asking = new Map<PeerIdString, Promise<HelloResult>>()

  constructor(options: HellosOptions) {
    this.#options = options
  }

  start(): Promise<void> {
    return this.#options.host.handle(
      HELLO_PROTOCOL,
      (stream, peer, connection) => this.#answer(stream, peer, connection),
      2,
    )
  }

  /** Says hello over an open connection: cards and statements go both ways. One at a time for a peer. */
  say(connection: Connection): Promise<HelloResult> {
    const peer = connection.remotePeer.toString()
    const asked = this.#asking.get(peer)
    if (asked !== undefined) return asked
    const asking = this.#say(connection, peer).finally(() => this.#asking.delete(peer))
    this.#asking.set(peer, asking)
    return asking
  }

  async #say(connection: Connection, peer: PeerIdString): Promise<HelloResult> {
    const { host } = this.#options
    for (let round = 0; ; round++) {
      const stream = await host.open(connection, HELLO_PROTOCOL)
      const answer = await this.#exchange(stream, this.#own(peer))
      const card = await this.#take(peer, answer)
      if (card === undefined) throw new PeerFault('malformed', 'a hello without a card of its own')
      const { again } = await this.#options.people.told(peer, answer.known)
      // The other side knew a newer statement of ours than we do: the one made beyond it goes out at once.
      if (!again || answer.refused !== '' || round >= 2) return { card, refused: answer.refused !== '' }
    }
  }

  #own(peer: PeerIdString): Partial<Hello> {
    const { people } = this.#options
    const friendship = people.statement(peer)
    return {
      card: people.card().signed,
      ...(friendship === undefined ? {} : { friendship }),
      known: people.get(peer)?.theirs?.counter ?? 0,
    }
  }

  #exchange(stream: Stream, question: Partial<Hello>): Promise<Hello> {
    const { promise, resolve, reject } = Promise.withResolvers<Hello>()
    const frames = new FrameStream(stream, {
      maxFrameBytes: MAX_HELLO_BYTES,
      onFrame: bytes => {
        resolve(decodeHello(bytes))
        void frames.close()
      },
      onEnd: (fault, error) => {
        if (fault !== undefined) this.#options.faults.count(fault)
        reject(error ?? new Error('no answer to a hello'))
      },
    })
    const timer = setTimeout(() => frames.fail(new PeerFault('slow', 'no answer to a hello')), ANSWER_MS)
    frames.send(Hello.encode(question))
    return promise.finally(() => clearTimeout(timer))
  }

  #answer(stream: Stream, peer: PeerIdString, connection: Connection): void {
    const { people, faults } = this.#options
    const timer = setTimeout(() => frames.fail(new PeerFault('slow', 'a hello that does not come')), ANSWER_MS)
    const frames = new FrameStream(stream, {
      maxFrameBytes: MAX_HELLO_BYTES,
      onFrame: async bytes => {
        if (!isFriend(people.get(peer)) && !this.#strangers.take())
          throw new PeerFault('flood', 'too many hellos of strangers')
        const question = decodeHello(bytes)
        const heard = question.friendship === undefined ? undefined : await this.#hear(peer, question)
        if ((await this.#card(peer, question)) === undefined)
          throw new PeerFault('malformed', 'a hello without a card of its own')
        const own = this.#own(peer)
        frames.send(Hello.encode({ ...own, refused: heard === 'rate' ? 'rate' : '' }))
        const { again } = await people.told(peer, question.known)
        await frames.close()
        // Whether the statement in the answer arrived, only a hello of our own tells.
        if (again) this.#options.onStatement(peer)
        this.#options.onHello(peer, connection)
      },
      onEnd: fault => {
        clearTimeout(timer)
        if (fault !== undefined) faults.count(fault)
      },
    })
  }

  async #take(peer: PeerIdString, hello: Hello): Promise<SignedCard | undefined> {
    if (hello.friendship !== undefined) await this.#hear(peer, hello)
    return this.#card(peer, hello)
  }

  async #card(peer: PeerIdString, hello: Hello): Promise<SignedCard | undefined> {
    const card = hello.card === undefined ? undefined : this.#options.people.readCard(peer, hello.card)
    if (card !== undefined) await this.#options.onCard(peer, card)
    return card
  }

  async #hear(peer: PeerIdString, hello: Hello): Promise<'rate' | undefined> {
    const { people } = this.#options
    if (hello.friendship === undefined) return undefined
    const card = hello.card === undefined ? undefined : people.readCard(peer, hello.card)
    const heard = await people.hear(peer, hello.friendship, card)
    if (heard === undefined) throw new PeerFault('bad-signature', 'a statement that is not the neighbour’s')
    if (heard.changed) setImmediate(() => this.#options.onStatement(peer))
    return heard.refused ? 'rate' : undefined
  }
}

function decodeHello(bytes: Bytes): Hello {
  try {
    return Hello.decode(bytes)
  } catch (error) {
    throw new PeerFault('malformed', (error as Error).message)
  }
}
