/** What the sides of the relay's benchmarks have in common: messages left somewhere for readers who are away, and fetched later. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Child } from './child.ts'

/** As many for each of the readers, sent to one after the other in turn. */
export interface Load {
  readers: number
  each: number
}

export interface Posted {
  /** Milliseconds from the first send until the sender knows that the server has the last one. */
  accepted: number
  /** Milliseconds from the readers' start until the last of them has the last one. */
  collected: number
  /** Milliseconds of processor time that the server took for both. */
  cpu: number
  /** Resident memory of the server while all of it waited there, MB. */
  memory: number
  /** What the server's files took on the disk then, MB. */
  disk: number
}

export type Post = (load: Load) => Promise<Posted>

/** MB that the files of a folder take on the disk. */
export function diskUse(folder: string): number {
  let blocks = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) blocks += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.blocks ?? 0
  }
  return (blocks * 512) / 1024 / 1024
}

/** Runs both halves against a server of another kind and watches it. */
export async function watched(
  server: { child: Child; place: string },
  accept: () => Promise<unknown>,
  collect: () => Promise<unknown>,
): Promise<Posted> {
  const before = server.child.cpu()
  const begin = performance.now()
  await accept()
  const accepted = performance.now() - begin
  const { resident: memory } = server.child.memory()
  const disk = diskUse(server.place)
  const start = performance.now()
  await collect()
  return { accepted, collected: performance.now() - start, cpu: server.child.cpu() - before, memory, disk }
}

/** Counts what comes in; `until` waits for so many in all. */
export class Tally {
  #count = 0
  #wanted = Number.POSITIVE_INFINITY
  #done: () => void = () => undefined

  readonly add = (count = 1): void => {
    this.#count += count
    if (this.#count >= this.#wanted) this.#done()
  }

  async until(count: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.#wanted = count
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#done = resolve
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    if (this.#count >= count) resolve()
    await promise.finally(() => signal.removeEventListener('abort', abort))
    if (this.#count !== count) throw new Error(`${this.#count} messages came instead of ${count}`)
  }
}
