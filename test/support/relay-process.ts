/** Starts relays as processes: killed by tests, or on a disk of their own that is small. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { onTestFinished } from 'vitest'
import type { RelayOptions } from '../../src/relay/relay.ts'

const ROOT = join(import.meta.dirname, '../..')

let bundled: Promise<string> | undefined

/** Packages are found from within the checkout only. */
async function bundle(): Promise<string> {
  const folder = join(ROOT, 'node_modules/.cache')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `earshot-relay-runner-${process.pid}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, 'relay-runner.ts')],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    outfile,
    logLevel: 'silent',
  })
  return outfile
}

export interface RelayProcessOptions extends Pick<RelayOptions, 'open' | 'mailboxBytes' | 'mailboxParcels'> {
  home: string
  /** MiB of a disk made for it at `home`, gone with it. @default the machine's disk */
  disk?: number
}

export class RelayProcess {
  readonly process: ChildProcess
  readonly #lines: AsyncIterator<string>
  address = ''
  storeId = ''

  private constructor(process: ChildProcess) {
    this.process = process
    this.#lines = createInterface({ input: process.stdout! })[Symbol.asyncIterator]()
    // What is asked of one that was killed is told by the end of its lines.
    process.stdin!.on('error', () => undefined)
  }

  static async start({ disk, ...options }: RelayProcessOptions): Promise<RelayProcess> {
    bundled ??= bundle()
    const node = [process.execPath, '--expose-gc', await bundled, JSON.stringify(options)]
    const command =
      disk === undefined
        ? node
        : [
            'unshare',
            '-rm',
            'sh',
            '-c',
            `mount -t tmpfs -o size=${disk}m none "$0" && exec "$@"`,
            options.home,
            ...node,
          ]
    const child = spawn(command[0]!, command.slice(1), {
      stdio: ['pipe', 'pipe', process.env.VERBOSE ? 'inherit' : 'ignore'],
    })
    const relay = new RelayProcess(child)
    onTestFinished(() => relay.kill())
    Object.assign(relay, await relay.#line())
    return relay
  }

  /** One of those that the runner knows. */
  async ask<T>(what: string): Promise<T> {
    this.process.stdin!.write(`${what}\n`)
    return (await this.#line()) as T
  }

  /** As a power cut would, but that the disk stays. */
  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const exit = once(this.process, 'exit')
    this.process.kill('SIGKILL')
    await exit
  }

  async #line(): Promise<object> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('the relay ended')
    return JSON.parse(value) as object
  }
}
