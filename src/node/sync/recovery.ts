/**
 * One's own feeds as a neighbour knows them: notices that this profile was put back to an older copy of its disk, fetches what was
 * lost (`Rescue`), and has it mended. A neighbour's claim only makes this peer ask; what is signed by oneself and not on this disk
 * proves that there was another life, and only then does the profile go on under a new installation.
 */
import { hex } from '../../protocol/bytes.ts'
import type { Stored } from '../../protocol/cursor.ts'
import type { Entry } from '../../protocol/entry.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import type { FeedCursor } from '../../protocol/wire/frames.ts'
import type { ReaderPosition } from '../../store/readers.ts'
import { type FeedRecord, feedOf, newFeed } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { claimOf, positionOf } from './positions.ts'
import { Rescue } from './rescue.ts'

/** Own installations, unknown here, of which one neighbour is asked. */
const MAX_ASKED = 16

export interface RecoveryOptions {
  peer: PeerIdString
  store: Store
  /** Asks the neighbour to send a feed again from a position on. */
  ask: (position: FeedCursor) => void
  /** The profile goes on under a new installation. */
  renewed: () => void
}

export class Recovery {
  readonly #options: RecoveryOptions
  readonly #self: string
  #rescue: Rescue | undefined
  readonly #compared = new Set<number>()
  /** Installations of one's own whose entries were asked for, and from where on. */
  readonly #asked = new Map<string, number>()
  /** The neighbour's word on one's own feeds was found wanting. */
  #doubted = false

  constructor(options: RecoveryOptions) {
    this.#options = options
    this.#self = hex(options.store.signer.publicKey)
  }

  /** Nothing is being fetched, and nothing was found that this is not to forget. */
  get idle(): boolean {
    return this.#rescue === undefined && !this.#doubted && this.#compared.size === 0 && this.#asked.size === 0
  }

  /** What the neighbour is told of a feed: less than the truth while it is to send what was lost. */
  positionOf(feed: FeedRecord, quiet: boolean): FeedCursor {
    return this.#rescue?.feed === feed.number ? claimOf(feed, this.#rescue.position) : positionOf(feed, quiet)
  }

  /** The first of one's own feeds of which the neighbour has more than this disk, or something else. */
  async suspect(feeds: readonly ReaderPosition[]): Promise<{ feed: FeedRecord; said: Stored } | undefined> {
    const { store, peer } = this.#options
    if (this.#rescue !== undefined || this.#doubted) return undefined
    const conversation = store.conversations.with(peer)
    for (const said of feeds) {
      if (said.author !== this.#self || said.through === 0) continue
      const known = conversation === undefined ? undefined : feedOf(conversation, said.author, said.installation)
      // What this disk never wrote cannot have been written twice; it comes by itself, or is asked for (`absent`).
      if (known?.forked || known?.elsewhere) continue
      if (known === undefined && said.installation !== store.profile.record.installation) continue
      const own = known?.through ?? 0
      const differs = said.through <= own && known !== undefined && (await this.#chainDiffers(known, said))
      if (said.through > own || differs) return { feed: known ?? (await this.#openFeed(said)), said }
    }
    return undefined
  }

  /**
   * What to ask for of one's own feeds that were written elsewhere: before this profile was made of a backup, or beside it. On a stream
   * it comes unasked. Nothing is noted on a claim alone: a lie costs one letter for each name it makes up, `MAX_ASKED` in all, and a
   * feed is opened by the first entry that is signed by oneself. Asked again only when something has come since.
   */
  absent(feeds: readonly ReaderPosition[]): FeedCursor | undefined {
    const { store, peer } = this.#options
    if (this.#rescue !== undefined) return undefined
    const conversation = store.conversations.with(peer)
    for (const said of feeds) {
      if (said.author !== this.#self || said.installation === store.profile.record.installation) continue
      const known = conversation === undefined ? undefined : feedOf(conversation, said.author, said.installation)
      if (known !== undefined && !known.elsewhere && !known.forked) continue
      const through = known?.through ?? 0
      const asked = this.#asked.get(said.installation)
      if (said.through <= through || (asked !== undefined && asked >= through)) continue
      if (asked === undefined && this.#asked.size >= MAX_ASKED) continue
      this.#asked.set(said.installation, through)
      return claimOf(said, through)
    }
    return undefined
  }

  /** Looked at once for each feed of a stream: what comes later on it was sent from here. */
  async #chainDiffers(known: FeedRecord, said: ReaderPosition): Promise<boolean> {
    const { store, peer } = this.#options
    const conversation = store.conversations.with(peer)
    if (conversation === undefined || said.tip === '' || this.#compared.has(known.number)) return false
    this.#compared.add(known.number)
    const hash = await store.conversations.chainAt(conversation, known.number, said.through)
    return hash !== undefined && hash !== said.tip
  }

  async #openFeed(said: ReaderPosition): Promise<FeedRecord> {
    const { store, peer } = this.#options
    const record = await store.conversations.update(peer, conversation =>
      feedOf(conversation, said.author, said.installation) === undefined
        ? { ...conversation, feeds: [...conversation.feeds, newFeed(conversation, said.author, said.installation)] }
        : conversation,
    )
    const feed = feedOf(record, said.author, said.installation)
    if (feed === undefined) throw new Error('a feed that was just opened is gone')
    return feed
  }

  start({ feed, said }: { feed: FeedRecord; said: Stored }): void {
    this.#rescue = new Rescue(feed, said)
    this.#options.ask(claimOf(this.#rescue, this.#rescue.claim))
  }

  /** Takes an entry of the feed that is being fetched; false for any other. */
  takes(entry: Entry): boolean {
    const rescue = this.#rescue
    const { author, installation } = entry.header
    if (rescue === undefined || hex(author) !== rescue.author || hex(installation) !== rescue.installation) return false
    rescue.collect(entry)
    return true
  }

  /** One's own present installation writes only here: what comes back of it beyond the end was written by another life of this profile. */
  async renewBefore(entries: readonly Entry[]): Promise<void> {
    const { store, peer } = this.#options
    const { installation } = store.profile.record
    const record = store.conversations.with(peer)
    const end = (record === undefined ? undefined : feedOf(record, this.#self, installation))?.through ?? 0
    const beyond = entries.some(
      ({ header }) =>
        header.seq > end && hex(header.author) === this.#self && hex(header.installation) === installation,
    )
    if (beyond) await this.#renew()
  }

  async #renew(): Promise<void> {
    await this.#options.store.profile.renewInstallation()
    this.#options.renewed()
  }

  /** Mends the feed if all of it has come; true when it did. Asks from further below when the two lives differ in all that came. */
  async finish(): Promise<boolean> {
    const { store, peer, ask } = this.#options
    const rescue = this.#rescue
    const conversation = store.conversations.with(peer)
    if (rescue === undefined || conversation === undefined || !rescue.complete) return false
    const ids = await store.history.idsOf({
      conversation: conversation.number,
      feed: rescue.feed,
      from: rescue.claim + 1,
      to: rescue.ownEnd,
    })
    const fork = rescue.fork(ids)
    if (fork === undefined) {
      rescue.lower()
      ask(claimOf(rescue, rescue.claim))
      return false
    }
    const theirs = rescue.collected.filter(({ header }) => header.seq >= fork)
    if (theirs.length === 0) {
      // Everything it has is here, and the same: it says of its cursor what is not so.
      this.#doubted = true
    } else {
      if (rescue.installation === store.profile.record.installation) await this.#renew()
      await store.conversations.mend(peer, rescue.feed, fork, theirs)
    }
    this.#rescue = undefined
    return true
  }
}
