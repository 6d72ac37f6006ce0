/**
 * What one message costs at each stage of its way, in one process with nothing else to do: signed and committed by its author, checked and
 * committed by its reader. Batches are those of a busy connection. What is left of a message's time is the sockets and their framing.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Entry, parseEntry } from '../src/protocol/entry.ts'
import { Store } from '../src/store/store.ts'
import { createIdentity } from '../src/store/vault.ts'

const MESSAGES = 6_400
const BATCH = 64
const SIZE = 300

const folder = mkdtempSync(join(tmpdir(), 'earshot-bench-stages-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

async function open(name: string): Promise<Store> {
  const home = join(folder, name)
  await createIdentity({ home, name })
  return Store.open({ home })
}

/** Microseconds a message. */
async function cost(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return ((performance.now() - start) / MESSAGES) * 1000
}

const [alice, bob] = [await open('alice'), await open('bob')]
const text = 'x'.repeat(SIZE)
const sent: Entry[] = []
const send = (i: number) =>
  alice.results.once('send', `bench-${i}`, tx => {
    const { entry } = alice.conversations.append(tx, bob.self, { kind: 'text', text })
    sent.push(entry)
    return { id: entry.id, text }
  })
const made = await cost(async () => {
  for (let i = 0; i < MESSAGES; i += BATCH) await Promise.all(Array.from({ length: BATCH }, (_, j) => send(i + j)))
})
const entries: Entry[] = []
const checked = await cost(async () => {
  for (const { bytes } of sent) {
    const entry = parseEntry(bytes)
    if (typeof entry === 'string') throw new Error(entry)
    entries.push(entry)
  }
})
const taken = await cost(async () => {
  for (let i = 0; i < MESSAGES; i += BATCH) await bob.conversations.receive(alice.self, entries.slice(i, i + BATCH))
})
await Promise.all([alice.close(), bob.close()])
process.stdout.write(`${JSON.stringify({ made, checked, taken })}\n`)
