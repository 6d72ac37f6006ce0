/** What letters bring, carried out: cursors advance, keys are traded, statements heard, own entries fetched back; and what is answered. */
import type { Log } from '../../host/host.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { Cursor, Keys, Signed } from '../../protocol/wire/frames.ts'
import type { Advance, ReaderCursor } from '../../store/readers.ts'
import { type ConversationRecord, feedOf } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { untold } from '../friendship.ts'
import type { People } from '../people.ts'
import type { Pair } from '../sync/entries.ts'
import { readCursor } from '../sync/positions.ts'
import { Recovery } from '../sync/recovery.ts'
import type { Session } from '../sync/session.ts'
import type { Carrier } from './carrier.ts'
import type { KeyTrade } from './key-trade.ts'
import type { LetterEvents, StatementHeard } from './letter-events.ts'

/** One's cursor goes back for all that came within this time, milliseconds. */
const ANSWER_MS = 300

export interface AnsweringOptions {
  store: Store
  people: People
  log: Log
  carrier: Carrier
  keys: KeyTrade
  /** Their stream, if they are here. */
  here: (peer: PeerIdString) => Session | undefined
  card: (peer: PeerIdString, signed: Signed) => Promise<void>
  friendship: (peer: PeerIdString, signed: Signed, card: Signed | undefined) => Promise<StatementHeard>
  advanced: (conversation: ConversationRecord, advances: Advance[]) => void
  /** This profile was rolled back and goes on under a new installation. */
  renewed: () => void
  stuck: (wait: number) => void
}

export class Answering implements LetterEvents {
  readonly #options: AnsweringOptions
  readonly #recoveries = new Map<PeerIdString, Recovery>()
  /** The cursor of the letter that is being read: what it says of one's own entries counts once those in the letter are stored. */
  readonly #said = new Map<PeerIdString, ReaderCursor>()

  constructor(options: AnsweringOptions) {
    this.#options = options
  }

  /** They are here: what was lost is fetched on the stream. */
  met(peer: PeerIdString): void {
    this.#recoveries.delete(peer)
  }

  card(peer: PeerIdString, signed: Signed): Promise<void> {
    return this.#options.card(peer, signed)
  }

  friendship(peer: PeerIdString, signed: Signed, card: Signed | undefined): Promise<StatementHeard> {
    return this.#options.friendship(peer, signed, card)
  }

  async heard(peer: PeerIdString, { friendship }: { friendship: number }): Promise<void> {
    const { people, carrier } = this.#options
    const { again } = await people.told(peer, friendship)
    const contact = people.get(peer)
    if (again && contact !== undefined && untold(contact)) carrier.wake(peer)
  }

  async cursor(peer: PeerIdString, cursor: Cursor, pair: Pair): Promise<void> {
    const { store, carrier, advanced } = this.#options
    // In a letter all feeds are named beside the one that is asked for again.
    const said = { ...readCursor(cursor, pair.conversation, [pair.peer, pair.self]), whole: !cursor.hold }
    const suspect = await this.#recovery(peer).suspect(said.feeds)
    this.#said.set(peer, said)
    const { conversation, advances } = await store.readership.advance(peer, said)
    if (advances.length > 0) advanced(conversation, advances)
    if (cursor.hold) carrier.owe(peer, { answer: true }, ANSWER_MS)
    // They may lack something again, or have said where to begin.
    else if (this.#options.here(peer) === undefined) carrier.wake(peer, ANSWER_MS)
    if (cursor.again) {
      for (const position of said.feeds) {
        const feed = feedOf(conversation, position.author, position.installation)
        if (feed?.author === pair.peer && feed.through > position.through)
          carrier.owe(peer, { asked: new Map([[feed.number, position]]) })
      }
    }
    if (suspect !== undefined) this.#recovery(peer).start(suspect)
    else {
      const claim = this.#recovery(peer).absent(said.feeds)
      if (claim !== undefined) carrier.owe(peer, { claim, answer: true })
    }
  }

  keys(peer: PeerIdString, keys: Keys): Promise<void> {
    return this.#options.keys.hear(peer, keys)
  }

  async entries(
    peer: PeerIdString,
    entries: Parameters<LetterEvents['entries']>[1],
  ): ReturnType<LetterEvents['entries']> {
    if (entries.length === 0) return entries
    const recovery = this.#recovery(peer)
    const ordinary = entries.filter(entry => !recovery.takes(entry))
    await recovery.renewBefore(ordinary)
    return ordinary
  }

  async read(peer: PeerIdString, what: Parameters<LetterEvents['read']>[1]): Promise<void> {
    const { people, carrier, here } = this.#options
    const recovery = this.#recoveries.get(peer)
    if (recovery !== undefined && ((await recovery.finish()) || recovery.idle)) this.#recoveries.delete(peer)
    const said = this.#said.get(peer)
    this.#said.delete(peer)
    if (said !== undefined && what.entries) {
      const { conversation, advances } = await this.#options.store.readership.advance(peer, said)
      if (advances.length > 0) this.#options.advanced(conversation, advances)
    }
    const session = here(peer)
    if (session !== undefined) {
      // It is told on the stream what came by the other way.
      if (what.entries) session.tell()
      return
    }
    // Whoever was never said anything to is not answered: a stranger's card must not make this peer call anywhere.
    if (people.get(peer)?.mine === undefined) return
    if (what.newStatement) carrier.owe(peer, { introduce: true })
    else if (what.entries || what.introduced) carrier.owe(peer, { answer: true }, ANSWER_MS)
  }

  stuck(wait: number): void {
    this.#options.stuck(wait)
  }

  gone(keyIds: string[]): void {
    this.#options.keys.gone(keyIds)
  }

  #recovery(peer: PeerIdString): Recovery {
    const known = this.#recoveries.get(peer)
    if (known !== undefined) return known
    const recovery = new Recovery({
      peer,
      store: this.#options.store,
      ask: claim => this.#options.carrier.owe(peer, { claim, answer: true }),
      renewed: () => this.#options.renewed(),
    })
    this.#recoveries.set(peer, recovery)
    return recovery
  }
}
