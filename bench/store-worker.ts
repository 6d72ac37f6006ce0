/**
 * Fills a profile through the store's own verbs, or opens one and times what a start needs. A process of its own for each
 * measurement: nothing is in memory that a start would not find there.
 */
import { randomBytes } from 'node:crypto'
import { makeEntry } from '../src/protocol/entry.ts'
import { peerIdOf } from '../src/protocol/ids.ts'
import { type Signer, signerOf } from '../src/protocol/signing.ts'
import { Store } from '../src/store/store.ts'
import { createIdentity } from '../src/store/vault.ts'
import { median } from './measure.ts'

interface Order {
  home: string
  /** Fills the profile with this many messages; else it is read. */
  messages?: number
  conversations: number
  /** Seconds after which it is full enough. */
  patience?: number
}

/** Entries to one commit, as they come from a neighbour that catches up. */
const BATCH = 500
/** One in so many is one's own. */
const OWN = 20
/** Left unread in each conversation. */
const UNREAD = 10
const SIZE = 300

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

/**
 * Somebody whose signatures are noise: entries that others signed are checked when they come from the wire, which is not measured
 * here, and rest on disk as they came. A million true ones would take minutes.
 */
function stranger(): Signer {
  const { publicKey } = signerOf(randomBytes(32))
  return { publicKey, sign: () => randomBytes(64) }
}

async function fill(order: Required<Order>): Promise<void> {
  await createIdentity({ home: order.home, name: 'bench' })
  // Some years of talk: stamps must be clocks of the past, so that new messages come after them.
  const begin = Date.now() - order.messages * 1_000
  let now = begin
  const store = await Store.open({ home: order.home, clock: () => now })
  const people = Array.from({ length: order.conversations }, () => {
    const signer = stranger()
    return { signer, peer: peerIdOf(signer.publicKey), installation: randomBytes(8), seq: 0 }
  })
  const each = order.messages / order.conversations
  const deadline = performance.now() + order.patience * 1_000
  let filled = 0
  let last = false
  for (let done = 0; done < each && !last; done += BATCH) {
    // What is left unread is the same in every profile: that of each conversation's last batch.
    last = done + BATCH >= each || performance.now() > deadline
    const size = Math.min(BATCH, each - done)
    for (const person of people) {
      const { signer, peer, installation } = person
      const conversation = store.conversations.idWith(peer)
      const own = Math.floor(size / OWN)
      const entries = Array.from({ length: size - own }, () => {
        now += 1_000
        const content = { kind: 'text', text: randomBytes(SIZE / 2).toString('hex') } as const
        return makeEntry(signer, { conversation, installation, seq: ++person.seq, stamp: now, at: now }, content)
      })
      const { placed } = await store.conversations.receive(peer, entries)
      if (placed.length !== entries.length) throw new Error(`${placed.length} of ${entries.length} were placed`)
      await store.commit(tx => {
        for (let i = 0; i < own; i++) {
          now += 1_000
          store.conversations.append(tx, peer, { kind: 'text', text: randomBytes(SIZE / 2).toString('hex') })
        }
      })
      await store.conversations.read(peer, placed.at(last ? -1 - UNREAD : -1)!.arrival)
      filled += size
    }
  }
  await store.close()
  say({ filled })
}

async function read(order: Order): Promise<void> {
  const timed = async (work: () => unknown) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  let store: Store | undefined
  const opening = await timed(async () => {
    store = await Store.open({ home: order.home })
  })
  const { conversations, history } = store!
  const all = conversations.all()
  // The first of each conversation: later ones find their blocks in LevelDB's cache, a person who opens one does not.
  const lasts: number[] = []
  for (const { number } of all) {
    lasts.push(
      await timed(async () => {
        const found = await history.last(number, { limit: 50 })
        if (found.length !== 50) throw new Error(`${found.length} of 50`)
      }),
    )
  }
  let unread = 0
  const totals = await timed(() => {
    for (const conversation of conversations.all()) unread += conversation.unread
  })
  if (unread !== order.conversations * UNREAD) throw new Error(`${unread} are unread`)
  say({ opening, last: median(lasts), totals })
  await store!.close()
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
if (order.messages === undefined) await read(order)
else await fill(order as Required<Order>)
