import { describe, expect, it } from 'vitest'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { phrase } from '../../../src/protocol/phrase.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { eventually, startPeer } from '../../support/peers.ts'
import { openTui } from '../../support/tui-app.ts'

async function opened() {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  return { anna, tui: await openTui(anna) }
}

describe('the own account', () => {
  it('shows the profile and how the node is, and leads to what can be done', async () => {
    const { anna, tui } = await opened()
    tui.app.do('account')
    await tui.shows(anna.peerId)
    await tui.shows('Earshot 0.0.0')
    tui.click('Change name')
    await tui.shows('E-mail')
  })

  it('changes name and status', async () => {
    const { anna, tui } = await opened()
    tui.app.do('account.profile')
    await tui.shows('E-mail')
    tui.press('ctrl+u')
    tui.type('Anna B')
    tui.press('enter')
    tui.type('at work')
    tui.press('enter', 'enter')
    await tui.shows('Saved.')
    expect([anna.name, anna.statusLine]).toEqual(['Anna B', 'at work'])
    expect(tui.app.state.me.name).toBe('Anna B')
  })

  it('shows at once what was changed in another terminal', async () => {
    const alice = await startPeer('alice')
    const tui = await openTui(alice.messenger)
    tui.app.do('account')
    await tui.shows(/● alice .*│/)
    await alice.messenger.profileSet({ name: 'Alice\u0301 B', status: 'at sea' })
    await tui.shows('at sea')
    tui.press('escape')
    expect(tui.rows().at(-1)).toContain('Alicé B'.normalize('NFC'))
    await alice.messenger.passwd({ next: 'secret' })
    await eventually('the passphrase is known of', () => tui.app.state.me.passphrase)
  })

  it('sets a passphrase, asks for it to change it, and takes it away', async () => {
    const { anna, tui } = await opened()
    tui.app.do('account.passphrase')
    tui.type('one')
    tui.press('enter')
    tui.type('two')
    tui.press('enter')
    await tui.shows('The two passphrases differ')
    // Which of the two is wrong nobody can see: both are typed again.
    expect(tui.text()).not.toContain('•')
    tui.type('one')
    tui.press('enter')
    tui.type('one')
    expect(tui.text()).toMatch(/Once more +•••/)
    tui.press('enter')
    await eventually('it is set', () => anna.passphrase === 'one')
    await eventually('it is closed', () => tui.app.panels.length === 0)
    tui.app.do('account.passphrase')
    tui.type('wrong')
    tui.press('enter', 'enter', 'enter')
    await tui.shows('passphrase is wrong')
    tui.press('escape')
    tui.app.do('account.passphrase')
    tui.type('one')
    tui.press('enter', 'enter', 'enter')
    await tui.shows('The passphrase is gone')
    expect(anna.passphrase).toBeUndefined()
  })

  it('backs up: shows how far it is, asks before it replaces a file', async () => {
    const { anna, tui } = await opened()
    const whole = Promise.withResolvers<void>()
    anna.backup = async ({ file, force }) => {
      if (!force) throw new EarshotError('exists', phrase`${file} is there already`)
      anna.emit({ event: 'progress', task: 'backup', done: 1, total: 2 })
      await whole.promise
      return { file, bytes: 1_000, messages: 3, conversations: 2, took: 1 }
    }
    tui.app.do('account.backup')
    await tui.shows('Passphrase of the backup')
    tui.press('down')
    tui.type('secret')
    tui.press('enter')
    tui.type('secret')
    tui.press('enter')
    await tui.shows('There is a file already')
    tui.press('up', 'enter')
    await tui.shows('50 %')
    whole.resolve()
    await tui.shows('Saved 3 messages')
  })

  it('erases only after the name was typed and it was asked once more', async () => {
    const { anna, tui } = await opened()
    let erased = 0
    anna.erase = async () => {
      erased++
      return { erased: true, told: 0 }
    }
    tui.app.do('account.erase')
    tui.type('bert')
    tui.press('enter')
    await tui.shows('That is not your name')
    tui.press('ctrl+u')
    tui.type('anna')
    tui.press('enter')
    await tui.shows('Destroy this account for good?')
    tui.press('enter')
    expect(erased).toBe(0)
    tui.app.do('account.erase')
    tui.type('anna')
    tui.press('enter')
    await tui.shows('Destroy this account for good?')
    tui.press('up', 'enter')
    await eventually('it is erased', () => erased === 1)
  })

  it('asks before it stops the node', async () => {
    const { anna, tui } = await opened()
    let stopped = 0
    anna.down = async () => {
      stopped++
      return { stopping: true }
    }
    tui.app.do('account.down')
    tui.press('enter')
    expect(stopped).toBe(0)
    tui.app.do('account.down')
    tui.press('up', 'enter')
    await eventually('it is stopped', () => stopped === 1)
  })
})

describe('engines', () => {
  it('are listed with what is here, and chosen with their languages', async () => {
    const { anna, tui } = await opened()
    const engines = await anna.engines()
    anna.engines = async () => ({
      ...engines,
      recipes: [
        {
          name: 'apertium',
          kind: 'translate',
          here: true,
          chosen: false,
          programs: ['apertium'],
          site: 'https://apertium.org',
        },
      ],
    })
    tui.app.do('engines')
    await tui.shows(/apertium +translation .*here/)
    tui.press('enter')
    await tui.shows('From language')
    tui.press('down')
    tui.type('en')
    tui.press('down')
    tui.type('es')
    tui.press('enter')
    await eventually('it is chosen', () => anna.settingValues.get('translate.to') === 'es')
    expect(anna.settingValues.get('translate.engine')).toBe('apertium')
  })
})
