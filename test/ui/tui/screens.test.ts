/** The real program on a real profile: keys in, screens out, as they are kept in `screens/`. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ActionName } from '../../../src/ui/tui/actions/action.ts'
import { loadTerminalWords } from '../../../src/ui/tui/words/words.ts'
import { Cli } from '../../support/cli.ts'
import { openEarshot } from '../../support/earshot-terminal.ts'
import { keptAtEachSize, keptWithStyles, SIZES } from '../../support/kept-screens.ts'
import { knownIdentity, livedIn, type Scene } from '../../support/scene.ts'
import { StoppedClock } from '../../support/stopped-clock.ts'
import { Tmux } from '../../support/tmux.ts'

const runs = Tmux.available && StoppedClock.available
const meta = Tmux.available ? StoppedClock.meta : Tmux.meta
const [, MIDDLE] = SIZES
/** Words on the screen that say that it is there. */
const SHOWN = {
  en: { write: 'Write to', welcome: 'No friends yet', locked: 'locked' },
  zh: { write: '写给', welcome: '还没有好友', locked: '锁' },
}

/** Presses a key, with which a text goes from the screen. */
async function hides(tmux: Tmux, key: string, text: string): Promise<void> {
  tmux.press(key)
  await expect.poll(() => tmux.screen, { timeout: 20_000 }).not.toContain(text)
}

describe.skipIf(!runs)('a profile that has been lived in', meta, () => {
  let scene: Scene

  beforeAll(async () => {
    scene = await livedIn()
  })

  // A draft that a failed test left would be seen by the next one.
  beforeEach(async () => {
    await scene.ana.draft({ conv: '小明', text: '' })
  })

  afterAll(async () => {
    await scene[Symbol.asyncDispose]()
  })

  it.each(['en', 'zh'] as const)('looks as it did, in %s', async lang => {
    const tmux = openEarshot(scene.cli, { words: `--lang ${lang}`, ...MIDDLE })
    const keep = (name: string) => keptAtEachSize(tmux, `${name}.${lang}`)
    await tmux.shows('Noor')
    await keep('welcome')
    tmux.press('M-Down')
    await tmux.shows(SHOWN[lang].write)
    await keep('conversation')
    tmux.type('@Ben 你好')
    await tmux.shows('@Ben 你好')
    await keep('writing')
    await hides(tmux, 'C-c', '@Ben')

    const { actions } = (await loadTerminalWords(lang)).tui
    const panel = async (name: string, open: () => void | Promise<void>) => {
      await open()
      await tmux.shows('╭')
      await keep(name)
      await hides(tmux, 'Escape', '╭')
    }
    const perform = async (name: ActionName) => {
      tmux.press('C-p')
      await tmux.shows('╭')
      tmux.type(actions[name])
      await tmux.shows(actions[name])
      tmux.press('Enter')
      await expect.poll(() => tmux.screen, { timeout: 20_000 }).not.toContain(actions.palette)
    }
    await panel('palette', () => tmux.press('C-p'))
    await panel('palette-narrowed', () => {
      tmux.press('C-p')
      tmux.type('ben')
    })
    await panel('help', () => tmux.press('F1'))
    await panel('requests', () => tmux.press('F4'))
    await panel('profile', () => tmux.press('M-o'))
    await panel('safety-number', () => perform('person.verify'))
    await panel('search', () => tmux.press('M-s'))
    await panel('settings', () => tmux.press('M-,'))
    await panel('message-menu', () => {
      tmux.press('M-m')
      tmux.press('Up')
      tmux.press('Enter')
    })
    tmux.press('C-q')
    await tmux.ended()
  })

  it('shows in colour what is unread, mine and whose', async () => {
    const tmux = openEarshot(scene.cli, MIDDLE)
    await tmux.shows('Noor')
    tmux.press('M-Down')
    await tmux.shows('Write to')
    await keptWithStyles(tmux, 'colours.256')
  })

  it('has 16 colours and signs of ASCII on the console of Linux', async () => {
    const tmux = openEarshot(scene.cli, { ...MIDDLE, env: { TERM: 'linux' } })
    await tmux.shows('Noor')
    tmux.press('M-Down')
    await tmux.shows('Write to')
    const screen = await keptWithStyles(tmux, 'colours.linux')
    expect(screen).not.toMatch(/[34]8;[25]/)
    expect(screen).not.toMatch(/[─│▾●○✓]/)
  })

  it('has no colours where NO_COLOR says so', async () => {
    const tmux = openEarshot(scene.cli, { ...MIDDLE, env: { NO_COLOR: '1' } })
    await tmux.shows('Noor')
    tmux.press('M-Down')
    await tmux.shows('Write to')
    const screen = await keptWithStyles(tmux, 'colours.none')
    const codes = [...screen.matchAll(/␛\[([\d;]*)m/g)].flatMap(([, list = '']) => list.split(';').map(Number))
    expect(codes.filter(code => code >= 30 && code !== 39 && code !== 49)).toEqual([])
    expect(codes.length).toBeGreaterThan(0)
  })
})

describe.skipIf(!runs)('a profile at its beginning', meta, () => {
  it.each(['en', 'zh'] as const)('asks for a name and begins, in %s', async lang => {
    const cli = new Cli()
    onTestFinished(() => cli[Symbol.asyncDispose]())
    const tmux = openEarshot(cli, { words: `--lang ${lang}`, ...MIDDLE })
    await tmux.shows('Earshot')
    // The name that is proposed is that of whoever runs the tests.
    tmux.press('C-u')
    await keptAtEachSize(tmux, `first-run.${lang}`)
    tmux.type('Zoë 佐伊')
    tmux.press('Enter')
    tmux.type('one')
    tmux.press('Enter')
    tmux.type('another')
    tmux.press('Enter')
    await tmux.shows(lang === 'en' ? 'differ' : '不同')
    await keptAtEachSize(tmux, `first-run-differ.${lang}`)
    // Both are empty again, and may stay so.
    tmux.press('Tab', 'Enter')
    await tmux.shows(/^ \S Zoë 佐伊 /m)
    // Nobody is nearby: an invitation is offered at once.
    await tmux.shows('earshot:')
    await hides(tmux, 'Escape', '╭')
    await keptAtEachSize(tmux, `first-screen.${lang}`)
  })

  it.each(['en', 'zh'] as const)('asks for the passphrase, and again, in %s', async lang => {
    const cli = new Cli()
    onTestFinished(() => cli[Symbol.asyncDispose]())
    await knownIdentity(cli.home, 'Ana', 'correct horse battery')
    const tmux = openEarshot(cli, { words: `--lang ${lang}`, ...MIDDLE })
    await tmux.shows(SHOWN[lang].locked)
    await keptAtEachSize(tmux, `unlock.${lang}`)
    tmux.type('wrong horse')
    tmux.press('Enter')
    await tmux.shows(lang === 'en' ? 'not the passphrase' : '不')
    await keptAtEachSize(tmux, `unlock-wrong.${lang}`)
    tmux.type('correct horse battery')
    tmux.press('Enter')
    await tmux.shows(SHOWN[lang].welcome)
  })
})
