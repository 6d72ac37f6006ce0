/**
 * Whether somebody sees this terminal, and what follows from it: what the node is told, the bell, the title. Somebody sees it who
 * typed within the last minutes, unless the terminal says that another window has the keys. Who is away is another question: whoever
 * reads in another window sits there all the same.
 */
import type { Messenger, Setting, SettingValue } from '../../node/messenger.ts'
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
  #said: { what: string; at: number } | undefined
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

  /** Whether somebody sits there, as friends are to know. */
  get active(): boolean {
    const minutes = Number(this.#settings.get('ui.away') ?? 5)
    return minutes === 0 || this.#clock() - this.#signAt < minutes * 60_000
  }

  /** Takes in a sign; tells whether somebody came or went by it. */
  sign(sign: Sign): boolean {
    const before = [this.here, this.active]
    if (sign === 'blur') this.#elsewhere = true
    else {
      // Whoever types here has the keys, whatever the terminal said.
      this.#elsewhere = false
      this.#signAt = this.#clock()
    }
    return this.here !== before[0] || this.active !== before[1]
  }

  /** Takes in all settings, from a node just attached to, and gives them. It has not been told yet what is looked at. */
  async learn(messenger: Messenger): Promise<Setting[]> {
    const settings = await messenger.settings()
    for (const { name, value } of settings) this.#settings.set(name, value)
    this.#said = undefined
    return settings
  }

  setting(name: string, value: SettingValue): void {
    this.#settings.set(name, value)
  }

  get hours(): '12h' | '24h' {
    return this.#settings.get('ui.time') === '12h' ? '12h' : '24h'
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

  /** Says what is looked at and open, and whether somebody is there, if that is news or has to be said again. */
  async look(messenger: Messenger, open: string | undefined): Promise<void> {
    if (!this.#options.watched) return
    const { here, active } = this
    const look = {
      ...(here && open !== undefined ? { conv: open } : {}),
      open: open === undefined ? [] : [open],
      active,
    }
    const what = JSON.stringify(look)
    const now = this.#clock()
    // What holds until something else is said need not be said again.
    const lasting = !active && look.conv === undefined
    if (this.#said?.what === what && (lasting || now - this.#said.at < SAY_AGAIN - 500)) return
    this.#said = { what, at: now }
    await messenger.looking(look)
  }
}
