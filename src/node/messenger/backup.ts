/** Taking away what is here: all of it sealed, or one conversation to read. */
import type { Message } from './messages.ts'
import type { MessageId, Timestamp } from './values.ts'

export interface ExportQuery {
  conv: string
  /** Where the page before ended: its `next`. */
  after?: MessageId
  since?: Timestamp
  until?: Timestamp
}

/** A part of a conversation, oldest first. */
export interface ExportPage {
  messages: Message[]
  /** There is more, after this one. */
  next?: MessageId
}

/** A backup that is whole. */
export interface Backup {
  file: string
  bytes: number
  messages: number
  conversations: number
  /** Seconds. */
  took: number
}

export interface BackupVerbs {
  /**
   * Writes a backup of this profile into a file of the node's machine, sealed under a passphrase; `file` is an absolute path. Told of by
   * `progress` events of the task `backup`. `exists` (without `force`), `not-allowed`, `invalid`, `quota`, `busy` (one is being made).
   */
  backup(params: { file: string; passphrase: string; force?: boolean }): Promise<Backup>
  /** A conversation from its beginning on, in its order, page by page. */
  exportPage(params: ExportQuery): Promise<ExportPage>
}
