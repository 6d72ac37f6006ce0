/**
 * Fills profiles, and beside them SQLite's full-text search, with the same texts; asks both, in turns. A process of its own for each
 * step: nothing is in memory that a start would not find there.
 */
import { randomBytes } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { openPeer } from '../src/node/peer.ts'
import { makeEntry } from '../src/protocol/entry.ts'
import { peerIdOf } from '../src/protocol/ids.ts'
import { type Signer, signerOf } from '../src/protocol/signing.ts'
import { Store } from '../src/store/store.ts'
import { createIdentity } from '../src/store/vault.ts'
import { Talk } from './search-texts.ts'

export interface Order {
  do: 'fill' | 'sqlite' | 'ask' | 'append'
  home: string
  /** For `append`: the profile without an index. */
  other?: string
  file?: string
  messages?: number
  index?: boolean
  conversations?: number
  /** Seconds after which it is full enough. */
  patience?: number
}

const SEED = 4
/** Entries to one commit, as they come from a neighbour that catches up. */
const BATCH = 200
/** The first few conversations hold half of everything. */
const LARGE = 10
const ROUNDS = 5
const ASKED = 20
const PAGE = 20
/** Messages scrolled back through, and hits paged through, at most. */
const SCROLLED = 10_000

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

/** Somebody whose signatures are noise: they are checked when they come from the wire, which is not measured here. */
function stranger(): Signer {
  const { publicKey } = signerOf(randomBytes(32))
  return { publicKey, sign: () => randomBytes(64) }
}

async function fill({ home, messages = 0, index = true, conversations = 1, patience = 60 }: Order): Promise<void> {
  await createIdentity({ home, name: 'bench' })
  let now = Date.now() - messages * 1_000
  const store = await Store.open({ home, clock: () => now })
  await store.search.turn(index)
  await store.search.settled()
  const people = Array.from({ length: conversations }, () => {
    const signer = stranger()
    return { signer, peer: peerIdOf(signer.publicKey), installation: randomBytes(8), seq: 0 }
  })
  const talk = new Talk(SEED)
  const began = performance.now()
  let filled = 0
  for (let batch = 0; filled < messages && performance.now() - began < patience * 1_000; batch++) {
    const large = Math.min(LARGE, people.length)
    const at =
      batch % 2 === 0 || people.length === large
        ? (batch >> 1) % large
        : large + ((batch >> 1) % (people.length - large))
    const person = people[at]!
    const { signer, peer, installation } = person
    const conversation = store.conversations.idWith(peer)
    const entries = Array.from({ length: Math.min(BATCH, messages - filled) }, () => {
      now += 1_000
      const content = { kind: 'text', text: talk.message() } as const
      return makeEntry(signer, { conversation, installation, seq: ++person.seq, stamp: now, at: now }, content)
    })
    await store.conversations.receive(peer, entries)
    filled += entries.length
  }
  const seconds = (performance.now() - began) / 1_000
  await store.close()
  say({ filled, seconds })
}

function sqlite({ file = '', messages = 0 }: Order): void {
  const database = new DatabaseSync(file)
  database.exec(
    "pragma journal_mode = wal; pragma synchronous = full; create virtual table said using fts5(text, tokenize = 'trigram')",
  )
  const insert = database.prepare('insert into said (text) values (?)')
  const talk = new Talk(SEED)
  const began = performance.now()
  for (let filled = 0; filled < messages; ) {
    database.exec('begin')
    for (let i = 0; i < BATCH && filled < messages; i++, filled++) insert.run(talk.message())
    database.exec('commit')
  }
  const seconds = (performance.now() - began) / 1_000
  database.close()
  say({ filled: messages, seconds })
}

/** What is asked, by kind. */
function questions({ english, chinese }: Talk): Record<string, string[]> {
  const some = (make: (i: number) => string) => Array.from({ length: ASKED }, (_, i) => make(i))
  const pairs = chinese.filter(word => [...word].length === 2)
  return {
    common: some(i => english[2 + i]!),
    rare: some(i => english[20_000 + 800 * i]!),
    'Chinese, two characters': some(i => pairs[20 + 150 * i]!),
    'Chinese, one character': some(i => String.fromCodePoint(0x4e00 + 7 * i * i)),
    beginning: some(i => english[1_000 + 37 * i]!.slice(0, 4)),
    'two words': some(i => `${english[5 + i]!} ${english[100 + 20 * i]!}`),
  }
}

