/**
 * Sealed conversations: what they say rests under keys that only a second passphrase opens. The record of a conversation says where
 * sealing is, so that it goes on after a kill: `sealing` needs no passphrase, since its public half seals as well; `unsealing` goes on
 * when it is opened again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { EarshotError } from '../../protocol/errors.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Conversations } from '../conversations.ts'
import type { Database } from '../database.ts'
import type { Drafts } from '../drafts.ts'
import type { Effects } from '../effects.ts'
import type { Eraser } from '../eraser.ts'
import type { Ledger } from '../ledger.ts'
import type { ConversationRecord, SealRecord } from '../records.ts'
import type { Search } from '../search/search.ts'
import type { Transaction } from '../transaction.ts'
import { Attempts } from './attempts.ts'
import type { Keyring } from './keyring.ts'
import { openRows, type RewriteOptions, sealRows } from './rewrite.ts'
import type { Sealer } from './sealer.ts'
import { newSecrets, openSecrets, rewrapSecrets } from './secrets.ts'

/** The index may have much else to do before the last words of a conversation leave it: that is waited for so long, milliseconds. */
const SETTLING_MS = 10_000

export interface SealedOptions {
  database: Database
  ledger: Ledger
  conversations: Conversations
  drafts: Drafts
  effects: Effects
  search: Search
  eraser: Eraser
  sealer: Sealer
}

/** How far it is; told now and then. */
export type Progress = (done: number, total: number) => void

export class Sealed {
  readonly #options: SealedOptions
  readonly #keyring: Keyring
  readonly #attempts = new Attempts()
  readonly #stop = new AbortController()
  /** One thing at a time is done to a conversation. */
  readonly #working = new Map<PeerIdString, Promise<unknown>>()

  constructor(options: SealedOptions) {
    this.#options = options
    this.#keyring = options.database.keyring
  }

  /** Whether nothing of what it says can be seen now. */
  isLocked(conversation: ConversationRecord | undefined): boolean {
    return this.#options.sealer.isLocked(conversation)
  }

  isOpen(conversation: ConversationRecord | undefined): boolean {
    return conversation?.seal !== undefined && !this.isLocked(conversation)
  }

  /** Whether something long is being done to it. */
  isBusy(peer: PeerIdString): boolean {
    return this.#working.has(peer)
  }

