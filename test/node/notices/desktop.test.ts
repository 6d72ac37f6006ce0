import { describe, expect, it, onTestFinished } from 'vitest'
import { desktopJob } from '../../../src/node/notices/desktop.ts'
import { noDesktop, startDesktop } from '../../support/desktop.ts'
import { befriend, eventually, startPeer } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const HOSTILE = [
  '--urgency=critical -- $(touch pwned) `id` "quotes" \'single\' ; rm',
  '<b>bold</b> <img src="file:///etc/passwd"/> &amp; &lt;i&gt; a < b',
  'C:\\new\\table\\101 %s %n \\',
  '-h string:x:y',
]

describe.skipIf(noDesktop !== undefined)('on a desktop', { meta: { skipReason: noDesktop ?? '' } }, () => {
  it('messages are shown as they are, whatever is in them', async () => {
    const desktop = await startDesktop()
    const before = process.env.DBUS_SESSION_BUS_ADDRESS
    process.env.DBUS_SESSION_BUS_ADDRESS = desktop.env.DBUS_SESSION_BUS_ADDRESS
    onTestFinished(() => {
      process.env.DBUS_SESSION_BUS_ADDRESS = before
    })
    const log: string[] = []
    const ann = await startPeer('ann', { log: message => log.push(message) })
    const bob = await startPeer('--help <b>')
    await befriend(ann, bob)
    for (const text of HOSTILE) {
      const [sent] = await bob.messenger.send({ conv: ['ann'], text })
      const shown = await eventually(text, () => desktop.shown().find(({ body }) => body.endsWith(shownAs(text))))
      expect(shown).toMatchObject({ application: 'Earshot', summary: '--help <b>' })
      await ann.messenger.read({ conv: bob.peerId })
      await bob.messenger.waitFor({ ids: [sent!.id], state: 'read', timeout: 10 })
    }
    // What controls terminals and turns texts around is not in it.
    await bob.messenger.send({ conv: ['ann'], text: 'one\u0007\u001b[2J\u202etwo\n\nthree\0' })
    await eventually('the plain text', () => desktop.shown().find(({ body }) => body === 'one [2Jtwo three'))
    expect(log.filter(line => line.includes('notice'))).toEqual([])
  })
})

/** How dunst keeps a body: its markup as it came. */
function shownAs(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

describe('without a desktop', () => {
  it('nothing is run', async () => {
    expect(desktopJob('linux', {})).toBeUndefined()
    expect(desktopJob('linux', { DBUS_SESSION_BUS_ADDRESS: 'disabled:' })).toBeUndefined()
    expect(desktopJob('linux', { XDG_RUNTIME_DIR: await temporaryFolder() })).toBeUndefined()
    expect(desktopJob('freebsd', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' })).toBeDefined()
  })

  it('where the bus is gone, that is told once and messages go on', async () => {
    const before = process.env.DBUS_SESSION_BUS_ADDRESS
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nowhere/bus'
    onTestFinished(() => {
      process.env.DBUS_SESSION_BUS_ADDRESS = before
    })
    const log: string[] = []
    const ann = await startPeer('ann', { log: message => log.push(message) })
    const bob = await startPeer('bob')
    await befriend(ann, bob)
    await bob.messenger.send({ conv: ['ann'], text: 'secret words', wait: 'delivered', timeout: 10 })
    const failures = () => log.filter(line => line.startsWith('desktop notices: '))
    await eventually('the failure is told', () => failures().length > 0)
    expect(failures().join()).not.toContain('secret')
    await bob.messenger.send({ conv: ['ann'], text: 'more', wait: 'delivered', timeout: 10 })
  })
})

describe('elsewhere', () => {
  const texts = ['-e "do shell script"', '" & $(calc) \'; <b>'] as const

  it('texts are arguments of a constant script on macOS', () => {
    const { words } = desktopJob('darwin', {})!(...texts)
    expect(words.slice(-3)).toEqual(['--', ...texts])
    expect(words.slice(0, -2).join(' ')).not.toContain('calc')
  })

  it('texts are variables of a constant script on Windows', () => {
    const { words, env } = desktopJob('win32', { Path: 'C:\\' })!(...texts)
    const script = Buffer.from(words.at(-1)!, 'base64').toString('utf16le')
    expect(script).toContain('CreateTextNode($env:EARSHOT_NOTICE_BODY)')
    expect(words.join(' ') + script).not.toContain('calc')
    expect(env).toEqual({ Path: 'C:\\', EARSHOT_NOTICE_TITLE: texts[0], EARSHOT_NOTICE_BODY: texts[1] })
  })
})
