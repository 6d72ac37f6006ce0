/**
 * The application behind the screen: the state, the panels over it, and what actions and panels may ask for. It draws nothing and
 * knows no terminal: input comes in, frames are asked for. A key press never waits for anybody; what takes long is `run`.
 */

import { setTimeout } from 'node:timers/promises'
import type { Lang } from '../../node/language.ts'
import type { Event, Messenger } from '../../node/messenger.ts'
import { EarshotError, type ErrorReport, hintOf, messageOf, reportOf } from '../../protocol/errors.ts'
import { spoken } from '../../protocol/phrase.ts'
import { Attention } from '../chat/attention.ts'
import type { TextFile } from '../cli/text-file.ts'
import { sanitize } from '../text/sanitize.ts'
import type { Action, ActionName, Intent } from './actions/action.ts'
import { actionNamed } from './actions/all.ts'
import { inActions } from './actions/said.ts'
import { Arrivals } from './arrivals.ts'
import type { Frame, Hit } from './frame/frame.ts'
import type { Keymap } from './keys/keymap.ts'
import { routeInput } from './keys/route.ts'
import { type Appearance, makeLook } from './look.ts'
import type { Panel, Unsaid } from './panels/panel.ts'
import { sentence } from './sentence.ts'
import { State, type Toast } from './state/state.ts'
import { Talk } from './talk.ts'
import type { Input } from './terminal/input.ts'
import type { PictureSetting } from './terminal/terminal.ts'
import type { Look } from './view/look.ts'
import type { Words } from './words/words.ts'
import { Writing } from './writing.ts'

/** What the application needs of the real terminal. */
export interface Outlet {
  bell(): void
  title(text: string | undefined): void
  copy(text: string): void
  /** Brings the window to the front, as far as terminals can. */
  raise(): void
  suspend(): void
  /** Asks for a frame. */
  redraw(): void
  /** Paints every cell anew, whatever the terminal has. */
  repaint(): void
  /** What the terminal tells of itself. */
  appearance(): Appearance
  mouse(on: boolean): void
  /** How pictures are shown: the value of `ui.pictures`. */
  pictures(setting: PictureSetting): void
  /** Ends the program. */
  quit(): void
}

export interface AppOptions {
  outlet: Outlet
  words: Words
  /** Of the first frame; settings change it. */
  look: Look
  keymap: Keymap
  wordsOf(lang: Lang): Promise<Words>
  /** The language was said by option or environment, which the setting does not overrule. */
  langGiven: boolean
  /** Starts or finds a node anew. */
  reconnect(): void
  /** A new file, whole once it is finished; `exists` where there is one already. */
  createFile(file: string): Promise<TextFile>
  /** Opens an address in the desktop's program for it; false where there is no desktop. */
  openLink(uri: string): boolean
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
}

/** Milliseconds that a line at the bottom is shown; errors stay longer. */
const TOAST_MS = 4_000
const ERROR_MS = 10_000
/** Milliseconds that whoever leaves waits for the node. */
const LEAVE_MS = 1_000

export class App {
  readonly state = new State()
  readonly keymap: Keymap
  readonly outlet: Outlet
  readonly attention: Attention
  readonly talk: Talk
  readonly writing: Writing
  readonly arrivals: Arrivals
  readonly clock: () => number
  words: Words
  look: Look
  /** When a key was pressed, or the mouse, last; milliseconds since 1970. */
  keyAt: number
  /** What was drawn last: where a click goes. */
  frame: Frame<Intent> | undefined
  readonly panels: Panel[] = []
  readonly #options: AppOptions
  #messenger: Messenger | undefined

  constructor(options: AppOptions) {
    this.#options = options
    this.outlet = options.outlet
    this.words = options.words
    this.look = options.look
    this.keymap = options.keymap
    this.clock = options.clock ?? Date.now
    this.keyAt = this.clock()
    this.attention = new Attention({
      watched: true,
      bell: () => this.outlet.bell(),
      title: text => this.outlet.title(text),
      clock: this.clock,
    })
    this.talk = new Talk(this)
    this.writing = new Writing(this)
    this.arrivals = new Arrivals(this)
  }

