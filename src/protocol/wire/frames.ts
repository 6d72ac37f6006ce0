// @ts-nocheck
// Generated from frames.proto by `npm run generate`.
import { decodeMessage, encodeMessage, MaxLengthError, message, streamMessage } from 'protons-runtime'
import { alloc as uint8ArrayAlloc } from 'uint8arrays/alloc'
import type { Codec, DecodeOptions } from 'protons-runtime'
import type { Uint8ArrayList } from 'uint8arraylist'

export interface Frame {
  have?: Have
  entries?: Entries
  card?: Signed
  friendship?: Signed
  keys?: Keys
  heard?: Heard
  live?: Live
}

export namespace Frame {
  let _codec: Codec<Frame>

  export const codec = (): Codec<Frame> => {
    if (_codec == null) {
      _codec = message<Frame>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.have != null) {
          w.uint32(10)
          Have.codec().encode(obj.have, w)
        }

        if (obj.entries != null) {
          w.uint32(18)
          Entries.codec().encode(obj.entries, w)
        }

        if (obj.card != null) {
          w.uint32(26)
          Signed.codec().encode(obj.card, w)
        }

        if (obj.friendship != null) {
          w.uint32(34)
          Signed.codec().encode(obj.friendship, w)
        }

        if (obj.keys != null) {
          w.uint32(42)
          Keys.codec().encode(obj.keys, w)
        }

        if (obj.heard != null) {
          w.uint32(50)
          Heard.codec().encode(obj.heard, w)
        }

        if (obj.live != null) {
          w.uint32(58)
          Live.codec().encode(obj.live, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.have = Have.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.have
              })
              break
            }
            case 2: {
              obj.entries = Entries.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.entries
              })
              break
            }
            case 3: {
              obj.card = Signed.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.card
              })
              break
            }
            case 4: {
              obj.friendship = Signed.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.friendship
              })
              break
            }
            case 5: {
              obj.keys = Keys.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.keys
              })
              break
            }
            case 6: {
              obj.heard = Heard.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.heard
              })
              break
            }
            case 7: {
              obj.live = Live.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.live
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Have.codec().stream(reader, reader.uint32(), `${prefix}.have`, {
                limits: opts.limits?.have
              })

              break
            }
            case 2: {
              yield * Entries.codec().stream(reader, reader.uint32(), `${prefix}.entries`, {
                limits: opts.limits?.entries
              })

              break
            }
            case 3: {
              yield * Signed.codec().stream(reader, reader.uint32(), `${prefix}.card`, {
                limits: opts.limits?.card
              })

              break
            }
            case 4: {
              yield * Signed.codec().stream(reader, reader.uint32(), `${prefix}.friendship`, {
                limits: opts.limits?.friendship
              })

              break
            }
            case 5: {
              yield * Keys.codec().stream(reader, reader.uint32(), `${prefix}.keys`, {
                limits: opts.limits?.keys
              })

              break
            }
            case 6: {
              yield * Heard.codec().stream(reader, reader.uint32(), `${prefix}.heard`, {
                limits: opts.limits?.heard
              })

              break
            }
            case 7: {
              yield * Live.codec().stream(reader, reader.uint32(), `${prefix}.live`, {
                limits: opts.limits?.live
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface FrameHaveCursorsConversationFieldEvent {
    field: '$.have.cursors[].conversation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FrameHaveCursorsInstallationFieldEvent {
    field: '$.have.cursors[].installation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FrameHaveCursorsCounterFieldEvent {
    field: '$.have.cursors[].counter'
    value: number
    index: number
  }

  export interface FrameHaveCursorsFeedsAuthorFieldEvent {
    field: '$.have.cursors[].feeds[].author'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FrameHaveCursorsFeedsInstallationFieldEvent {
    field: '$.have.cursors[].feeds[].installation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FrameHaveCursorsFeedsThroughFieldEvent {
    field: '$.have.cursors[].feeds[].through'
    value: number
    index: number
  }

  export interface FrameHaveCursorsFeedsRangesFieldEvent {
    field: '$.have.cursors[].feeds[].ranges[]'
    index: number
    value: number
  }

  export interface FrameHaveCursorsFeedsTipFieldEvent {
    field: '$.have.cursors[].feeds[].tip'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FrameHaveCursorsFeedsReadFieldEvent {
    field: '$.have.cursors[].feeds[].read'
    value: number
    index: number
  }

  export interface FrameHaveCursorsAgainFieldEvent {
    field: '$.have.cursors[].again'
    value: boolean
    index: number
  }

  export interface FrameHaveCursorsHoldFieldEvent {
    field: '$.have.cursors[].hold'
    value: boolean
    index: number
  }

  export interface FrameHaveCursorsQuietFieldEvent {
    field: '$.have.cursors[].quiet'
    value: boolean
    index: number
  }

  export interface FrameEntriesEntriesFieldEvent {
    field: '$.entries.entries[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameCardBytesFieldEvent {
    field: '$.card.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameCardSignatureFieldEvent {
    field: '$.card.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameFriendshipBytesFieldEvent {
    field: '$.friendship.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameFriendshipSignatureFieldEvent {
    field: '$.friendship.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameKeysKeysFieldEvent {
    field: '$.keys.keys[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameKeysAgainFieldEvent {
    field: '$.keys.again'
    value: boolean
  }

  export interface FrameKeysGoneFieldEvent {
    field: '$.keys.gone[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameKeysLeftFieldEvent {
    field: '$.keys.left'
    value: number
  }

  export interface FrameHeardFriendshipFieldEvent {
    field: '$.heard.friendship'
    value: number
  }

  export interface FrameLivePingAnswerFieldEvent {
    field: '$.live.ping.answer'
    value: boolean
  }

  export interface FrameLiveShakeRequestFieldEvent {
    field: '$.live.shake.request'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameLiveShakeAnswerFieldEvent {
    field: '$.live.shake.answer'
    value: string
  }

  export interface FrameLiveCallCallFieldEvent {
    field: '$.live.call.call'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameLiveCallSignalFieldEvent {
    field: '$.live.call.signal'
    value: string
  }

  export interface FrameLiveCallMediaFieldEvent {
    field: '$.live.call.media'
    value: string
  }

  export interface FrameLiveCallSessionFieldEvent {
    field: '$.live.call.session'
    value: string
  }

  export interface FrameLiveCallReasonFieldEvent {
    field: '$.live.call.reason'
    value: string
  }

  export interface FrameLivePresenceFieldEvent {
    field: '$.live.presence'
    value: string
  }

  export interface FrameLiveTypingConversationFieldEvent {
    field: '$.live.typing.conversation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FrameLiveTypingTypingFieldEvent {
    field: '$.live.typing.typing'
    value: boolean
  }

  export function encode (obj: Partial<Frame>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Frame.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Frame>): Frame {
    return decodeMessage(buf, Frame.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Frame>): Generator<FrameHaveCursorsConversationFieldEvent | FrameHaveCursorsInstallationFieldEvent | FrameHaveCursorsCounterFieldEvent | FrameHaveCursorsFeedsAuthorFieldEvent | FrameHaveCursorsFeedsInstallationFieldEvent | FrameHaveCursorsFeedsThroughFieldEvent | FrameHaveCursorsFeedsRangesFieldEvent | FrameHaveCursorsFeedsTipFieldEvent | FrameHaveCursorsFeedsReadFieldEvent | FrameHaveCursorsAgainFieldEvent | FrameHaveCursorsHoldFieldEvent | FrameHaveCursorsQuietFieldEvent | FrameEntriesEntriesFieldEvent | FrameCardBytesFieldEvent | FrameCardSignatureFieldEvent | FrameFriendshipBytesFieldEvent | FrameFriendshipSignatureFieldEvent | FrameKeysKeysFieldEvent | FrameKeysAgainFieldEvent | FrameKeysGoneFieldEvent | FrameKeysLeftFieldEvent | FrameHeardFriendshipFieldEvent | FrameLivePingAnswerFieldEvent | FrameLiveShakeRequestFieldEvent | FrameLiveShakeAnswerFieldEvent | FrameLiveCallCallFieldEvent | FrameLiveCallSignalFieldEvent | FrameLiveCallMediaFieldEvent | FrameLiveCallSessionFieldEvent | FrameLiveCallReasonFieldEvent | FrameLivePresenceFieldEvent | FrameLiveTypingConversationFieldEvent | FrameLiveTypingTypingFieldEvent> {
    return streamMessage(buf, Frame.codec(), opts)
  }
}

export interface Signed {
  bytes: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
}

export namespace Signed {
  let _codec: Codec<Signed>

  export const codec = (): Codec<Signed> => {
    if (_codec == null) {
      _codec = message<Signed>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.bytes != null && obj.bytes.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.bytes)
        }

        if ((obj.signature != null && obj.signature.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.signature)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          bytes: uint8ArrayAlloc(0),
          signature: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.bytes = reader.bytes()
              break
            }
            case 2: {
              obj.signature = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.signature`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface SignedBytesFieldEvent {
    field: '$.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedSignatureFieldEvent {
    field: '$.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Signed>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Signed.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Signed>): Signed {
    return decodeMessage(buf, Signed.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Signed>): Generator<SignedBytesFieldEvent | SignedSignatureFieldEvent> {
    return streamMessage(buf, Signed.codec(), opts)
  }
}

export interface Have {
  cursors: Cursor[]
}

export namespace Have {
  let _codec: Codec<Have>

  export const codec = (): Codec<Have> => {
    if (_codec == null) {
      _codec = message<Have>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.cursors != null && obj.cursors.length > 0) {
          for (const value of obj.cursors) {
            w.uint32(10)
            Cursor.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          cursors: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.cursors != null && obj.cursors.length === opts.limits.cursors) {
                throw new MaxLengthError('Decode error - repeated field "cursors" had too many elements')
              }

              obj.cursors.push(Cursor.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.cursors$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          cursors: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.cursors != null && obj.cursors === opts.limits.cursors) {
                throw new MaxLengthError('Streaming decode error - repeated field "cursors" had too many elements')
              }

              for (const evt of Cursor.codec().stream(reader, reader.uint32(), `${prefix}.cursors[]`, {
                limits: opts.limits?.cursors$
              })) {
                yield {
                  ...evt,
                  index: obj.cursors
                }
              }

              obj.cursors++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HaveCursorsConversationFieldEvent {
    field: '$.cursors[].conversation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface HaveCursorsInstallationFieldEvent {
    field: '$.cursors[].installation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface HaveCursorsCounterFieldEvent {
    field: '$.cursors[].counter'
    value: number
    index: number
  }

  export interface HaveCursorsFeedsAuthorFieldEvent {
    field: '$.cursors[].feeds[].author'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface HaveCursorsFeedsInstallationFieldEvent {
    field: '$.cursors[].feeds[].installation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface HaveCursorsFeedsThroughFieldEvent {
    field: '$.cursors[].feeds[].through'
    value: number
    index: number
  }

  export interface HaveCursorsFeedsRangesFieldEvent {
    field: '$.cursors[].feeds[].ranges[]'
    index: number
    value: number
  }

  export interface HaveCursorsFeedsTipFieldEvent {
    field: '$.cursors[].feeds[].tip'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface HaveCursorsFeedsReadFieldEvent {
    field: '$.cursors[].feeds[].read'
    value: number
    index: number
  }

  export interface HaveCursorsAgainFieldEvent {
    field: '$.cursors[].again'
    value: boolean
    index: number
  }

  export interface HaveCursorsHoldFieldEvent {
    field: '$.cursors[].hold'
    value: boolean
    index: number
  }

  export interface HaveCursorsQuietFieldEvent {
    field: '$.cursors[].quiet'
    value: boolean
    index: number
  }

  export function encode (obj: Partial<Have>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Have.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Have>): Have {
    return decodeMessage(buf, Have.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Have>): Generator<HaveCursorsConversationFieldEvent | HaveCursorsInstallationFieldEvent | HaveCursorsCounterFieldEvent | HaveCursorsFeedsAuthorFieldEvent | HaveCursorsFeedsInstallationFieldEvent | HaveCursorsFeedsThroughFieldEvent | HaveCursorsFeedsRangesFieldEvent | HaveCursorsFeedsTipFieldEvent | HaveCursorsFeedsReadFieldEvent | HaveCursorsAgainFieldEvent | HaveCursorsHoldFieldEvent | HaveCursorsQuietFieldEvent> {
    return streamMessage(buf, Have.codec(), opts)
  }
}

export interface Cursor {
  conversation: Uint8Array<ArrayBuffer>
  installation: Uint8Array<ArrayBuffer>
  counter: number
  feeds: FeedCursor[]
  again: boolean
  hold: boolean
  quiet?: boolean
}

export namespace Cursor {
  let _codec: Codec<Cursor>

  export const codec = (): Codec<Cursor> => {
    if (_codec == null) {
      _codec = message<Cursor>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.conversation != null && obj.conversation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.conversation)
        }

        if ((obj.installation != null && obj.installation.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.installation)
        }

        if ((obj.counter != null && obj.counter !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.counter)
        }

        if (obj.feeds != null && obj.feeds.length > 0) {
          for (const value of obj.feeds) {
            w.uint32(34)
            FeedCursor.codec().encode(value, w)
          }
        }

        if ((obj.again != null && obj.again !== false)) {
          w.uint32(40)
          w.bool(obj.again)
        }

        if ((obj.hold != null && obj.hold !== false)) {
          w.uint32(48)
          w.bool(obj.hold)
        }

        if (obj.quiet != null) {
          w.uint32(56)
          w.bool(obj.quiet)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          conversation: uint8ArrayAlloc(0),
          installation: uint8ArrayAlloc(0),
          counter: 0,
          feeds: [],
          again: false,
          hold: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.conversation = reader.bytes()
              break
            }
            case 2: {
              obj.installation = reader.bytes()
              break
            }
            case 3: {
              obj.counter = reader.uint64Number()
              break
            }
            case 4: {
              if (opts.limits?.feeds != null && obj.feeds.length === opts.limits.feeds) {
                throw new MaxLengthError('Decode error - repeated field "feeds" had too many elements')
              }

              obj.feeds.push(FeedCursor.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.feeds$
              }))
              break
            }
            case 5: {
              obj.again = reader.bool()
              break
            }
            case 6: {
              obj.hold = reader.bool()
              break
            }
            case 7: {
              obj.quiet = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          feeds: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.conversation`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.installation`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.counter`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              if (opts.limits?.feeds != null && obj.feeds === opts.limits.feeds) {
                throw new MaxLengthError('Streaming decode error - repeated field "feeds" had too many elements')
              }

              for (const evt of FeedCursor.codec().stream(reader, reader.uint32(), `${prefix}.feeds[]`, {
                limits: opts.limits?.feeds$
              })) {
                yield {
                  ...evt,
                  index: obj.feeds
                }
              }

              obj.feeds++

              break
            }
            case 5: {
              yield {
                field: `${prefix}.again`,
                value: reader.bool()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.hold`,
                value: reader.bool()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.quiet`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CursorConversationFieldEvent {
    field: '$.conversation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CursorInstallationFieldEvent {
    field: '$.installation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CursorCounterFieldEvent {
    field: '$.counter'
    value: number
  }

  export interface CursorFeedsAuthorFieldEvent {
    field: '$.feeds[].author'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CursorFeedsInstallationFieldEvent {
    field: '$.feeds[].installation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CursorFeedsThroughFieldEvent {
    field: '$.feeds[].through'
    value: number
    index: number
  }

  export interface CursorFeedsRangesFieldEvent {
    field: '$.feeds[].ranges[]'
    index: number
    value: number
  }

  export interface CursorFeedsTipFieldEvent {
    field: '$.feeds[].tip'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CursorFeedsReadFieldEvent {
    field: '$.feeds[].read'
    value: number
    index: number
  }

  export interface CursorAgainFieldEvent {
    field: '$.again'
    value: boolean
  }

  export interface CursorHoldFieldEvent {
    field: '$.hold'
    value: boolean
  }

  export interface CursorQuietFieldEvent {
    field: '$.quiet'
    value: boolean
  }

  export function encode (obj: Partial<Cursor>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Cursor.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Cursor>): Cursor {
    return decodeMessage(buf, Cursor.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Cursor>): Generator<CursorConversationFieldEvent | CursorInstallationFieldEvent | CursorCounterFieldEvent | CursorFeedsAuthorFieldEvent | CursorFeedsInstallationFieldEvent | CursorFeedsThroughFieldEvent | CursorFeedsRangesFieldEvent | CursorFeedsTipFieldEvent | CursorFeedsReadFieldEvent | CursorAgainFieldEvent | CursorHoldFieldEvent | CursorQuietFieldEvent> {
    return streamMessage(buf, Cursor.codec(), opts)
  }
}

export interface FeedCursor {
  author: Uint8Array<ArrayBuffer>
  installation: Uint8Array<ArrayBuffer>
  through: number
  ranges: number[]
  tip: Uint8Array<ArrayBuffer>
  read: number
}

export namespace FeedCursor {
  let _codec: Codec<FeedCursor>

  export const codec = (): Codec<FeedCursor> => {
    if (_codec == null) {
      _codec = message<FeedCursor>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.author != null && obj.author.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.author)
        }

        if ((obj.installation != null && obj.installation.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.installation)
        }

        if ((obj.through != null && obj.through !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.through)
        }

        if (obj.ranges != null && obj.ranges.length > 0) {
          for (const value of obj.ranges) {
            w.uint32(32)
            w.uint64Number(value)
          }
        }

        if ((obj.tip != null && obj.tip.byteLength > 0)) {
          w.uint32(42)
          w.bytes(obj.tip)
        }

        if ((obj.read != null && obj.read !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.read)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          author: uint8ArrayAlloc(0),
          installation: uint8ArrayAlloc(0),
          through: 0,
          ranges: [],
          tip: uint8ArrayAlloc(0),
          read: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.author = reader.bytes()
              break
            }
            case 2: {
              obj.installation = reader.bytes()
              break
            }
            case 3: {
              obj.through = reader.uint64Number()
              break
            }
            case 4: {
              if (opts.limits?.ranges != null && obj.ranges.length === opts.limits.ranges) {
                throw new MaxLengthError('Decode error - repeated field "ranges" had too many elements')
              }

              obj.ranges.push(reader.uint64Number())
              break
            }
            case 5: {
              obj.tip = reader.bytes()
              break
            }
            case 6: {
              obj.read = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          ranges: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.author`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.installation`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.through`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              if (opts.limits?.ranges != null && obj.ranges === opts.limits.ranges) {
                throw new MaxLengthError('Streaming decode error - repeated field "ranges" had too many elements')
              }

              yield {
                field: `${prefix}.ranges[]`,
                index: obj.ranges,
                value: reader.uint64Number()
              }

              obj.ranges++

              break
            }
            case 5: {
              yield {
                field: `${prefix}.tip`,
                value: reader.bytes()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.read`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface FeedCursorAuthorFieldEvent {
    field: '$.author'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FeedCursorInstallationFieldEvent {
    field: '$.installation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FeedCursorThroughFieldEvent {
    field: '$.through'
    value: number
  }

  export interface FeedCursorRangesFieldEvent {
    field: '$.ranges[]'
    index: number
    value: number
  }

  export interface FeedCursorTipFieldEvent {
    field: '$.tip'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FeedCursorReadFieldEvent {
    field: '$.read'
    value: number
  }

  export function encode (obj: Partial<FeedCursor>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, FeedCursor.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FeedCursor>): FeedCursor {
    return decodeMessage(buf, FeedCursor.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FeedCursor>): Generator<FeedCursorAuthorFieldEvent | FeedCursorInstallationFieldEvent | FeedCursorThroughFieldEvent | FeedCursorRangesFieldEvent | FeedCursorTipFieldEvent | FeedCursorReadFieldEvent> {
    return streamMessage(buf, FeedCursor.codec(), opts)
  }
}

export interface Entries {
  entries: Uint8Array<ArrayBuffer>[]
}

export namespace Entries {
  let _codec: Codec<Entries>

  export const codec = (): Codec<Entries> => {
    if (_codec == null) {
      _codec = message<Entries>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.entries != null && obj.entries.length > 0) {
          for (const value of obj.entries) {
            w.uint32(10)
            w.bytes(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          entries: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.entries != null && obj.entries.length === opts.limits.entries) {
                throw new MaxLengthError('Decode error - repeated field "entries" had too many elements')
              }

              obj.entries.push(reader.bytes())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          entries: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.entries != null && obj.entries === opts.limits.entries) {
                throw new MaxLengthError('Streaming decode error - repeated field "entries" had too many elements')
              }

              yield {
                field: `${prefix}.entries[]`,
                index: obj.entries,
                value: reader.bytes()
              }

              obj.entries++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface EntriesEntriesFieldEvent {
    field: '$.entries[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Entries>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Entries.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Entries>): Entries {
    return decodeMessage(buf, Entries.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Entries>): Generator<EntriesEntriesFieldEvent> {
    return streamMessage(buf, Entries.codec(), opts)
  }
}

export interface Card {
  peer: Uint8Array<ArrayBuffer>
  counter: number
  name: string
  status: string
  email: string
  avatar: Uint8Array<ArrayBuffer>
  installations: Uint8Array<ArrayBuffer>[]
  cardKey: Uint8Array<ArrayBuffer>
  relays: string[]
  version: string
  kind: string
}

export namespace Card {
  let _codec: Codec<Card>

  export const codec = (): Codec<Card> => {
    if (_codec == null) {
      _codec = message<Card>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.peer)
        }

        if ((obj.counter != null && obj.counter !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.counter)
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(26)
          w.string(obj.name)
        }

        if ((obj.status != null && obj.status !== '')) {
          w.uint32(34)
          w.string(obj.status)
        }

        if ((obj.email != null && obj.email !== '')) {
          w.uint32(42)
          w.string(obj.email)
        }

        if ((obj.avatar != null && obj.avatar.byteLength > 0)) {
          w.uint32(50)
          w.bytes(obj.avatar)
        }

        if (obj.installations != null && obj.installations.length > 0) {
          for (const value of obj.installations) {
            w.uint32(58)
            w.bytes(value)
          }
        }

        if ((obj.cardKey != null && obj.cardKey.byteLength > 0)) {
          w.uint32(66)
          w.bytes(obj.cardKey)
        }

        if (obj.relays != null && obj.relays.length > 0) {
          for (const value of obj.relays) {
            w.uint32(74)
            w.string(value)
          }
        }

        if ((obj.version != null && obj.version !== '')) {
          w.uint32(82)
          w.string(obj.version)
        }

        if ((obj.kind != null && obj.kind !== '')) {
          w.uint32(90)
          w.string(obj.kind)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: uint8ArrayAlloc(0),
          counter: 0,
          name: '',
          status: '',
          email: '',
          avatar: uint8ArrayAlloc(0),
          installations: [],
          cardKey: uint8ArrayAlloc(0),
          relays: [],
          version: '',
          kind: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peer = reader.bytes()
              break
            }
            case 2: {
              obj.counter = reader.uint64Number()
              break
            }
            case 3: {
              obj.name = reader.string()
              break
            }
            case 4: {
              obj.status = reader.string()
              break
            }
            case 5: {
              obj.email = reader.string()
              break
            }
            case 6: {
              obj.avatar = reader.bytes()
              break
            }
            case 7: {
              if (opts.limits?.installations != null && obj.installations.length === opts.limits.installations) {
                throw new MaxLengthError('Decode error - repeated field "installations" had too many elements')
              }

              obj.installations.push(reader.bytes())
              break
            }
            case 8: {
              obj.cardKey = reader.bytes()
              break
            }
            case 9: {
              if (opts.limits?.relays != null && obj.relays.length === opts.limits.relays) {
                throw new MaxLengthError('Decode error - repeated field "relays" had too many elements')
              }

              obj.relays.push(reader.string())
              break
            }
            case 10: {
              obj.version = reader.string()
              break
            }
            case 11: {
              obj.kind = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          installations: 0,
          relays: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peer`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.counter`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.status`,
                value: reader.string()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.email`,
                value: reader.string()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.avatar`,
                value: reader.bytes()
              }
              break
            }
            case 7: {
              if (opts.limits?.installations != null && obj.installations === opts.limits.installations) {
                throw new MaxLengthError('Streaming decode error - repeated field "installations" had too many elements')
              }

              yield {
                field: `${prefix}.installations[]`,
                index: obj.installations,
                value: reader.bytes()
              }

              obj.installations++

              break
            }
            case 8: {
              yield {
                field: `${prefix}.cardKey`,
                value: reader.bytes()
              }
              break
            }
            case 9: {
              if (opts.limits?.relays != null && obj.relays === opts.limits.relays) {
                throw new MaxLengthError('Streaming decode error - repeated field "relays" had too many elements')
              }

              yield {
                field: `${prefix}.relays[]`,
                index: obj.relays,
                value: reader.string()
              }

              obj.relays++

              break
            }
            case 10: {
              yield {
                field: `${prefix}.version`,
                value: reader.string()
              }
              break
            }
            case 11: {
              yield {
                field: `${prefix}.kind`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CardPeerFieldEvent {
    field: '$.peer'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CardCounterFieldEvent {
    field: '$.counter'
    value: number
  }

  export interface CardNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface CardStatusFieldEvent {
    field: '$.status'
    value: string
  }

  export interface CardEmailFieldEvent {
    field: '$.email'
    value: string
  }

  export interface CardAvatarFieldEvent {
    field: '$.avatar'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CardInstallationsFieldEvent {
    field: '$.installations[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface CardCardKeyFieldEvent {
    field: '$.cardKey'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CardRelaysFieldEvent {
    field: '$.relays[]'
    index: number
    value: string
  }

  export interface CardVersionFieldEvent {
    field: '$.version'
    value: string
  }

  export interface CardKindFieldEvent {
    field: '$.kind'
    value: string
  }

  export function encode (obj: Partial<Card>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Card.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Card>): Card {
    return decodeMessage(buf, Card.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Card>): Generator<CardPeerFieldEvent | CardCounterFieldEvent | CardNameFieldEvent | CardStatusFieldEvent | CardEmailFieldEvent | CardAvatarFieldEvent | CardInstallationsFieldEvent | CardCardKeyFieldEvent | CardRelaysFieldEvent | CardVersionFieldEvent | CardKindFieldEvent> {
    return streamMessage(buf, Card.codec(), opts)
  }
}

export interface Friendship {
  from: Uint8Array<ArrayBuffer>
  to: Uint8Array<ArrayBuffer>
  want: boolean
  counter: number
  greeting: string
  code: Uint8Array<ArrayBuffer>
  token: Uint8Array<ArrayBuffer>
}

export namespace Friendship {
  let _codec: Codec<Friendship>

  export const codec = (): Codec<Friendship> => {
    if (_codec == null) {
      _codec = message<Friendship>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.from != null && obj.from.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.from)
        }

        if ((obj.to != null && obj.to.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.to)
        }

        if ((obj.want != null && obj.want !== false)) {
          w.uint32(24)
          w.bool(obj.want)
        }

        if ((obj.counter != null && obj.counter !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.counter)
        }

        if ((obj.greeting != null && obj.greeting !== '')) {
          w.uint32(42)
          w.string(obj.greeting)
        }

        if ((obj.code != null && obj.code.byteLength > 0)) {
          w.uint32(50)
          w.bytes(obj.code)
        }

        if ((obj.token != null && obj.token.byteLength > 0)) {
          w.uint32(58)
          w.bytes(obj.token)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          from: uint8ArrayAlloc(0),
          to: uint8ArrayAlloc(0),
          want: false,
          counter: 0,
          greeting: '',
          code: uint8ArrayAlloc(0),
          token: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.from = reader.bytes()
              break
            }
            case 2: {
              obj.to = reader.bytes()
              break
            }
            case 3: {
              obj.want = reader.bool()
              break
            }
            case 4: {
              obj.counter = reader.uint64Number()
              break
            }
            case 5: {
              obj.greeting = reader.string()
              break
            }
            case 6: {
              obj.code = reader.bytes()
              break
            }
            case 7: {
              obj.token = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.from`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.to`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.want`,
                value: reader.bool()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.counter`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.greeting`,
                value: reader.string()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.code`,
                value: reader.bytes()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.token`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface FriendshipFromFieldEvent {
    field: '$.from'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FriendshipToFieldEvent {
    field: '$.to'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FriendshipWantFieldEvent {
    field: '$.want'
    value: boolean
  }

  export interface FriendshipCounterFieldEvent {
    field: '$.counter'
    value: number
  }

  export interface FriendshipGreetingFieldEvent {
    field: '$.greeting'
    value: string
  }

  export interface FriendshipCodeFieldEvent {
    field: '$.code'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FriendshipTokenFieldEvent {
    field: '$.token'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Friendship>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Friendship.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Friendship>): Friendship {
    return decodeMessage(buf, Friendship.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Friendship>): Generator<FriendshipFromFieldEvent | FriendshipToFieldEvent | FriendshipWantFieldEvent | FriendshipCounterFieldEvent | FriendshipGreetingFieldEvent | FriendshipCodeFieldEvent | FriendshipTokenFieldEvent> {
    return streamMessage(buf, Friendship.codec(), opts)
  }
}

export interface Keys {
  keys: Uint8Array<ArrayBuffer>[]
  again: boolean
  gone: Uint8Array<ArrayBuffer>[]
  left?: number
}

export namespace Keys {
  let _codec: Codec<Keys>

  export const codec = (): Codec<Keys> => {
    if (_codec == null) {
      _codec = message<Keys>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.keys != null && obj.keys.length > 0) {
          for (const value of obj.keys) {
            w.uint32(10)
            w.bytes(value)
          }
        }

        if ((obj.again != null && obj.again !== false)) {
          w.uint32(16)
          w.bool(obj.again)
        }

        if (obj.gone != null && obj.gone.length > 0) {
          for (const value of obj.gone) {
            w.uint32(26)
            w.bytes(value)
          }
        }

        if (obj.left != null) {
          w.uint32(32)
          w.uint32(obj.left)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          keys: [],
          again: false,
          gone: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.keys != null && obj.keys.length === opts.limits.keys) {
                throw new MaxLengthError('Decode error - repeated field "keys" had too many elements')
              }

              obj.keys.push(reader.bytes())
              break
            }
            case 2: {
              obj.again = reader.bool()
              break
            }
            case 3: {
              if (opts.limits?.gone != null && obj.gone.length === opts.limits.gone) {
                throw new MaxLengthError('Decode error - repeated field "gone" had too many elements')
              }

              obj.gone.push(reader.bytes())
              break
            }
            case 4: {
              obj.left = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          keys: 0,
          gone: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.keys != null && obj.keys === opts.limits.keys) {
                throw new MaxLengthError('Streaming decode error - repeated field "keys" had too many elements')
              }

              yield {
                field: `${prefix}.keys[]`,
                index: obj.keys,
                value: reader.bytes()
              }

              obj.keys++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.again`,
                value: reader.bool()
              }
              break
            }
            case 3: {
              if (opts.limits?.gone != null && obj.gone === opts.limits.gone) {
                throw new MaxLengthError('Streaming decode error - repeated field "gone" had too many elements')
              }

              yield {
                field: `${prefix}.gone[]`,
                index: obj.gone,
                value: reader.bytes()
              }

              obj.gone++

              break
            }
            case 4: {
              yield {
                field: `${prefix}.left`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface KeysKeysFieldEvent {
    field: '$.keys[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface KeysAgainFieldEvent {
    field: '$.again'
    value: boolean
  }

  export interface KeysGoneFieldEvent {
    field: '$.gone[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface KeysLeftFieldEvent {
    field: '$.left'
    value: number
  }

  export function encode (obj: Partial<Keys>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Keys.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Keys>): Keys {
    return decodeMessage(buf, Keys.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Keys>): Generator<KeysKeysFieldEvent | KeysAgainFieldEvent | KeysGoneFieldEvent | KeysLeftFieldEvent> {
    return streamMessage(buf, Keys.codec(), opts)
  }
}

export interface Heard {
  friendship: number
}

export namespace Heard {
  let _codec: Codec<Heard>

  export const codec = (): Codec<Heard> => {
    if (_codec == null) {
      _codec = message<Heard>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.friendship != null && obj.friendship !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.friendship)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          friendship: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.friendship = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.friendship`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HeardFriendshipFieldEvent {
    field: '$.friendship'
    value: number
  }

  export function encode (obj: Partial<Heard>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Heard.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Heard>): Heard {
    return decodeMessage(buf, Heard.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Heard>): Generator<HeardFriendshipFieldEvent> {
    return streamMessage(buf, Heard.codec(), opts)
  }
}

export interface Hello {
  card?: Signed
  friendship?: Signed
  known: number
  refused: string
}

export namespace Hello {
  let _codec: Codec<Hello>

  export const codec = (): Codec<Hello> => {
    if (_codec == null) {
      _codec = message<Hello>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.card != null) {
          w.uint32(10)
          Signed.codec().encode(obj.card, w)
        }

        if (obj.friendship != null) {
          w.uint32(18)
          Signed.codec().encode(obj.friendship, w)
        }

        if ((obj.known != null && obj.known !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.known)
        }

        if ((obj.refused != null && obj.refused !== '')) {
          w.uint32(34)
          w.string(obj.refused)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          known: 0,
          refused: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.card = Signed.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.card
              })
              break
            }
            case 2: {
              obj.friendship = Signed.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.friendship
              })
              break
            }
            case 3: {
              obj.known = reader.uint64Number()
              break
            }
            case 4: {
              obj.refused = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Signed.codec().stream(reader, reader.uint32(), `${prefix}.card`, {
                limits: opts.limits?.card
              })

              break
            }
            case 2: {
              yield * Signed.codec().stream(reader, reader.uint32(), `${prefix}.friendship`, {
                limits: opts.limits?.friendship
              })

              break
            }
            case 3: {
              yield {
                field: `${prefix}.known`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.refused`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HelloCardBytesFieldEvent {
    field: '$.card.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HelloCardSignatureFieldEvent {
    field: '$.card.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HelloFriendshipBytesFieldEvent {
    field: '$.friendship.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HelloFriendshipSignatureFieldEvent {
    field: '$.friendship.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HelloKnownFieldEvent {
    field: '$.known'
    value: number
  }

  export interface HelloRefusedFieldEvent {
    field: '$.refused'
    value: string
  }

  export function encode (obj: Partial<Hello>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Hello.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Hello>): Hello {
    return decodeMessage(buf, Hello.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Hello>): Generator<HelloCardBytesFieldEvent | HelloCardSignatureFieldEvent | HelloFriendshipBytesFieldEvent | HelloFriendshipSignatureFieldEvent | HelloKnownFieldEvent | HelloRefusedFieldEvent> {
    return streamMessage(buf, Hello.codec(), opts)
  }
}

export interface Live {
  ping?: Ping
  shake?: Shake
  call?: CallSignal
  presence?: string
  typing?: Typing
}

export namespace Live {
  let _codec: Codec<Live>

  export const codec = (): Codec<Live> => {
    if (_codec == null) {
      _codec = message<Live>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.ping != null) {
          w.uint32(10)
          Ping.codec().encode(obj.ping, w)
        }

        if (obj.shake != null) {
          w.uint32(18)
          Shake.codec().encode(obj.shake, w)
        }

        if (obj.call != null) {
          w.uint32(26)
          CallSignal.codec().encode(obj.call, w)
        }

        if (obj.presence != null) {
          w.uint32(34)
          w.string(obj.presence)
        }

        if (obj.typing != null) {
          w.uint32(42)
          Typing.codec().encode(obj.typing, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.ping = Ping.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.ping
              })
              break
            }
            case 2: {
              obj.shake = Shake.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.shake
              })
              break
            }
            case 3: {
              obj.call = CallSignal.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.call
              })
              break
            }
            case 4: {
              obj.presence = reader.string()
              break
            }
            case 5: {
              obj.typing = Typing.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.typing
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Ping.codec().stream(reader, reader.uint32(), `${prefix}.ping`, {
                limits: opts.limits?.ping
              })

              break
            }
            case 2: {
              yield * Shake.codec().stream(reader, reader.uint32(), `${prefix}.shake`, {
                limits: opts.limits?.shake
              })

              break
            }
            case 3: {
              yield * CallSignal.codec().stream(reader, reader.uint32(), `${prefix}.call`, {
                limits: opts.limits?.call
              })

              break
            }
            case 4: {
              yield {
                field: `${prefix}.presence`,
                value: reader.string()
              }
              break
            }
            case 5: {
              yield * Typing.codec().stream(reader, reader.uint32(), `${prefix}.typing`, {
                limits: opts.limits?.typing
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LivePingAnswerFieldEvent {
    field: '$.ping.answer'
    value: boolean
  }

  export interface LiveShakeRequestFieldEvent {
    field: '$.shake.request'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LiveShakeAnswerFieldEvent {
    field: '$.shake.answer'
    value: string
  }

  export interface LiveCallCallFieldEvent {
    field: '$.call.call'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LiveCallSignalFieldEvent {
    field: '$.call.signal'
    value: string
  }

  export interface LiveCallMediaFieldEvent {
    field: '$.call.media'
    value: string
  }

  export interface LiveCallSessionFieldEvent {
    field: '$.call.session'
    value: string
  }

  export interface LiveCallReasonFieldEvent {
    field: '$.call.reason'
    value: string
  }

  export interface LivePresenceFieldEvent {
    field: '$.presence'
    value: string
  }

  export interface LiveTypingConversationFieldEvent {
    field: '$.typing.conversation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LiveTypingTypingFieldEvent {
    field: '$.typing.typing'
    value: boolean
  }

  export function encode (obj: Partial<Live>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Live.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Live>): Live {
    return decodeMessage(buf, Live.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Live>): Generator<LivePingAnswerFieldEvent | LiveShakeRequestFieldEvent | LiveShakeAnswerFieldEvent | LiveCallCallFieldEvent | LiveCallSignalFieldEvent | LiveCallMediaFieldEvent | LiveCallSessionFieldEvent | LiveCallReasonFieldEvent | LivePresenceFieldEvent | LiveTypingConversationFieldEvent | LiveTypingTypingFieldEvent> {
    return streamMessage(buf, Live.codec(), opts)
  }
}

export interface Ping {
  answer: boolean
}

export namespace Ping {
  let _codec: Codec<Ping>

  export const codec = (): Codec<Ping> => {
    if (_codec == null) {
      _codec = message<Ping>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.answer != null && obj.answer !== false)) {
          w.uint32(8)
          w.bool(obj.answer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          answer: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.answer = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.answer`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PingAnswerFieldEvent {
    field: '$.answer'
    value: boolean
  }

  export function encode (obj: Partial<Ping>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Ping.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Ping>): Ping {
    return decodeMessage(buf, Ping.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Ping>): Generator<PingAnswerFieldEvent> {
    return streamMessage(buf, Ping.codec(), opts)
  }
}

export interface Typing {
  conversation: Uint8Array<ArrayBuffer>
  typing: boolean
}

export namespace Typing {
  let _codec: Codec<Typing>

  export const codec = (): Codec<Typing> => {
    if (_codec == null) {
      _codec = message<Typing>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.conversation != null && obj.conversation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.conversation)
        }

        if ((obj.typing != null && obj.typing !== false)) {
          w.uint32(16)
          w.bool(obj.typing)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          conversation: uint8ArrayAlloc(0),
          typing: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.conversation = reader.bytes()
              break
            }
            case 2: {
              obj.typing = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.conversation`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.typing`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface TypingConversationFieldEvent {
    field: '$.conversation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface TypingTypingFieldEvent {
    field: '$.typing'
    value: boolean
  }

  export function encode (obj: Partial<Typing>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Typing.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Typing>): Typing {
    return decodeMessage(buf, Typing.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Typing>): Generator<TypingConversationFieldEvent | TypingTypingFieldEvent> {
    return streamMessage(buf, Typing.codec(), opts)
  }
}

export interface Shake {
  request: Uint8Array<ArrayBuffer>
  answer: string
}

export namespace Shake {
  let _codec: Codec<Shake>

  export const codec = (): Codec<Shake> => {
    if (_codec == null) {
      _codec = message<Shake>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.request != null && obj.request.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.request)
        }

        if ((obj.answer != null && obj.answer !== '')) {
          w.uint32(18)
          w.string(obj.answer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          request: uint8ArrayAlloc(0),
          answer: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.request = reader.bytes()
              break
            }
            case 2: {
              obj.answer = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.request`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.answer`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ShakeRequestFieldEvent {
    field: '$.request'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ShakeAnswerFieldEvent {
    field: '$.answer'
    value: string
  }

  export function encode (obj: Partial<Shake>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Shake.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Shake>): Shake {
    return decodeMessage(buf, Shake.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Shake>): Generator<ShakeRequestFieldEvent | ShakeAnswerFieldEvent> {
    return streamMessage(buf, Shake.codec(), opts)
  }
}

export interface CallSignal {
  call: Uint8Array<ArrayBuffer>
  signal: string
  media: string
  session: string
  reason: string
}

export namespace CallSignal {
  let _codec: Codec<CallSignal>

  export const codec = (): Codec<CallSignal> => {
    if (_codec == null) {
      _codec = message<CallSignal>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.call != null && obj.call.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.call)
        }

        if ((obj.signal != null && obj.signal !== '')) {
          w.uint32(18)
          w.string(obj.signal)
        }

        if ((obj.media != null && obj.media !== '')) {
          w.uint32(26)
          w.string(obj.media)
        }

        if ((obj.session != null && obj.session !== '')) {
          w.uint32(34)
          w.string(obj.session)
        }

        if ((obj.reason != null && obj.reason !== '')) {
          w.uint32(42)
          w.string(obj.reason)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          call: uint8ArrayAlloc(0),
          signal: '',
          media: '',
          session: '',
          reason: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.call = reader.bytes()
              break
            }
            case 2: {
              obj.signal = reader.string()
              break
            }
            case 3: {
              obj.media = reader.string()
              break
            }
            case 4: {
              obj.session = reader.string()
              break
            }
            case 5: {
              obj.reason = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.call`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.signal`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.media`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.session`,
                value: reader.string()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.reason`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CallSignalCallFieldEvent {
    field: '$.call'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CallSignalSignalFieldEvent {
    field: '$.signal'
    value: string
  }

  export interface CallSignalMediaFieldEvent {
    field: '$.media'
    value: string
  }

  export interface CallSignalSessionFieldEvent {
    field: '$.session'
    value: string
  }

  export interface CallSignalReasonFieldEvent {
    field: '$.reason'
    value: string
  }

  export function encode (obj: Partial<CallSignal>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CallSignal.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CallSignal>): CallSignal {
    return decodeMessage(buf, CallSignal.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CallSignal>): Generator<CallSignalCallFieldEvent | CallSignalSignalFieldEvent | CallSignalMediaFieldEvent | CallSignalSessionFieldEvent | CallSignalReasonFieldEvent> {
    return streamMessage(buf, CallSignal.codec(), opts)
  }
}
