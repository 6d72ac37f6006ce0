/** Backups on real hosts: disks that are full, machines that are lost, friends who were there meanwhile. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { befriend, CheckedPair, idOf, startAll } from '../support/lan/people.ts'

lan('backup', () => {
  let network: Network
  let ann: Host
  let ben: Host

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben')
    ;[ann, ben] = network.hosts as [Host, Host]
  })
  afterEach(() => network?.close())

  /** Beside the home: what happens to that does not touch it. */
  const beside = (host: Host, name: string) => join(host.home, '..', name)

  const prepare = async (host: Host) => {
    const secret = beside(host, 'secret')
    await host.namespace.must('sh', ['-c', `printf 'of the backup' > ${secret}`])
    host.env.EARSHOT_BACKUP_PASSPHRASE_FILE = secret
    return beside(host, 'backup')
  }

  const meet = async () => {
    await startAll([ann, ben])
    await befriend(ann, ben)
    return CheckedPair.begin(ann, ben)
  }

  /** The machine is lost; another takes its place. */
  const lose = async (host: Host, file: string) => {
    await host.kill()
    await host.namespace.must('find', [host.home, '-mindepth', '1', '-delete'])
    return host.json<{ messages: number }>('restore', file, '--no-passphrase')
  }

  it('brings a lost profile back, and friends bring back what was said since: nothing lost, nothing twice, one order', async () => {
    const file = await prepare(ann)
    const pair = await meet()
    await pair.send(ann, 'before 1', '--wait', 'delivered')
    await pair.send(ben, 'before 2', '--wait', 'delivered')
    await ann.json('backup', file)
    for (let n = 0; n < 5; n++) {
      await pair.send(ann, `since, from ann ${n}`, '--wait', 'delivered')
      await pair.send(ben, `since, from ben ${n}`, '--wait', 'delivered')
    }
    expect(await lose(ann, file)).toMatchObject({ messages: 2 })
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    await pair.assertKept()
    await pair.send(ann, 'after, from ann', '--wait', 'delivered')
    await pair.send(ben, 'after, from ben', '--wait', 'delivered')
    await pair.assertKept()

    // Once more, by the same old file, which knows nothing of the life between.
    expect(await lose(ann, file)).toMatchObject({ messages: 2 })
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    await pair.assertKept()
    await pair.send(ann, 'after the second time, from ann', '--wait', 'delivered')
    await pair.send(ben, 'after the second time, from ben', '--wait', 'delivered')
    await pair.assertKept()
  })

  it('loses nothing when the old machine comes back by mistake', async () => {
    const file = await prepare(ann)
    const pair = await meet()
    await pair.send(ann, 'before', '--wait', 'delivered')
    await ann.json('backup', file)
    await pair.send(ann, 'since', '--wait', 'delivered')
    await ann.down()
    const old = await ann.snapshot()
    await lose(ann, file)
    await ann.up()
    await ann.sees(idOf(ben), 'here')
    await pair.send(ann, 'from the new machine', '--wait', 'delivered')
    await pair.send(ben, 'to the new machine', '--wait', 'delivered')
    await ann.down()
    const fresh = await ann.snapshot()
    for (const [machine, name] of [
      [old, 'old machine'],
      [fresh, 'new machine'],
      [old, 'old machine, as it was'],
    ] as const) {
      await ann.rollBack(machine)
      await ann.up()
      await ann.sees(idOf(ben), 'here')
      await pair.assertKept()
      await pair.send(ann, `again from the ${name}`, '--wait', 'delivered')
      await pair.send(ben, `again to the ${name}`, '--wait', 'delivered')
      await pair.assertKept()
      await ann.down()
    }
  })

  it('says so when the disk is full, in either direction, and leaves nothing half done', async () => {
    const file = await prepare(ann)
    await ann.smallDisk(64 * 1024 * 1024)
    await startAll([ann])
    // Notes to nobody: a profile of some size, by its own settings.
    const { peerId } = await ben.init()
    await ann.json('add', peerId)
    for (let n = 0; n < 40; n++) await ann.json('profile', 'set', '--status', `${n}${'x'.repeat(100)}`)
    const small = beside(ann, 'small')
    await ann.namespace.must('mkdir', [small])
    await ann.namespace.must('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'earshot-tiny', small])
    await ann.namespace.run('dd', ['if=/dev/zero', `of=${join(small, 'ballast')}`, 'bs=1k'])
    expect(await ann.failure('backup', join(small, 'x'))).toMatchObject({ code: 'quota', exit: 4 })
    expect((await ann.exec('ls', ['-A', small])).stdout.trim()).toBe('ballast')
    expect(await ann.json('status')).toMatchObject({ running: true })
    // The disk that the profile is on may be full: the backup goes elsewhere all the same.
    await ann.fillDisk()
    expect(await ann.json('backup', file)).toMatchObject({ conversations: 0 })
    await ann.kill()

    await ann.namespace.must('find', [ann.home, '-mindepth', '1', '-not', '-name', 'ballast', '-delete'])
    await ann.namespace.run('dd', ['if=/dev/zero', `of=${join(ann.home, 'more')}`, 'bs=4k'])
    expect(await ann.failure('restore', file, '--no-passphrase')).toMatchObject({ code: 'quota' })
    expect((await ann.exec('ls', ['-A', ann.home])).stdout.split('\n').filter(Boolean).sort()).toEqual([
      'ballast',
      'more',
    ])
    await ann.freeDisk()
    await ann.namespace.must('rm', ['-f', join(ann.home, 'more')])
    expect(await ann.json('restore', file, '--no-passphrase')).toMatchObject({ name: 'ann' })
    await ann.up()
    expect(await ann.json('profile')).toMatchObject({ status: `39${'x'.repeat(100)}` })
  })

  it('refuses a folder that may only be read', async () => {
    await prepare(ann)
    await startAll([ann])
    const folder = beside(ann, 'readonly')
    await ann.namespace.must('mkdir', [folder])
    await ann.namespace.must('mount', ['-t', 'tmpfs', '-o', 'ro', 'earshot-readonly', folder])
    expect(await ann.failure('backup', join(folder, 'x'))).toMatchObject({ code: 'not-allowed', exit: 4 })
  })
})
