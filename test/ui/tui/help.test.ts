import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../../src/ui/tui/actions/all.ts'
import { EDITOR_KEYS } from '../../../src/ui/tui/editor/keys.ts'
import { Keymap } from '../../../src/ui/tui/keys/keymap.ts'
import { helpRows } from '../../../src/ui/tui/panels/help-rows.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui } from '../../support/tui-app.ts'

async function opened(lang: 'en' | 'zh' = 'en') {
  const [anna] = new MemoryWorld().friends('anna', 'bert')
  return { anna, tui: await openTui(anna, { lang }) }
}

describe('keys', () => {
  it('do one thing each, as they are in the table', () => {
    expect(new Keymap(ACTIONS).faults).toEqual([])
  })

  it('are given to one action in one place, and taken away from who has them by default there', () => {
    const keymap = new Keymap(ACTIONS)
    keymap.set('message.expand=j')
    expect(keymap.action('j', 'messages')?.name).toBe('message.expand')
    expect(keymap.keysOf('messages.down')).toEqual(['down'])
    expect(keymap.action('j', 'list')?.name).toBe('list.down')
    keymap.set('palette=j')
    expect(keymap.action('j', 'list')).toBeUndefined()
  })
})

describe('the line at the bottom', () => {
  it('names keys of the panel that is open, which can be clicked', async () => {
    const { tui } = await opened()
    expect(tui.text()).toContain('enter open')
    tui.press('alt+,')
    await tui.shows('escape close  f1 help')
    expect(tui.text()).not.toContain('enter open')
    tui.click('f1 help')
    await tui.shows('Keys here: Settings')
    tui.click('escape close')
    tui.click('escape close')
    expect(tui.app.panels).toEqual([])
  })

  it('keeps the first keys and that of the help where there is little room', async () => {
    const { tui } = await opened()
    tui.resize(36, 15)
    expect(tui.rows().at(-1)).toMatch(/enter open {2}f1 help *$/)
  })
})

describe('the help', () => {
  it.each(['en', 'zh'] as const)('has every key of the table and of the editor, and every action (%s)', async lang => {
    const { tui } = await opened(lang)
    const rows = helpRows(tui.app)
    for (const action of ACTIONS) {
      if (action.inner && action.keys.length === 0) continue
      const row = rows.find(each => each.action === action)
      expect([action.name, row?.keys]).toEqual([action.name, tui.app.keymap.keysOf(action.name)])
      expect(row?.label).toBe(tui.app.words.tui.actions[action.name])
    }
    const all = new Set(rows.flatMap(({ keys }) => keys))
    for (const [key, command] of EDITOR_KEYS) {
      if (!('select' in command)) expect([key, all.has(key)]).toEqual([key, true])
    }
    // Nothing stands there by the name that the program has for it.
    expect(rows.filter(({ label, action }) => action === undefined && /^(move|delete|row) /.test(label))).toEqual([])
  })

  it('opens by f1, and by ? where nothing is written', async () => {
    const { tui } = await opened()
    tui.press('f1')
    await tui.shows('Help: every key')
    tui.press('escape')
    tui.app.do('conversation.next')
    await tui.shows('Write to bert')
    tui.press('?')
    expect(tui.app.state.open?.editor.text).toBe('?')
    tui.app.state.focus = 'messages'
    tui.press('?')
    await tui.shows('Help: every key')
  })

  it('finds a row by what it does and by its key', async () => {
    const { tui } = await opened()
    tui.press('f1')
    tui.type('next unread')
    expect(tui.text()).toMatch(/Next unread conversation .*alt\+/)
    tui.press('escape')
    tui.press('f1')
    tui.type('ctrl+q')
    expect(tui.text()).toMatch(/Quit +ctrl\+q/)
  })

  it('gives an action another key, which holds at once, and brings the old one back', async () => {
    const { anna, tui } = await opened()
    tui.app.do('keys')
    tui.type('draw the screen')
    tui.press('enter')
    await tui.shows('Press the key for: Draw the screen anew')
    tui.press('f11')
    await tui.shows('Draw the screen anew: f11')
    expect(anna.settingValues.get('ui.keys')).toBe('redraw=f11')
    expect(tui.app.keymap.action('f11', 'anywhere')?.name).toBe('redraw')
    expect(tui.app.keymap.action('ctrl+l', 'anywhere')).toBeUndefined()
    await tui.shows(/Draw the screen anew +f11/)
    tui.press('ctrl+r')
    await tui.shows(/Draw the screen anew +ctrl\+l/)
    expect(anna.settingValues.get('ui.keys')).toBe('')
  })

  it('says what a key is for already, and takes it only when it is pressed again', async () => {
    const { tui } = await opened()
    tui.app.do('keys')
    tui.type('draw the screen')
    tui.press('enter', 'ctrl+q')
    await tui.shows('ctrl+q is for: Quit')
    expect(tui.app.keymap.keysOf('quit')).toContain('ctrl+q')
    tui.press('ctrl+q')
    await tui.shows('Draw the screen anew: ctrl+q')
    expect(tui.asked.quit).toBe(false)
    expect(tui.app.keymap.keysOf('quit')).not.toContain('ctrl+q')
    expect(tui.app.keymap.faults).toEqual([])
  })

  it('adds a key beside those that there are', async () => {
    const { anna, tui } = await opened()
    tui.app.do('keys')
    tui.type('draw the screen')
    tui.press('insert', 'f11')
    await tui.shows('Draw the screen anew: ctrl+l  f11')
    expect(anna.settingValues.get('ui.keys')).toBe('redraw=ctrl+l, redraw=f11')
  })

  it('does not give away what is needed to leave', async () => {
    const { tui } = await opened()
    tui.app.do('keys')
    tui.type('draw the screen')
    tui.press('enter', 'enter')
    await tui.shows('enter is needed')
    tui.press('escape', 'escape')
    expect(tui.app.panels).toEqual([])
  })

  it('tells faults of ui.keys once, with the pair', async () => {
    const { anna, tui } = await opened()
    await anna.settingsSet({ name: 'ui.keys', value: 'flyaway=f11' })
    await tui.shows('flyaway=f11')
    tui.app.state.toasts = []
    await anna.settingsSet({ name: 'ui.time', value: '12h' })
    await tui.hides('flyaway')
  })
})

