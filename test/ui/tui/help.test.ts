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
