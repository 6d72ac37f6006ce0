/** What happens, told to whoever listens. */
import type { Profile, StatusNumbers } from './account.ts'
import type { Call } from './calls.ts'
import type { Message, MessageAuthor, MessageChange, OwnState } from './messages.ts'
import type { Friend, Peer } from './people.ts'
import type { Relay } from './relays.ts'
import type { SettingValue } from './settings.ts'
import type { MessageId, PeerIdString } from './values.ts'

export type Event =
  | { event: 'message'; message: Message }
  | { event: 'state'; id: MessageId; conversation: string; state: OwnState; who?: PeerIdString }
  /** `message` as it is now; without a text where it was deleted or its time is over. */
  | { event: 'change'; change: MessageChange; message: Message }
  | { event: 'typing'; conversation: string; from: MessageAuthor; typing: boolean }
  | { event: 'friend'; friend: Friend }
  | { event: 'presence'; peer: Peer }
  | { event: 'nearby'; peer: Peer; here: boolean }
  | { event: 'shake'; from: MessageAuthor; fresh: boolean }
  | ({ event: 'call' } & Call)
  /** Another client read the conversation, or its unread count changed for another reason. */
  | { event: 'conversation'; conversation: string; unread: number }
  | { event: 'relay'; relay: Relay }
  /** At most every 250 ms; all of them, where one changed. */
  | ({ event: 'status' } & StatusNumbers)
  /** Another front end was asked for this conversation: whoever has it open comes to the fore. */
  | { event: 'focus'; conversation: string }
  /** One's own: a name, a line, the picture, or whether there is a passphrase changed. */
  | { event: 'profile'; profile: Profile }
  /** A setting has another value, by whatever way. */
  | { event: 'settings'; name: string; value: SettingValue }
  /** How far something long is; units are of no meaning but their share. */
  | { event: 'progress'; task: string; done: number; total?: number }
  | { event: 'node'; state: 'stopping'; reason: 'down' | 'lock' | 'erase' | 'signal' | 'idle' | 'failure' }

export interface ListenOptions {
  /** First everything that arrived after this message did, in order of arrival, then what happens. */
  since?: MessageId
}

export interface ListenVerbs {
  /**
   * Events from now on (and before that, with `since`, everything that arrived after that message). Ends when `signal`
   * aborts, or after the `node` event when the node stops.
   */
  listen(options: ListenOptions, signal: AbortSignal): AsyncIterable<Event>
}
