/** Where a relay listens. */
import { Host, type Log } from '../host/host.ts'
import type { Bytes } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { publicKeyOf } from '../protocol/ids.ts'
import type { MailboxStore } from './mailbox-store.ts'

export interface RelayHostOptions {
  /** Ed25519 private key, and its public key. */
  seed: Bytes
  publicKey: Bytes
  /** Multiaddrs. @default the port of the last run on every IPv4 interface */
  listen?: readonly string[]
  /** Of the last run. @default any that is free */
  port?: number
  mdns: boolean
  store: MailboxStore
  version: string
  log: Log
}

/** Where it listened the last time, so that peers find it where it was; elsewhere when that is taken, which the log says. */
export async function openHost(options: RelayHostOptions): Promise<{ host: Host; port: number }> {
  const { listen = [], port = 0, log } = options
  if (listen.length > 0) return opened(options, [...listen])
  try {
    return await opened(options, [`/ip4/0.0.0.0/tcp/${port}`])
  } catch (error) {
    if (port === 0 || !(error instanceof EarshotError) || error.code !== 'address-in-use') throw error
  }
  const elsewhere = await opened(options, ['/ip4/0.0.0.0/tcp/0'])
  log(
    `warning: port ${port} of the last run is taken; listening on ${elsewhere.port} instead. ` +
      'Invitations made before lead nowhere, and so do the addresses that people have; give --listen a port that is free',
  )
  return elsewhere
}

async function opened(options: RelayHostOptions, listen: string[]): Promise<{ host: Host; port: number }> {
  const { seed, publicKey, mdns, store, version, log } = options
  const host = await Host.create({
    seed,
    publicKey,
    listen,
    mdns,
    onDiscovered: () => undefined,
    version,
    log,
    relay: {
      mayReserve: async peer => {
        const owner = publicKeyOf(peer)
        return owner !== undefined && (await store.find(owner)) !== undefined
      },
    },
  })
  await host.start()
  return { host, port: Number(/\/tcp\/(\d+)/.exec(host.addresses()[0] ?? '')?.[1] ?? 0) }
}
