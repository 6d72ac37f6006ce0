/**
 * `npm run lan -- N`: a network of N peers to look at, all friends, chatting now and then. It shows how to enter a host;
 * what is done there is seen by the others. With `--relay` a further host runs a relay, and everybody has a mailbox there: who is stopped
 * finds later what was said. Ctrl-C takes everything away. Nothing on it reaches the real network.
 */
import { randomInt } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event, Invite, Message, Status } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { Network } from '../support/lan/network.ts'
import { RelayHost } from '../support/lan/relay-host.ts'
import { joinRelay } from '../support/lan/relay-people.ts'
import type { ControlClient } from '../support/lan/rpc.ts'
import { lanSupport } from '../support/lan/support.ts'

const NAMES = [
  'alice',
  'bob',
  'carol',
  'dave',
  'erin',
  'frank',
  'grace',
  'heidi',
  'ivan',
  'judy',
  'mallory',
  'niaj',
  'olivia',
]
const RELAY = 'attic'
const MOST = 40
const REFRESH_MS = 1_000
const RECENT = 8

const TALK = [
  'Anybody for lunch?',
  'The printer is out of paper again.',
  'Who has the key to the lab?',
  '会议三点开始。',
  'I am five minutes late.',
  'Thanks! 🙂',
  'See the notes on the board.',
  'Can you hear me?',
]

interface Resident {
  host: Host
  control: ControlClient
  sent: number
  received: number
}

const words = process.argv.slice(2)
const withRelay = words.includes('--relay')
const count = Number(words.find(word => word !== '--relay') ?? 3)
if (!Number.isInteger(count) || count < 1 || count > MOST) {
  console.error(`How many peers? npm run lan -- N [--relay], with N from 1 to ${MOST}.`)
  process.exit(2)
}
const support = lanSupport()
if (!support.available) {
  console.error(`This needs network namespaces: ${support.reason}`)
  process.exit(1)
}

const over = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => over.abort())

const network = await Network.create()
try {
  await main()
} catch (error) {
  // What breaks because the network is being taken away is not worth a word.
  if (!over.signal.aborted) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
} finally {
  console.log('\nTaking the network away.')
  await network.close()
}

async function main(): Promise<void> {
  console.log(`Starting ${count} peers ...`)
  const residents: Resident[] = []
  for (let number = 0; number < count; number += 1) {
    const round = Math.floor(number / NAMES.length)
    const host = await network.host(`${NAMES[number % NAMES.length]}${round > 0 ? round + 1 : ''}`)
    await host.start()
    residents.push({ host, control: await host.control(), sent: 0, received: 0 })
    over.signal.throwIfAborted()
  }
  let relay: RelayHost | undefined
  if (withRelay) {
    relay = new RelayHost(await network.host(RELAY))
    await relay.begin()
    await joinRelay(relay, ...residents.map(({ host }) => host))
  }
  await makeFriends(residents)
  await writeEntrances(residents, relay)

  const recent: string[] = []
  for (const resident of residents) {
    await resident.control.listen((event: Event) => {
      if (event.event !== 'message' || event.message.own) return
      resident.received += 1
      const { from, text, type } = event.message
      recent.push(`${from.name} to ${resident.host.name}: ${text ?? type}`)
      if (!process.stdout.isTTY) console.log(recent.at(-1))
    })
  }
  const talking = residents.length > 1 ? residents.map(resident => talk(resident, residents)) : []
  if (process.stdout.isTTY) await overview(residents, recent)
  else {
    console.log(howToEnter(residents))
    await Promise.all(talking)
    await untilOver()
  }
}

/** Everybody invites everybody after them: links need no answer and are not limited like the requests of strangers. */
async function makeFriends(residents: readonly Resident[]): Promise<void> {
  for (const [number, one] of residents.entries()) {
    for (const other of residents.slice(number + 1)) {
      over.signal.throwIfAborted()
      const { link } = await one.control.call<Invite>('invite')
      await other.control.call('add', { who: link })
    }
  }
}