  /** Seals a conversation that is not sealed, and closes it. `exists` for one that is, `invalid`, `busy`. */
  seal(peer: PeerIdString, passphrase: string, progress: Progress): Promise<void> {
    return this.#alone(peer, async () => {
      const { conversations, sealer, ledger } = this.#options
      const before = await conversations.update(peer, each => each)
      if (before.seal !== undefined) throw alreadySealed()
      const { record, keys } = await newSecrets(before.id, passphrase)
      await sealer.during(before, keys, async () => {
        await ledger.commit(tx => {
          sealer.save(tx, before, record)
          this.#begin(tx, peer, 'sealing')
        })
        await this.#sealRows(peer, progress)
      })
      keys.seed.fill(0)
    })
  }

  /** Closes a sealed conversation: its keys leave memory. Seals again what was being unsealed when the node ended. `busy`. */
  async close(peer: PeerIdString, progress: Progress): Promise<void> {
    const { conversations, ledger } = this.#options
    const conversation = conversations.with(peer)
    if (conversation?.seal === undefined) return
    if (this.isBusy(peer)) throw busy()
    this.#forget(conversation)
    if (conversation.seal === 'sealed') return
    await this.#alone(peer, async () => {
      await ledger.commit(tx => this.#begin(tx, peer, 'sealing'))
      await this.#sealRows(peer, progress)
    })
  }

  /** Opens it until it is closed, or the node ends; goes on with unsealing. `not-allowed` where it is not sealed, `wrong-passphrase`, `busy`. */
  open(peer: PeerIdString, passphrase: string, progress: Progress): Promise<void> {
    return this.#alone(peer, async () => {
      const conversation = await this.#unlock(peer, passphrase)
      if (conversation.seal === 'unsealing') await this.#openRows(peer, progress)
    })
  }

  /** Takes the seal away for good. Errors as in `open`. */
  unseal(peer: PeerIdString, passphrase: string, progress: Progress): Promise<void> {
    return this.#alone(peer, async () => {
      const conversation = await this.#unlock(peer, passphrase)
      const { ledger } = this.#options
      if (conversation.seal !== 'unsealing') await ledger.commit(tx => this.#mark(tx, peer, 'unsealing'))
      await this.#openRows(peer, progress)
    })
  }

  /** Another second passphrase for the same keys. Errors as in `open`, and `invalid`. */
  change(peer: PeerIdString, passphrases: { current: string; next: string }): Promise<void> {
    return this.#alone(peer, async () => {
      const { ledger, sealer, eraser } = this.#options
      const { conversation, record } = this.#sealed(peer)
      this.#attempts.begin(peer)
      const changed = await rewrapSecrets(conversation.id, passphrases, record)
      this.#attempts.succeeded(peer)
      await ledger.commit(tx => {
        sealer.save(tx, conversation, changed)
        eraser.erase(tx, sealer.keyOf(conversation.id))
      })
    })
  }

  /**
   * Goes on with what was being sealed when the node ended; resolves when nothing of that is left. A profile that was made of a backup
   * has a new index, which does not know yet what is to be left out of it.
   */
  async resume(progress: (conversation: ConversationRecord, done: number, total: number) => void): Promise<void> {
    const { conversations, search } = this.#options
    for (const conversation of conversations.all()) {
      const { peer, number, seal } = conversation
      if (seal !== undefined && !search.leavesOut(number)) await search.removeConversation(number)
      if (seal !== 'sealing' || this.isBusy(peer)) continue
      await this.#alone(peer, () => this.#sealRows(peer, (done, total) => progress(conversation, done, total)))
    }
  }

  /** Ends what is under way, which goes on at the next start, and forgets all keys. */
  async stop(): Promise<void> {
    this.#stop.abort(new EarshotError('no-node', 'the node is stopping', 'it goes on when a node runs again'))
    await Promise.allSettled(this.#working.values())
    for (const conversation of this.#options.conversations.all()) this.#keyring.drop(conversation.number)
  }

  #sealed(peer: PeerIdString): { conversation: ConversationRecord; record: SealRecord } {
    const { conversations, sealer } = this.#options
    const conversation = conversations.with(peer)
    if (conversation?.seal === undefined)
      throw new EarshotError(
        'not-allowed',
        'this conversation is not sealed',
        '`earshot seal` gives it a second passphrase',
      )
    const record = sealer.recordOf(conversation)
    if (record === undefined) throw new Error('a sealed conversation without its record')
    return { conversation, record }
  }

  async #unlock(peer: PeerIdString, passphrase: string): Promise<ConversationRecord> {
    const { conversation, record } = this.#sealed(peer)
    this.#attempts.begin(peer)
    const keys = await openSecrets(conversation.id, passphrase, record)
    this.#stop.signal.throwIfAborted()
    this.#attempts.succeeded(peer)
    this.#keyring.add(conversation.number, keys)
    return conversation
  }

  #forget(conversation: ConversationRecord): void {
    this.#keyring.drop(conversation.number)
    this.#options.conversations.forgetRecent()
  }

  #mark(tx: Transaction, peer: PeerIdString, seal: NonNullable<ConversationRecord['seal']>): void {
    const { conversations } = this.#options
    conversations.save(tx, { ...conversations.open(tx, peer), seal })
  }

  /** From now on everything is sealed that comes to rest; the draft at once, since nobody changes it while the conversation is closed. */
  #begin(tx: Transaction, peer: PeerIdString, state: 'sealing'): void {
    const { conversations, drafts } = this.#options
    const draft = drafts.of(peer, tx)
    this.#mark(tx, peer, state)
    if (draft !== undefined) drafts.keep(tx, peer, draft.text)
    tx.after(() => conversations.forgetRecent())
  }

  async #sealRows(peer: PeerIdString, progress: Progress): Promise<void> {
    const { search } = this.#options
    const rewriting = this.#rewriting(peer, progress)
    await search.removeConversation(rewriting.number)
    await Promise.race([search.settled(), sleep(SETTLING_MS, undefined, { signal: rewriting.signal, ref: false })])
    await sealRows(rewriting)
    await this.#options.ledger.commit(tx => this.#mark(tx, peer, 'sealed'))
  }

  async #openRows(peer: PeerIdString, progress: Progress): Promise<void> {
    const { conversations, drafts, sealer, ledger, search } = this.#options
    const rewriting = this.#rewriting(peer, progress)
    await openRows(rewriting)
    await search.putConversation(rewriting.number)
    await ledger.commit(tx => {
      const draft = drafts.of(peer, tx)
      const { seal: _seal, ...conversation } = conversations.open(tx, peer)
      conversations.save(tx, conversation)
      sealer.save(tx, conversation, undefined)
      if (draft !== undefined) drafts.keep(tx, peer, draft.text)
      tx.after(() => this.#keyring.drop(conversation.number))
    })
  }

  #rewriting(peer: PeerIdString, progress: Progress): RewriteOptions {
    const { database, ledger, conversations, effects } = this.#options
    const number = conversations.with(peer)?.number
    if (number === undefined) throw new Error('no such conversation')
    return { database, ledger, conversations, effects, peer, number, signal: this.#stop.signal, progress }
  }

  async #alone<T>(peer: PeerIdString, work: () => Promise<T>): Promise<T> {
    this.#stop.signal.throwIfAborted()
    if (this.isBusy(peer)) throw busy()
    const working = work()
    this.#working.set(peer, working)
    try {
      return await working
    } finally {
      this.#working.delete(peer)
    }
  }
}

function busy(): EarshotError {
  return new EarshotError('busy', 'this conversation is being sealed or opened just now', 'try again when that is done')
}

function alreadySealed(): EarshotError {
  return new EarshotError(
    'exists',
    'this conversation has a second passphrase already',
    '`earshot seal --change` gives it another one',
  )
}
