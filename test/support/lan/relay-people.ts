/** What people do who meet through relays only. */
import type { Message, Relay } from '../../../src/node/messenger.ts'
import type { Host } from './host.ts'
import { befriend, idOf, startAll } from './people.ts'
import type { RelayHost } from './relay-host.ts'
import { until } from './until.ts'

const RANK = { queued: 0, relayed: 1, delivered: 2, read: 3 } as const
type OwnState = keyof typeof RANK

/** Gives each of these a mailbox, by an invitation each. */
export async function joinRelay(relay: RelayHost, ...hosts: Host[]): Promise<void> {
  for (const host of hosts) await host.json('relay', 'add', await relay.invitation())
}

/** Two running friends, each with a mailbox at each of these relays. */
export async function friendsWithRelays(one: Host, other: Host, ...relays: RelayHost[]): Promise<void> {
  await startAll([one, other])
  for (const relay of relays) await joinRelay(relay, one, other)
  await befriend(one, other)
}

/** Own messages of the conversation, oldest first. */
async function ownMessages(host: Host, other: Host): Promise<Message[]> {
  return (await host.history(idOf(other))).filter(({ own, type }) => own && type === 'text')
}

/** Waits until all own texts with the other one, `count` of them, have come to this state or further. */
export async function allAre(host: Host, other: Host, state: OwnState, count: number, timeout = 60_000): Promise<void> {
  let states: Record<string, number> = {}
  await until(
    async () => {
      const own = await ownMessages(host, other)
      states = {}
      for (const { state } of own) states[state] = (states[state] ?? 0) + 1
      return own.length === count && own.every(message => RANK[message.state as OwnState] >= RANK[state])
    },
    { what: 'the state of all', timeout, every: 250 },
  ).catch((error: unknown) => {
    throw new Error(`${host.name}: not all ${count} to ${other.name} ${state}: ${JSON.stringify(states)}`, {
      cause: error,
    })
  })
}

/** Waits until somebody has so many texts of the conversation, and gives them, in their order. */
export async function hasTexts(host: Host, other: Host, count: number, timeout = 60_000): Promise<string[]> {
  let texts: string[] = []
  await until(
    async () => {
      texts = (await host.history(idOf(other))).flatMap(({ text }) => (text === undefined ? [] : [text]))
      return texts.length >= count
    },
    { what: 'the texts', timeout, every: 250 },
  ).catch((error: unknown) => {
    throw new Error(`${host.name} has ${texts.length} of ${count} texts with ${other.name}`, { cause: error })
  })
  return texts
}

/** Waits until a relay is connected, or is not. */
export async function relayIs(host: Host, relay: RelayHost, connected: boolean, timeout = 60_000): Promise<void> {
  await until(
    async () => {
      const relays = await host.json<Relay[]>('relay', 'list')
      return relays.some(each => each.peerId === relay.ready?.peerId && each.connected === connected)
    },
    { what: `${host.name} is ${connected ? '' : 'not '}connected to ${relay.host.name}`, timeout },
  )
}

/** One goes before the other comes: never together, whatever they have to say. */
export async function takeTurns(leaves: Host, comes: Host): Promise<void> {
  await leaves.down()
  await comes.up()
}

/** Prints the end of what each host logged: to be called for a test that failed, before its network goes. */
export async function tellLogs(hosts: readonly Host[], lines = 25): Promise<void> {
  for (const host of hosts) {
    const { stdout } = await host.exec('sh', ['-c', `tail -n ${lines} "$EARSHOT_HOME"/*.log`])
    console.log(`${host.name}:\n${stdout}`)
  }
}
