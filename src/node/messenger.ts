/**
 * The one application interface. The node implements it (`verbs/`), the control server exposes it as JSON-RPC under the
 * same names, the control client implements it for commands and terminal interfaces, which know nothing else.
 *
 * Every method takes one object and gives the objects of docs/cli.md. Every changing method accepts `key`: a string made by the
 * caller and stored with the result, so that a repeated call returns the first result instead of acting twice.
 */
import type { AccountVerbs } from './messenger/account.ts'
import type { BackupVerbs } from './messenger/backup.ts'
import type { CallVerbs } from './messenger/calls.ts'
import type { ConversationVerbs } from './messenger/conversations.ts'
import type { EngineVerbs } from './messenger/engines.ts'
import type { ListenVerbs } from './messenger/events.ts'
import type { HistoryVerbs } from './messenger/history.ts'
import type { LookingVerbs } from './messenger/looking.ts'
import type { TalkVerbs } from './messenger/messages.ts'
import type { PeopleVerbs } from './messenger/people.ts'
import type { RelayVerbs } from './messenger/relays.ts'
import type { SafetyVerbs } from './messenger/safety.ts'
import type { SealVerbs } from './messenger/sealed.ts'
import type { SearchVerbs } from './messenger/search.ts'
import type { SettingVerbs } from './messenger/settings.ts'

export type * from './messenger/account.ts'
export type * from './messenger/backup.ts'
export type * from './messenger/calls.ts'
export type * from './messenger/conversations.ts'
export type * from './messenger/engines.ts'
export type * from './messenger/events.ts'
export type * from './messenger/history.ts'
export type * from './messenger/looking.ts'
export type * from './messenger/messages.ts'
export type * from './messenger/people.ts'
export type * from './messenger/relays.ts'
export type * from './messenger/safety.ts'
export type * from './messenger/sealed.ts'
export type * from './messenger/search.ts'
export type * from './messenger/settings.ts'
export type * from './messenger/values.ts'

/**
 * `who` is a friend's nickname or name, a peer id, or a prefix of one of at least 8 characters; `conv` likewise (or `#group`).
 * Where a message is meant, at least 8 digits of the beginning of its id will do.
 * Errors: `no-peer`, `no-message`, `ambiguous` (several match), and those named at the method.
 */
export interface Messenger
  extends AccountVerbs,
    PeopleVerbs,
    SafetyVerbs,
    TalkVerbs,
    HistoryVerbs,
    SearchVerbs,
    ConversationVerbs,
    SealVerbs,
    CallVerbs,
    EngineVerbs,
    BackupVerbs,
    RelayVerbs,
    LookingVerbs,
    SettingVerbs,
    ListenVerbs {}
