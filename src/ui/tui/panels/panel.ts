/**
 * What lies over the screen for a while and has the keys: the palette, a search, settings. Each keeps its own state, draws itself
 * from that and the application's, and hands what it does not take to nobody: the screen below waits.
 */
import type { Event, Message, MessageId } from '../../../node/messenger.ts'
import type { Intent } from '../actions/action.ts'
import type { Area, Frame } from '../frame/frame.ts'
import type { Size } from '../state/state.ts'
import type { Input, KeyName } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import type { Words } from '../words/words.ts'

/** What was said and is not to be seen any more: a message that is gone, or all of a conversation that its seal closed. */
export type Unsaid = { readonly message: MessageId } | { readonly conversation: string }

/** Whether a message is among what is not to be seen any more. */
export function isUnsaid({ id, conversation }: Pick<Message, 'id' | 'conversation'>, unsaid: Unsaid): boolean {
  return 'message' in unsaid ? unsaid.message === id : unsaid.conversation === conversation
}

/** Keys that do the same in a panel, and what that is. */
export interface PanelKey {
  readonly keys: readonly KeyName[]
  readonly label: string
}

/** What panels have in common to say of keys. */
export type PanelWords = Words['tui']['help']['panels']

export interface Panel {
  readonly title: string
  /** What lies below is not to be seen: the first run, the lock. */
  readonly covers?: true
  /** Takes the whole screen, without a border. */
  readonly whole?: true
  /** Even the keys that hold everywhere are for it. */
  readonly takesAll?: true
  /** Cells wanted inside of the frame, of those that there are. */
  size(room: Size): Size
  /** Draws what is inside of the frame. */
  draw(frame: Frame<Intent>, area: Area, look: Look): void
  /** A key, pasted text or the mouse; what the panel does not take is lost, but for Escape, which closes it. @returns whether it was taken */
  input(input: Input): boolean
  /** Its keys for the help, but for Escape, by the words that panels share. @default the key for help is the panel's own */
  keys?(words: PanelWords): readonly PanelKey[]
  /** A click on what the panel drew with the intent `panel.click`. */
  click?(target: string, double: boolean): void
  /** The wheel over the panel, in rows. */
  wheel?(rows: number): void
  /** Something happened, and is in the state already. */
  event?(event: Event): void
  /** Forgets what is not to be seen any more. @returns whether nothing is left to show, and it is to be closed */
  unsay?(unsaid: Unsaid): boolean
  /** It was closed, by whoever. */
  closed?(): void
}
