/** From ids and texts that people give to entries, and what is checked on the way. */

import type { TextContent } from '../../protocol/content.ts'
import { EarshotError } from '../../protocol/errors.ts'
import { type PeerIdString, peerIdOf } from '../../protocol/ids.ts'
import { MAX_TEXT_BYTES } from '../../protocol/limits.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { StoredEntry } from '../../store/stored.ts'
import type { Context } from './context.ts'

/** Hexadecimal digits of the beginning of an id that are enough to name a message. */
const MIN_ID_PREFIX = 8
/** Entries looked at to tell which one a beginning means; ids are hashes, so more of them are made on purpose. */
const MAX_ALIKE = 16

/**
 * An entry by its id, shown or not, or by the beginning of one of at least 8 digits, which names a shown one where it can.
 * `no-message`; `ambiguous` with the list.
 */
export async function anyEntry({ store }: Context, id: string): Promise<StoredEntry> {
  const digits = id.toLowerCase()
  if (/^[0-9a-f]{32}$/.test(digits)) {
    const at = await store.history.find(digits)
    const found = at === undefined ? undefined : store.history.get(at)
    if (found !== undefined) return found
  } else if (/^[0-9a-f]+$/.test(digits) && digits.length >= MIN_ID_PREFIX) {
    const all = await store.history.startingWith(digits, MAX_ALIKE)
    const shown = all.filter(stored => stored.shown)
    const [found, ...others] = shown.length > 0 ? shown : all
    if (others.length > 0) {
      const list = [found!, ...others].map(stored => stored.id)
      throw new EarshotError('ambiguous', phrase`several messages begin with ${digits}: ${list}`, 'give more of the id')
    }
    if (found !== undefined) return found
  }
  throw new EarshotError('no-message', phrase`no message ${id}`, '`earshot history --ids` shows them')
}

/** The same, to be looked into or changed: `not-allowed` while its conversation is closed. */
export async function storedEntry(context: Context, id: string): Promise<StoredEntry> {
  const found = await anyEntry(context, id)
  context.sealing.use(context.store.conversations.byNumber(found.conversation))
  return found
}

/** A message that is there to be seen. `no-message`, also for one that was deleted or whose time is over. */
export async function shownMessage(context: Context, id: string): Promise<StoredEntry> {
  const stored = await storedEntry(context, id)
  if (!stored.shown)
    throw new EarshotError(
      'no-message',
      phrase`message ${id} is not here any more`,
      'it was deleted, or its time is over',
    )
  return stored
}

/** The text of a message that is there to be read. `no-message`, `not-allowed`. */
export async function readableText(
  context: Context,
  id: string,
): Promise<{ stored: StoredEntry; content: TextContent }> {
  const stored = await shownMessage(context, id)
  return { stored, content: checkedText(context, stored) }
}

/** The text of a message. `not-allowed` where it was recalled, or is none. */
export function checkedText({ store }: Context, stored: StoredEntry): TextContent {
  const { content, recalled } = store.effects.saying(store.history.rows, stored)
  if (recalled !== undefined) throw new EarshotError('not-allowed', 'this message was recalled: nothing is left of it')
  if (content.kind !== 'text')
    throw new EarshotError('not-allowed', 'this message has no text', 'it tells of a shake or a call')
  return content
}

/** What was said here. `no-message`, `not-allowed` for what others said. */
export async function ownMessage(context: Context, id: string, what: 'edit' | 'recall'): Promise<StoredEntry> {
  const stored = await shownMessage(context, id)
  if (peerIdOf(stored.entry.header.author) !== context.store.self) {
    throw what === 'recall'
      ? new EarshotError(
          'not-allowed',
          'only its author can recall a message',
          '`earshot delete` takes it away for you alone',
        )
      : new EarshotError('not-allowed', 'only its author can edit a message', 'answer with `earshot send --reply`')
  }
  return stored
}

/** Who is at the other end of an entry's conversation. */
export function peerOf({ store }: Context, { conversation }: StoredEntry): PeerIdString {
  const record = store.conversations.byNumber(conversation)
  if (record === undefined) throw new Error('an entry of no conversation')
  return record.peer
}

export function checkText(text: string): void {
  if (text.trim() === '') throw new EarshotError('invalid', 'the text is empty')
  const bytes = Buffer.byteLength(text)
  if (bytes > MAX_TEXT_BYTES) {
    throw new EarshotError(
      'invalid',
      phrase`the text has ${bytes} bytes, more than ${MAX_TEXT_BYTES}`,
      'send it in parts',
    )
  }
  if (!text.isWellFormed()) throw new EarshotError('invalid', 'the text is not well-formed Unicode')
}

/** One emoji as it is sent, in its coloured form; empty stays empty. `invalid`. */
export function checkedEmoji(text: string): string {
  const emoji = text.trim()
  const coloured = /^\p{Extended_Pictographic}$/u.test(emoji) ? `${emoji}\ufe0f` : emoji
  const known = [emoji, coloured].find(each => /^\p{RGI_Emoji}$/v.test(each))
  if (emoji === '') return ''
  if (known === undefined) {
    throw new EarshotError(
      'invalid',
      phrase`"${[...emoji].slice(0, 16).join('')}" is not one emoji`,
      'for example `earshot react ID 👍`',
    )
  }
  return known
}
