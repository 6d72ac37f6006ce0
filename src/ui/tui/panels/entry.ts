/** What stands before everything else: the first run, and the lock. */
import { loginName } from '../../cli/login-name.ts'
import { sanitize } from '../../text/sanitize.ts'
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { mix } from '../frame/style.ts'
import type { Size } from '../state/state.ts'
import type { Input } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import { FormPanel } from './form-panel.ts'
import type { Panel } from './panel.ts'

/** Asks for a name and a passphrase, and makes an identity. @returns the passphrase, where one was chosen */
export function firstRun(
  app: App,
  init: (options: { name: string; passphrase?: string }) => Promise<void>,
): Promise<string | undefined> {
  const { entry } = app.words.tui.panels
  return new Promise(resolve => {
    app.open(
      new FormPanel(app, {
        title: entry.welcome,
        covers: true,
        leave: () => app.quit(),
        head: ({ theme }) => [
          [{ text: entry.about, style: theme.text }],
          [{ text: app.words.tui.people.entry.noPassphrase, style: theme.dim }],
        ],
        fields: [
          { name: 'name', label: entry.name, text: sanitize(loginName() ?? '', { lines: 'fold' }) },
          { name: 'passphrase', label: entry.passphrase, secret: true, placeholder: entry.none },
          { name: 'again', label: entry.again, secret: true, placeholder: entry.none },
        ],
        same: { first: 'passphrase', second: 'again', differ: entry.differ },
        submit: entry.begin,
        run: async ({ name = '', passphrase = '' }) => {
          if (name.trim() === '') throw app.invalid(app.words.tui.people.entry.nameMissing)
          await init({ name: name.trim(), ...(passphrase !== '' && { passphrase }) })
          resolve(passphrase === '' ? undefined : passphrase)
          return undefined
        },
      }),
    )
  })
}

/** Nobody has to type the passphrase any more. */
export class OpenedElsewhere extends Error {}

/**
 * Asks for the passphrase of a locked profile. Says that it is being opened until `opened` is called.
 *
 * @param elsewhere - resolves when the profile was opened by somebody else
 * @throws OpenedElsewhere once it was
 */
export function askPassphrase(
  app: App,
  wrong: boolean,
  elsewhere: (signal: AbortSignal) => Promise<void> = () => new Promise(() => undefined),
): Promise<string | undefined> {
  const { entry } = app.words.tui.panels
  return new Promise((resolve, reject) => {
    const asking = new AbortController()
    const panel = new FormPanel(app, {
      title: entry.locked,
      covers: true,
      leave: () => app.quit(),
      head: ({ theme }) =>
        wrong ? [[{ text: entry.wrong, style: theme.error }]] : [[{ text: entry.lockedAbout, style: theme.dim }]],
      fields: [{ name: 'passphrase', label: entry.passphrase, secret: true }],
      submit: entry.unlock,
      run: async ({ passphrase }) => {
        if (passphrase === undefined || passphrase === '') throw app.invalid(app.words.tui.people.entry.empty)
        app.open(new OpeningPanel(app))
        resolve(passphrase)
        return undefined
      },
      closed: () => asking.abort(),
    })
    app.open(panel)
    elsewhere(asking.signal).then(
      () => {
        if (asking.signal.aborted) return
        reject(new OpenedElsewhere())
        app.close(panel)
      },
      // Whoever typed it was first.
      () => undefined,
    )
  })
}

/** The profile was opened, or could not be. */
export function opened(app: App): void {
  for (const panel of app.panels.filter(each => each instanceof OpeningPanel)) app.close(panel)
}

/** A passphrase is made slow to try on purpose: for a second or two nothing else can be shown. */
class OpeningPanel implements Panel {
  readonly covers = true
  readonly #app: App
  readonly #since: number
  readonly #timer: NodeJS.Timeout

  constructor(app: App) {
    this.#app = app
    this.#since = app.clock()
    this.#timer = setInterval(() => app.redraw(), 1_000)
    // A program that ends does not wait for it.
    this.#timer.unref()
  }

  get title(): string {
    return this.#app.words.tui.panels.entry.locked
  }

  get #text(): string {
    const seconds = Math.floor((this.#app.clock() - this.#since) / 1_000)
    return this.#app.words.tui.people.entry.opening(seconds)
  }

  size(room: Size): Size {
    return { width: Math.min(room.width, Math.max(40, displayWidth(this.#text))), height: 1 }
  }

  draw(frame: Frame<Intent>, { x, y, width }: Area, { theme }: Look): void {
    frame.put(x, y, truncate(this.#text, width), mix(theme.panel, theme.notice), x + width)
  }

  input(input: Input): boolean {
    if (input.input === 'key' && (input.key === 'escape' || input.key === 'ctrl+c')) this.#app.quit()
    return true
  }

  closed(): void {
    clearInterval(this.#timer)
  }
}
