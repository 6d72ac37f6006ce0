import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Cli, twoFriends } from '../../support/cli.ts'

interface Verification {
  safetyNumber: string
  verified: boolean
  qr: string
}

/** Runs a command on a terminal of its own, and types. */
async function atTerminal(cli: Cli, command: string, typed: string): Promise<{ exit: number | null; output: string }> {
  const { command: program, env } = cli.program(command)
  const child = spawn('script', ['--quiet', '--return', '--command', program, '/dev/null'], { env })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (output.includes('[y/N]') && typed !== '') {
      child.stdin.write(typed)
      typed = ''
    }
  })
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit, output }
}

describe('safety numbers on the command line', () => {
  let alice: Cli
  let bob: Cli
  let mallory: Cli
  let malloryId: string

  beforeAll(async () => {
    ;[alice, bob] = await twoFriends()
    mallory = new Cli()
    ;({ peerId: malloryId } = await mallory.json<{ peerId: string }>('init', '--name', 'Bоb', '--no-passphrase'))
    await mallory.up()
  })

  afterAll(async () => {
    for (const each of [alice, bob, mallory]) await each[Symbol.asyncDispose]()
  })

  it('are the same on both sides, and compare', async () => {
    const here = await alice.json<Verification>('verify', 'bob')
    const there = await bob.json<Verification>('verify', 'alice')
    expect(there.safetyNumber).toBe(here.safetyNumber)
    expect(here.safetyNumber.replaceAll(' ', '')).toMatch(/^\d{60}$/)
    for (const text of [there.safetyNumber, there.safetyNumber.replaceAll(' ', ''), there.qr])
      expect(await alice.json('verify', 'bob', '--compare', text)).toMatchObject({ matches: true, verified: false })
    const shown = await alice.run(['verify', 'bob'])
    expect(shown.stdout.replaceAll(/\s/g, '')).toContain(here.safetyNumber.replaceAll(' ', ''))
    expect(shown.stdout).toContain('--confirm')
    const shownInChinese = await alice.run(['verify', 'bob', '--lang', 'zh'])
    expect(shownInChinese.stdout).toContain('安全码')
  })

  it('that differ fail loudly, with exit 4, in both languages', async () => {
    const other = await mallory.json<Verification>('verify', (await alice.json<{ peerId: string }>('status')).peerId)
    const wrong = ['verify', 'bob', '--confirm', '--compare', other.safetyNumber]
    expect(await alice.fails(wrong)).toMatchObject({
      exit: 4,
      code: 'not-allowed',
      message: expect.stringContaining('DIFFER'),
    })
    expect((await alice.run([...wrong, '--lang', 'zh'])).stderr).toContain(
      '安全码不一致：这不是你拿到的那个号码所属的 bob',
    )
    expect(await alice.fails(['verify', 'bob', '--compare', '123'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['verify', 'bob', '--confirm', '--undo'])).toMatchObject({ exit: 2, code: 'usage' })
    expect(await alice.fails(['verify', 'nobody'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.json('verify', 'bob')).toMatchObject({ verified: false })
  })

  it('mark as verified, and unmark', async () => {
    expect(await alice.json('verify', 'bob', '--confirm')).toMatchObject({ verified: true })
    expect(await alice.json('friends')).toMatchObject([{ name: 'bob', verified: true }])
    expect(await alice.json('verify', 'bob', '--undo')).toMatchObject({ verified: false })
    expect(await alice.json('verify', 'bob', '--confirm')).toMatchObject({ verified: true })
  })

  it('belong to an identity: another one behind the name is warned of wherever it shows', async () => {
    const [address] = (await alice.json<{ addresses: string[] }>('status')).addresses
    await mallory.json('connect', address!)
    await mallory.json('add', (await alice.json<{ peerId: string }>('status')).peerId)
    for (;;) {
      const requests = await alice.json<{ peerId: string; resembles?: object }[]>('requests')
      if (requests.length === 0) continue
      expect(requests).toMatchObject([{ peerId: malloryId, resembles: { name: 'bob', verified: true } }])
      break
    }
    for (const command of ['requests', 'nearby']) {
      expect((await alice.run([command])).stdout).toContain('is NOT your verified friend bob')
      expect((await alice.run([command, '--lang', 'zh'])).stdout).toContain('不是你已核实的好友 bob')
    }
    expect((await alice.run(['requests'])).stdout).toContain(`earshot accept ${malloryId}`)
    // Somebody at a terminal is asked first, and may say no.
    const refused = await atTerminal(alice, `accept ${malloryId}`, 'n\n')
    expect(refused.output).toContain('is NOT your verified friend bob')
    expect(refused.output).toContain('Go on all the same?')
    expect(refused.exit).toBe(4)
    expect(await alice.json('requests')).toMatchObject([{ state: 'received' }])
    // Nobody is there to be asked: it is done, and said on standard error.
    const accepted = await alice.run(['accept', malloryId])
    expect(accepted.exit).toBe(0)
    expect(accepted.stderr).toContain('is NOT your verified friend bob')
    const listed = (await alice.run(['friends'])).stdout
    expect(listed).toContain('is NOT your verified friend bob')
    expect(listed).toMatch(/^Name +Verified /u)
    expect(listed.split('\n').filter(line => line.includes('✓'))).toHaveLength(1)
  })
})
