/** Reading what was said, from one place on. */
import type { Message, MessageType } from './messages.ts'
import type { MessageId, Timestamp } from './values.ts'

export interface HistoryQuery {
  conv: string
  /** @default 50 */
  limit?: number
  before?: MessageId
  after?: MessageId
  /**
   * Half of `limit` before this message, itself, and what follows. `unread`: the first unread one, or the end where all was read. Goes with
   * `limit` alone, as does `at`.
   */
  around?: MessageId | 'unread'
  /** Likewise around the first message at or after this time, or the end. Where clocks disagree, one place at which the time is passed. */
  at?: Timestamp
  from?: string
  since?: Timestamp
  until?: Timestamp
  type?: MessageType
}

export interface HistoryVerbs {
  history(params: HistoryQuery): Promise<Message[]>
}
