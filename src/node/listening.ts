/** Where a profile listens: where it did the last time, so that friends find it where it was; elsewhere when that is taken. */
import { Host, type HostOptions } from '../host/host.ts'
import { EarshotError } from '../protocol/errors.ts'
import type { Store } from '../store/store.ts'
import type { PeerLog, PeerOptions } from './peer.ts'

export interface ListeningOptions extends Pick<PeerOptions, 'listen' | 'mdns'> {
  store: Store
  version: string
  log: PeerLog
  onDiscovered: HostOptions['onDiscovered']
}

/** A host that listens. Errors as in `Host.start`. */
export async function openHost(options: ListeningOptions): Promise<Host> {
  const { store, log } = options
  const { port = 0 } = store.profile.record
  const host = await listening(options, port)
  const taken = Number(/\/tcp\/(\d+)/.exec(host.addresses()[0] ?? '')?.[1] ?? 0)
  // Worth a note, not worth a start: on a full disk the next one takes another port.
  if (taken !== 0 && taken !== port) {
    await store.profile.update(() => ({ port: taken })).catch((error: Error) => log(`port not noted: ${error.message}`))
  }
  return host
}

async function listening(options: ListeningOptions, port: number): Promise<Host> {
  if (options.listen !== undefined && options.listen.length > 0) return startHost(options, options.listen)
  try {
    return await startHost(options, [`/ip4/0.0.0.0/tcp/${port}`])
  } catch (error) {
    if (port === 0 || !(error instanceof EarshotError)) throw error
    return startHost(options, ['/ip4/0.0.0.0/tcp/0'])
  }
}

async function startHost(options: ListeningOptions, listen: string[]): Promise<Host> {
  const { store, mdns = true, onDiscovered, version, log } = options
  const host = await Host.create({
    seed: store.secrets.seed,
    publicKey: store.signer.publicKey,
    listen,
    mdns,
    throughRelays: true,
    onDiscovered,
    version,
    log,
  })
  await host.start()
  return host
}
