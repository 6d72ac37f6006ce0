/** backup, restore and export as people and scripts run them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/node/messenger.ts'
import { Store } from '../../../src/store/store.ts'
import { createIdentity } from '../../../src/store/vault.ts'
import { Cli, twoFriends } from '../../support/cli.ts'
import { eventually } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

/** A profile that has said this much to somebody who never answered; written straight to its disk. */
async function talker(messages: number, passphrase?: string): Promise<{ cli: Cli; bob: string }> {
  const cli = new Cli()
  const secret = passphrase === undefined ? {} : { passphrase }
  await createIdentity({ home: cli.home, name: 'ann', ...secret })
  const { peerId: bob } = await createIdentity({ home: await temporaryFolder(), name: 'bob' })
  const store = await Store.open({ home: cli.home, ...secret })
  for (let n = 0; n < messages; n += 500) {
    await store.commit(tx => {
      for (let i = n; i < Math.min(messages, n + 500); i++)
        store.conversations.append(tx, bob, { kind: 'text', text: `message ${i} of <b>many</b> & more` })
    })
  }
  await store.contacts.note(bob, contact => ({ ...contact, nick: 'Bobby', friendSince: 1 }))
  await store.close()
  return { cli, bob }
}

const machine = (cli: Cli) => ({ EARSHOT_HOME: join(cli.folder, 'other') })

