/**
 * The node's program, which people never start by hand: `earshot up` loads it into its own process, any other command starts it
 * in the background. Everything heavy is loaded after what can be refused without it.
 */
import { readFileSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { Socket } from 'node:net'
import { parseArgs } from 'node:util'
import { type FromCommand, HANDSHAKE_FD, hear, say } from '../src/node/handshake.ts'
import type { PeerOptions, StopReason } from '../src/node/peer.ts'
import type { Service } from '../src/node/service.ts'
import { EarshotError, reportOf } from '../src/protocol/errors.ts'
import type { ReadOptions } from '../src/store/backup/read.ts'
import type { Restored, RestoreOptions } from '../src/store/backup/restore.ts'
import type { TextFile } from '../src/ui/cli/text-file.ts'

export interface InitOptions {
  home: string
  name: string
  passphrase?: string
}

/** Makes an identity; `exists` if there is one. */
export async function init(options: InitOptions): Promise<{ peerId: string; name: string; home: string }> {
  const { createIdentity } = await import('../src/store/vault.ts')
  return createIdentity(options)
}

export type IdentityState = 'none' | 'open' | 'passphrase'

export async function identity(home: string): Promise<IdentityState> {
  const { identityState } = await import('../src/store/vault.ts')
  return identityState(home)
}

/** `exists` where there is an identity. */
export async function expectNone(home: string): Promise<void> {
  const { identityState, identityThere } = await import('../src/store/vault.ts')
  if ((await identityState(home)) !== 'none') throw identityThere(home)
}

/** What a backup says of itself, once all of it was read. */
export interface CheckedBackup {
  file: string
  bytes: number
  peerId: string
  name: string
  madeAt: string
  /** Of the program that made it. */
  version: string
  messages: number
  conversations: number
}

/** Reads a backup from its beginning to its end; throws what `readBackup` does. */
export async function checkBackup(
  options: Pick<ReadOptions, 'file' | 'passphrase' | 'progress'>,
): Promise<CheckedBackup> {
  const { readBackup } = await import('../src/store/backup/read.ts')
  const { head, bytes } = await readBackup(options)
  const { layout: _layout, madeAt, ...manifest } = head.manifest
  return { file: options.file, bytes, ...manifest, madeAt: new Date(madeAt).toISOString() }
}

/** Makes a profile of a backup; throws what `restoreBackup` does. */
export async function restore(
  options: Omit<RestoreOptions, 'now'>,
): Promise<Omit<Restored, 'madeAt'> & { madeAt: string }> {
  const { restoreBackup } = await import('../src/store/backup/restore.ts')
  const restored = await restoreBackup({ ...options, now: Date.now() })
  return { ...restored, madeAt: new Date(restored.madeAt).toISOString() }
}

/** Opens a new file for text that is given piece by piece. `exists`, `not-allowed`, `invalid`, `quota`. */
export async function openTarget(file: string, replace: boolean): Promise<TextFile> {
  const target = await import('../src/disk/target.ts')
  const { handle, finish, discard } = await target.openTarget(file, replace)
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      throw target.targetError(file, error)
    }
  }
  return {
    write: text => guarded(() => handle.writeFile(text)),
    finish: () =>
      guarded(async () => {
        await handle.sync()
        await finish()
      }),
    discard,
  }
}

export interface Ready {
  peerId: string
  name: string
  addresses: string[]
  control: string
}

export interface RunOptions extends Pick<PeerOptions, 'home' | 'listen' | 'mdns'> {
  mode: 'automatic' | 'up'
  /** Asked for when the profile is locked; undefined where there is none to give. */
  passphrase: () => Promise<string | undefined>
  onReady: (ready: Ready) => void
}

/** Milliseconds for a clean end; after that the process ends anyway, and the store copes with that. */
const STOP_MS = 10_000

