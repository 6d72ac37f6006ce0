/**
 * Fills a relay's store with mailboxes and mail, through the store's own verbs; or deposits and collects at a relay that runs, as many
 * requests under way as it takes from one peer.
 */
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Host } from '../src/host/host.ts'
import { RelayLink } from '../src/node/mail/relay-link.ts'
import type { Bytes } from '../src/protocol/bytes.ts'
import { hex } from '../src/protocol/bytes.ts'
import { signerOf } from '../src/protocol/signing.ts'
import { signCard } from '../src/protocol/statements.ts'
import { passHash } from '../src/protocol/token.ts'
import { Signed } from '../src/protocol/wire/frames.ts'
import { LevelStore } from '../src/relay/level-store.ts'
import { NAME_BYTES } from '../src/relay/mailbox-store.ts'
import { Passes } from '../src/relay/passes.ts'

interface Order {
  do: 'fill' | 'deposit' | 'collect'
  /** Tells this store's owners from those of others. */
  name: string
  home?: string
  relay?: { peerId: string; address: string }
  mailboxes: number
  /** Owners, by their numbers, who come themselves; `each` parcels lie there for each of them. */
  owners: number
  each: number
  /** First of the owners, or of the mailboxes, that this order is about, and how many. */
  from: number
  count: number
}

/** Parcels in the mailbox of somebody who does not come. */
const WAITING = 2
const PARCEL_BYTES = 2048
const AT_ONCE = 1_000
/** A quarter of what a relay takes from one stream: it shall not have to stop reading. */
const UNDER_WAY = 32
const NO_BYTES = new Uint8Array(0)

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

const seedOf = (name: string, i: number): Bytes => createHash('sha256').update(`${name} ${i}`).digest()
/** All mailboxes know the same token: it is nobody's secret here. */
const TOKEN = createHash('sha256').update('growth').digest().subarray(0, 16)

function cardOf(seed: Bytes): Bytes {
  const rest = { status: '', email: '', avatar: NO_BYTES, installations: [], relays: [] }
  const card = { ...rest, counter: 1, name: 'somebody', cardKey: randomBytes(1216), version: 'bench', kind: 'peer' }
  return Signed.encode(signCard(signerOf(seed), card).signed)
}

async function inTurns(count: number, atOnce: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const turns = Array.from({ length: Math.min(count, atOnce) }, async () => {
    while (next < count) await work(next++)
  })
  await Promise.all(turns)
}

/** The first of them are owners who will come; of the others only the name is true, and the card is anybody's. */
async function fill({ home, name, mailboxes, owners, each }: Order): Promise<void> {
  const store = await LevelStore.open({ folder: join(home!, 'db') })
  const passes = Passes.of([[hex(passHash(TOKEN)), false]])
  const registeredAt = Date.now()
  const card = cardOf(randomBytes(32))
  await inTurns(mailboxes, AT_ONCE, async i => {
    const seed = seedOf(name, i)
    const owner = ownerOf(name, i, owners)
    await store.make(owner, { card: i < owners ? cardOf(seed) : card, passes, registeredAt })
    const mailbox = await store.find(owner)
    if (mailbox === undefined) throw new Error('no mailbox')
    const parcels = Array.from({ length: i < owners ? each : WAITING }, () =>
      store.deposit(mailbox, {
        pass: hex(passHash(TOKEN)),
        name: randomBytes(NAME_BYTES),
        bytes: randomBytes(PARCEL_BYTES),
        at: registeredAt,
      }),
    )
    await Promise.all(parcels)
  })
  say({ filled: store.totals })
  await store.close()
}

/** Whoever does not come needs no key pair. */
function ownerOf(name: string, i: number, owners: number): Bytes {
  return i < owners ? signerOf(seedOf(name, i)).publicKey : seedOf(name, i)
}

async function linkTo(seed: Bytes, order: Order, onArrived?: (parcel: number) => void) {
  const host = await Host.create({
    seed,
    publicKey: signerOf(seed).publicKey,
    listen: ['/ip4/127.0.0.1/tcp/0'],
    mdns: false,
    onDiscovered: () => undefined,
    version: 'bench',
    log: () => undefined,
  })
  await host.start()
  const link = new RelayLink({
    host,
    relay: order.relay!.peerId,
    log: () => undefined,
    ...(onArrived === undefined ? {} : { onArrived: ({ parcel }: { parcel: number }) => onArrived(parcel) }),
  })
  link.learn([order.relay!.address])
  const stop = async () => {
    await link.close()
    await host.stop()
  }
  return { link, stop }
}

/** One parcel for each of some mailboxes. */
async function deposit(order: Order): Promise<void> {
  const { link, stop } = await linkTo(randomBytes(32), order)
  await link.open()
  const parcel = randomBytes(PARCEL_BYTES)
  const mailboxes = Array.from({ length: order.count }, (_, i) => ownerOf(order.name, order.from + i, order.owners))
  say({ opened: true })
  await once('go')
  const begin = performance.now()
  await inTurns(mailboxes.length, UNDER_WAY, async i => {
    await link.ask({ deposit: { mailbox: mailboxes[i]!, token: TOKEN, parcel } })
  })
  say({ time: performance.now() - begin })
  await stop()
  say({ done: true })
}

/** Some owners come, each with a connection; what is measured begins when all are connected. */
async function collect(order: Order): Promise<void> {
  const people: (Awaited<ReturnType<typeof linkTo>> & { parcels: number[]; all: Promise<void> })[] = []
  for (let i = 0; i < order.count; i++) {
    const parcels: number[] = []
    const { promise: all, resolve } = Promise.withResolvers<void>()
    const person = await linkTo(seedOf(order.name, order.from + i), order, parcel => {
      if (parcels.push(parcel) === order.each) resolve()
    })
    await person.link.open()
    people.push({ ...person, parcels, all })
    // The relay takes 50 new connections a second from one host.
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  say({ opened: true })
  await once('go')
  const begin = performance.now()
  await inTurns(people.length, UNDER_WAY / 4, async i => {
    const { link, all, parcels } = people[i]!
    await link.ask({ collect: {} })
    await all
    await link.ask({ confirm: { parcels } })
  })
  say({ time: performance.now() - begin })
  for (const { stop } of people) await stop()
  say({ done: true })
}

const waiting = new Map<string, () => void>()
const once = (word: string) => new Promise<void>(resolve => waiting.set(word, resolve))

createInterface({ input: process.stdin }).on('line', line => {
  const order = JSON.parse(line) as Order & { word?: string }
  if (order.word !== undefined) {
    waiting.get(order.word)?.()
    return
  }
  const work = order.do === 'fill' ? fill(order) : order.do === 'deposit' ? deposit(order) : collect(order)
  work.catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
process.once('SIGTERM', () => process.exit(0))
