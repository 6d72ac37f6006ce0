/** Back at the relay with a thousand messages waiting there: until the last of them is shown. */
import { MOSQUITTO, startBroker } from './beside/mosquitto.ts'
import { MqttClient } from './beside/mqtt.ts'
import { freePort, Window } from './beside/net.ts'
import { missing, need } from './beside/packages.ts'
import { befriend, eventually, makeProfile, startNode } from './earshot.ts'
import { type Aim, alternate, type Benchmark, type Context, median, type Row, sleep, timed } from './measure.ts'
import { fetched, makeRelay, type Relay, settled, startRelay } from './relay.ts'
import { deposit } from './relay-friends.ts'
import { Tally } from './relay-post.ts'

const ROUNDS = 5
/** Seconds after which no further round begins. */
const BUDGET = 100
const WAITING = 1_000
const SIZE = 300
const AIM_MS = 1_000
const WITHIN_MS = 60_000

type Homes = Record<'alice' | 'bob' | 'relay', string>

/** Two friends who are never there together again, and their relay. */
class Pair {
  readonly #context: Context
  readonly #homes: Homes
  readonly #port: number
  #relay: Relay
  readonly #bobId: string
  #sent = 0
  /** Milliseconds of a start until the node was ready. */
  readonly starting: number[] = []
  /** Milliseconds until the node was registered at the relay. */
  readonly linking: number[] = []

  private constructor(context: Context, homes: Homes, port: number, relay: Relay, bobId: string) {
    this.#context = context
    this.#homes = homes
    this.#port = port
    this.#relay = relay
    this.#bobId = bobId
  }

  static async meet(context: Context): Promise<Pair> {
    const homes = {
      alice: await makeProfile(context, 'alice'),
      bob: await makeProfile(context, 'bob'),
      relay: await makeRelay(context),
    }
    const port = await freePort()
    const relay = await startRelay(context, homes.relay, port)
    const alice = await startNode(context, homes.alice)
    const bob = await startNode(context, homes.bob)
    for (const { messenger } of [alice, bob]) await messenger.relayAdd({ where: relay.address })
    await befriend(context, alice, bob)
    await settled(context, alice.child, bob.child)
    await Promise.all([alice.stop(), bob.stop()])
    return new Pair(context, homes, port, relay, bob.peerId)
  }

  /** She is there only to leave messages, and fetches first what was answered to those before. */
  async #leave(): Promise<void> {
    const alice = await startNode(this.#context, this.#homes.alice)
    await fetched(this.#context, this.#relay)
    await deposit(alice, [this.#bobId], { count: WAITING, size: SIZE })
    await alice.stop()
    this.#sent += WAITING
  }

  /** From the start of the reader's process. */
  async started(): Promise<number> {
    await this.#leave()
    const begin = performance.now()
    const bob = await startNode(this.#context, this.#homes.bob)
    const all = async () => (await bob.messenger.status()).unread >= this.#sent
    await eventually(this.#context, `${this.#sent} messages`, all, { within: WITHIN_MS, every: 5 })
    const time = performance.now() - begin
    this.starting.push(bob.started)
    await settled(this.#context, bob.child)
    await bob.stop()
    return time
  }

  /** Of a node that runs, and whose relay was away: from the moment in which it is asked for again. Nothing if it came back by itself before. */
  async reconnected(): Promise<number[]> {
    await this.#leave()
    await this.#relay.child.stop()
    const bob = await startNode(this.#context, this.#homes.bob)
    const tally = new Tally()
    const stop = new AbortController()
    const listening = (async () => {
      for await (const event of bob.messenger.listen({}, stop.signal)) if (event.event === 'message') tally.add()
    })()
    await settled(this.#context, bob.child)
    this.#relay = await startRelay(this.#context, this.#homes.relay, this.#port)
    const already = (await bob.messenger.relayList())[0]?.connected ?? false
    const begin = performance.now()
    const linking = timed(() => bob.messenger.relayAdd({ where: this.#relay.address }))
    await tally.until(WAITING, AbortSignal.any([this.#context.signal, AbortSignal.timeout(WITHIN_MS)]))
    const time = performance.now() - begin
    if (!already) this.linking.push(await linking)
    stop.abort()
    await listening
    await settled(this.#context, bob.child)
    await bob.stop()
    return already ? [] : [time]
  }
}

/** A thousand messages of a kept session, from connecting until the last is there. */
async function mosquittoReconnect(context: Context, program: string): Promise<() => Promise<number>> {
  const { port } = await startBroker(context, program, 'seconds')
  const { signal } = context
  {
    using bob = await MqttClient.open(port, 'bob', true, signal)
    await bob.subscribe('alice/bob')
  }
  return async () => {
    using alice = await MqttClient.open(port, 'alice', false, signal)
    await alice.publish('alice/bob', Buffer.alloc(SIZE, 'x'), WAITING, new Window(1_000))
    // Let it save.
    await sleep(1_500, signal)
    const tally = new Tally()
    const begin = performance.now()
    using _bob = await MqttClient.open(port, 'bob', true, signal, tally.add)
    await tally.until(WAITING, signal)
    const time = performance.now() - begin
    await sleep(100, signal)
    return time
  }
}

export const relayReconnect: Benchmark = {
  name: 'relay-reconnect',
  about: `A reader comes back to a relay at which ${WAITING.toLocaleString('en')} messages of ${SIZE} bytes wait: until the last is shown. The sender is not there.`,
  limit: 240,
  async run(context) {
    const pair = await Pair.meet(context)
    const broker = await need(context, MOSQUITTO)
    const beside = broker === undefined ? undefined : await mosquittoReconnect(context, broker)
    const times = await alternate(
      {
        reconnected: () => pair.reconnected(),
        started: () => pair.started(),
        mosquitto: async () => (await beside?.()) ?? [],
      },
      { rounds: ROUNDS, budget: BUDGET, signal: context.signal },
    )
    const theirs = times.mosquitto.length === 0 ? undefined : median(times.mosquitto)
    const row = (what: string, value: number, note: string, aim?: Aim): Row => ({
      what,
      unit: 'ms',
      earshot: value,
      ...(theirs === undefined ? {} : { beside: { name: 'mosquitto, kept session', value: theirs } }),
      ...(aim === undefined ? {} : { aim }),
      note: theirs === undefined ? `${note} ${missing(MOSQUITTO)}` : note,
    })
    const reconnected = median(times.reconnected)
    return [
      row(
        'reconnect to last message shown, p50',
        reconnected,
        `a node that runs, after its relay was restarted; from asking for the relay again, of which being connected and registered took ${Math.round(median(pair.linking))} ms, to the last event at a client. Left to itself a node tries again after up to 2 s, later up to 60. The mosquitto subscriber keeps nothing.`,
        { text: `≤ ${AIM_MS} ms`, met: reconnected <= AIM_MS },
      ),
      row(
        'start of the reader’s process to last message shown, p50',
        median(times.started),
        `of it ${Math.round(median(pair.starting))} ms until the node was ready; mosquitto’s client runs already.`,
      ),
    ]
  },
}
