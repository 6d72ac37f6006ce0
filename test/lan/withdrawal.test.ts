/** What is recalled while it waits at a relay leaves the relay's disk, though everybody is killed in between. */
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Message } from '../../src/node/messenger.ts'
import type { Bytes } from '../../src/protocol/bytes.ts'
import { publicKeyOf } from '../../src/protocol/ids.ts'
import { LevelStore } from '../../src/relay/level-store.ts'
import { inFiles } from '../support/disk.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { idOf, send } from '../support/lan/people.ts'
import { RelayHost } from '../support/lan/relay-host.ts'
import { allAre, friendsWithRelays, tellLogs } from '../support/lan/relay-people.ts'
import { attached } from '../support/lan/talk.ts'
import { until } from '../support/lan/until.ts'
import { temporaryFolder } from '../support/temporary.ts'

lan('what is recalled while it waits at a relay', () => {
  let network: Network
  let ann: Host
  let ben: Host
  let attic: RelayHost

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben', 'attic')
    const [first, second, third] = network.hosts as [Host, Host, Host]
    ;[ann, ben, attic] = [first, second, new RelayHost(third)]
    await attic.begin()
    await friendsWithRelays(ann, ben, attic)
    await ben.down()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tellLogs(network.hosts)
    await network?.close()
  })

  const folder = () => join(attic.host.home, 'db')

  /** Parcels that wait for ben, read from a copy of the disk of a relay that does not run. */
  async function waiting(): Promise<Bytes[]> {
    const copy = join(await temporaryFolder(), 'db')
    await cp(folder(), copy, { recursive: true })
    const store = await LevelStore.open({ folder: copy })
    try {
      const found = await store.parcels(publicKeyOf(idOf(ben))!, 0, { parcels: 100, bytes: 2 ** 24 })
      return found.map(({ bytes }) => bytes)
    } finally {
      await store.close()
    }
  }

  /** Which of these parcels any file of the relay's database still holds. */
  async function onDisk(parcels: readonly Bytes[]): Promise<number> {
    return inFiles(
      folder(),
      parcels.map(parcel => Buffer.from(parcel)),
    )
  }

  /** What ben shows, as texts; `recalled` where something was. */
  const shown = async () =>
    (await ben.history(idOf(ann))).map(({ text, recalled }: Message) => (recalled === undefined ? text : 'recalled'))

  it('leaves its disk, though the relay was down and the sender was killed; the rest comes once, in order', async () => {
    const said = ['one', 'two', 'secret', 'four']
    for (const text of said) await send(ann, ben, text)
    await allAre(ann, ben, 'relayed', said.length)
    await attic.kill()
    const parcels = await waiting()
    expect(parcels.length).toBeGreaterThan(0)
    expect(await onDisk(parcels)).toBe(parcels.length)

    const secret = (await ann.history(idOf(ben))).find(({ text }) => text === 'secret')!
    await using control = await attached(ann)
    await control.call<Message[]>('recall', { id: secret.id })
    await ann.kill()
    await attic.start()
    await ann.up()
    await until(async () => (await onDisk(parcels)) < parcels.length, { what: 'a parcel is erased' })
    // Everything else, and word of the recall.
    await allAre(ann, ben, 'relayed', said.length)
    await ann.down()
    await ben.up()
    await until(async () => (await shown()).filter(Boolean).length >= said.length, {
      what: 'ben has it',
    })
    expect(await shown()).toEqual(['one', 'two', 'recalled', 'four'])
  })
})
