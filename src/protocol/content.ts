/**
 * What an entry says: the body between bytes and meaning. What a body says is a function of its bytes alone, so that everybody who has
 * the entry reads the same in it; a body that breaks a rule is `unknown` for all, and is kept and passed on like any other.
 */
import { randomFillSync } from 'node:crypto'
import { type Bytes, hex } from './bytes.ts'
import { type EntryId, type PeerIdString, peerIdOf, publicKeyOf } from './ids.ts'
import { MAX_EMOJI_BYTES, MAX_FORWARDED, MAX_MENTIONS, MAX_TIMER_S } from './limits.ts'
import { Body, type CallOutcome, type Target as WireTarget } from './wire/entry.ts'

/** Numbers on the wire; gaps belong to kinds of later versions, which are kept and read again after an upgrade. */
export const KIND = { text: 1, edit: 2, recall: 3, reaction: 4, shake: 6, call: 7 } as const

/** Another entry of the same conversation. */
export interface Target {
  readonly stamp: number
  readonly id: EntryId
}

/** What somebody said elsewhere, as whoever forwards it tells it: nothing proves it. */
export interface Forwarded {
  readonly author: PeerIdString
  readonly name: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
}

export interface TextContent {
  readonly kind: 'text'
  /** Empty where something is forwarded. */
  readonly text: string
  readonly reply?: Target
  readonly mentions?: readonly PeerIdString[]
  readonly forwarded?: readonly Forwarded[]
  /** Seconds from reading until it disappears. */
  readonly timer?: number
}

export interface EditContent {
  readonly kind: 'edit'
  readonly target: Target
  readonly text: string
  readonly mentions?: readonly PeerIdString[]
}

/** What changes another entry instead of standing in the history itself. */
export type Effect =
  | EditContent
  | { readonly kind: 'recall'; readonly target: Target }
  | { readonly kind: 'reaction'; readonly target: Target; readonly emoji: string }

/** What this version can say. */
export type Sayable = TextContent | Effect | { kind: 'shake' } | { kind: 'call'; call: CallOutcome }

export type Content = Sayable | { kind: 'unknown' }

const UNKNOWN: Content = { kind: 'unknown' }
const SALT_BYTES = 16
const ID_BYTES = 16
const KEY_BYTES = 32
const salts = Buffer.allocUnsafe(SALT_BYTES * 256)
let saltAt = salts.byteLength

function newSalt(): Bytes {
  if (saltAt === salts.byteLength) {
    randomFillSync(salts)
    saltAt = 0
  }
  saltAt += SALT_BYTES
  return Uint8Array.from(salts.subarray(saltAt - SALT_BYTES, saltAt))
}

function keyOf(peer: PeerIdString): Bytes {
  const key = publicKeyOf(peer)
  if (key === undefined) throw new TypeError(`no peer id: ${peer}`)
  return key
}

const wireTarget = ({ stamp, id }: Target): WireTarget => ({ stamp, id: Buffer.from(id, 'hex') })

/** The body's bytes; two bodies that say the same differ by their salt. */
export function encodeBody(content: Sayable): Bytes {
  const salt = newSalt()
  switch (content.kind) {
    case 'text': {
      const { text, reply, mentions = [], forwarded = [], timer = 0 } = content
      return Body.encode({
        salt,
        text: {
          text,
          mentions: mentions.map(keyOf),
          forwarded: forwarded.map(({ author, ...rest }) => ({ author: keyOf(author), ...rest })),
          timer,
          ...(reply === undefined ? {} : { reply: wireTarget(reply) }),
        },
      })
    }
    case 'edit': {
      const { target, text, mentions = [] } = content
      return Body.encode({ salt, edit: { target: wireTarget(target), text, mentions: mentions.map(keyOf) } })
    }
    case 'recall':
      return Body.encode({ salt, recall: { target: wireTarget(content.target) } })
    case 'reaction':
      return Body.encode({ salt, reaction: { target: wireTarget(content.target), emoji: content.emoji } })
    case 'call':
      return Body.encode({ salt, call: content.call })
    case 'shake':
      return Body.encode({ salt })
  }
}

/** What a body says that belongs to a header of this kind; `unknown` for kinds of later versions and for a body that is gone. */
export function decodeBody(kind: number, bytes: Bytes | undefined): Content {
  if (bytes === undefined) return UNKNOWN
  let body: Body
  try {
    body = Body.decode(bytes)
  } catch {
    return UNKNOWN
  }
  switch (kind) {
    case KIND.text:
      return body.text === undefined ? UNKNOWN : (textOf(body.text) ?? UNKNOWN)
    case KIND.edit: {
      const target = targetOf(body.edit?.target)
      const mentions = peersOf(body.edit?.mentions ?? [])
      if (body.edit === undefined || target === undefined || mentions === undefined) return UNKNOWN
      return { kind: 'edit', target, text: body.edit.text, ...(mentions.length > 0 && { mentions }) }
    }
    case KIND.recall: {
      const target = targetOf(body.recall?.target)
      return target === undefined ? UNKNOWN : { kind: 'recall', target }
    }
    case KIND.reaction: {
      const target = targetOf(body.reaction?.target)
      const emoji = body.reaction?.emoji ?? ''
      if (target === undefined || Buffer.byteLength(emoji) > MAX_EMOJI_BYTES) return UNKNOWN
      return { kind: 'reaction', target, emoji }
    }
    case KIND.call:
      return body.call === undefined ? UNKNOWN : { kind: 'call', call: body.call }
    case KIND.shake:
      return { kind: 'shake' }
    default:
      return UNKNOWN
  }
}

function textOf(wire: NonNullable<Body['text']>): TextContent | undefined {
  const { text, timer } = wire
  if (wire.reply === undefined && wire.mentions.length === 0 && wire.forwarded.length === 0 && timer === 0)
    return { kind: 'text', text }
  const reply = targetOf(wire.reply)
  const mentions = peersOf(wire.mentions)
  if ((wire.reply !== undefined && reply === undefined) || mentions === undefined) return undefined
  if (wire.forwarded.length > MAX_FORWARDED || timer > MAX_TIMER_S) return undefined
  const authors = peersOf(wire.forwarded.map(({ author }) => author))
  if (authors === undefined) return undefined
  const forwarded = wire.forwarded.map(({ name, at, text }, i) => ({ author: authors[i]!, name, at, text }))
  return {
    kind: 'text',
    text,
    ...(reply && { reply }),
    ...(mentions.length > 0 && { mentions }),
    ...(forwarded.length > 0 && { forwarded }),
    ...(timer > 0 && { timer }),
  }
}

function targetOf(wire: WireTarget | undefined): Target | undefined {
  if (wire?.id.byteLength !== ID_BYTES || !Number.isSafeInteger(wire.stamp)) return undefined
  return { stamp: wire.stamp, id: hex(wire.id) }
}

function peersOf(keys: readonly Bytes[]): PeerIdString[] | undefined {
  if (keys.length > Math.max(MAX_MENTIONS, MAX_FORWARDED) || keys.some(key => key.byteLength !== KEY_BYTES))
    return undefined
  return keys.map(key => peerIdOf(key))
}

export function isEffect(content: Content): content is Effect {
  return content.kind === 'edit' || content.kind === 'recall' || content.kind === 'reaction'
}

/** All that a text lets one read: its own words, and what is forwarded with it. */
export function wordsOf({ text, forwarded = [] }: TextContent): string {
  const [only, ...others] = forwarded
  if (only === undefined) return text
  if (others.length === 0) return only.text
  return forwarded.map(({ name, text }) => `${name}: ${text}`).join('\n')
}
