/** What a deposit and a collected parcel cost at a relay with few mailboxes, and with many. */
import { bundle } from './bundle.ts'
import { Child } from './child.ts'
import { type Aim, type Benchmark, type Context, median, type Row } from './measure.ts'
import { makeRelay, type Relay, startRelay } from './relay.ts'
import { diskUse } from './relay-post.ts'

const SIZES = [1_000, 10_000, 100_000] as const
/** The first does not count: a process that was just started compiles. */
const ROUNDS = 6
/** Owners who come in one round, and parcels that wait for each of them. */
const OWNERS = 50
const EACH = 20
const DEPOSITS = 500
const FILL_MS = 240_000
const WORK_MS = 60_000
const AIM = 1.5

interface Figures {
  /** Microseconds of a parcel: on the clock, as the client sees it, and of the relay's processor time. */
  deposit: number[]
  depositCpu: number[]
  collect: number[]
  collectCpu: number[]
  /** MB, resident. */
  started: number
  after: number
  disk: number
}

interface Place {
  relay: Relay
  order: object
  figures: Figures
  /** How often it was asked. */
  rounds: number
}

async function place(context: Context, worker: Child, mailboxes: number): Promise<Place> {
  const home = await makeRelay(context)
  const order = { name: String(mailboxes), mailboxes, owners: ROUNDS * OWNERS, each: EACH }
  const begin = performance.now()
  worker.send({ ...order, do: 'fill', home })
  const { filled } = await worker.take('filled', FILL_MS, context.signal)
  context.say(`${JSON.stringify(filled)} filled in ${((performance.now() - begin) / 1000).toFixed(1)} s`)
  const relay = await startRelay(context, home)
  const { resident: started } = relay.child.memory()
  const figures = { deposit: [], depositCpu: [], collect: [], collectCpu: [], started, after: 0, disk: diskUse(home) }
  return { relay, order, figures, rounds: 0 }
}

async function work(
  context: Context,
  worker: Child,
  { relay, order }: Place,
  what: { do: 'deposit' | 'collect'; from: number; count: number },
): Promise<{ time: number; cpu: number }> {
  worker.send({ ...order, ...what, relay: { peerId: relay.peerId, address: relay.address } })
  await worker.take('opened', WORK_MS, context.signal)
  const before = relay.child.cpu()
  worker.send({ word: 'go' })
  const { time } = await worker.take('time', WORK_MS, context.signal)
  const cpu = relay.child.cpu() - before
  await worker.take('done', WORK_MS, context.signal)
  return { time: time as number, cpu }
}

async function round(context: Context, worker: Child, at: Place, mailboxes: number): Promise<void> {
  const { figures } = at
  const number = at.rounds++
  // Spread over all mailboxes but those of the owners who come: of a large store most are in nobody's memory.
  const owners = ROUNDS * OWNERS
  const from = owners + Math.floor(((mailboxes - owners - DEPOSITS) / ROUNDS) * number)
  const deposit = await work(context, worker, at, { do: 'deposit', from, count: DEPOSITS })
  // Owners come once: what waited for them is from when the store was filled.
  const collect = await work(context, worker, at, { do: 'collect', from: OWNERS * number, count: OWNERS })
  figures.after = at.relay.child.memory().resident
  if (number === 0) return
  figures.deposit.push((deposit.time * 1000) / DEPOSITS)
  figures.depositCpu.push((deposit.cpu * 1000) / DEPOSITS)
  figures.collect.push((collect.time * 1000) / (OWNERS * EACH))
  figures.collectCpu.push((collect.cpu * 1000) / (OWNERS * EACH))
}

const named = (mailboxes: number) => `${mailboxes.toLocaleString('en')} mailboxes`

export const relayGrowth: Benchmark = {
  name: 'relay-growth',
  about: `Relays with ${SIZES.map(size => size.toLocaleString('en')).join(', ')} mailboxes in which mail waits (two parcels of 2 KiB each): what one more deposit costs, into mailboxes of which nothing is in memory, and what each parcel costs that an owner collects and confirms. The first figure is that of the relay with more mailboxes. Filled through the store's own verbs.`,
  limit: 420,
  async run(context) {
    const program = await bundle('relay-growth-worker.ts', context.owned)
    const worker = context.owned.use(new Child({ command: process.execPath, args: [program], signal: context.signal }))
    const places = new Map<number, Place>()
    for (const size of SIZES) places.set(size, await place(context, worker, size))
    for (let i = 0; i < ROUNDS; i++) {
      for (const [size, at] of places) await round(context, worker, at, size)
    }
    const [least] = SIZES
    const opened = `of a relay with ${named(least)} all are in memory soon; of more, most that are deposited into have to be looked up first.`
    const row = (
      what: string,
      unit: Row['unit'],
      size: number,
      figure: (figures: Figures) => number,
      { aim = true, note }: { aim?: boolean; note?: string } = {},
    ): Row => {
      const [many, few] = [figure(places.get(size)!.figures), figure(places.get(least)!.figures)]
      const kept: Aim = { text: `≤ ${AIM} ×`, met: many <= AIM * few }
      return {
        what: `${what}, ${named(size)}`,
        unit,
        earshot: many,
        beside: { name: named(least), value: few },
        ...(aim ? { aim: kept } : {}),
        ...(note === undefined ? {} : { note }),
      }
    }
    return SIZES.slice(1).flatMap(size => [
      row('a deposit, pipelined', 'µs', size, ({ deposit }) => median(deposit), { note: opened }),
      row('a deposit, relay’s processor time', 'µs', size, ({ depositCpu }) => median(depositCpu)),
      row('a collected parcel', 'µs', size, ({ collect }) => median(collect)),
      row('a collected parcel, relay’s processor time', 'µs', size, ({ collectCpu }) => median(collectCpu)),
      row('relay’s memory, started', 'MB', size, ({ started }) => started, { aim: false }),
      row('relay’s memory after all of this', 'MB', size, ({ after }) => after, { aim: false }),
      row('relay’s disk', 'MB', size, ({ disk }) => disk, { aim: false }),
    ])
  },
}
