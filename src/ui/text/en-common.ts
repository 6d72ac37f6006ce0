import type { Lang } from '../../node/language.ts'
import type { ErrorReport } from '../../protocol/errors.ts'
import { type Phrase, speak } from '../../protocol/phrase.ts'

/** Words that every front end uses, in English. */
export const enCommon = {
  /** What came from elsewhere to be said in the reader's language. */
  say: (said: Phrase): string => speak(said),
  /** One line that says what happened. Errors come from the node in English, with a stable code. */
  error: (report: ErrorReport): string => report.message,
  /** What to do next, where there is something to say. */
  hint: (report: ErrorReport): string | undefined => report.hint,
  /** A folder's name; those of a fresh profile have English names until somebody gives them others. */
  folder: (name: string): string => name,
  presence: { here: 'here', away: 'away', offline: 'offline' },
  friendState: {
    friend: 'friend',
    requested: 'asked, no answer yet',
    received: 'asks to be your friend',
    declined: 'declined',
    removed: 'removed',
    blocked: 'blocked',
  },
  ownState: { queued: 'waiting here', relayed: 'at the relay', delivered: 'delivered', read: 'read' },
  callState: {
    offered: 'calling',
    ringing: 'ringing',
    accepted: 'accepted, connecting',
    connected: 'connected',
    ended: 'ended',
  },
  callReason: {
    'hung-up': 'hung up',
    declined: 'declined',
    busy: 'busy',
    missed: 'missed',
    cancelled: 'cancelled',
    failed: 'failed',
  },
  callMedia: { audio: 'voice call', video: 'video call', session: 'call session' },
  /** Several in one sentence. */
  list: (items: readonly string[]): string => items.join(', '),
  /** What is said beside. */
  bracketed: (text: string): string => `(${text})`,
  /** The same, behind a word. */
  aside: (text: string): string => ` (${text})`,
  labelled: (label: string, text: string): string => `${label}: ${text}`,
  lang: 'en' as Lang,
  /** For `Intl` formatters. */
  locale: 'en',
}