describe('earshot backup and restore', () => {
  it('save a profile while its node runs, tell what is in the file, and bring it back elsewhere', async () => {
    const [first, second] = await twoFriends()
    await using alice = first
    // Whom nobody asks for anything, but who ends with the test.
    await using _bob = second
    const env = { EARSHOT_BACKUP_PASSPHRASE_FILE: alice.secret('saving', 'of the backup\n') }
    await alice.json('send', 'bob', 'keep this')
    const before = Date.now()
    const file = join(alice.folder, 'alice.backup')
    const made = await alice.run(['backup', file, '--json'], { env })
    expect(made).toMatchObject({ exit: 0 })
    expect(JSON.parse(made.stdout)).toMatchObject({ file, messages: 1, conversations: 1, took: expect.any(Number) })
    const { peerId } = await alice.json<{ peerId: string }>('profile')

    const checked = await alice.run(['backup', '--check', file, '--json'], { env })
    expect(JSON.parse(checked.stdout)).toMatchObject({ file, peerId, name: 'alice', messages: 1, conversations: 1 })
    expect(Date.parse(JSON.parse(checked.stdout).madeAt)).toBeGreaterThanOrEqual(before)

    const there = { ...env, ...machine(alice) }
    const back = await alice.run(['restore', file, '--json'], { env: there })
    expect(JSON.parse(back.stdout)).toMatchObject({ peerId, name: 'alice', messages: 1, conversations: 1 })
    // The same passphrase protects the profile, unless another one is given, or none.
    const profile = { ...machine(alice), EARSHOT_PASSPHRASE_FILE: env.EARSHOT_BACKUP_PASSPHRASE_FILE }
    const history = await alice.run(['history', 'bob', '--json'], { env: profile })
    expect((JSON.parse(history.stdout) as Message[]).map(({ text }) => text)).toEqual(['keep this'])
    await alice.run(['down'], { env: profile })
  })

  it('take the passphrase of the profile where there is no other, and never none', async () => {
    const { cli } = await talker(3, 'of the profile')
    await using ann = cli
    const own = { EARSHOT_PASSPHRASE_FILE: ann.secret('own', 'of the profile') }
    const empty = { ...own, EARSHOT_BACKUP_PASSPHRASE_FILE: ann.secret('empty', '') }
    const other = { ...machine(ann), EARSHOT_PASSPHRASE_FILE: ann.secret('another', 'another one') }
    const file = join(ann.folder, 'x')
    expect(await ann.fails(['backup', file], { env: empty })).toMatchObject({ code: 'invalid' })
    expect((await ann.run(['backup', file], { env: own })).exit).toBe(0)
    expect(await ann.fails(['backup', '--check', file], { env: other })).toMatchObject({
      code: 'wrong-passphrase',
      exit: 4,
    })
    expect(await ann.fails(['restore', file], { env: other })).toMatchObject({ code: 'wrong-passphrase' })
    expect(existsSync(other.EARSHOT_HOME)).toBe(false)
    expect(await ann.fails(['restore', file], { env: machine(ann) })).toMatchObject({ code: 'usage' })
    const both = { ...other, EARSHOT_BACKUP_PASSPHRASE_FILE: own.EARSHOT_PASSPHRASE_FILE }
    expect((await ann.run(['restore', file], { env: both })).exit).toBe(0)
    expect(JSON.parse((await ann.run(['profile', '--json'], { env: other })).stdout)).toMatchObject({
      passphrase: true,
    })
    await ann.run(['down'], { env: other })
    await ann.run(['down'], { env: own })
  })

  it('refuse what would destroy something, and what is no backup', async () => {
    const { cli } = await talker(3)
    await using ann = cli
    const env = { EARSHOT_BACKUP_PASSPHRASE_FILE: ann.secret('p', 'of the backup') }
    const file = join(ann.folder, 'x')
    await ann.run(['backup', file], { env })
    const before = readFileSync(file)
    expect(await ann.fails(['backup', file], { env })).toMatchObject({ code: 'exists', exit: 4 })
    for (const force of [[], ['--force']]) {
      const refused = await ann.fails(['backup', ann.folder, ...force], { env })
      expect(refused).toMatchObject({ code: 'exists', message: `${ann.folder} is a folder` })
      expect(refused.hint).toContain(join(ann.folder, 'earshot-'))
    }
    expect(readFileSync(file)).toEqual(before)
    expect((await ann.run(['backup', file, '--force'], { env })).exit).toBe(0)
    expect(readFileSync(file)).not.toEqual(before)
    expect(await ann.fails(['restore', file], { env })).toMatchObject({ code: 'exists' })
    expect(await ann.fails(['backup', join(ann.home, 'db', 'x')], { env })).toMatchObject({ code: 'invalid' })
    expect(await ann.fails(['backup', join(ann.folder, 'none', 'x')], { env })).toMatchObject({ code: 'invalid' })
    expect(await ann.fails(['backup', '/sys/x'], { env })).toMatchObject({ code: 'not-allowed' })
    writeFileSync(join(ann.folder, 'text'), 'no backup at all')
    const there = { ...env, ...machine(ann) }
    for (const [name, code] of [
      ['text', 'invalid'],
      ['missing', 'no-file'],
    ] as const)
      expect(await ann.fails(['restore', join(ann.folder, name)], { env: there })).toMatchObject({ code })
    expect(existsSync(there.EARSHOT_HOME)).toBe(false)
    // A relative name is meant from where it was typed, not from where the node was started.
    expect(await ann.fails(['rpc', 'backup', JSON.stringify({ file: 'x', passphrase: 'y' })])).toMatchObject({
      code: 'usage',
    })
  })

  it('leave neither half a file nor a lost profile when the node is killed in the middle', async () => {
    const { cli } = await talker(20_000)
    await using ann = cli
    const env = { EARSHOT_BACKUP_PASSPHRASE_FILE: ann.secret('p', 'of the backup') }
    const folder = join(ann.folder, 'target')
    mkdirSync(folder)
    const file = join(folder, 'x')
    await ann.up()
    const pid = await ann.pid()
    const running = ann.run(['backup', file, '--json'], { env })
    await eventually('it is being written', () => readdirSync(folder).length > 0, 30)
    process.kill(pid, 'SIGKILL')
    expect(await running).toMatchObject({ exit: 5, stdout: '' })
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.x\.part-/)])
    const again = await ann.run(['backup', file, '--json'], { env })
    expect(JSON.parse(again.stdout)).toMatchObject({ messages: 20_000 })
    // What the killed one left is gone.
    expect(readdirSync(folder)).toEqual(['x'])
  })

  it('give up without a trace when the node is stopped, or the restore is', async () => {
    const { cli } = await talker(20_000)
    await using ann = cli
    const env = { EARSHOT_BACKUP_PASSPHRASE_FILE: ann.secret('p', 'of the backup') }
    const folder = join(ann.folder, 'target')
    mkdirSync(folder)
    const file = join(folder, 'x')
    const node = await ann.up()
    const running = ann.run(['backup', file, '--json'], { env })
    await eventually('it is being written', () => readdirSync(folder).length > 0, 30)
    await node.stop('SIGTERM')
    expect((await running).exit).toBe(5)
    expect(readdirSync(folder)).toEqual([])
    expect((await ann.run(['backup', file], { env })).exit).toBe(0)

    const there = { ...env, ...machine(ann) }
    for (const signal of ['SIGINT', 'SIGKILL'] as const) {
      const child = ann.spawn(['restore', file], { env: there })
      const ended = new Promise(resolve => child.once('close', resolve))
      await eventually('it is being restored', () => existsSync(there.EARSHOT_HOME), 30)
      await eventually(
        'rows are there',
        () => readdirSync(there.EARSHOT_HOME).some(name => readdirSync(join(there.EARSHOT_HOME, name)).includes('db')),
        30,
      )
      child.kill(signal)
      await ended
      // Whatever was there is no identity.
      if (signal === 'SIGINT') expect(existsSync(there.EARSHOT_HOME)).toBe(false)
      else expect(existsSync(join(there.EARSHOT_HOME, 'vault.json'))).toBe(false)
    }
    const back = await ann.run(['restore', file, '--no-passphrase', '--json'], { env: there })
    expect(JSON.parse(back.stdout)).toMatchObject({ messages: 20_000 })
    expect(readdirSync(there.EARSHOT_HOME).sort()).toEqual(['db', 'settings.yaml', 'vault.json'])
  })

  it('tell listeners how far they are', async () => {
    const { cli } = await talker(5_000)
    await using ann = cli
    const env = { EARSHOT_BACKUP_PASSPHRASE_FILE: ann.secret('p', 'of the backup') }
    await ann.up()
    const listening = await ann.listen()
    await ann.run(['backup', join(ann.folder, 'x')], { env })
    const last = await listening.line(line => line.event === 'progress' && line.done === line.total)
    expect(last).toMatchObject({ task: 'backup', done: expect.any(Number) })
  })
})