/** One small script for each host, that opens a shell on it or runs a command there. */
async function writeEntrances(residents: readonly Resident[], relay: RelayHost | undefined): Promise<void> {
  const bin = join(network.folder, 'bin')
  await mkdir(bin)
  const root = join(import.meta.dirname, '../..')
  const script = (text: string) => `#!/bin/sh\n${text}\n`
  for (const program of ['earshot', 'earshot-relay']) {
    await writeFile(join(bin, program), script(`exec '${process.execPath}' '${root}/bin/${program}' "$@"`), {
      mode: 0o755,
    })
  }
  for (const host of [...residents.map(({ host }) => host), ...(relay === undefined ? [] : [relay.host])]) {
    const { HOME, EARSHOT_HOME, XDG_RUNTIME_DIR, TMPDIR } = host.env
    const env = Object.entries({ HOME, EARSHOT_HOME, XDG_RUNTIME_DIR, TMPDIR, PS1: `${host.name}$ ` })
    const words = [...host.namespace.enter(), 'env', '-C', HOME!, ...env.map(([name, value]) => `'${name}=${value}'`)]
    const lines = [`[ $# -eq 0 ] && set -- sh`, `exec ${words.join(' ')} "PATH=${bin}:$PATH" "$@"`]
    await writeFile(entrance(host), script(lines.join('\n')), { mode: 0o755 })
  }
}

function entrance(host: Host): string {
  return join(network.folder, `as-${host.name}`)
}

function howToEnter(residents: readonly Resident[]): string {
  const [first, second] = residents
  const lines = [`A shell on a host:         ${entrance(first!.host)}`]
  if (second !== undefined) {
    lines.push(`Talk from there:           ${entrance(first!.host)} earshot chat ${second.host.name}`)
    lines.push(`One message:               ${entrance(second.host)} earshot send ${first!.host.name} hello`)
  }
  if (withRelay) {
    const last = second ?? first!
    lines.push(`Stop one, write to it:     ${entrance(last.host)} earshot down`)
    lines.push(`What the relay keeps:      ${join(network.folder, `as-${RELAY}`)} earshot-relay mailboxes`)
    lines.push(`Start it again:            ${entrance(last.host)} earshot up --detach`)
  }
  lines.push(`Every host has its own:    ${join(network.folder, 'as-NAME')}`)
  return lines.join('\n')
}

/** Says something to somebody every few seconds. */
async function talk(resident: Resident, residents: readonly Resident[]): Promise<void> {
  const others = residents.filter(other => other !== resident)
  for (;;) {
    try {
      await sleep(randomInt(3_000, 12_000), undefined, { signal: over.signal })
    } catch {
      // Over.
      return
    }
    const other = others[randomInt(others.length)]!
    try {
      const text = TALK[randomInt(TALK.length)]!
      await resident.control.call<Message[]>('send', { conv: [other.host.ready!.peerId], text })
      resident.sent += 1
    } catch {
      // Whoever plays here may stop a node or end a friendship; the others talk on.
      if (resident.control.lost) return
    }
  }
}

/** Redraws the state of all hosts until it is over. */
async function overview(residents: readonly Resident[], recent: readonly string[]): Promise<void> {
  process.stdout.write('\u001b[?25l\u001b[2J')
  try {
    while (!over.signal.aborted) {
      const rows = await Promise.all(residents.map(row))
      const head = ['host', 'address', 'friends here', 'unread', 'queued', 'sent', 'received', 'memory']
      const table = [head, ...rows].map(cells =>
        cells
          .map((cell, column) => cell.padEnd(column < 2 ? 13 : 12))
          .join(' ')
          .trimEnd(),
      )
      const screen = [
        `${count} peers${withRelay ? ' and a relay' : ''} on a network of their own. Ctrl-C ends it.`,
        '',
        ...table,
        '',
        ...recent.slice(-RECENT),
        '',
        howToEnter(residents),
      ].join('\n')
      // Home, each line cleared to its end, the rest of the screen cleared: no flicker.
      process.stdout.write(`\u001b[H${screen.replaceAll('\n', '\u001b[K\n')}\u001b[K\u001b[J`)
      await sleep(REFRESH_MS)
    }
  } finally {
    process.stdout.write('\u001b[?25h')
  }
}

async function row({ host, control, sent, received }: Resident): Promise<string[]> {
  try {
    const status = await control.call<Status>('status')
    const counts = [status.friendsHere, status.unread, status.queued, sent, received].map(String)
    return [host.name, host.address, ...counts, `${Math.round(status.memory / 2 ** 20)} MiB`]
  } catch (error) {
    return [host.name, host.address, control.lost ? 'its node is gone' : String(error)]
  }
}

function untilOver(): Promise<void> {
  return new Promise(resolve => {
    if (over.signal.aborted) resolve()
    over.signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
