/** up, down, lock, status: the node as a process. */

import type { ControlConnection } from '../../../node/control/client.ts'
import type { Status } from '../../../node/messenger.ts'
import { EarshotError } from '../../../protocol/errors.ts'
import { phrase } from '../../../protocol/phrase.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { loadNodeProgram, type Ready } from '../node-program.ts'
import { currentPassphrase } from '../passphrase.ts'

export async function up(context: Context, args: Args): Promise<number | undefined> {
  const listen = args.texts('listen')
  const mdns = !args.flag('no-mdns')
  const chosen = listen.length > 0 || !mdns
  const running = await context.link.look()
  if (running !== undefined) {
    const { mode, pid } = running.hello
    if (mode === 'up' && (chosen || !args.flag('detach'))) {
      throw new EarshotError(
        'profile-in-use',
        phrase`Process ${pid} runs this profile already`,
        'Stop it with `earshot down`.',
      )
    }
    // One that was started by a command gives way: what was asked for now is to be seen to run, as it was asked for.
    if (mode === 'automatic' && (chosen || !args.flag('detach'))) await stopped(context, running, 'down')
  }
  return args.flag('detach') ? detached(context, listen, mdns) : foreground(context, listen, mdns)
}

async function detached(context: Context, listen: string[], mdns: boolean): Promise<undefined> {
  const connection = await context.link.startStaying(listen, mdns)
  if (connection.hello.mode === 'automatic') await connection.request('stay')
  const { peerId, name, addresses } = await context.node.status()
  await showReady(context, { peerId, name, addresses, control: connection.path })
}

/** Runs the node in this process, so that what is done to the command is done to the node. */
export async function foreground(context: Context, listen: string[], mdns: boolean): Promise<number> {
  await context.link.close()
  const program = await loadNodeProgram(context.program)
  const shown: Promise<void>[] = []
  const code = await program.run({
    home: context.home,
    mode: 'up',
    mdns,
    ...(listen.length === 0 ? {} : { listen }),
    passphrase: () => currentPassphrase({ words: context.words, interactive: context.interactive }),
    onReady: ready => {
      shown.push(showReady(context, ready))
      context.out.note(context.words.cli.stopHint)
    },
  })
  await Promise.all(shown)
  return code
}

async function showReady(context: Context, ready: Ready): Promise<void> {
  const { cli } = context.words
  await context.out.result({ event: 'ready', ...ready }, async () => {
    const { displayName } = await import('../../text/sanitize.ts')
    return [
      context.out.style(cli.ready(displayName(ready.name), ready.peerId), 'bold'),
      ...ready.addresses.map(address => `${cli.listening} ${address}`),
    ]
  })
}

export async function down(context: Context): Promise<undefined> {
  const result = await stopped(context, await context.link.running(), 'down')
  await context.out.result(result, () => [context.words.cli.stopped])
}

export async function lock(context: Context): Promise<undefined> {
  const result = await stopped(context, await context.link.running(), 'lock')
  await context.out.result(result, () => [context.words.cli.locked])
}

/** Asks the node to end and waits until its process is gone, so that the profile is free when the command returns. */
export async function stopped(
  context: Context,
  connection: ControlConnection,
  how: 'down' | 'lock',
): Promise<{ stopping: true } | { locked: true }> {
  const result = await connection.messenger[how]()
  await gone(context, connection)
  return result
}

export async function gone(context: Context, connection: ControlConnection): Promise<void> {
  const { setTimeout: delay } = await import('node:timers/promises')
  const { pid } = connection.hello
  while (alive(pid)) {
    if (context.remaining() <= 0) {
      throw new EarshotError(
        'timeout',
        phrase`Process ${pid} has not ended yet`,
        phrase`If it hangs, end it with \`kill ${pid}\`.`,
      )
    }
    await delay(20)
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

export async function status(context: Context): Promise<undefined> {
  const running = await context.link.look()
  if (running === undefined) return notRunning(context)
  try {
    const found = await running.messenger.status()
    await context.out.result(found, () => describe(found, context))
  } finally {
    running.close()
  }
}

async function notRunning(context: Context): Promise<undefined> {
  const { identity } = await loadNodeProgram(context.program)
  if ((await identity(context.home)) === 'none') throw noIdentity()
  await context.out.result({ running: false, home: context.home }, () => [context.words.cli.notRunning])
}

export function noIdentity(): EarshotError {
  return new EarshotError(
    'no-identity',
    'There is no identity in this profile',
    'Make one with `earshot init --name NAME`.',
  )
}

async function describe(found: Status, context: Context): Promise<string[]> {
  const { facts } = await import('../people-text.ts')
  const { displayName } = await import('../../text/sanitize.ts')
  const { cli } = context.words
  const label = cli.statusLabels
  const faults = Object.entries(found.faults).map(([kind, count]) => `${kind} ${count}`)
  return facts(
    [
      [label.name, displayName(found.name)],
      [label.peer, found.peerId],
      [label.uptime, cli.duration(found.uptime)],
      [label.addresses, found.addresses.join(' ')],
      [label.peers, String(found.peers)],
      [label.friendsHere, String(found.friendsHere)],
      [label.presence, context.words.common.presence[found.presence]],
      [label.relays, cli.relaysOf(found.relays, found.relaysKnown)],
      [label.unread, String(found.unread)],
      [label.queued, String(found.queued)],
      [label.faults, context.words.common.list(faults)],
      [
        label.process,
        context.words.common.list([String(found.pid), cli.bytes(Math.round(found.memory / 1024 / 1024))]),
      ],
      [label.version, found.version],
    ],
    context.out,
  )
}
