/**
 * A letter: the frames that go to one absent reader in one parcel. What is in it follows from the records, as on a stream: what the
 * reader lacks is what is stored here and neither in their cursor nor with a relay; their relation, one's cursor, keys.
 */
import type { Bytes } from '../../protocol/bytes.ts'
import { hex } from '../../protocol/bytes.ts'
import { missing } from '../../protocol/cursor.ts'
import type { PeerIdString } from '../../protocol/ids.ts'
import { MAX_LETTER_FRAMES } from '../../protocol/limits.ts'
import { roomInParcel } from '../../protocol/parcel.ts'
import { type FeedCursor, Frame } from '../../protocol/wire/frames.ts'
import { type ConversationRecord, lackingOf } from '../../store/records.ts'
import type { Store } from '../../store/store.ts'
import { isFriend } from '../friendship.ts'
import type { People } from '../people.ts'
import { positionOf } from '../sync/positions.ts'
import type { Owed } from './errand.ts'

/** Bytes that the framing of a frame of entries takes from the room for them, at most. */
const FRAMING_BYTES = 4 * 1024
/** Bytes of the frame that says how many keys are left. */
const LEFT_BYTES = 16
/** Frames with entries in one letter: feeds with many gaps take several. */
const MAX_ENTRY_FRAMES = 48

export interface Letter {
  frames: Bytes[]
  /** Entries in it; `own` where they are this profile's. */
  stretches: { feed: number; from: number; to: number; own: boolean }[]
  /** Counter of one's own cursor in it; undefined where it has none. */
  told?: number
  /** Counter of the statement in it. */
  statement?: number
  /** Counter of the card in it. */
  card?: number
}

export interface LetterOptions extends Omit<Owed, 'introduce'> {
  store: Store
  people: People
  peer: PeerIdString
  /** Card and statement are to be in it. */
  introduce: boolean
  /** The reader has this card already. */
  cardTold: number | undefined
  /** The key for it is at hand already. */
  spare: boolean
}

/** The next letter to somebody, or undefined when there is nothing to say. */
export async function nextLetter(options: LetterOptions): Promise<Letter | undefined> {
  const { store, people, peer, introduce, keys } = options
  const contact = people.get(peer)
  if (contact === undefined || contact.blocked) return undefined
  const conversation = isFriend(contact) ? store.conversations.with(peer) : undefined

  const letter: Letter = { frames: [], stretches: [] }
  const put = (frame: Partial<Frame>): void => {
    letter.frames.push(Frame.encode(frame))
  }
  const card = people.card()
  // Who sealed to keys that are gone needs the newest card key, whatever they were told before.
  if (introduce || options.cardTold !== card.card.counter || (keys?.gone ?? []).length > 0) {
    put({ card: card.signed })
    letter.card = card.card.counter
  }
  const statement = introduce ? people.statement(peer) : undefined
  if (statement !== undefined && contact.mine !== undefined) {
    put({ friendship: statement })
    letter.statement = contact.mine.counter
  }
  if (contact.theirs !== undefined) put({ heard: { friendship: contact.theirs.counter } })
  if (conversation !== undefined) {
    put({ have: { cursors: [cursorOf(options, conversation)] } })
    letter.told = conversation.counter
  }
  if (keys !== undefined) put({ keys: { keys: [], again: false, gone: [], ...keys } })

  if (conversation !== undefined) {
    const taken = letter.frames.reduce((sum, frame) => sum + frame.byteLength, LEFT_BYTES)
    const { frames, stretches } = await lackingEntries(options, conversation, roomInParcel(MAX_LETTER_FRAMES) - taken)
    letter.frames.push(...frames)
    letter.stretches = stretches
    // The key that this letter takes is gone then.
    if (stretches.length > 0) {
      const left = Math.max(0, store.keys.left(peer) - (options.spare ? 0 : 1))
      put({ keys: { keys: [], again: false, gone: [], left } })
    }
  }
  const untold = conversation !== undefined && conversation.counter > (conversation.told ?? 0)
  const says = introduce || options.answer || untold || letter.stretches.length > 0 || keys !== undefined
  return says ? letter : undefined
}

function cursorOf({ store, claim }: LetterOptions, conversation: ConversationRecord) {
  const self = hex(store.signer.publicKey)
  const hold = conversation.skip ?? false
  const silent = store.readership.silentTo(conversation)
  const feeds = conversation.feeds.filter(feed => !hold || feed.author === self).map(feed => positionOf(feed, silent))
  const same = (a: FeedCursor, b: FeedCursor): boolean =>
    hex(a.author as Bytes) === hex(b.author as Bytes) && hex(a.installation as Bytes) === hex(b.installation as Bytes)
  return {
    conversation: Buffer.from(conversation.id, 'hex'),
    installation: Buffer.from(store.profile.record.installation, 'hex'),
    counter: conversation.counter,
    feeds: claim === undefined ? feeds : [...feeds.filter(feed => !same(feed, claim)), claim],
    again: claim !== undefined,
    hold,
    quiet: store.readership.quiet(),
  }
}

/** What the reader lacks, lowest numbers first, as much as there is room for. */
async function lackingEntries(
  { store, asked }: LetterOptions,
  conversation: ConversationRecord,
  room: number,
): Promise<{ frames: Bytes[]; stretches: Letter['stretches'] }> {
  const self = hex(store.signer.publicKey)
  const frames: Bytes[] = []
  const stretches: Letter['stretches'] = []
  let left = room
  for (const feed of conversation.feeds) {
    const wanted = asked?.get(feed.number)
    if (feed.author !== self && wanted === undefined) continue
    const lacking = wanted === undefined ? lackingOf(conversation, feed) : missing(feed, wanted)
    for (const [first, last] of lacking) {
      let from = first
      while (from <= last && left > FRAMING_BYTES && frames.length < MAX_ENTRY_FRAMES) {
        const stretch = { conversation: conversation.number, feed: feed.number, from, to: last }
        const entries = await store.conversations.entriesOf(stretch, left - FRAMING_BYTES)
        const end = entries.at(-1)?.seq
        // What is not on this disk cannot be sent.
        if (end === undefined) break
        const frame = Frame.encode({ entries: { entries: entries.map(entry => entry.bytes) } })
        // One that does not fit beside what is there already goes with the next letter.
        if (frame.byteLength > left) return { frames, stretches }
        frames.push(frame)
        const own = feed.author === self
        // What a sealed conversation holds back is in no letter, and lacking still.
        const runs = conversation.seal === undefined ? [[from, end] as const] : runsOf(entries.map(({ seq }) => seq))
        for (const [begin, to] of runs) stretches.push({ feed: feed.number, from: begin, to, own })
        left -= frame.byteLength
        from = end + 1
      }
      if (left <= FRAMING_BYTES || frames.length >= MAX_ENTRY_FRAMES) return { frames, stretches }
    }
  }
  return { frames, stretches }
}

/** Ascending numbers as ranges without gaps. */
function runsOf(numbers: readonly number[]): (readonly [from: number, to: number])[] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === number - 1) last[1] = number
    else runs.push([number, number])
  }
  return runs
}
