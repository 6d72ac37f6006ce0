import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Notice } from '../../../src/node/notices/notice.ts'
import { Notifier } from '../../../src/node/notices/notifier.ts'
import { befriend, eventually, startPeer, type TestPeer } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

interface Heard {
  notice: Notice
  env: Record<string, string>
  args: string[]
}

/** A friend of bob's whose notify.command writes down what it gets. */
async function listener(clock?: () => number) {
  const folder = await temporaryFolder()
  const [script, out] = [join(folder, 'my tell.mjs'), join(folder, 'heard')]
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs'
     const { env, argv } = process
     const notice = JSON.parse(readFileSync(0, 'utf8'))
     appendFileSync(${JSON.stringify(out)}, JSON.stringify({ notice, env, args: argv.slice(2) }) + '\\n')`,
  )
  const log: string[] = []
  const ann = await startPeer('ann', { log: message => log.push(message), ...(clock === undefined ? {} : { clock }) })
  const bob = await startPeer('bob')
  await befriend(ann, bob)
  await ann.messenger.settingsSet({
    name: 'notify.command',
    value: `'${process.execPath}' "${script}" 'one arg' $HOME ; --flag`,
  })
  const heard = (): Heard[] =>
    existsSync(out)
      ? readFileSync(out, 'utf8')
          .split('\n')
          // What is behind the last end of a line is being written.
          .slice(0, -1)
          .map(line => JSON.parse(line) as Heard)
      : []
  const say = (text: string) => bob.messenger.send({ conv: ['ann'], text, wait: 'delivered', timeout: 10 })
  const next = (count = heard().length + 1) =>
    eventually(`notice ${count}`, () => (heard().length >= count ? heard()[count - 1] : undefined), 15)
  const set = (name: string, value: string | boolean) => ann.messenger.settingsSet({ name, value })
  return { ann, bob, heard, say, next, set, log }
}

const quietFor = (from: number, to: number): string => {
  const time = (hours: number) => {
    const at = new Date(Date.now() + hours * 3_600_000)
    return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  }
  return `${time(from)}-${time(to)}`
}

/** Long enough for a notice that is to come. */
const pause = (ms = 1_500) => new Promise(resolve => setTimeout(resolve, ms))
const readAll = async (of: TestPeer) => {
  for (const { conversation } of await of.messenger.unread()) await of.messenger.read({ conv: conversation })
}

describe("the user's command", () => {
  it('gets the notice as JSON and in its environment, its words as they were written, no shell in between', async () => {
    process.env.EARSHOT_PASSPHRASE_FILE = '/secret/place'
    process.env.EARSHOT_PROFILE = 'another'
    const { ann, bob, say, next } = await listener()
    onTestFinished(() => {
      delete process.env.EARSHOT_PASSPHRASE_FILE
      delete process.env.EARSHOT_PROFILE
    })
    const [sent] = await say('hello <b> & "you" 你好\nline two')
    const { notice, env, args } = await next()
    expect(notice).toEqual({
      ...{ notice: 'message', at: expect.any(String), title: 'bob', body: 'hello <b> & "you" 你好 line two', count: 1 },
      ...{ mention: false, conversation: sent!.conversation, name: 'bob', from: { peerId: bob.peerId, name: 'bob' } },
      ...{ id: sent!.id, type: 'text', text: 'hello <b> & "you" 你好\nline two' },
    })
    expect(args).toEqual(['one arg', '$HOME', ';', '--flag'])
    expect(env).toMatchObject({
      ...{ EARSHOT_NOTICE_KIND: 'message', EARSHOT_NOTICE_TITLE: 'bob', EARSHOT_NOTICE_COUNT: '1' },
      ...{ EARSHOT_NOTICE_TEXT: notice.text, EARSHOT_NOTICE_ID: sent!.id, EARSHOT_HOME: ann.home },
    })
    expect(env).not.toHaveProperty('EARSHOT_PASSPHRASE_FILE')
    expect(env).not.toHaveProperty('EARSHOT_PROFILE')
  })

  it('gets nothing of what notify.content hides', async () => {
    const { bob, ann, say, next, set } = await listener()
    const { conversation } = (await ann.messenger.conversations())[0]!
    await set('notify.content', 'name')
    const [first] = await say('the secret text')
    const named = await next()
    expect(named.notice).toMatchObject({ title: 'bob', body: 'New message', name: 'bob', conversation })
    expect(JSON.stringify(named)).not.toMatch(new RegExp(`secret text|${first!.id}`))
    await readAll(ann)
    await set('notify.content', 'none')
    const [second] = await say('another secret')
    const bare = await next(2)
    const { at, ...rest } = bare.notice
    expect(at).toMatch(/^2\d{3}-/)
    expect(rest).toEqual({ notice: 'message', title: 'Earshot', body: 'New message', count: 1, mention: false })
    expect(JSON.stringify(bare)).not.toMatch(
      new RegExp(`another secret|${second!.id}|${bob.peerId}|${conversation}|"bob"`),
    )
  })

  it('is not run for what is looked at, read at once, or recalled', async () => {
    const { ann, bob, heard, say, next } = await listener()
    expect(await ann.messenger.looking({ conv: 'bob' })).toEqual({ seconds: 30 })
    await say('you see this')
    await pause()
    await ann.messenger.looking({})
    // However slow this machine is, nothing is due before it was read, or taken back.
    const { placed } = Notifier.prototype
    const held: (() => void)[] = []
    const holding = vi.spyOn(Notifier.prototype, 'placed').mockImplementation(function (this: Notifier, stored) {
      held.push(() => placed.call(this, stored))
    })
    const release = (): void => {
      expect(held).toHaveLength(1)
      for (const run of held.splice(0)) run()
    }
    await say('you read this')
    await readAll(ann)
    release()
    await pause()
    const [mistake] = await say('a mistake')
    await bob.messenger.recall({ id: mistake!.id })
    await eventually('it is taken back', async () => (await ann.messenger.unread()).length === 0)
    release()
    holding.mockRestore()
    await pause()
    expect(heard()).toEqual([])
    await say('and this is told')
    expect((await next()).notice.text).toBe('and this is told')
  })

  it('is run once for a burst, and once for what follows', async () => {
    const { bob, heard, next } = await listener()
    const burst = (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from + 1 }, (_, i) =>
          bob.messenger.send({ conv: ['ann'], text: `message ${from + i}` }),
        ),
      )
    await burst(1, 40)
    const first = await next(1)
    await burst(41, 60)
    const second = await next(2)
    const counts = [first.notice.count, second.notice.count]
    expect(counts[0]! + counts[1]!).toBe(60)
    expect(second.notice).toMatchObject({ text: 'message 60', body: `${counts[1]} new messages\nmessage 60` })
    await pause()
    expect(heard()).toHaveLength(2)
  })

  it('is silent for what is muted, unless one is mentioned and that is wanted', async () => {
    const { ann, heard, say, next, set } = await listener()
    await ann.messenger.mute({ conv: 'bob' })
    await say('not for you')
    await pause()
    expect(heard()).toEqual([])
    await say('@ann this is')
    const { notice } = await next()
    expect(notice).toMatchObject({ count: 1, mention: true, text: '@ann this is' })
    await set('notify.mentions', false)
    await say('@ann not this')
    await pause(6_500)
    await ann.messenger.unmute({ conv: 'bob' })
    await say('now you hear')
    expect((await next(2)).notice.text).toBe('now you hear')
    expect(heard()).toHaveLength(2)
  })

  it('is silent in quiet hours, mentioned or not, and not outside of them', async () => {
    const { heard, say, next, set } = await listener()
    await set('notify.quiet', quietFor(-1, 1))
    await say('@ann in the night')
    await pause()
    expect(heard()).toEqual([])
    await set('notify.quiet', quietFor(1, -1))
    await say('in the morning')
    expect((await next()).notice.text).toBe('in the morning')
  })

  it('is run for who asks to be friends, and for a call that rings', async () => {
    const { ann, bob, heard, next } = await listener()
    const eve = await startPeer('eve')
    const [address = ''] = eve.addresses()
    await ann.messenger.connect({ address })
    await eve.messenger.add({ who: ann.peerId, message: 'let me in' })
    expect((await next(1)).notice).toMatchObject({ notice: 'request', name: 'eve', text: 'let me in' })
    await bob.messenger.call({ who: 'ann', session: 'rtp://127.0.0.1:5004' })
    const { notice } = await next(2)
    expect(notice).toMatchObject({ notice: 'call', title: 'bob', body: 'is calling you', count: 0 })
    await bob.messenger.hangup()
    // What became of it is in the conversation: a call that was missed.
    expect((await next(3)).notice).toMatchObject({ notice: 'message', type: 'call', body: 'Missed call' })
    expect(heard()).toHaveLength(3)
  })

  it('may fail, or not be there: that is counted in the log, without what it was about', async () => {
    const { ann, log, say, set } = await listener()
    await set('notify.command', `'${process.execPath}' -e 'process.exit(3)'`)
    await say('secret words')
    const told = (part: string) => eventually(part, () => log.find(line => line.includes(part)), 10)
    expect(await told('ended with 3')).toMatch(
      /^notify\.command: ended with 3 \(1 failed, 0 not run since the start\)$/,
    )
    await readAll(ann)
    await set('notify.command', '/no/such/program --now')
    await pause(5_000)
    await say('more secret words')
    expect(await told('no such program')).toContain('2 failed')
    expect(log.join()).not.toContain('secret')
  })
})
