/** A peer with its control socket: what runs while a node is up. */

import { EarshotError } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import { makeEndpoint, removeEndpoint, writeEndpoint } from './control/endpoint.ts'
import type { Hello } from './control/methods.ts'
import { type ControlServer, startControlServer } from './control/server.ts'
import { IdleWatch } from './idle.ts'
import type { PeerOptions, RunningPeer, StopReason } from './peer.ts'

export interface ServiceOptions extends PeerOptions {
  mode: Hello['mode']
  version: string
  /** Never gets what a message says, a key or a passphrase. */
  log: (message: string) => void
  openPeer: (options: PeerOptions) => Promise<RunningPeer>
}

export interface Service {
  readonly peer: RunningPeer
  /** Path of the control socket. */
  readonly control: string
  /** Resolves when the node was asked to stop, failed, or is not needed any more; the owner then calls `stop`. */
  readonly stopping: Promise<StopReason>
  /** Idempotent. */
  stop(reason: StopReason): Promise<void>
}

/** Opens the profile, which takes the store's lock, and then the control socket; a failure closes what was opened. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { home, passphrase, listen, mdns, log } = options
  const peer = await options.openPeer({
    home,
    version: options.version,
    log,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(listen === undefined ? {} : { listen }),
    ...(mdns === undefined ? {} : { mdns }),
  })
  const { promise: idle, resolve: onIdle } = Promise.withResolvers<StopReason>()
  const watch = new IdleWatch({ pending: () => peer.pending(), held: () => peer.held(), onIdle: () => onIdle('idle') })
  let mode = options.mode
  let server: ControlServer
  let control: string
  try {
    const endpoint = await makeEndpoint(home)
    control = endpoint.control
    server = await startControlServer({
      messenger: peer.messenger,
      path: control,
      ...(endpoint.secret === undefined ? {} : { secret: endpoint.secret }),
      hello: () => ({ pid: process.pid, version: options.version, mode }),
      onStay: () => {
        mode = 'up'
        watch.stop()
      },
      onClients: clients => watch.clients(clients),
      log,
    })
    writeEndpoint(home, endpoint)
  } catch (error) {
    await peer.stop('failure')
    if (error instanceof EarshotError) throw error
    throw new EarshotError('internal', phrase`The control socket cannot be opened: ${String(error)}`, undefined, error)
  }
  if (mode === 'automatic') watch.start()

  const stop = async (reason: StopReason): Promise<void> => {
    watch.stop()
    // Both belong to the holder of the store's lock, which `peer.stop` lets go. `erase` may have taken the folder away.
    server.stopAccepting()
    removeEndpoint(home)
    try {
      await peer.stop(reason)
    } finally {
      await server.close()
    }
  }
  let stopped: Promise<void> | undefined
  return {
    peer,
    control,
    stopping: Promise.race([peer.stopping, idle]),
    stop(reason) {
      stopped ??= stop(reason)
      return stopped
    },
  }
}
