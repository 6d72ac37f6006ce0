/** Everybody comes back at once: a school's relay was restarted. */
import { freePort } from './beside/net.ts'
import { bundle } from './bundle.ts'
import { Child } from './child.ts'
import { type Benchmark, quantile, type Row, sleep } from './measure.ts'
import { makeRelay, startRelay } from './relay.ts'

const CLIENTS = 500
const EACH = 2
/** Seconds that the relay is away: an update and a restart. */
const AWAY_S = 5
const SETTLE_MS = 90_000
const RETURN_MS = 150_000
const SAMPLE_MS = 500

export const relayReturn: Benchmark = {
  name: 'relay-return',
  about: `${CLIENTS} people with mailboxes lose their relay, which is back ${AWAY_S} s later with ${EACH} parcels of 2 KiB for each of them: from its being ready until they are registered and have their parcels. They retry as nodes do, are whole hosts in one process, and all come from one address: from one a relay takes 50 new connections a second and 1,024 in all, so that 10 s are the least.`,
  limit: 300,
  async run(context) {
    const { signal } = context
    const port = await freePort()
    const home = await makeRelay(context)
    const before = await startRelay(context, home, port)
    const program = await bundle('relay-return-worker.ts', context.owned)
    const order = { relay: { peerId: before.peerId, address: before.address }, count: CLIENTS }
    const args = [program, JSON.stringify(order)]
    const worker = context.owned.use(new Child({ command: process.execPath, args, signal }))
    await worker.take('settled', SETTLE_MS, signal)
    const idle = before.child.memory().resident
    context.say(`${CLIENTS} connected: ${Math.round(idle)} MB`)
    const away = performance.now()
    await before.child.stop()
    worker.send({ do: 'leave', home, each: EACH })
    const { up } = await worker.take('left', 60_000, signal)
    if (up !== 0) throw new Error(`${String(up)} are still connected`)
    await sleep(Math.max(0, AWAY_S * 1000 - (performance.now() - away)), signal)

    const relay = await startRelay(context, home, port)
    worker.send({ do: 'watch' })
    const clients = worker.cpu()
    const used: number[] = [relay.child.cpu()]
    const sampling = setInterval(() => used.push(relay.child.cpu()), SAMPLE_MS)
    context.owned.defer(() => clearInterval(sampling))
    let most = 0
    const watching = setInterval(() => {
      most = Math.max(most, relay.child.memory().resident)
    }, 100)
    context.owned.defer(() => clearInterval(watching))
    const times = (await worker.take('returned', RETURN_MS, signal)).returned as number[]
    clearInterval(sampling)
    clearInterval(watching)
    const cpu = relay.child.cpu() - used[0]!
    const peak = Math.max(0, ...used.slice(1).map((value, i) => (value - used[i]!) / SAMPLE_MS))
    const { refused } = await relay.status()
    const theirs = worker.cpu() - clients
    const row = (what: string, unit: Row['unit'], earshot: number, note?: string): Row => ({
      what,
      unit,
      earshot,
      ...(note === undefined ? {} : { note }),
    })
    return [
      row('the first half are back', 'ms', quantile(times, 0.5)),
      row('99 of 100 are back', 'ms', quantile(times, 0.99)),
      row(
        'the last one is back',
        'ms',
        Math.max(...times),
        `a node that was turned away waits up to twice as long before it comes again. All clients’ processor time meanwhile: ${(theirs / 1000).toFixed(1)} s. Requests that the relay refused: ${refused}.`,
      ),
      row(
        'relay’s processor time for one of them',
        'µs',
        (cpu * 1000) / CLIENTS,
        `at the most ${Math.round(peak * 100)} % of a core over ${SAMPLE_MS} ms: connecting, registering, collecting, confirming.`,
      ),
      row('relay’s memory at the most', 'MB', most, `before the restart, with all connected: ${Math.round(idle)} MB.`),
    ]
  },
}
