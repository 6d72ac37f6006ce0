/** A real relay in this process, and people at it who speak the wire alone: temporary folders, TCP on loopback, no multicast. */
import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { initRelay, openRelay, type RelayOptions, type RunningRelay } from '../../src/relay/relay.ts'
import { MailboxClient } from './mailbox-client.ts'
import { temporaryFolder } from './temporary.ts'

export interface TestRelay extends RunningRelay {
  home: string
  address: string
}

export async function startRelay(options: Partial<RelayOptions> = {}): Promise<TestRelay> {
  const home = options.home ?? (await temporaryFolder())
  if (options.home === undefined) await initRelay({ home, name: 'relay' })
  const relay = await openRelay({ home, mdns: false, listen: ['/ip4/127.0.0.1/tcp/0'], version: 'test', ...options })
  onTestFinished(() => relay.stop())
  return { ...relay, home, address: relay.addresses()[0]! }
}

/** Somebody with a mailbox, and a token for it. */
export async function owner(relay: TestRelay, name: string): Promise<MailboxClient & { token: Bytes }> {
  const client = await visitor(relay, name)
  const token: Bytes = randomBytes(16)
  const { link } = await relay.invite()
  await client.register({ link, tokens: [token] })
  return Object.assign(client, { token })
}

/** Somebody who is connected, without a mailbox. */
export async function visitor(relay: TestRelay, name: string): Promise<MailboxClient> {
  const client = await MailboxClient.start(name)
  await client.connect(relay.address)
  return client
}
