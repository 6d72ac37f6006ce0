/**
 * Finding a profile's node, and starting one where there is none. Two commands may start one at the same instant: the store's lock lets
 * one of the nodes live, and whoever loses attaches to it.
 */

import { closeSync, existsSync, lstatSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import { EarshotError, errorOf, reason } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import { LOG_FILE } from '../store/profile-files.ts'
import { type ControlConnection, connectControl } from './control/client.ts'
import { checkPrivate, type Endpoint, readEndpoint } from './control/endpoint.ts'
import { type FromNode, hear, say } from './handshake.ts'

export interface AttachOptions {
  home: string
  /** Seconds left for finding or starting it; asked again at each step. */
  remaining: () => number
  /** Seconds that a call of a method may take afterwards, undefined for any; asked at each call. @default what remains */
  callTimeout?: (method: string) => number | undefined
}

export interface LaunchOptions extends AttachOptions {
  /** The node's program, `dist/node.js`. */
  program: string
  /** Asked for when the profile is locked; undefined where there is none to give. */
  passphrase: () => Promise<string | undefined>
  /** `automatic` ends by itself when nobody needs it. */
  mode: 'automatic' | 'up'
  listen?: string[]
  /** @default true */
  mdns?: boolean
}

/** Seconds in which a node that is well answers `hello`, even on a machine with much else to do. */
const HELLO_S = 5
/** Milliseconds in which who won the race for the profile should answer, before we try again ourselves. */
const WINNER_MS = 3_000
const POLL_MS = 50

/** Connects to the profile's node; `no-node`, or `profile-in-use` if it is there but does not answer. */
export async function attach(options: AttachOptions): Promise<ControlConnection> {
  const endpoint = readEndpoint(options.home)
  if (endpoint === undefined || !socketThere(endpoint)) {
    throw new EarshotError('no-node', 'No node is running for this profile', 'Start one with `earshot up`.')
  }
  try {
    return await connectControl(endpoint.control, {
      ...(endpoint.secret === undefined ? {} : { secret: endpoint.secret }),
      helloTimeout: Math.min(HELLO_S, options.remaining()),
      callTimeout: options.callTimeout ?? options.remaining,
    })
  } catch (error) {
    if (error instanceof EarshotError && error.code === 'timeout') throw inUse(endpoint.pid)
    throw error
  }
}

/** Connects to the profile's node, starting one in the background if need be. */
export async function launch(options: LaunchOptions): Promise<ControlConnection> {
  for (;;) {
    const running = await tryAttach(options)
    if (running !== undefined) return running
    const outcome = await start(options)
    const { setTimeout: delay } = await import('node:timers/promises')
    const until = performance.now() + (outcome === 'ready' ? HELLO_S * 1000 : WINNER_MS)
    while (performance.now() < until && options.remaining() > 0) {
      const connection = await tryAttach(options)
      if (connection !== undefined) return connection
      await delay(POLL_MS)
    }
    if (options.remaining() <= 0 || outcome === 'ready') {
      throw inUse(readEndpoint(options.home)?.pid)
    }
  }
}

async function tryAttach(options: AttachOptions): Promise<ControlConnection | undefined> {
  try {
    return await attach(options)
  } catch (error) {
    if (error instanceof EarshotError && error.code === 'no-node') return undefined
    throw error
  }
}

function socketThere(endpoint: Endpoint): boolean {
  if (process.platform === 'win32') return true
  try {
    lstatSync(endpoint.control)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  // Somebody who may write in that folder could have put a socket of their own there, and would be told what we have to say.
  checkPrivate(dirname(endpoint.control))
  return true
}

function inUse(pid: number | undefined): EarshotError {
  return pid === undefined
    ? new EarshotError('profile-in-use', 'Another process holds this profile and does not answer')
    : new EarshotError(
        'profile-in-use',
        phrase`Process ${pid} holds this profile and does not answer`,
        phrase`If it hangs, end it with \`kill ${pid}\`; nothing that was accepted is lost.`,
      )
}

/** Starts a node and waits until it is ready. `taken`: another one holds the profile. */
async function start(options: LaunchOptions): Promise<'ready' | 'taken'> {
  const { spawn } = await import('node:child_process')
  const log = existsSync(options.home) ? openSync(join(options.home, LOG_FILE), 'a', 0o600) : 'ignore'
  const child = spawn(process.execPath, [options.program, ...nodeArguments(options)], {
    detached: true,
    // The pipe is duplex; what Node itself may have to say at a crash goes to the log.
    stdio: ['ignore', log, log, 'pipe'],
    windowsHide: true,
  })
  if (typeof log === 'number') closeSync(log)
  child.unref()
  const pipe = child.stdio[3] as Duplex
  // A node that dies closes the pipe; reading then ends and says so.
  pipe.on('error', () => pipe.destroy())
  const limit = (): NodeJS.Timeout => setTimeout(() => pipe.destroy(), Math.max(0, options.remaining()) * 1000)
  let timer = limit()
  // Whoever types a passphrase takes their time; the node waits for it, and has its own afterwards.
  const passphrase = async (): Promise<string | undefined> => {
    clearTimeout(timer)
    try {
      return await options.passphrase()
    } finally {
      timer = limit()
    }
  }
  const failed = new Promise<never>((_, reject) => {
    child.once('error', error =>
      reject(new EarshotError('internal', phrase`The node cannot be started: ${reason(error)}`)),
    )
  })
  try {
    return await Promise.race([report(pipe, { ...options, passphrase }), failed])
  } finally {
    clearTimeout(timer)
    pipe.destroy()
  }
}

async function report(pipe: Duplex, options: LaunchOptions): Promise<'ready' | 'taken'> {
  try {
    for await (const message of hear<FromNode>(pipe)) {
      if ('ready' in message) return 'ready'
      if ('error' in message) {
        if (message.error.code === 'profile-in-use') return 'taken'
        throw errorOf(message.error)
      }
      const passphrase = await options.passphrase()
      say(pipe, passphrase === undefined ? {} : { passphrase })
    }
  } catch (error) {
    if (error instanceof EarshotError || options.remaining() > 0) throw error
  }
  if (options.remaining() <= 0) throw new EarshotError('timeout', 'The node was not ready in time')
  throw new EarshotError('internal', 'The node ended while it started', phrase`See ${join(options.home, LOG_FILE)}.`)
}

function nodeArguments(options: LaunchOptions): string[] {
  return [
    'background',
    `--home=${options.home}`,
    `--mode=${options.mode}`,
    ...(options.listen ?? []).map(address => `--listen=${address}`),
    ...(options.mdns === false ? ['--no-mdns'] : []),
  ]
}
