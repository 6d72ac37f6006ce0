/** `/earshot/hello/1.0.0` at a relay: its card, and nothing else. It keeps nothing of what it is told. */
import type { Stream } from '@libp2p/interface'
import { type Faults, PeerFault } from '../host/faults.ts'
import { FrameStream } from '../host/frame-stream.ts'
import type { Host } from '../host/host.ts'
import { Rate } from '../host/rate.ts'
import { MAX_HELLO_BYTES } from '../protocol/limits.ts'
import { HELLO_PROTOCOL } from '../protocol/protocols.ts'
import type { SignedCard } from '../protocol/statements.ts'
import { Hello } from '../protocol/wire/frames.ts'

const ANSWER_MS = 5_000
/** A school that comes back asks once each. */
const RATE = { perSecond: 20, burst: 1000 }

export async function answerHellos(host: Host, card: SignedCard, faults: Faults): Promise<void> {
  const rate = new Rate(RATE.perSecond, RATE.burst)
  await host.handle(HELLO_PROTOCOL, stream => answer(stream, card, faults, rate), 2)
}

function answer(stream: Stream, card: SignedCard, faults: Faults, rate: Rate): void {
  const timer = setTimeout(() => frames.fail(new PeerFault('slow', 'a hello that does not come')), ANSWER_MS)
  const frames = new FrameStream(stream, {
    maxFrameBytes: MAX_HELLO_BYTES,
    onFrame: async bytes => {
      if (!rate.take()) throw new PeerFault('flood', 'too many hellos')
      try {
        Hello.decode(bytes)
      } catch (error) {
        throw new PeerFault('malformed', (error as Error).message)
      }
      frames.send(Hello.encode({ card: card.signed, known: 0, refused: '' }))
      await frames.close()
    },
    onEnd: fault => {
      clearTimeout(timer)
      if (fault !== undefined) faults.count(fault)
    },
  })
}
