/** A second passphrase for a conversation. */
import type { Conversation } from './conversations.ts'

export interface SealVerbs {
  /**
   * Seals a conversation: what it says rests under keys that only its second passphrase, `passphrase`, opens. Nobody can recover that.
   * Closes one that is sealed already, and takes no passphrase then. With `current`, gives it another second passphrase. Told of by
   * `progress` events of the task `seal`. `wrong-passphrase` (also when one is needed and none given), `exists`, `invalid`, `busy`.
   */
  seal(params: { conv: string; passphrase?: string; current?: string }): Promise<Conversation>
  /**
   * Opens a sealed conversation until it is closed, is not used for `seal.minutes`, or the node ends; `forever` takes the seal away.
   * `not-allowed` where it is not sealed, `wrong-passphrase`, `busy` (also after too many wrong ones).
   */
  unseal(params: { conv: string; passphrase?: string; forever?: boolean }): Promise<Conversation>
}
