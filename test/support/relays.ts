/** Real relays in this process: temporary stores, TCP on loopback, no multicast. */
import { onTestFinished } from 'vitest'
import { initRelay, openRelay, type RelayOptions, type RunningRelay } from '../../src/relay/relay.ts'
import type { TestPeer } from './peers.ts'
import { temporaryFolder } from './temporary.ts'

export interface TestRelay extends RunningRelay {
  home: string
}

export async function startRelay(options: Partial<RelayOptions> = {}): Promise<TestRelay> {
  const home = options.home ?? (await temporaryFolder())
  if (options.home === undefined) await initRelay({ home, name: 'post' })
  const relay = await openRelay({ listen: ['/ip4/127.0.0.1/tcp/0'], mdns: false, open: true, ...options, home })
  onTestFinished(() => relay.stop())
  return { ...relay, addresses: () => relay.addresses(), stop: () => relay.stop(), home }
}

/** Gives each of them a mailbox. */
export async function useRelay(relay: Pick<RunningRelay, 'addresses'>, ...peers: TestPeer[]): Promise<void> {
  for (const peer of peers) await peer.messenger.relayAdd({ where: relay.addresses()[0]! })
}
