import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../../src/ui/tui/actions/all.ts'
import { markedSpans } from '../../../src/ui/tui/panels/marked.ts'
import { actionEntries } from '../../../src/ui/tui/panels/palette-entries.ts'
import { comesTrue } from '../../support/comes-true.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { eventually, startPeer } from '../../support/peers.ts'
import { openTui } from '../../support/tui-app.ts'

describe('the palette', () => {
  it('offers every action that is no part of another and makes sense now', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const { app } = await openTui(anna)
    app.do('conversation.next')
    const offered = new Set(actionEntries(app).map(({ key }) => key))
    for (const action of ACTIONS) {
      const wanted = !action.inner && action.name !== 'palette' && action.offered?.(app.state) !== false
      expect([action.name, offered.has(`action:${action.name}`)]).toEqual([action.name, wanted])
    }
  })

  it('begins with what one most likely wants, and ends with leaving', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const { app } = await openTui(anna)
    const keys = actionEntries(app).map(({ key }) => key.replace('action:', ''))
    expect(keys.slice(0, 2)).toEqual(['goto', 'search'])
    expect(keys.indexOf('people.add')).toBeLessThan(keys.indexOf('focus.list'))
    expect(keys.indexOf('quit')).toBeGreaterThan(keys.indexOf('settings'))
  })

  it('finds an action by a few letters, shows its key and performs it', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna)
    tui.press('ctrl+p')
    await tui.shows('All commands, people and conversations')
    tui.type('archived')
    await tui.shows('Show or hide archived conversations')
    tui.press('enter')
    expect(tui.app.panels).toEqual([])
    expect(tui.app.state.showArchived).toBe(true)
    tui.press('ctrl+p')
    tui.type('quit')
    expect(tui.text()).toMatch(/Quit .*ctrl\+q/)
  })

  it('opens a conversation, a profile nearby, a folder of the list', async () => {
    const world = new MemoryWorld()
    const [anna, bert] = world.friends('anna', 'bert')
    await bert.send({ conv: ['anna'], text: 'hello' })
    const tui = await openTui(anna)
    tui.press('ctrl+p')
    tui.type('bert')
    expect(tui.text()).toMatch(/bert +1 unread/)
    tui.press('enter')
    await tui.shows('hello')
    tui.press('ctrl+p')
    tui.type('friends')
    tui.click('folder')
    expect(tui.app.state.row).toBe('folder:Friends')
    expect(tui.app.state.focus).toBe('list')
  })

  it('sets a setting to one of its values', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna)
    tui.press('ctrl+p')
    tui.type('notify.bell')
    await tui.shows('notify.bell = false')
    tui.press('enter')
    await tui.hides('notify.bell')
    expect(anna.settingValues.get('notify.bell')).toBe(true)
    tui.press('ctrl+p')
    tui.type('notify.bell = false')
    await tui.shows('notify.bell = false')
    tui.press('enter')
    await tui.hides('notify.bell')
    expect(anna.settingValues.get('notify.bell')).toBe(false)
  })

  it('finds a setting by what it does, in the language of the reader, and actions before settings', async () => {
    const peer = await startPeer('anna')
    const chosen = async (query: string, lang: 'en' | 'zh'): Promise<string[]> => {
      const tui = await openTui(peer.messenger, { lang, width: 120 })
      tui.press('ctrl+p')
      await comesTrue(() => expect(tui.app.state.node.is).toBe('up'))
      tui.type(query)
      await tui.shows(/[a-z]+\.[a-z]+ = /)
      return tui.rows()
    }
    expect((await chosen('language', 'en')).join('\n')).toContain('ui.lang = zh')
    expect((await chosen('语言', 'zh')).join('\n')).toContain('ui.lang = zh')
    const rows = await chosen('away', 'en')
    const at = (text: RegExp) => rows.findIndex(row => text.test(row))
    expect(at(/Be shown/)).toBeGreaterThan(-1)
    expect(at(/Be shown/)).toBeLessThan(at(/ui\.away/))
    expect(rows.join('\n')).toContain('…')
  })

  it('has what was used lately first', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna)
    tui.press('ctrl+p')
    tui.type('archived')
    tui.press('enter')
    tui.press('ctrl+p')
    const rows = tui.rows().map(row => row.replaceAll(/[^\w ]/g, '').trim())
    const at = (text: string) => rows.findIndex(row => row.includes(text))
    expect(at('archived')).toBeLessThan(at('Go to a conversation'))
  })

  it('says that the node is gone where it is, and still opens', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna)
    tui.app.attach(undefined)
    tui.press('ctrl+p')
    tui.type('quit')
    tui.press('enter')
    await eventually('it ends', () => tui.asked.quit)
  })

  it('takes hostile names without harm', async () => {
    const world = new MemoryWorld()
    const [anna] = world.friends('anna', '\u202eevil\u001b]0;title\u0007 \u200b\u200b名字')
    const tui = await openTui(anna, { width: 40, height: 12 })
    tui.press('ctrl+o')
    tui.type('evil')
    const text = tui.text()
    expect(text).toContain('evil␛]0;title␇')
    expect(/\p{Cc}(?<!\n)|\u202e/u.test(text)).toBe(false)
    tui.resize(12, 4)
    expect(tui.rows()).toHaveLength(4)
  })
})

describe('going to a conversation', () => {
  it('lists what is unread first, and nothing but conversations', async () => {
    const world = new MemoryWorld()
    const [anna] = world.friends('anna', 'bert')
    const cleo = world.join('cleo')
    anna.relations.set(cleo, { state: 'friend', direction: 'out', folder: 'Friends' })
    cleo.relations.set(anna, { state: 'friend', direction: 'in', folder: 'Friends' })
    await cleo.send({ conv: ['anna'], text: 'are you there?' })
    const tui = await openTui(anna)
    tui.press('ctrl+o')
    const text = tui.text()
    expect(text.indexOf('cleo ')).toBeGreaterThan(-1)
    expect(text).not.toContain('Quit')
    tui.press('enter')
    await tui.shows('are you there?')
  })
})

describe('marks', () => {
  const plain = {}
  const found = { bold: true } as const
  const marks = (text: string, ...matched: [number, number][]) =>
    markedSpans(text, matched, { plain, found })
      .map(span => (span.style === found ? `[${span.text}]` : span.text))
      .join('')

  it('stand on whole characters', () => {
    expect(marks('abcdef', [1, 3], [5, 6])).toBe('a[bc]de[f]')
    expect(marks('a👨‍👩‍👧b', [2, 3])).toBe('a[👨‍👩‍👧]b')
    expect(marks('none')).toBe('none')
  })

  it('let nothing through that is not safe', () => {
    expect(marks('a\u001b[31mb', [1, 2])).toBe('a[␛][31mb')
    expect(marks('x\u202ey\nz', [0, 1])).toBe('[x]�y␤z')
  })
})
