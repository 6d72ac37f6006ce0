/**
 * Many people with a mailbox at one relay, in one process: each with a host, a connection and the node's own mailbox, which finds back
 * to its relay as a node does. What is in their parcels is not looked at.
 */
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Host } from '../src/host/host.ts'
import { Mailbox } from '../src/node/mail/mailbox.ts'
import { type Bytes, hex } from '../src/protocol/bytes.ts'
import { signerOf } from '../src/protocol/signing.ts'
import { signCard } from '../src/protocol/statements.ts'
import { passHash } from '../src/protocol/token.ts'
import { LevelStore } from '../src/relay/level-store.ts'
import { NAME_BYTES } from '../src/relay/mailbox-store.ts'

interface Order {
  relay: { peerId: string; address: string }
  count: number
}

type Command =
  /** Leaves mail for each of them in the store of a relay that does not run. */
  | { do: 'leave'; home: string; each: number }
  /** Says when each of them has what was left, as milliseconds after this. */
  | { do: 'watch' }

const PARCEL_BYTES = 2048
/** A relay takes 50 new connections a second from one host. */
const BETWEEN_MS = 30
const NO_BYTES = new Uint8Array(0)

const { relay, count } = JSON.parse(process.argv[2] ?? '{}') as Order
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const token: Bytes = createHash('sha256').update('return').digest().subarray(0, 16)

class Person {
  readonly key: Bytes
  readonly #mailbox: Mailbox
  #wanted = 0
  #came = 0
  #registered = false
  #then: (() => void) | undefined

  private constructor(host: Host, seed: Bytes) {
    const signer = signerOf(seed)
    this.key = signer.publicKey
    const rest = { status: '', email: '', avatar: NO_BYTES, installations: [], relays: [relay.address] }
    const cardKey = randomBytes(1216)
    const { signed } = signCard(signer, { ...rest, counter: 1, name: 'p', cardKey, version: 'bench', kind: 'peer' })
    this.#mailbox = new Mailbox({
      host,
      record: { peerId: relay.peerId, name: 'relay', addresses: [relay.address] },
      log: () => undefined,
      registration: () => ({ card: signed, passes: [{ hash: passHash(token), invite: false }], addresses: [] }),
      onRegistered: () => {
        this.#registered = true
        this.#look()
      },
      onParcel: (_bytes, confirm) => {
        this.#came += 1
        confirm()
        this.#look()
      },
      onChange: () => undefined,
    })
  }

  /** With a mailbox; goes on coming back to it. */
  static async settle(): Promise<Person> {
    const seed = randomBytes(32)
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
    const person = new Person(host, seed)
    await person.#mailbox.connect()
    return person
  }

  get up(): boolean {
    return this.#mailbox.ready
  }

  /** Registered again, and so many parcels come, from now on. */
  returned(parcels: number): Promise<void> {
    this.#registered = false
    this.#came = 0
    this.#wanted = parcels
    return new Promise(resolve => {
      this.#then = resolve
    })
  }

  #look(): void {
    if (this.#registered && this.#came >= this.#wanted) this.#then?.()
  }
}

const people: Person[] = []
for (let i = 0; i < count; i++) {
  people.push(await Person.settle())
  await new Promise(resolve => setTimeout(resolve, BETWEEN_MS))
}
say({ settled: people.length })

let left = 0
let returning: Promise<number>[] = []

async function leave(home: string, each: number): Promise<void> {
  const store = await LevelStore.open({ folder: join(home, 'db') })
  left = each
  const pass = hex(passHash(token))
  for (const { key } of people) {
    const mailbox = await store.find(key)
    if (mailbox === undefined) throw new Error('no mailbox')
    const bytes = randomBytes(PARCEL_BYTES)
    const at = store.savedTime?.relay ?? 0
    await Promise.all(
      Array.from({ length: each }, () => store.deposit(mailbox, { pass, name: randomBytes(NAME_BYTES), bytes, at })),
    )
  }
  await store.close()
  const up = people.filter(person => person.up).length
  returning = people.map(person => person.returned(left).then(() => performance.now()))
  say({ left: people.length * each, up })
}

async function watch(): Promise<void> {
  const begin = performance.now()
  // Who was back before this was asked took no time.
  const times = (await Promise.all(returning)).map(time => Math.max(0, time - begin))
  say({ returned: times })
}

createInterface({ input: process.stdin }).on('line', line => {
  const command = JSON.parse(line) as Command
  const work = command.do === 'leave' ? leave(command.home, command.each) : watch()
  work.catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
process.once('SIGTERM', () => process.exit(0))
