/** The terminal interface without a terminal: the application connected to a messenger, keys and the mouse in, rows of text out. */
import { onTestFinished } from 'vitest'
import { openTarget } from '../../bin/node.mts'
import type { Lang } from '../../src/node/language.ts'
import type { Messenger } from '../../src/node/messenger.ts'
import { displayWidth, graphemes } from '../../src/ui/text/width.ts'
import { ACTIONS } from '../../src/ui/tui/actions/all.ts'
import { App, type Outlet } from '../../src/ui/tui/app.ts'
import { Keymap } from '../../src/ui/tui/keys/keymap.ts'
import { makeLook } from '../../src/ui/tui/look.ts'
import { Session } from '../../src/ui/tui/session.ts'
import type { Input, KeyName } from '../../src/ui/tui/terminal/input.ts'
import { keyOfText } from '../../src/ui/tui/terminal/keys.ts'
import { screen } from '../../src/ui/tui/view/screen.ts'
import { loadTerminalWords } from '../../src/ui/tui/words/words.ts'
import { eventually } from './peers.ts'

const APPEARANCE = { depth: '256', bare: false, background: 'dark' } as const

export interface TuiOptions {
  /** Cells. @default 100 by 30 */
  width?: number
  height?: number
  /** @default the setting's, English */
  lang?: Lang
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
  /** What the node says that it is. @default that of the program */
  nodeVersion?: string
}

export interface TuiApp {
  readonly app: App
  readonly session: Session
  /** What the terminal was asked for. */
  readonly asked: {
    bells: number
    titles: (string | undefined)[]
    copied: string[]
    opened: string[]
    raised: number
    quit: boolean
  }
  /** The screen as it is now, row by row. */
  rows(): string[]
  /** The rows in one text. */
  text(): string
  press(...keys: KeyName[]): void
  /** Types a text, key by key. */
  type(text: string): void
  paste(text: string): void
  /** A click on the first cell of a text on the screen. */
  click(text: string, how?: { button?: 'left' | 'right'; clicks?: number }): void
  wheel(text: string, direction: 'wheel-up' | 'wheel-down'): void
  resize(width: number, height: number): void
  /** Waits until the screen shows this. */
  shows(what: string | RegExp): Promise<string>
  /** Waits until the screen does not show this any more. */
  hides(what: string | RegExp): Promise<void>
  /** The connection ends, as when the node does. */
  cut(): void
}

/** Opens the application and connects it to a messenger: a node's, or one in memory. */
export async function openTui(messenger: Messenger, options: TuiOptions = {}): Promise<TuiApp> {
  const asked: TuiApp['asked'] = { bells: 0, titles: [], copied: [], opened: [], raised: 0, quit: false }
  const outlet: Outlet = {
    bell: () => void asked.bells++,
    title: text => void asked.titles.push(text),
    copy: text => void asked.copied.push(text),
    raise: () => void asked.raised++,
    suspend: () => undefined,
    redraw: () => undefined,
    repaint: () => undefined,
    appearance: () => APPEARANCE,
    mouse: () => undefined,
    pictures: () => undefined,
    quit: () => {
      asked.quit = true
    },
  }
  const words = await loadTerminalWords(options.lang ?? 'en')
  const keymap = new Keymap(ACTIONS)
  const app = new App({
    outlet,
    words,
    look: makeLook(new Map(), APPEARANCE, words, keymap),
    keymap,
    wordsOf: loadTerminalWords,
    langGiven: options.lang !== undefined,
    createFile: file => openTarget(file, false),
    openLink: uri => {
      asked.opened.push(uri)
      return true
    },
    reconnect: () => void session.start(),
    ...(options.clock !== undefined && { clock: options.clock }),
  })
  app.state.size = { width: options.width ?? 100, height: options.height ?? 30 }
  let cut = (): void => undefined
  const session = new Session(app, {
    version: 'test',
    connect: async () => {
      const closed = new Promise<void>(resolve => {
        cut = resolve
      })
      return { messenger, hello: { version: options.nodeVersion ?? 'test' }, closed, close: () => cut() }
    },
    passphrase: async () => undefined,
    locked: () => app.forget(),
  })
  await session.start()
  onTestFinished(() => {
    session.stop()
    app.arrivals.close()
  })
  const rows = (): string[] => {
    app.state.now = app.clock()
    app.frame = screen(app.state, app.panels, app.look)
    return Array.from({ length: app.frame.height }, (_, y) => app.frame?.row(y) ?? '')
  }
  const text = (): string => rows().join('\n')
  const fits = (what: string | RegExp): boolean =>
    typeof what === 'string' ? text().includes(what) : what.test(text())
  /** The cell where a text begins. */
  const find = (wanted: string): { x: number; y: number } => {
    const all = rows()
    const y = all.findIndex(row => row.includes(wanted))
    if (y < 0) throw new Error(`not on the screen: ${wanted}\n${all.join('\n')}`)
    const row = all[y] as string
    return { x: displayWidth(row.slice(0, row.indexOf(wanted))), y }
  }
  return {
    app,
    session,
    asked,
    rows,
    text,
    // A key of one character types it; the space bar has a name.
    press: (...keys) => {
      for (const key of keys) app.input(inputOf(key))
    },
    type: typed => {
      for (const each of graphemes(typed)) app.input(keyOfText(each))
    },
    paste: pasted => app.input({ input: 'paste', text: pasted }),
    click: (wanted, { button = 'left', clicks = 1 } = {}) =>
      app.input({ input: 'mouse', action: 'press', button, clicks, ...find(wanted) }),
    wheel: (wanted, action) => app.input({ input: 'mouse', action, button: 'none', clicks: 0, ...find(wanted) }),
    resize: (width, height) => {
      app.state.size = { width, height }
    },
    shows: async what => {
      try {
        return await eventually(`the screen shows ${what}`, () => (fits(what) ? text() : undefined))
      } catch (error) {
        throw new Error(`${error instanceof Error ? error.message : error}\n${text()}`)
      }
    },
    hides: async what => {
      await eventually(`the screen does not show ${what}\n${text()}`, () => !fits(what))
    },
    cut: () => cut(),
  }
}

/** What a terminal says where a key is pressed, by its name. */
function inputOf(key: KeyName): Input {
  if (key === 'space') return keyOfText(' ')
  const [, shift, letter] = /^(shift\+)?(.)$/u.exec(key) ?? []
  if (letter === undefined) return { input: 'key', key }
  return keyOfText(shift === undefined ? letter : letter.toUpperCase())
}
