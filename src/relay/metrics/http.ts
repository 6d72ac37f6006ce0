/**
 * The relay's numbers for Prometheus at `/metrics`, and `/healthz` for whoever has to know whether it takes deposits. On loopback only,
 * which the caller has seen to. No number names a peer.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EarshotError, reason } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

export interface MetricsServerOptions {
  host: string
  /** 0: any that is free. */
  port: number
  /** In Prometheus' text format, with its content type. */
  metrics: () => Promise<{ text: string; contentType: string }>
  /** Whether the store takes writes. */
  healthy: () => Promise<boolean>
  log: (message: string) => void
}

export interface MetricsServer {
  /** Of `/metrics`. */
  readonly url: string
  /** Idempotent. */
  close(): Promise<void>
}

/** Milliseconds for a request to arrive. */
const REQUEST_MS = 10_000
const MAX_CONNECTIONS = 16

/** `address-in-use` when the port is taken. */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const { host, port, log } = options
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      log(`metrics request failed: ${String(error)}`)
      response.destroy()
    })
  })
  server.maxConnections = MAX_CONNECTIONS
  await listen(server, host, port)
  server.on('error', error => log(`metrics: ${error.message}`))
  const { address, port: taken } = server.address() as AddressInfo
  let closed: Promise<void> | undefined
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${taken}/metrics`,
    close() {
      closed ??= new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      return closed
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: MetricsServerOptions,
): Promise<void> {
  const pathname = request.url?.split('?', 1)[0]
  const send = (status: number, type: string, text: string) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(request.method === 'HEAD' ? undefined : text)
  }
  const json = (status: number, value: unknown) => send(status, 'application/json', `${JSON.stringify(value)}\n`)
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { error: 'method not allowed' })
  if (pathname === '/metrics') {
    const { text, contentType } = await options.metrics()
    return send(200, contentType, text)
  }
  if (pathname === '/healthz') {
    const ok = await options.healthy()
    return json(ok ? 200 : 503, { ok })
  }
  return json(404, { error: 'not found' })
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new EarshotError(
          error.code === 'EADDRINUSE' ? 'address-in-use' : 'invalid',
          phrase`Metrics cannot be served at ${`${host}:${port}`}: ${reason(error)}`,
          'Give another port with --metrics.',
          error,
        ),
      )
    })
    server.listen(port, host, resolve)
  })
}
