/** Finding what was said. */
import type { Message, MessageType } from './messages.ts'
import type { MessageId, Timestamp } from './values.ts'

export interface SearchQuery {
  /**
   * Each word begins a word of the message; a run of a script without spaces occurs as it is; quotes make one part of several whole
   * words. Case, accents and width do not count. Without any letter, digit or emoji it is looked for as it stands.
   */
  text: string
  in?: string
  from?: string
  since?: Timestamp
  until?: Timestamp
  type?: MessageType
  /** @default 20 */
  limit?: number
  /** Goes on after this one, the last of the page before. */
  before?: MessageId
  /** Messages before and after each that is found. @default 0 */
  context?: number
  /** Seconds. @default 20 */
  timeout?: number
}

/** A message that a search found. */
export interface Found extends Message {
  /** Where the text fits: from, up to, in UTF-16 units. */
  matches: [number, number][]
  /** What was said around it, in the order of the conversation; with `context`. */
  before?: Message[]
  after?: Message[]
}

export interface SearchVerbs {
  /**
   * What was said in all of history, newest first: by the order of the conversations, not of arrival. `timeout` where it takes longer
   * than that: without an index, or until it is made (`progress` events of the task `index`), every text is looked at. `signal` ends it
   * before: the answer is not wanted any more.
   */
  search(params: SearchQuery, signal?: AbortSignal): Promise<Found[]>
}
