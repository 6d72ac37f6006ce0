/**
 * A profile that has been lived in, the same every time: names, keys, texts and times are given. Ana's node is the real program in a process
 * of its own; her friends are peers of this process, connected to it over loopback. Their wall clock stands still (`StoppedClock`).
 */
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attach } from '../../src/node/launch.ts'
import type { Friend, Message, Messenger } from '../../src/node/messenger.ts'
import { openPeer, type RunningPeer } from '../../src/node/peer.ts'
import { createVault } from '../../src/store/vault.ts'
import { Cli, type Stream } from './cli.ts'
import { eventually } from './peers.ts'
import { StoppedClock } from './stopped-clock.ts'
import { removeFolder } from './temporary.ts'

/** Saturday. */
const TODAY = '2026-03-14'
const YESTERDAY = '2026-03-13'

/** Makes the identity that belongs to a name: peer ids, colours and safety numbers are always the same. Of no worth but in tests. */
export async function knownIdentity(home: string, name: string, passphrase?: string): Promise<void> {
  const bytes = (what: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(createHash('sha256').update(`earshot test ${what} ${name}`).digest())
  await mkdir(home, { recursive: true, mode: 0o700 })
  await createVault(home, { seed: bytes('seed'), storeKey: bytes('store'), name }, passphrase)
}

/** Somebody else than Ana. */
export interface Other {
  readonly name: string
  readonly peer: RunningPeer
  readonly messenger: Messenger
}

export class Scene implements AsyncDisposable {
  readonly cli = new Cli()
  readonly clock: StoppedClock
  readonly #folder = mkdtempSync(join(tmpdir(), 'earshot-scene-'))
  readonly #others: Other[] = []
  #messenger: Messenger | undefined

  constructor() {
    this.clock = new StoppedClock(this.#folder, `${YESTERDAY}T17:00:00Z`)
    Object.assign(this.cli.env, this.clock.env)
  }

  /** Ana's node, by its control socket. */
  get ana(): Messenger {
    if (this.#messenger === undefined) throw new Error('Ana has not started')
    return this.#messenger
  }

  /** Starts Ana's node; anew where it ended. */
  async start(): Promise<Stream> {
    const node = await this.cli.up()
    const connection = await attach({ home: this.cli.home, remaining: () => 20 })
    this.#messenger = connection.messenger
    return node
  }

  /** Ana with nobody yet. */
  async begin(): Promise<Stream> {
    await knownIdentity(this.cli.home, 'Ana')
    return this.start()
  }

  /** Somebody new, connected to Ana. */
  async other(name: string): Promise<Other> {
    const home = join(this.#folder, name)
    await knownIdentity(home, name)
    const peer = await openPeer({
      home,
      mdns: false,
      listen: ['/ip4/127.0.0.1/tcp/0'],
      version: 'test',
      clock: this.clock.now,
    })
    const other = { name, peer, messenger: peer.messenger }
    this.#others.push(other)
    await peer.messenger.settingsSet({ name: 'presence', value: 'here' })
    const { addresses } = await this.ana.status()
    await peer.messenger.connect({ address: addresses[0] ?? '' })
    return other
  }

  /** Somebody new who is Ana's friend. */
  async friend(name: string): Promise<Other> {
    const other = await this.other(name)
    const { link } = await this.ana.invite()
    await other.messenger.add({ who: link })
    const here = (friends: Friend[], who: string): boolean =>
      friends.some(friend => friend.name === who && friend.state === 'friend' && friend.presence !== 'offline')
    await eventually(`Ana and ${name} are friends`, async () => {
      const [hers, theirs] = await Promise.all([this.ana.friends(), other.messenger.friends()])
      return here(hers, name) && here(theirs, 'Ana')
    })
    return other
  }

  /** A text of Ana's to somebody, once it arrived, and as Ana has it. */
  async says(to: Other, text: string, more: { reply?: string; expire?: number } = {}): Promise<Message> {
    this.clock.advance(30)
    const [sent] = await this.ana.send({ conv: [to.name], text, ...more })
    await this.#arrived(to.messenger, 'Ana', text)
    return sent as Message
  }

  /** A text of somebody's to Ana, once it arrived, and as she has it. */
  async hears(from: Other, text: string, more: { reply?: string } = {}): Promise<Message> {
    this.clock.advance(30)
    await from.messenger.send({ conv: ['Ana'], text, ...more })
    return this.#arrived(this.ana, from.name, text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#others.map(({ peer }) => peer.stop('down')))
    await this.cli[Symbol.asyncDispose]()
    removeFolder(this.#folder)
  }

  #arrived(at: Messenger, conv: string, text: string): Promise<Message> {
    return eventually(`${text} arrives`, async () =>
      (await at.history({ conv, limit: 5 })).findLast(message => message.text === text),
    )
  }
}

/** Ana among her friends, with something of everything that a screen can show. */
export async function livedIn(): Promise<Scene & { ming: Other; ben: Other; lena: Other }> {
  const scene = new Scene()
  const { clock } = scene
  await scene.begin()
  await scene.ana.settingsSet({ name: 'presence', value: 'here' })
  const [ming, ben, chiara, lena] = [
    await scene.friend('小明'),
    await scene.friend('Ben Okafor'),
    await scene.friend('Chiara'),
    await scene.friend('Lena'),
  ]
  const { ana } = scene

  clock.set(`${YESTERDAY}T18:02:00Z`)
  await scene.hears(chiara, 'The keys are under the flower pot.')
  await ana.read({ conv: 'Chiara' })
  const train = await scene.hears(ben, 'The train leaves at ten past six.')
  const platform = await scene.hears(ben, 'Platform 4, at the very end.')
  await ana.read({ conv: 'Ben Okafor' })
  const lunch = await scene.says(ming, 'Lunch tomorrow? There is a new noodle place behind the station 🍜')
  await scene.hears(ming, '好啊！几点？')

  clock.set(`${TODAY}T11:40:00Z`)
  const answer = await scene.says(ming, 'At eleven. No, wait.')
  await ana.edit({
    id: answer.id,
    text: 'At noon, at the door. I take the long way round by the river, if the rain lets me.',
  })
  const wrong = await scene.hears(ming, 'wrong window, sorry')
  await ming.messenger.recall({ id: wrong.id })
  await eventually('it is recalled', async () => (await ana.message({ id: wrong.id })).text === undefined)
  const menu = await scene.hears(ming, '好，十二点见 👍\n带上小红吗？', { reply: lunch.id })
  clock.advance(20)
  await ana.react({ id: menu.id, emoji: '🎉' })
  await ming.messenger.react({ id: lunch.id, emoji: '❤️' })
  clock.advance(20)
  await ana.forward({ ids: [train.id, platform.id], conv: ['小明'] })
  await scene.hears(ming, '@Ana 看到了，谢谢！ https://example.org/lines/4')
  clock.advance(20)
  await scene.says(ming, 'See you 👩‍👩‍👧')
  await ana.read({ conv: '小明' })
  await ming.messenger.read({ conv: 'Ana' })
  await eventually('小明 has read it', async () => (await ana.history({ conv: '小明', limit: 1 }))[0]?.state === 'read')
  await eventually('the reaction is there', async () => (await ana.message({ id: lunch.id })).reactions?.length === 1)

  await scene.hears(ben, 'Are you on your way?')
  await scene.hears(ben, '@Ana the others are here already.')
  await scene.hears(lena, 'Photos from the weekend, all 212 of them …')
  await ana.foldersCreate({ name: 'Work' })
  await ana.move({ who: 'Lena', folder: 'Work' })
  await ana.mute({ conv: 'Lena' })
  await ana.pin({ conv: '小明' })
  await ana.draft({ conv: 'Chiara', text: 'Thank you! I will water them' })
  await ben.messenger.profileSet({ status: 'On the train until seven' })

  const noor = await scene.other('Noor')
  await noor.messenger.add({ who: (await ana.profile()).peerId, message: 'We met on the second floor.' })
  await eventually('Noor asks', async () => (await ana.requests()).some(({ name }) => name === 'Noor'))
  await chiara.peer.stop('down')
  await eventually('Chiara is gone', async () =>
    (await ana.friends()).some(({ name, presence }) => name === 'Chiara' && presence === 'offline'),
  )
  clock.set(`${TODAY}T12:00:00Z`)
  // Last, since who was heard long ago is nearby no more.
  const tomas = await scene.other('Tomás')
  await ana.connect({ address: tomas.peer.addresses()[0] ?? '' })
  await eventually('Tomás is nearby', async () => (await ana.nearby()).some(({ name }) => name === 'Tomás'))
  // By the clock's leap Noor was heard long ago, until the node looks and finds her connected.
  await eventually('Noor is here', async () =>
    (await ana.requests()).some(({ name, presence }) => name === 'Noor' && presence === 'here'),
  )
  return Object.assign(scene, { ming, ben, lena })
}
