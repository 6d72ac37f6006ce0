import { randomBytes } from 'node:crypto'
import { signerOf, verified } from '../../src/protocol/signing.ts'
import { median } from '../measure.ts'

/** About what a header weighs. */
const HEADER_BYTES = 180
const RUNS = 15
const PER_RUN = 100

/**
 * Signatures a second that one core of this machine makes and checks, one at a time. One signature for each message, checked on
 * the thread that does everything else, could not be faster than the second of them.
 */
export function signatures(): { made: number; checked: number } {
  const signer = signerOf(randomBytes(32))
  const bytes = randomBytes(HEADER_BYTES)
  const signature = signer.sign('earshot-entry-1', bytes)
  const rate = (work: () => unknown) => {
    const start = performance.now()
    for (let i = 0; i < PER_RUN; i++) work()
    return (PER_RUN / (performance.now() - start)) * 1000
  }
  const [made, checked]: [number[], number[]] = [[], []]
  for (let i = 0; i < RUNS; i++) {
    made.push(rate(() => signer.sign('earshot-entry-1', bytes)))
    checked.push(rate(() => verified('earshot-entry-1', bytes, signature, signer.publicKey)))
  }
  return { made: median(made), checked: median(checked) }
}