  /** The node's interface; throws `no-node` while there is no connection. */
  get messenger(): Messenger {
    if (this.#messenger !== undefined) return this.#messenger
    const { nodeGone, nodeGoneHint, nodeDownHint } = this.words.tui.errors
    const { node } = this.state
    const stays = node.is === 'gone' && node.retry === undefined
    const hint = stays ? nodeDownHint(this.look.keyOf('node.start')) : nodeGoneHint
    throw new EarshotError('no-node', spoken(nodeGone), spoken(hint))
  }

  get connected(): boolean {
    return this.#messenger !== undefined
  }

  attach(messenger: Messenger | undefined): void {
    this.#messenger = messenger
  }

  reconnect(): void {
    this.#options.reconnect()
  }

  createFile(file: string): Promise<TextFile> {
    return this.#options.createFile(file)
  }

  openLink(uri: string): boolean {
    return this.#options.openLink(uri)
  }

  /** Takes in a key, the mouse, pasted text. */
  input(input: Input): void {
    this.state.now = this.clock()
    const sign = input.input === 'focus' ? (input.focused ? 'focus' : 'blur') : 'key'
    if (sign === 'key') this.keyAt = this.state.now
    if (this.attention.sign(sign)) this.arrivals.attend()
    this.state.attended = this.attention.here
    routeInput(this, input)
    this.redraw()
  }

  /** Takes in what happened at the node. */
  event(event: Event): void {
    this.state.now = this.clock()
    this.arrivals.take(event)
    if (event.event === 'settings') {
      this.attention.setting(event.name, event.value)
      this.settingsChanged()
    }
    if (event.event === 'change' && event.change !== 'edited' && event.change !== 'reacted')
      this.unsay({ message: event.message.id })
    for (const panel of this.panels) panel.event?.(event)
    this.redraw()
  }

  perform({ action, target }: Intent): void {
    try {
      const done = actionNamed(action).run(this, target)
      if (done !== undefined) this.run(() => done)
    } catch (error) {
      // Whatever goes wrong in one action, the program and what is written in it stay.
      this.fail(error)
    }
    this.redraw()
  }

  action(name: ActionName): Action {
    return actionNamed(name)
  }

  do(action: ActionName, target?: string): void {
    this.perform(target === undefined ? { action } : { action, target })
  }

  /** Does what takes time, and tells what goes wrong. */
  run(work: () => Promise<unknown>): void {
    // An error that is thrown before anything is waited for is told as well.
    const working = async (): Promise<unknown> => work()
    working()
      .catch((error: unknown) => this.fail(error))
      .finally(() => this.redraw())
  }

  redraw(): void {
    this.outlet.redraw()
  }

  /** What a click at a cell means, by the frame that is on the screen. */
  hitAt(x: number, y: number): Hit<Intent> | undefined {
    return this.frame?.hitAt(x, y)
  }

  open(panel: Panel): void {
    this.panels.push(panel)
    this.redraw()
  }

  /** Closes a panel, the topmost one unless told. */
  close(panel: Panel | undefined = this.panels.at(-1)): void {
    const at = panel === undefined ? -1 : this.panels.indexOf(panel)
    if (at < 0 || panel === undefined) return
    this.panels.splice(at, 1)
    panel.closed?.()
    this.redraw()
  }

  /** What is not to be seen any more leaves the panels. */
  unsay(unsaid: Unsaid): void {
    for (const panel of [...this.panels]) if (panel.unsay?.(unsaid) === true) this.close(panel)
  }

  /** Says something at the bottom, for a while. */
  tell(text: string, kind: Toast['kind'] = 'notice', hint?: string): void {
    const until = this.clock() + (kind === 'error' ? ERROR_MS : TOAST_MS)
    const shown = sanitize(text, { lines: 'fold' })
    const others = this.state.toasts.filter(toast => toast.text !== shown).slice(-2)
    this.state.toasts = [
      ...others,
      { kind, text: shown, until, ...(hint !== undefined && { hint: sanitize(hint, { lines: 'fold' }) }) },
    ]
    this.redraw()
  }

  copy(text: string): void {
    this.outlet.copy(text)
    this.tell(this.words.tui.toasts.copied, 'good')
  }

  fail(error: unknown): void {
    const { message, hint } = this.explain(error)
    this.tell(message, 'error', hint)
  }

  /** What went wrong, in the reader's language; safe to draw, whoever is quoted. */
  explain(error: unknown): ErrorReport {
    const { common, tui } = this.words
    const { message, hint: next } = tui.errors.replaced
    const report = reportOf(replaced(error) ? new EarshotError('internal', spoken(message), spoken(next)) : error)
    const hint = common.hint(report)
    const begun = hintOf(report)
    const safe = (text: string): string => sanitize(inActions(text, this.words, this.keymap), { lines: 'fold' })
    return {
      code: report.code,
      message: sentence(safe(common.error(report)), messageOf(report)),
      ...(hint !== undefined && begun !== undefined && { hint: sentence(safe(hint), begun) }),
    }
  }

  /** A mistake of whoever sits there, told in their language. */
  invalid(message: string, hint?: string): EarshotError {
    return new EarshotError('invalid', spoken(message), hint === undefined ? undefined : spoken(hint))
  }

  /** Takes in settings that are new, or what the terminal told of itself. */
  settingsChanged(): void {
    const { settings } = this.state
    this.#setKeys(String(settings.get('ui.keys') ?? ''))
    this.outlet.mouse(settings.get('ui.mouse') !== false)
    this.outlet.pictures((settings.get('ui.pictures') ?? 'auto') as PictureSetting)
    this.look = makeLook(settings, this.outlet.appearance(), this.words, this.keymap)
    const lang = settings.get('ui.lang')
    if (!this.#options.langGiven && (lang === 'en' || lang === 'zh') && lang !== this.words.common.lang) {
      this.run(async () => {
        this.words = await this.#options.wordsOf(lang)
        this.look = makeLook(this.state.settings, this.outlet.appearance(), this.words, this.keymap)
        this.state.listVersion++
      })
    }
    this.redraw()
  }

  /** What of the keys is not understood is said once. */
  #setKeys(setting: string): void {
    const before = this.keymap.faults.map(({ pair }) => pair)
    this.keymap.set(setting)
    for (const { pair, why } of this.keymap.faults) {
      const { noSuchKey, keyTaken } = this.words.tui.toasts
      if (!before.includes(pair)) this.tell(why === 'taken' ? keyTaken(pair) : noSuchKey(pair), 'error')
    }
  }

  /** Forgets what was shown: the profile is locked. */
  forget(): void {
    // The title may say how much was unread.
    this.attention.count(0)
    for (const panel of [...this.panels]) this.close(panel)
    this.writing.forget()
    this.state.forget()
    this.redraw()
  }

  /** What is being written is kept as a draft, by a node that answers soon. */
  async lastWords(): Promise<void> {
    const late = setTimeout(LEAVE_MS, undefined, { ref: false })
    await Promise.race([late, this.writing.leave().catch(() => undefined)])
  }

  /** Leaves. */
  quit(): void {
    this.run(async () => {
      await this.lastWords()
      this.arrivals.close()
      this.outlet.quit()
    })
  }
}

/** The program was built or installed anew while it ran: parts of it that are loaded late are not there any more. */
function replaced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code))
}