async function ask({ home, file = '' }: Order): Promise<void> {
  const opened = performance.now()
  const { messenger, stop } = await openPeer({ home, mdns: false, listen: ['/ip4/127.0.0.1/tcp/0'] })
  const opening = performance.now() - opened
  const database = new DatabaseSync(file, { readOnly: true })
  const select = database.prepare(`select rowid from said where said match ? order by rowid desc limit ${PAGE}`)
  const kinds: Record<string, unknown> = {}
  for (const [kind, texts] of Object.entries(questions(new Talk(SEED)))) {
    const figures = {
      earshot: [] as number[],
      first: [] as number[],
      beside: [] as number[],
      answers: 0,
      besideAnswers: 0,
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const text of texts) {
        let began = performance.now()
        const found = await messenger.search({ text, limit: PAGE, timeout: 60 })
        const took = performance.now() - began
        figures.earshot.push(took)
        if (round === 0) figures.first.push(took)
        began = performance.now()
        const rows = select.all(
          text
            .split(' ')
            .map(word => `"${word}"`)
            .join(' AND '),
        )
        figures.beside.push(performance.now() - began)
        if (round > 0) continue
        figures.answers += found.length
        figures.besideAnswers += rows.length
      }
    }
    kinds[kind] = figures
  }
  database.close()
  const common = new Talk(SEED).english[1]!
  const paging: number[] = []
  let before: string | undefined
  for (let hits = 0; hits < SCROLLED; hits += 100) {
    const began = performance.now()
    const page = await messenger.search({
      text: common,
      limit: 100,
      timeout: 60,
      ...(before === undefined ? {} : { before }),
    })
    paging.push(performance.now() - began)
    before = page.at(-1)?.id
    if (page.length < 100) break
  }
  const list: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const began = performance.now()
    await messenger.conversations()
    list.push(performance.now() - began)
  }
  say({ kinds, paging, list, opening, ...(await read(messenger)) })
  await stop('down')
}

/** Opening a page anywhere in the longest conversation, and scrolling back through it. */
async function read(messenger: Awaited<ReturnType<typeof openPeer>>['messenger']): Promise<object> {
  const [longest] = await messenger.conversations()
  if (longest === undefined) throw new Error('nobody to talk with')
  const conv = longest.conversation
  const scrolling: number[] = []
  const ids: string[] = []
  for (let scrolled = 0; scrolled < SCROLLED; scrolled += 100) {
    const began = performance.now()
    const before = ids.at(-1)
    const page = await messenger.history({ conv, limit: 100, ...(before === undefined ? {} : { before }) })
    scrolling.push(performance.now() - began)
    if (page[0] !== undefined) ids.push(page[0].id)
    if (page.length < 100) break
  }
  const anywhere: number[] = []
  for (let i = 0; i < 100; i++) {
    const id = ids[(i * 37) % ids.length]!
    const began = performance.now()
    await messenger.history({ conv, limit: 50, around: id })
    anywhere.push(performance.now() - began)
  }
  return { scrolling, anywhere }
}

/** One message at a time, each on disk before the next: with an index and without, in turns. */
async function append({ home, other = '' }: Order): Promise<void> {
  const stores = { with: await Store.open({ home }), without: await Store.open({ home: other }) }
  const peer = peerIdOf(stranger().publicKey)
  const talk = new Talk(SEED + 1)
  const figures = { with: [] as number[], without: [] as number[] }
  for (let i = 0; i < 600; i++) {
    const text = talk.message()
    for (const side of ['with', 'without'] as const) {
      const store = stores[side]
      const began = performance.now()
      await store.commit(tx => store.conversations.append(tx, peer, { kind: 'text', text }))
      if (i >= 100) figures[side].push(performance.now() - began)
    }
  }
  await Promise.all([stores.with.close(), stores.without.close()])
  say(figures)
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
if (order.do === 'fill') await fill(order)
else if (order.do === 'sqlite') sqlite(order)
else if (order.do === 'ask') await ask(order)
else await append(order)
process.exit(0)
