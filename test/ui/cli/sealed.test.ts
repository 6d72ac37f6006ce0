import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attach } from '../../../src/node/launch.ts'
import type { Conversation } from '../../../src/node/messenger.ts'
import { type Cli, twoFriends } from '../../support/cli.ts'
import { openedByStoreKey } from '../../support/stores.ts'

const WORDS = 'quicksilver'

describe('seal and unseal on the command line', () => {
  let alice: Cli
  let bob: Cli

  const given = (passphrase: string) => ({
    env: { EARSHOT_SECOND_PASSPHRASE_FILE: alice.secret('second', `${passphrase}\n`) },
  })
  const run = async (passphrase: string, ...args: string[]): Promise<Conversation> => {
    const { exit, stdout, stderr } = await alice.run([...args, '--json'], given(passphrase))
    if (exit !== 0) throw new Error(stderr)
    return JSON.parse(stdout) as Conversation
  }

  beforeAll(async () => {
    ;[alice, bob] = await twoFriends()
    await bob.json('send', 'alice', `${WORDS} one`, '--wait', 'delivered')
  })

  afterAll(async () => {
    for (const each of [alice, bob]) await each[Symbol.asyncDispose]()
  })

  it('ask for a passphrase, and take none as an argument', async () => {
    expect(await alice.fails(['seal', 'bob'])).toMatchObject({ code: 'usage' })
    expect(await alice.fails(['unseal', 'bob'], given('x'))).toMatchObject({ exit: 4, code: 'not-allowed' })
    expect(await alice.fails(['seal', 'nobody'], given('x'))).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.fails(['seal', 'bob', '--passphrase', 'x'])).toMatchObject({ exit: 2 })
    const { stderr } = await alice.run(['seal', 'bob'])
    expect(stderr).toContain('EARSHOT_SECOND_PASSPHRASE_FILE')
  })

  it('seal, open, close, change, and take the seal away', async () => {
    expect(await run('one', 'seal', 'bob')).toMatchObject({ name: 'bob', sealed: true, locked: true, unread: 1 })
    const refused = await alice.fails(['history', 'bob'])
    expect(refused).toMatchObject({ exit: 4, code: 'not-allowed' })
    expect(refused.hint).toContain('earshot unseal')
    expect((await alice.run(['conversations'])).stdout).toContain('sealed')
    expect((await alice.run(['conversations', '--lang', 'zh'])).stdout).toContain('已封存')
    expect(await alice.fails(['unseal', 'bob'], given('two'))).toMatchObject({ exit: 4, code: 'wrong-passphrase' })
    expect(await run('one', 'unseal', 'bob')).toMatchObject({ locked: false, last: { text: `${WORDS} one` } })
    expect((await alice.run(['conversations'])).stdout).toContain('open now')
    expect(await alice.json('history', 'bob')).toHaveLength(1)
    expect((await alice.run(['export', 'bob'])).stdout).toContain(`${WORDS} one`)
    expect(await alice.json('seal', 'bob')).toMatchObject({ locked: true })
    await run('one', 'seal', 'bob', '--change', '--new-passphrase-file', alice.secret('new', 'two'))
    expect(await alice.fails(['unseal', 'bob'], given('one'))).toMatchObject({ code: 'wrong-passphrase' })
    expect(await run('two', 'unseal', 'bob', '--forever')).toMatchObject({ sealed: false, locked: false })
    expect(await alice.json('search', WORDS)).toHaveLength(1)
    const said = await alice.run(['seal', 'bob'], given('three'))
    expect(said.stdout).toContain('sealed')
    expect(said.stderr).toContain('Nobody can recover')
    expect((await alice.run(['search', WORDS])).stderr).toContain('since they are sealed: bob')
    expect((await alice.run(['unseal', 'bob', '--forever', '--lang', 'zh'], given('three'))).stdout).toContain(
      '不再封存',
    )
  })

  it('survive a node that is killed in the midst of sealing, and of taking the seal away', async () => {
    const link = await attach({ home: bob.home, remaining: () => 60 })
    for (let i = 0; i < 1200; i++) await link.messenger.send({ conv: ['alice'], text: `${WORDS} ${i}` })
    link.close()
    const count = async () => (await alice.json<unknown[]>('history', 'bob', '--limit', '5000')).length
    while ((await count()) < 1201) await new Promise(resolve => setTimeout(resolve, 100))
    const before = await alice.json('history', 'bob', '--limit', '5000')

    const killed = async (...args: string[]): Promise<void> => {
      const pid = await alice.pid()
      const listening = await alice.listen()
      const working = alice.spawn([...args, '--json'], given('one'))
      working.stdin!.end()
      // Told at the beginning, then now and then: what follows takes long enough for a signal.
      await listening.line(each => each.event === 'progress' && Number(each.done) < Number(each.total))
      process.kill(pid, 'SIGKILL')
      await once(working, 'close')
      await listening.ended
      await alice.up()
    }
    await killed('seal', 'bob')
    expect(await alice.fails(['history', 'bob'])).toMatchObject({ code: 'not-allowed' })
    for (;;) {
      const failed = await alice.run(['unseal', 'bob', '--json'], given('one'))
      if (failed.exit === 0) break
      expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: 'busy' } })
    }
    await alice.json('seal', 'bob')
    expect((await openedByStoreKey(alice.home)).includes(WORDS)).toBe(false)
    await killed('unseal', 'bob', '--forever')
    const [found] = await alice.json<Conversation[]>('conversations')
    expect(found).toMatchObject({ sealed: true, locked: true })
    expect(await run('one', 'unseal', 'bob')).toMatchObject({ sealed: false, locked: false })
    expect(await alice.json('history', 'bob', '--limit', '5000')).toEqual(before)
  })
})