describe('earshot export', () => {
  it('gives out a whole conversation, oldest first, as JSON, text and a page', async () => {
    const { cli, bob } = await talker(5_000)
    await using ann = cli
    const file = join(ann.folder, 'out')
    const whole = await ann.json<Message[]>('export', bob)
    expect(whole).toHaveLength(5_000)
    expect(whole.map(({ text }) => text)).toEqual(
      Array.from({ length: 5_000 }, (_, n) => `message ${n} of <b>many</b> & more`),
    )
    expect(whole.slice(-50)).toEqual(await ann.json('history', bob))
    expect(await ann.json('export', bob, '--format', 'json', '--output', file)).toEqual({
      ...{ file, format: 'json', messages: 5_000 },
    })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(whole)
    expect(await ann.fails(['export', bob, '--output', file])).toMatchObject({ code: 'exists' })
    await ann.json('export', bob, '--format', 'html', '--output', file, '--force')
    const html = readFileSync(file, 'utf8')
    expect(html.match(/<article /g)).toHaveLength(5_000)
    expect(html).toContain('message 4999 of &lt;b&gt;many&lt;/b&gt; &amp; more')
    expect(html.trimEnd().endsWith('</html>')).toBe(true)
    const text = await ann.run(['export', bob])
    expect(text.stdout.split('\n').filter(line => line.includes('message '))).toHaveLength(5_000)
    expect(text.stdout).toContain('Conversation with Bobby')
    expect(text.stdout).not.toContain('\u001b')
    const { stdout } = await ann.run(['export', bob, '--lang', 'zh'])
    expect(stdout).toContain('与 Bobby 的会话')
    await ann.run(['down'])
  })

  it('keeps to the times that are asked for, and refuses what it cannot do', async () => {
    const { cli, bob } = await talker(10)
    await using ann = cli
    const [, second, third] = await ann.json<Message[]>('export', bob)
    const cut = new Date(Date.parse(third!.at) + 1).toISOString()
    expect(await ann.json('export', bob, '--since', '2030-01-01')).toEqual([])
    expect(await ann.json('export', bob, '--until', '2020-01-01')).toEqual([])
    const kept = await ann.json<Message[]>('export', bob, '--since', second!.at, '--until', cut)
    expect(kept.length).toBeGreaterThanOrEqual(2)
    expect(kept.every(({ at }) => at >= second!.at && at < cut)).toBe(true)
    expect(await ann.fails(['export', 'nobody'])).toMatchObject({ code: 'no-peer' })
    expect(await ann.fails(['export', bob, '--format', 'html'])).toMatchObject({ code: 'usage' })
    const nowhere = join(ann.folder, 'none', 'x')
    expect(await ann.fails(['export', bob, '--output', nowhere])).toMatchObject({ code: 'invalid' })
    // A conversation that is none leaves no file.
    expect(await ann.fails(['export', 'nobody', '--output', join(ann.folder, 'f')])).toMatchObject({ code: 'no-peer' })
    expect(existsSync(join(ann.folder, 'f'))).toBe(false)
    await ann.run(['down'])
  })
})
