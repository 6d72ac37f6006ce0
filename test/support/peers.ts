/** Real peers in this process: temporary profiles, TCP on loopback, no multicast. */
import { onTestFinished } from 'vitest'
import type { Event, Friend } from '../../src/node/messenger.ts'
import { openPeer, type PeerOptions, type RunningPeer } from '../../src/node/peer.ts'
import { createIdentity } from '../../src/store/vault.ts'
import { temporaryFolder } from './temporary.ts'

export interface TestPeer extends RunningPeer {
  name: string
  home: string
  peerId: string
  /** Everything that happened so far. */
  events: Event[]
}

export async function startPeer(name: string, options: Partial<PeerOptions> = {}): Promise<TestPeer> {
  const home = options.home ?? (await temporaryFolder())
  if (options.home === undefined) await createIdentity({ home, name })
  const peer = await openPeer({ home, mdns: false, listen: ['/ip4/127.0.0.1/tcp/0'], version: 'test', ...options })
  const events: Event[] = []
  const abort = new AbortController()
  const listening = peer.messenger.listen({}, abort.signal)
  const collecting = (async () => {
    for await (const event of listening) events.push(event)
  })()
  // What it fails with is told where the peer stops.
  collecting.catch(() => undefined)
  const stop: RunningPeer['stop'] = async reason => {
    await peer.stop(reason)
    abort.abort()
    await collecting
  }
  onTestFinished(() => stop('down'))
  const { peerId } = await peer.messenger.profile()
  return { ...peer, stop, name, home, peerId, events }
}

/** Waits until `probe` gives something; fails by its message otherwise. */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  seconds = 30,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const found = await probe()
    if (found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Brings two together by an invite and waits until both see the other here. */
export async function befriend(a: TestPeer, b: TestPeer): Promise<void> {
  const { link } = await a.messenger.invite()
  await b.messenger.add({ who: link })
  await bothHere(a, b)
}

export async function bothHere(a: TestPeer, b: TestPeer): Promise<void> {
  const seen = (of: TestPeer, other: TestPeer) => (friends: Friend[]) =>
    friends.some(
      ({ peerId, state, presence }) => peerId === other.peerId && state === 'friend' && presence === 'here',
    ) && of
  await eventually(`${a.name} sees ${b.name} here`, async () => seen(a, b)(await a.messenger.friends()))
  await eventually(`${b.name} sees ${a.name} here`, async () => seen(b, a)(await b.messenger.friends()))
}
