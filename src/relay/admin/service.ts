/** A relay with its admin socket and its metrics: what runs between `start` and the signal that ends it. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import { type MetricsServer, startMetricsServer } from '../metrics/http.ts'
import { RelayMetrics } from '../metrics/prometheus.ts'
import type { openRelay } from '../relay.ts'
import type { RelayOptions, RunningRelay } from '../running.ts'
import { makeSocketFolder, socketPath } from './endpoint.ts'
import { adminMethods } from './methods.ts'
import { type AdminServer, startAdminServer } from './server.ts'
import type { HttpAddress } from './values.ts'

export interface ServiceOptions {
  relay: RelayOptions & { log: (message: string) => void }
  openRelay: typeof openRelay
  /** @default none are served */
  metrics?: HttpAddress
}

export interface Service {
  readonly relay: RunningRelay
  /** URL of the metrics, where they are served. */
  readonly metrics: string | undefined
  /** Idempotent. */
  stop(): Promise<void>
}

/** Opens the relay, which takes the store's lock, then the sockets; a failure closes what was opened. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { home, log } = options.relay
  const relay = await options.openRelay(options.relay)
  let admin: AdminServer | undefined
  let metrics: MetricsServer | undefined
  const stop = async (): Promise<void> => {
    // The socket belongs to the holder of the store's lock, which `relay.stop` lets go.
    admin?.stopAccepting()
    try {
      await metrics?.close()
      await relay.stop()
    } finally {
      await admin?.close()
    }
  }
  try {
    const path = socketPath(home)
    makeSocketFolder(home, path)
    admin = await startAdminServer({ path, log, methods: adminMethods(relay) })
    if (options.metrics !== undefined) {
      const numbers = new RelayMetrics(relay)
      metrics = await startMetricsServer({
        ...options.metrics,
        metrics: () => numbers.text(),
        healthy: () => relay.healthy(),
        log,
      })
    }
  } catch (error) {
    await stop()
    if (error instanceof EarshotError) throw error
    throw new EarshotError('internal', phrase`The admin socket cannot be opened: ${String(error)}`, undefined, error)
  }
  let stopped: Promise<void> | undefined
  return {
    relay,
    metrics: metrics?.url,
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
