/** Sockets that only their owner may connect to. */
import { chmodSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'

/**
 * Listens at the path of a socket, or the name of a pipe; resolves when it does. What lies at the path goes: to be called only by whoever holds
 * a lock which says that its maker is dead.
 */
export async function listenPrivately(server: Server, path: string): Promise<void> {
  const pipe = process.platform === 'win32'
  if (!pipe) rmSync(path, { force: true })
  const listening = new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', () => {
      server.off('error', reject)
      resolve()
    })
  })
  // The folder keeps others out already; with the mask there is no moment at which the socket itself would let them in.
  // Binding happens within the call, so nothing else is made under this mask.
  const mask = process.umask(0o177)
  try {
    server.listen(path)
  } finally {
    process.umask(mask)
  }
  await listening
  if (!pipe) chmodSync(path, 0o600)
}
