/**
 * Whether somebody sees this terminal, and what follows from it: what the node is told to be looked at, the bell, the title. Somebody
 * sees it who typed within the last minutes, unless the terminal says that another window has the keys.
 */
import type { Messenger, SettingValue } from '../../node/messenger.ts'
import { isQuiet, quietHours } from '../../node/settings/quiet-hours.ts'

/** What a terminal tells of whoever sits there. */
export type Sign = 'key' | 'focus' | 'blur'

/** Milliseconds without a key after which nobody is taken to be there. */
const AWAY_AFTER = 5 * 60_000
/** Milliseconds after which it is said again what is looked at; the node takes our word for 30 s. */
const SAY_AGAIN = 10_000

/** How often `look` is to be called while nothing happens, in ms. */
export const LOOK_EVERY = SAY_AGAIN

export interface AttentionOptions {
  /** Nobody watches a script; what is shown to it counts as seen, and it looks at nothing. */
  watched: boolean
  bell: () => void
  /** Shows a title, or gives the terminal its own back. */
  title: (text: string | undefined) => void
  /** Milliseconds since 1970. @default the machine's clock */
  clock?: () => number
}

export class Attention {
  readonly #options: AttentionOptions
  readonly #clock: () => number
  readonly #settings = new Map<string, SettingValue>()
  #elsewhere = false
  #signAt: number
  /** What the node was told last, and when. */
  #said: { conv: string | undefined; at: number } | undefined
  #title: string | undefined

  constructor(options: AttentionOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
    this.#signAt = this.#clock()
  }

  /** Whether what is on the screen is being seen. */
  get here(): boolean {
    return !this.#options.watched || (!this.#elsewhere && this.#clock() - this.#signAt < AWAY_AFTER)
  }

  /** Takes in a sign; tells whether somebody came or went by it. */
  sign(sign: Sign): boolean {
    const before = this.here
    if (sign === 'blur') this.#elsewhere = true
    else {
      // Whoever types here has the keys, whatever the terminal said.
      this.#elsewhere = false
      this.#signAt = this.#clock()
    }
    return this.here !== before
  }

  /** Takes in all settings, from a node just attached to. It has not been told yet what is looked at. */
  async learn(messenger: Messenger): Promise<void> {
    for (const { name, value } of await messenger.settings()) this.#settings.set(name, value)
    this.#said = undefined
  }

  setting(name: string, value: SettingValue): void {
    this.#settings.set(name, value)
  }

  get mentions(): boolean {
    return this.#settings.get('notify.mentions') !== false
  }

  /** Rings, where that is wanted now. */
  ring(): void {
    const hours = quietHours(String(this.#settings.get('notify.quiet') ?? ''))
    if (this.#settings.get('notify.bell') === false) return
    if (hours !== undefined && isQuiet(hours, new Date(this.#clock()))) return
    this.#options.bell()
  }

  /** Shows how many messages are unread, where that is wanted. */
  count(unread: number): void {
    const wanted = this.#settings.get('notify.title') !== false
    const title = wanted ? `${unread > 0 ? `(${unread}) ` : ''}Earshot` : undefined
    if (title === this.#title) return
    this.#title = title
    this.#options.title(title)
  }

  /** Says what is looked at, if that is news or has to be said again. */
  async look(messenger: Messenger, open: string | undefined): Promise<void> {
    if (!this.#options.watched) return
    const conv = this.here ? open : undefined
    const now = this.#clock()
    const same = this.#said === undefined ? conv === undefined : this.#said.conv === conv
    if (same && (conv === undefined || now - (this.#said?.at ?? 0) < SAY_AGAIN - 500)) return
    this.#said = { conv, at: now }
    await messenger.looking(conv === undefined ? {} : { conv })
  }
}