describe('the help over a panel', () => {
  it.each(['en', 'zh'] as const)('has its keys, and leads back to it as it was (%s)', async lang => {
    const { tui } = await opened(lang)
    const { help, actions, people } = tui.app.words.tui
    tui.app.do('people.invite')
    await tui.shows(people.invite.title)
    tui.press('f1')
    await tui.shows(help.panelTitle(people.invite.title))
    for (const label of [
      people.invite.copy,
      people.qr.alone,
      people.invite.another,
      help.panels.press,
      help.panels.close,
    ])
      expect(tui.text()).toContain(label)
    tui.press('f1')
    await tui.hides(help.panelTitle(people.invite.title))
    // Where nothing is written, the key may be one that types.
    tui.press('?')
    await tui.shows(help.panelTitle(people.invite.title))
    tui.press('escape')
    await tui.shows(people.invite.title)
    expect(tui.app.panels).toHaveLength(1)
    tui.press('escape')
    tui.app.do('account.profile')
    await tui.shows(actions['account.profile'])
    tui.type('? half a name')
    tui.press('f1')
    await tui.shows(help.panels.fill)
    tui.press('escape')
    tui.type(' more')
    expect(tui.text()).toContain('? half a name more')
  })

  it('is there in every kind of panel, at every size', async () => {
    const { tui } = await opened()
    tui.press('alt+1')
    await tui.shows('Write to bert')
    for (const action of ['palette', 'settings', 'help', 'search', 'account', 'editor.emoji', 'people.add'] as const) {
      tui.app.do(action)
      await tui.shows('╭')
      tui.press('f1')
      await tui.shows('Keys here: ')
      for (const [width, height] of [
        [20, 5],
        [60, 20],
        [100, 30],
      ] as const) {
        tui.resize(width, height)
        expect(tui.rows()).toHaveLength(height)
      }
      tui.press('escape', 'escape')
      expect([action, tui.app.panels.length]).toEqual([action, 0])
    }
  })

  it('is not in the way of giving that key to something else', async () => {
    const { tui } = await opened()
    tui.press('f1')
    tui.type('next pane')
    tui.press('enter')
    await tui.shows('Press the key for: ')
    tui.press('f1')
    await tui.shows('f1 is for: ')
  })
})
