/** Does what a letter says, in the order in which it says it; entries, key and hash go to disk in one batch, last. */
import { PeerFault } from '../../host/faults.ts'
import { type Bytes, hex } from '../../protocol/bytes.ts'
import type { Entry } from '../../protocol/entry.ts'
import { type PeerIdString, publicKeyOf } from '../../protocol/ids.ts'
import { Frame, type Signed } from '../../protocol/wire/frames.ts'
import type { FoundKey } from '../../store/sealing-keys.ts'
import type { Store } from '../../store/store.ts'
import type { Transaction } from '../../store/transaction.ts'
import { isFriend } from '../friendship.ts'
import type { People } from '../people.ts'
import { checkedEntry, type Pair } from '../sync/entries.ts'
import type { LetterEvents } from './letter-events.ts'

/** Not now: strangers have asked too often, or too much that should come before is missing. The letter is to be read again. */
export class NotNow extends Error {
  override readonly name = 'NotNow'
}

export interface OpenedLetter {
  /** Who signed it. */
  sender: PeerIdString
  frames: readonly Bytes[]
  /** What it was sealed to. */
  key: FoundKey
  keyId: string
  /** Of the parcel. */
  hash: Bytes
}

export interface ReadingOptions {
  store: Store
  people: People
  clock: () => number
  events: LetterEvents
}

/** Throws a PeerFault for what a letter may not say, `NotNow`, and what the disk says. */
export async function readLetter(
  letter: OpenedLetter,
  { store, people, clock, events }: ReadingOptions,
): Promise<void> {
  const { sender, frames, key, keyId, hash } = letter
  const done = (tx: Transaction): void => {
    if (key.from !== undefined) store.keys.spend(tx, keyId, key.from)
    store.opened.note(tx, hash, clock())
  }
  if (sender === store.self || people.get(sender)?.blocked) {
    if (key.from !== undefined) await store.commit(done)
    return
  }
  const pair: Pair = {
    conversation: store.conversations.idWith(sender),
    peer: hex(publicKeyOf(sender) ?? new Uint8Array(0)),
    self: hex(store.signer.publicKey),
  }
  const entries: Entry[] = []
  let card: Signed | undefined
  let introduced = false
  let newStatement = false
  for (const bytes of frames) {
    const frame = decoded(bytes)
    if (frame.card !== undefined) {
      card = frame.card
      await events.card(sender, card)
    } else if (frame.friendship !== undefined) {
      introduced = true
      const { changed, refused } = await events.friendship(sender, frame.friendship, card)
      if (refused) throw new NotNow('too many requests of strangers')
      if (changed) newStatement = true
    } else if (frame.heard !== undefined) await events.heard(sender, frame.heard)
    // The rest is for friends: who was removed since is not answered, nor kept.
    else if (!isFriend(people.get(sender))) continue
    else if (frame.have !== undefined)
      for (const cursor of frame.have.cursors) await events.cursor(sender, cursor, pair)
    else if (frame.keys !== undefined) await events.keys(sender, frame.keys)
    else if (frame.entries !== undefined)
      for (const each of frame.entries.entries) entries.push(checkedEntry(each as Bytes, pair))
  }
  const friend = isFriend(people.get(sender))
  const ordinary = friend ? await events.entries(sender, entries) : []
  if (ordinary.length > 0) {
    const { refused } = await store.conversations.receive(sender, ordinary, (tx, refused) => {
      if (refused === 0) done(tx)
    })
    if (refused > 0) throw new NotNow('too many gaps before what came')
  }
  // What a stranger sends again does no harm, and what it sends takes no room.
  else if (friend || newStatement || key.from !== undefined) await store.commit(done)
  await events.read(sender, { entries: entries.length > 0, introduced, newStatement })
}

function decoded(bytes: Bytes): Frame {
  try {
    return Frame.decode(bytes)
  } catch (error) {
    throw new PeerFault('malformed', (error as Error).message)
  }
}