/** Runs a node until it is told to stop; gives the exit code. Errors before it is ready are thrown. */
export async function run(options: RunOptions): Promise<number> {
  const { home, mode } = options
  const { listen, mdns } = withEnvironment(options)
  const locked = await isLocked(home)
  // Loaded while whoever has the passphrase types it.
  const loading = Promise.all([
    import('../src/node/service.ts'),
    import('../src/node/peer.ts'),
    import('../src/node/log.ts'),
  ])
  loading.catch(() => undefined)
  const passphrase = locked ? await unlock(options) : undefined
  const [{ startService }, { openPeer }, { openLog }] = await loading
  const logger = openLog(home)
  const log = (message: string) => logger.info(message)
  const service = await startService({
    home,
    mode,
    version: version(),
    openPeer,
    log,
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(listen === undefined ? {} : { listen }),
    ...(mdns === undefined ? {} : { mdns }),
  })
  const reason = untilStopped(service, message => logger.error(message))
  try {
    const profile = await service.peer.messenger.profile()
    const { peerId, name } = profile
    log(`ready (${mode})`)
    options.onReady({ peerId, name, addresses: service.peer.addresses(), control: service.control })
    const why = await reason
    log(`stopping (${why})`)
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await service.stop(why)
    log('stopped')
    return why === 'failure' ? 1 : 0
  } catch (error) {
    logger.error(`failed: ${String(error)}`)
    await service.stop('failure')
    throw error
  }
}

/**
 * What was asked for, else what the environment says. A node that a command starts has no options of its own; who never wants to be
 * found by multicast, or to listen on one address only, says so here for all of them.
 */
function withEnvironment(options: RunOptions): Pick<PeerOptions, 'listen' | 'mdns'> {
  const { EARSHOT_LISTEN: addresses, EARSHOT_NO_MDNS: without } = process.env
  const listen = options.listen ?? addresses?.split(/[\s,]+/).filter(Boolean)
  const mdns = without ? false : options.mdns
  return { ...(listen === undefined ? {} : { listen }), ...(mdns === undefined ? {} : { mdns }) }
}

/** Whether a passphrase is needed; `no-identity` where there is nothing to be locked. */
async function isLocked(home: string): Promise<boolean> {
  const state = await identity(home)
  if (state === 'none') {
    throw new EarshotError(
      'no-identity',
      'There is no identity in this profile',
      'Make one with `earshot init --name NAME`.',
    )
  }
  return state === 'passphrase'
}

async function unlock(options: RunOptions): Promise<string> {
  const passphrase = await options.passphrase()
  if (passphrase === undefined) {
    throw new EarshotError(
      'wrong-passphrase',
      'This profile has a passphrase, and none was given',
      'Run the command on a terminal, or name a file that holds it in EARSHOT_PASSPHRASE_FILE.',
    )
  }
  return passphrase
}

/** Resolves with the first reason to stop. A second signal ends the process at once. */
function untilStopped(service: Service, log: (message: string) => void): Promise<StopReason> {
  const { promise, resolve } = Promise.withResolvers<StopReason>()
  let signals = 0
  const onSignal = () => {
    signals += 1
    if (signals > 1) process.exit(1)
    resolve('signal')
  }
  const onFault = (error: unknown) => {
    log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    resolve('failure')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
  service.stopping.then(resolve, onFault)
  return promise
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/** Milliseconds after which what was compiled is kept for the next start: a node may not end by itself. */
const CACHE_AFTER_MS = 5_000

/** Started by a command that waits at the other end of a pipe. */
async function background(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      home: { type: 'string' },
      mode: { type: 'string' },
      listen: { type: 'string', multiple: true },
      'no-mdns': { type: 'boolean' },
    },
  })
  // What a command that loads a node into its own process has already: a third of the start is spared.
  enableCompileCache()
  const pipe = new Socket({ fd: HANDSHAKE_FD, readable: true, writable: true })
  // The command may be gone; the node stays for what it accepted.
  pipe.on('error', () => pipe.destroy())
  const heard = hear<FromCommand>(pipe)
  try {
    return await run({
      home: values.home ?? '',
      mode: values.mode === 'up' ? 'up' : 'automatic',
      mdns: values['no-mdns'] !== true,
      ...(values.listen === undefined ? {} : { listen: values.listen }),
      passphrase: async () => {
        say(pipe, { need: 'passphrase' })
        const { value } = await heard.next()
        return value?.passphrase
      },
      onReady: () => {
        say(pipe, { ready: true })
        pipe.end()
        setTimeout(flushCompileCache, CACHE_AFTER_MS).unref()
      },
    })
  } catch (error) {
    if (pipe.writable) say(pipe, { error: reportOf(error) })
    await new Promise<void>(resolve => pipe.end(() => resolve()))
    return 1
  }
}

if (import.meta.main) {
  const [verb, ...args] = process.argv.slice(2)
  if (verb === 'background') process.exit(await background(args))
  console.error('This program is started by `earshot`.')
  process.exit(2)
}
