import { describe, expect, it } from 'vitest'
import { ACTIONS } from '../../../../src/ui/tui/actions/all.ts'
import { Editor } from '../../../../src/ui/tui/editor/editor.ts'
import { type SlashCommand, slashCompletion } from '../../../../src/ui/tui/editor/slash.ts'
import { enActions } from '../../../../src/ui/tui/words/en-actions.ts'
import { zhActions } from '../../../../src/ui/tui/words/zh-actions.ts'
import { MemoryWorld } from '../../../support/memory-messenger.ts'
import { openTui } from '../../../support/tui-app.ts'

const commands = (labels: typeof enActions | typeof zhActions = enActions): SlashCommand[] =>
  ACTIONS.filter(({ inner }) => !inner).map(({ name }) => ({ action: name, label: labels[name], key: '' }))

function at(content: string, labels?: typeof enActions | typeof zhActions) {
  const editor = new Editor()
  editor.set(content)
  return slashCompletion(editor, () => commands(labels))?.candidates.map(({ action }) => action)
}

describe('a command behind a slash', () => {
  it.each([
    ['/shake', 'person.shake'],
    ['/SHA', 'person.shake'],
    ['/call', 'call.start'],
    ['/quit', 'quit'],
    ['/verify', 'person.verify'],
    ['/nick', 'person.nick'],
    ['/unread', 'conversation.unread'],
    ['/unseal', 'conversation.unseal'],
    ['/invite', 'people.invite'],
    ['/requests', 'people.requests'],
    ['/expire', 'conversation.expire'],
    ['/export', 'conversation.export'],
    ['/lock', 'lock'],
    ['/disappearing', 'conversation.expire'],
    ['／help', 'help'],
  ])('%s is found by its name or by what is said of it', (typed, action) => {
    expect(at(typed)?.[0]).toBe(action)
  })

  it('is found by its Chinese words too, wherever they stand', () => {
    expect(at(`/${zhActions['person.shake'].slice(0, 2)}`, zhActions)).toContain('person.shake')
    expect(at(`/${zhActions.quit.at(-1)}`, zhActions)).toContain('quit')
    expect(at('/shake', zhActions)?.[0]).toBe('person.shake')
  })

  it('is no path, no prose and no list of lines', () => {
    const texts = [
      '/etc',
      '/tmp',
      '/usr',
      '/home',
      '/dev',
      '/etc/hosts',
      '/shake now',
      'a /shake',
      '//',
      '/shake\n',
      '',
    ]
    for (const text of texts) expect([text, at(text)]).toEqual([text, undefined])
  })

  it('offers all there is behind the sign alone, and costs nothing where none is typed', () => {
    expect(at('/')?.length).toBe(commands().length)
    const editor = new Editor()
    editor.set('hello /')
    expect(
      slashCompletion(editor, () => {
        throw new Error('asked for')
      }),
    ).toBeUndefined()
  })
})

describe('a command typed to a friend', () => {
  it('is done and not sent; its key stands beside it', async () => {
    const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna)
    tui.press('alt+down')
    await tui.shows('Write to bert')
    tui.type('/sett')
    expect(tui.text()).toMatch(/Settings +\S+/)
    tui.press('enter')
    await tui.shows('notify.bell')
    tui.press('escape')
    expect(tui.app.state.open?.editor.text).toBe('')
    tui.type('/unread')
    tui.press('escape')
    expect(tui.app.state.open?.editor.text).toBe('/unread')
    tui.press('enter')
    await tui.shows('/unread')
    expect((await bert.history({ conv: 'anna' })).map(({ text }) => text)).toEqual(['/unread'])
  })

  it('is one of the conversation, not the end of the program, where only the sign is typed', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    const tui = await openTui(anna)
    tui.press('alt+down')
    await tui.shows('Write to bert')
    tui.type('/')
    expect(tui.app.state.open?.completions.chosenCandidate?.action).toMatch(/^conversation\./)
  })

  it('is text in an edit, as in what was said before', async () => {
    const [anna] = new MemoryWorld().friends('anna', 'bert')
    await anna.send({ conv: ['bert'], text: 'hello' })
    const tui = await openTui(anna)
    tui.press('alt+down')
    await tui.shows('hello')
    tui.press('alt+e')
    await tui.shows('hello')
    tui.press('ctrl+a')
    tui.press('ctrl+k')
    tui.type('/quit')
    tui.press('enter')
    await tui.shows('/quit')
    expect((await anna.history({ conv: 'bert' })).map(({ text }) => text)).toEqual(['/quit'])
  })
})
