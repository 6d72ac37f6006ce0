import { describe, expect, it } from 'vitest'
import type { SettingValue } from '../../../src/node/messenger.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'
import { eventually } from '../../support/peers.ts'
import { openTui } from '../../support/tui-app.ts'

async function opened(lang: 'en' | 'zh' = 'en') {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'hello' })
  const tui = await openTui(anna, { lang })
  return { anna, bert, tui }
}

describe('the list of settings', () => {
  it('shows what each is for and turns true into false', async () => {
    const { anna, tui } = await opened()
    tui.app.do('settings')
    await tui.shows('Notices')
    tui.type('notify.bell')
    await tui.shows('Ring the terminal bell')
    tui.press('enter')
    await tui.shows(/notify\.bell +false/)
    expect(anna.settingValues.get('notify.bell')).toBe(false)
    tui.press('ctrl+r')
    await tui.shows(/notify\.bell +true/)
  })

  it('changes the language of everything that is on the screen, and back', async () => {
    const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
    const [said] = await bert.send({ conv: ['anna'], text: 'hello' })
    const tui = await openTui(anna)
    const day = (locale: string) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(new Date(said?.at ?? ''))
    tui.press('alt+down')
    await tui.shows(day('en'))
    await anna.settingsSet({ name: 'ui.lang', value: 'zh' })
    await tui.shows(day('zh-CN'))
    await tui.shows('写给 bert')
    await anna.settingsSet({ name: 'ui.lang', value: 'en' })
    await tui.shows(day('en'))
  })

  it('chooses among values, writes others, and says what is not taken', async () => {
    const { anna, tui } = await opened()
    tui.app.do('settings')
    await tui.shows('Notices')
    tui.type('ui.theme')
    tui.press('enter')
    await tui.shows('mono')
    tui.press('down', 'down', 'enter')
    await tui.shows(/ui\.theme +light/)
    expect(tui.app.look.theme.name).toBe('light')
    tui.press('escape')
    tui.app.do('settings')
    await tui.shows('Notices')
    tui.type('ui.away')
    tui.press('enter')
    await tui.shows('a number of minutes')
    tui.press('ctrl+u')
    tui.type('never')
    tui.press('enter')
    await tui.shows('ui.away cannot be never')
    tui.press('ctrl+u')
    tui.type('7')
    tui.press('enter')
    await eventually('it is set', () => anna.settingValues.get('ui.away') === 7)
  })

  it('follows what another program changes, and shows what is wrong with the file', async () => {
    const { anna, tui } = await opened()
    anna.settingFaults.set('ui.time', 'cannot be \u001b[31mnoon')
    tui.app.do('settings')
    await tui.shows('One line of settings.yaml')
    tui.type('ui.time')
    await tui.shows('cannot be ␛[31mnoon')
    await anna.settingsSet({ name: 'ui.time', value: '12h' })
    await tui.shows(/ui\.time +12h/)
  })

  it('speaks Chinese', async () => {
    const { tui } = await opened('zh')
    tui.app.do('settings')
    await tui.shows('通知')
    tui.type('notify.bell')
    await tui.shows('聊天界面中有新消息时响铃')
  })

  it('turns theme and density by their own actions', async () => {
    const { tui } = await opened()
    tui.app.do('density')
    await tui.shows('ui.density: compact')
    expect(tui.app.look.density).toBe('compact')
    tui.app.do('theme')
    await tui.shows('ui.theme: dark')
  })
})

describe('settings of the interface take effect at once', () => {
  const set = async (name: string, value: SettingValue) => {
    const all = await opened()
    const { app } = all.tui
    app.do('conversation.next')
    await all.tui.shows('hello')
    await all.anna.settingsSet({ name, value })
    await eventually('it is known', () => app.state.setting(name) === value)
    return { ...all, app }
  }

  it('ui.theme', async () => expect((await set('ui.theme', 'mono')).app.look.theme.name).toBe('mono'))
  it('ui.density', async () => expect((await set('ui.density', 'compact')).app.look.density).toBe('compact'))
  it('ui.time', async () => {
    const { tui } = await set('ui.time', '12h')
    await tui.shows(/\d (AM|PM)/)
  })
  it('ui.enter', async () => {
    const { tui, app } = await set('ui.enter', 'newline')
    app.state.focus = 'editor'
    tui.type('a')
    tui.press('enter')
    expect(app.state.open?.editor.text).toBe('a\n')
  })
  it('ui.shake', async () => {
    const { app, bert } = await set('ui.shake', false)
    app.event({ event: 'shake', from: { peerId: bert.peerId, name: 'bert' }, fresh: true })
    expect(app.state.shakeUntil).toBe(0)
    app.state.settings.set('ui.shake', true)
    app.event({ event: 'shake', from: { peerId: bert.peerId, name: 'bert' }, fresh: true })
    expect(app.state.shakeUntil).toBeGreaterThan(0)
  })
  it('ui.away', async () => {
    const { app } = await set('ui.away', 0)
    expect(app.attention.active).toBe(true)
  })
  it('ui.keys', async () => {
    const { app } = await set('ui.keys', 'redraw=alt+9')
    expect(app.look.keyOf('redraw')).toBe('alt+9')
  })
  it('ui.mouse and ui.pictures', async () => {
    const { app, anna } = await set('ui.theme', 'dark')
    const told: unknown[] = []
    app.outlet.mouse = on => void told.push(on)
    app.outlet.pictures = setting => void told.push(setting)
    await anna.settingsSet({ name: 'ui.mouse', value: false })
    await anna.settingsSet({ name: 'ui.pictures', value: 'none' })
    await eventually('both are told', () => told.includes(false) && told.includes('none'))
  })
})

describe('a node of another version', () => {
  it('is told of, with how to end it, once', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna, { nodeVersion: '0.0.9', width: 120 })
    const { toasts } = tui.app.state
    expect(toasts).toMatchObject([
      {
        text: 'The node that runs is version 0.0.9, this is test.',
        hint: '“Stop the node” ends it; the next one is new.',
      },
    ])
    tui.app.state.toasts = []
    anna.emit({ event: 'node', state: 'stopping', reason: 'signal' })
    tui.cut()
    await tui.shows('Connected again.')
    expect(tui.text()).not.toContain('0.0.9')
  })

  it('is not told of where it is the same', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    expect((await openTui(anna)).app.state.toasts).toEqual([])
  })
})
