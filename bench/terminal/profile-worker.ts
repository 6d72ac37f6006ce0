/** Fills a profile as somebody has it after years: many friends, a conversation with each, one of them very long, with marks in it that are looked for on the screen. */
import { randomBytes } from 'node:crypto'
import { makeEntry } from '../../src/protocol/entry.ts'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { Store } from '../../src/store/store.ts'
import { createIdentity } from '../../src/store/vault.ts'

export interface ProfileOrder {
  home: string
  /** Conversations of `short` messages each. */
  conversations: number
  short: number
  /** Messages of the long one, which is the latest. */
  long: number
  /** Text of the message so many before the end of the long one. */
  marks: Record<number, string>
}

const BATCH = 500
const WORDS = ['when', 'the', 'train', 'comes', 'we', 'are', 'there', '火车', '来了', '我们就到了', 'and', 'then']

const { home, conversations, short, long, marks } = JSON.parse(process.argv[2] ?? '{}') as ProfileOrder
await createIdentity({ home, name: 'bench' })
let now = Date.now() - (conversations * short + long + 1_000) * 1_000
const store = await Store.open({ home, clock: () => now })

// Signatures that are noise: they are checked when they come from the wire, which is not measured here.
const signed = { bytes: randomBytes(180).toString('hex'), signature: randomBytes(64).toString('hex') }
const statement = { want: true, counter: 1, greeting: '', at: now, signed, acknowledged: true }

async function talk(name: string, count: number, textOf: (at: number) => string): Promise<void> {
  const { publicKey } = signerOf(randomBytes(32))
  const signer = { publicKey, sign: () => randomBytes(64) }
  const peer = peerIdOf(publicKey)
  const installation = randomBytes(8)
  const card = { name, status: '', email: '', counter: 1, kind: 'peer', version: '1', relays: [], signed } as const
  await store.contacts.note(peer, contact => ({
    ...contact,
    card: { ...card, installations: [installation.toString('hex')] },
    mine: statement,
    theirs: statement,
    folder: 'Friends',
    friendSince: now,
  }))
  const conversation = store.conversations.idWith(peer)
  for (let at = 0; at < count; ) {
    const entries = Array.from({ length: Math.min(BATCH, count - at) }, () => {
      now += 1_000
      const content = { kind: 'text', text: textOf(at++) } as const
      return makeEntry(signer, { conversation, installation, seq: at, stamp: now, at: now }, content)
    })
    const { placed } = await store.conversations.receive(peer, entries)
    const last = placed.at(-1)
    if (last !== undefined) await store.conversations.read(peer, last.arrival)
  }
}

const sentence = (at: number): string =>
  Array.from({ length: 12 }, (_, word) => WORDS[(at * 7 + word * 5) % WORDS.length]).join(' ')
for (let each = 0; each < conversations; each++) await talk(`friend ${each}`, short, sentence)
await talk('old friend', long, at => marks[long - 1 - at] ?? sentence(at))
await store.close()
process.exit(0)
