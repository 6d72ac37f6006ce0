import { barePair } from './beside/bare.ts'
import { MOSQUITTO, mosquitto } from './beside/mosquitto.ts'
import { Window } from './beside/net.ts'
import { missing, need } from './beside/packages.ts'
import { PROSODY, prosody } from './beside/prosody.ts'
import { signatures } from './beside/signatures.ts'
import { bundle } from './bundle.ts'
import { run } from './child.ts'
import { type EarshotNode, earshotPair, expectUnread } from './earshot.ts'
import { alternate, atLeast, type Benchmark, type Context, median, type Row } from './measure.ts'

const ROUNDS = 3
/** Seconds after which no further round begins. */
const BUDGET = 60
const MESSAGES = 20_000
const SIZE = 300
/** Requests that our client has under way: as many as the control socket takes from one client. */
const UNDER_WAY = 64

type Sender = (count: number) => Promise<number>

/** Microseconds that a message costs at each stage of its way, without any network. */
async function stages(context: Context): Promise<Row[]> {
  const program = await bundle('stages-worker.ts', context.owned)
  const all: Record<'made' | 'checked' | 'taken', number>[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const { output } = await run(process.execPath, [program], { signal: context.signal })
    all.push(JSON.parse(output) as (typeof all)[number])
  }
  const row = (what: string, key: keyof (typeof all)[number]): Row => ({
    what,
    unit: 'µs',
    earshot: median(all.map(each => each[key])),
  })
  return [
    row('of it, the author: sign and commit, 64 to a batch, each under its client’s key', 'made'),
    row('of it, the reader: check the entry', 'checked'),
    row('of it, the reader: commit, 64 to a batch', 'taken'),
  ]
}

interface EarshotSender {
  send: Sender
  /** Microseconds of processor time that each message took, by process. */
  cpu: { author: number[]; reader: number[] }
}

/** Messages a second, from the first request until the reader has the last on disk and the sender knows. */
function earshotSender(context: Context, alice: EarshotNode, bob: EarshotNode): EarshotSender {
  let sent = 0
  const text = 'x'.repeat(SIZE)
  const cpu: EarshotSender['cpu'] = { author: [], reader: [] }
  const send: Sender = async count => {
    const window = new Window(UNDER_WAY)
    const requests: Promise<string>[] = []
    const before = [alice.child.cpu(), bob.child.cpu()] as const
    const start = performance.now()
    for (let i = 0; i < count; i++) {
      await window.enter()
      const request = alice.messenger.send({ conv: [bob.peerId], text }).then(([message]) => {
        window.leave()
        return message!.id
      })
      requests.push(request)
    }
    const ids = await Promise.all(requests)
    await alice.messenger.waitFor({ ids: [ids.at(-1)!], state: 'delivered', timeout: 60 })
    const rate = (count / (performance.now() - start)) * 1000
    cpu.author.push(((alice.child.cpu() - before[0]) / count) * 1000)
    cpu.reader.push(((bob.child.cpu() - before[1]) / count) * 1000)
    sent += count
    await expectUnread(context, bob, sent)
    const { queued } = await alice.messenger.status()
    if (queued !== 0) throw new Error(`${queued} messages of ${count} are not delivered`)
    return rate
  }
  return { send, cpu }
}

export const throughput: Benchmark = {
  name: 'throughput',
  about: `${MESSAGES.toLocaleString('en')} messages of ${SIZE} bytes to one connected reader, pipelined. Earshot: signed, encrypted on the way and at rest, synced to disk on both sides before they count.`,
  limit: 240,
  async run(context) {
    const { alice, bob } = await earshotPair(context)
    const bare = await barePair(context, SIZE)
    const broker = await need(context, MOSQUITTO)
    const server = await need(context, PROSODY)
    const ours = earshotSender(context, alice, bob)
    const senders: Record<string, { send: Sender; count: number }> = {
      earshot: { send: ours.send, count: MESSAGES },
      bare: { send: bare.throughput, count: MESSAGES },
    }
    if (broker !== undefined) {
      senders.saving = { send: await mosquitto(context, broker, 'changes', SIZE), count: MESSAGES / 4 }
      senders.memory = { send: await mosquitto(context, broker, 'memory', SIZE), count: MESSAGES }
    }
    if (server !== undefined) senders.prosody = { send: await prosody(context, server, SIZE), count: MESSAGES / 4 }

    const rates = await alternate(
      Object.fromEntries(Object.entries(senders).map(([name, { send, count }]) => [name, () => send(count)])),
      { rounds: ROUNDS, budget: BUDGET, signal: context.signal },
    )
    const reached = median(rates.earshot!)
    const row = (name: string, side: string, note: string, otherwise?: string): Row => {
      const values = rates[side]
      const base = { what: `messages beside ${name}`, unit: 'messages/s' as const, earshot: reached }
      return values === undefined
        ? { ...base, ...(otherwise === undefined ? {} : { note: otherwise }) }
        : { ...base, beside: { name, value: median(values) }, note }
    }
    const first = row(
      'bare libp2p + level',
      'bare',
      `the ceiling of these libraries: batches of 256, synced on both sides, nothing signed, encrypted at rest, ordered or indexed.`,
    )
    const { made, checked } = signatures()
    return [
      { ...first, aim: atLeast(5_000, reached) },
      {
        what: 'messages beside one Ed25519 check each',
        unit: 'messages/s',
        earshot: reached,
        beside: { name: 'checks alone, one core', value: checked },
        note: `what a signature on each entry, checked by itself, would allow with nothing else done; making them: ${Math.round(made)}/s. Earshot signs once what is said in one breath.`,
      },
      row(
        'mosquitto QoS 1, saving on changes',
        'saving',
        `as durable as it gets (\`autosave_on_changes\`, interval 1), and still acknowledged before it is saved; the subscriber keeps nothing. ${MESSAGES / 4} messages.`,
        missing(MOSQUITTO),
      ),
      row(
        'mosquitto QoS 1, in memory',
        'memory',
        'acknowledged from memory, saved when the broker ends: a crash loses them all. Not encrypted, one process, C.',
        missing(MOSQUITTO),
      ),
      row(
        'prosody with archive',
        'prosody',
        `XMPP over plain TCP, each message appended to both archives without a sync; nothing tells the sender. ${MESSAGES / 4} messages.`,
        missing(PROSODY),
      ),
      {
        what: 'processor time a message, author’s node',
        unit: 'µs',
        earshot: median(ours.cpu.author),
        note: 'all threads; what this and the reader’s leave of the cores is the bound, whatever else the machine does.',
      },
      { what: 'processor time a message, reader’s node', unit: 'µs', earshot: median(ours.cpu.reader) },
      ...(await stages(context)),
    ]
  },
}
