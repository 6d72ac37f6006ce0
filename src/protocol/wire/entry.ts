// @ts-nocheck
// Generated from entry.proto by `npm run generate`.
import { decodeMessage, encodeMessage, MaxLengthError, message, streamMessage } from 'protons-runtime'
import { alloc as uint8ArrayAlloc } from 'uint8arrays/alloc'
import type { Codec, DecodeOptions } from 'protons-runtime'
import type { Uint8ArrayList } from 'uint8arraylist'

export interface Header {
  conversation: Uint8Array<ArrayBuffer>
  author: Uint8Array<ArrayBuffer>
  installation: Uint8Array<ArrayBuffer>
  seq: number
  stamp: number
  at: number
  kind: number
  bodyHash: Uint8Array<ArrayBuffer>
  size: number
  expires?: number
  heads: Uint8Array<ArrayBuffer>[]
}

export namespace Header {
  let _codec: Codec<Header>

  export const codec = (): Codec<Header> => {
    if (_codec == null) {
      _codec = message<Header>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.conversation != null && obj.conversation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.conversation)
        }

        if ((obj.author != null && obj.author.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.author)
        }

        if ((obj.installation != null && obj.installation.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.installation)
        }

        if ((obj.seq != null && obj.seq !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.seq)
        }

        if ((obj.stamp != null && obj.stamp !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.stamp)
        }

        if ((obj.at != null && obj.at !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.at)
        }

        if ((obj.kind != null && obj.kind !== 0)) {
          w.uint32(56)
          w.uint32(obj.kind)
        }

        if ((obj.bodyHash != null && obj.bodyHash.byteLength > 0)) {
          w.uint32(66)
          w.bytes(obj.bodyHash)
        }

        if ((obj.size != null && obj.size !== 0)) {
          w.uint32(72)
          w.uint32(obj.size)
        }

        if (obj.expires != null) {
          w.uint32(80)
          w.uint64Number(obj.expires)
        }

        if (obj.heads != null && obj.heads.length > 0) {
          for (const value of obj.heads) {
            w.uint32(90)
            w.bytes(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          conversation: uint8ArrayAlloc(0),
          author: uint8ArrayAlloc(0),
          installation: uint8ArrayAlloc(0),
          seq: 0,
          stamp: 0,
          at: 0,
          kind: 0,
          bodyHash: uint8ArrayAlloc(0),
          size: 0,
          heads: []
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
              obj.author = reader.bytes()
              break
            }
            case 3: {
              obj.installation = reader.bytes()
              break
            }
            case 4: {
              obj.seq = reader.uint64Number()
              break
            }
            case 5: {
              obj.stamp = reader.uint64Number()
              break
            }
            case 6: {
              obj.at = reader.uint64Number()
              break
            }
            case 7: {
              obj.kind = reader.uint32()
              break
            }
            case 8: {
              obj.bodyHash = reader.bytes()
              break
            }
            case 9: {
              obj.size = reader.uint32()
              break
            }
            case 10: {
              obj.expires = reader.uint64Number()
              break
            }
            case 11: {
              if (opts.limits?.heads != null && obj.heads.length === opts.limits.heads) {
                throw new MaxLengthError('Decode error - repeated field "heads" had too many elements')
              }

              obj.heads.push(reader.bytes())
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
          heads: 0
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
                field: `${prefix}.author`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.installation`,
                value: reader.bytes()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.seq`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.stamp`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.at`,
                value: reader.uint64Number()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.kind`,
                value: reader.uint32()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.bodyHash`,
                value: reader.bytes()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.size`,
                value: reader.uint32()
              }
              break
            }
            case 10: {
              yield {
                field: `${prefix}.expires`,
                value: reader.uint64Number()
              }
              break
            }
            case 11: {
              if (opts.limits?.heads != null && obj.heads === opts.limits.heads) {
                throw new MaxLengthError('Streaming decode error - repeated field "heads" had too many elements')
              }

              yield {
                field: `${prefix}.heads[]`,
                index: obj.heads,
                value: reader.bytes()
              }

              obj.heads++

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

  export interface HeaderConversationFieldEvent {
    field: '$.conversation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HeaderAuthorFieldEvent {
    field: '$.author'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HeaderInstallationFieldEvent {
    field: '$.installation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HeaderSeqFieldEvent {
    field: '$.seq'
    value: number
  }

  export interface HeaderStampFieldEvent {
    field: '$.stamp'
    value: number
  }

  export interface HeaderAtFieldEvent {
    field: '$.at'
    value: number
  }

  export interface HeaderKindFieldEvent {
    field: '$.kind'
    value: number
  }

  export interface HeaderBodyHashFieldEvent {
    field: '$.bodyHash'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HeaderSizeFieldEvent {
    field: '$.size'
    value: number
  }

  export interface HeaderExpiresFieldEvent {
    field: '$.expires'
    value: number
  }

  export interface HeaderHeadsFieldEvent {
    field: '$.heads[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Header>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Header.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Header>): Header {
    return decodeMessage(buf, Header.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Header>): Generator<HeaderConversationFieldEvent | HeaderAuthorFieldEvent | HeaderInstallationFieldEvent | HeaderSeqFieldEvent | HeaderStampFieldEvent | HeaderAtFieldEvent | HeaderKindFieldEvent | HeaderBodyHashFieldEvent | HeaderSizeFieldEvent | HeaderExpiresFieldEvent | HeaderHeadsFieldEvent> {
    return streamMessage(buf, Header.codec(), opts)
  }
}

export interface SignedEntry {
  header: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
  body?: Uint8Array<ArrayBuffer>
  path: Uint8Array<ArrayBuffer>
  left: number
}

export namespace SignedEntry {
  let _codec: Codec<SignedEntry>

  export const codec = (): Codec<SignedEntry> => {
    if (_codec == null) {
      _codec = message<SignedEntry>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.header != null && obj.header.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.header)
        }

        if ((obj.signature != null && obj.signature.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.signature)
        }

        if (obj.body != null) {
          w.uint32(26)
          w.bytes(obj.body)
        }

        if ((obj.path != null && obj.path.byteLength > 0)) {
          w.uint32(34)
          w.bytes(obj.path)
        }

        if ((obj.left != null && obj.left !== 0)) {
          w.uint32(40)
          w.uint32(obj.left)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          header: uint8ArrayAlloc(0),
          signature: uint8ArrayAlloc(0),
          path: uint8ArrayAlloc(0),
          left: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.header = reader.bytes()
              break
            }
            case 2: {
              obj.signature = reader.bytes()
              break
            }
            case 3: {
              obj.body = reader.bytes()
              break
            }
            case 4: {
              obj.path = reader.bytes()
              break
            }
            case 5: {
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
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.header`,
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
            case 3: {
              yield {
                field: `${prefix}.body`,
                value: reader.bytes()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.path`,
                value: reader.bytes()
              }
              break
            }
            case 5: {
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

  export interface SignedEntryHeaderFieldEvent {
    field: '$.header'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedEntrySignatureFieldEvent {
    field: '$.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedEntryBodyFieldEvent {
    field: '$.body'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedEntryPathFieldEvent {
    field: '$.path'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedEntryLeftFieldEvent {
    field: '$.left'
    value: number
  }

  export function encode (obj: Partial<SignedEntry>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, SignedEntry.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SignedEntry>): SignedEntry {
    return decodeMessage(buf, SignedEntry.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SignedEntry>): Generator<SignedEntryHeaderFieldEvent | SignedEntrySignatureFieldEvent | SignedEntryBodyFieldEvent | SignedEntryPathFieldEvent | SignedEntryLeftFieldEvent> {
    return streamMessage(buf, SignedEntry.codec(), opts)
  }
}

export interface Body {
  salt: Uint8Array<ArrayBuffer>
  text?: Text
  call?: CallOutcome
  edit?: Edit
  recall?: Recall
  reaction?: Reaction
}

export namespace Body {
  let _codec: Codec<Body>

  export const codec = (): Codec<Body> => {
    if (_codec == null) {
      _codec = message<Body>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.salt != null && obj.salt.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.salt)
        }

        if (obj.text != null) {
          w.uint32(18)
          Text.codec().encode(obj.text, w)
        }

        if (obj.call != null) {
          w.uint32(26)
          CallOutcome.codec().encode(obj.call, w)
        }

        if (obj.edit != null) {
          w.uint32(34)
          Edit.codec().encode(obj.edit, w)
        }

        if (obj.recall != null) {
          w.uint32(42)
          Recall.codec().encode(obj.recall, w)
        }

        if (obj.reaction != null) {
          w.uint32(50)
          Reaction.codec().encode(obj.reaction, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          salt: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.salt = reader.bytes()
              break
            }
            case 2: {
              obj.text = Text.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.text
              })
              break
            }
            case 3: {
              obj.call = CallOutcome.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.call
              })
              break
            }
            case 4: {
              obj.edit = Edit.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.edit
              })
              break
            }
            case 5: {
              obj.recall = Recall.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.recall
              })
              break
            }
            case 6: {
              obj.reaction = Reaction.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.reaction
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
              yield {
                field: `${prefix}.salt`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield * Text.codec().stream(reader, reader.uint32(), `${prefix}.text`, {
                limits: opts.limits?.text
              })

              break
            }
            case 3: {
              yield * CallOutcome.codec().stream(reader, reader.uint32(), `${prefix}.call`, {
                limits: opts.limits?.call
              })

              break
            }
            case 4: {
              yield * Edit.codec().stream(reader, reader.uint32(), `${prefix}.edit`, {
                limits: opts.limits?.edit
              })

              break
            }
            case 5: {
              yield * Recall.codec().stream(reader, reader.uint32(), `${prefix}.recall`, {
                limits: opts.limits?.recall
              })

              break
            }
            case 6: {
              yield * Reaction.codec().stream(reader, reader.uint32(), `${prefix}.reaction`, {
                limits: opts.limits?.reaction
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

  export interface BodySaltFieldEvent {
    field: '$.salt'
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyTextTextFieldEvent {
    field: '$.text.text'
    value: string
  }

  export interface BodyTextReplyStampFieldEvent {
    field: '$.text.reply.stamp'
    value: number
  }

  export interface BodyTextReplyIdFieldEvent {
    field: '$.text.reply.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyTextMentionsFieldEvent {
    field: '$.text.mentions[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyTextForwardedAuthorFieldEvent {
    field: '$.text.forwarded[].author'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface BodyTextForwardedNameFieldEvent {
    field: '$.text.forwarded[].name'
    value: string
    index: number
  }

  export interface BodyTextForwardedAtFieldEvent {
    field: '$.text.forwarded[].at'
    value: number
    index: number
  }

  export interface BodyTextForwardedTextFieldEvent {
    field: '$.text.forwarded[].text'
    value: string
    index: number
  }

  export interface BodyTextTimerFieldEvent {
    field: '$.text.timer'
    value: number
  }

  export interface BodyCallCallFieldEvent {
    field: '$.call.call'
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyCallMediaFieldEvent {
    field: '$.call.media'
    value: string
  }

  export interface BodyCallOutcomeFieldEvent {
    field: '$.call.outcome'
    value: string
  }

  export interface BodyCallDurationFieldEvent {
    field: '$.call.duration'
    value: number
  }

  export interface BodyCallSessionFieldEvent {
    field: '$.call.session'
    value: string
  }

  export interface BodyEditTargetStampFieldEvent {
    field: '$.edit.target.stamp'
    value: number
  }

  export interface BodyEditTargetIdFieldEvent {
    field: '$.edit.target.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyEditTextFieldEvent {
    field: '$.edit.text'
    value: string
  }

  export interface BodyEditMentionsFieldEvent {
    field: '$.edit.mentions[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyRecallTargetStampFieldEvent {
    field: '$.recall.target.stamp'
    value: number
  }

  export interface BodyRecallTargetIdFieldEvent {
    field: '$.recall.target.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyReactionTargetStampFieldEvent {
    field: '$.reaction.target.stamp'
    value: number
  }

  export interface BodyReactionTargetIdFieldEvent {
    field: '$.reaction.target.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface BodyReactionEmojiFieldEvent {
    field: '$.reaction.emoji'
    value: string
  }

  export function encode (obj: Partial<Body>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Body.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Body>): Body {
    return decodeMessage(buf, Body.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Body>): Generator<BodySaltFieldEvent | BodyTextTextFieldEvent | BodyTextReplyStampFieldEvent | BodyTextReplyIdFieldEvent | BodyTextMentionsFieldEvent | BodyTextForwardedAuthorFieldEvent | BodyTextForwardedNameFieldEvent | BodyTextForwardedAtFieldEvent | BodyTextForwardedTextFieldEvent | BodyTextTimerFieldEvent | BodyCallCallFieldEvent | BodyCallMediaFieldEvent | BodyCallOutcomeFieldEvent | BodyCallDurationFieldEvent | BodyCallSessionFieldEvent | BodyEditTargetStampFieldEvent | BodyEditTargetIdFieldEvent | BodyEditTextFieldEvent | BodyEditMentionsFieldEvent | BodyRecallTargetStampFieldEvent | BodyRecallTargetIdFieldEvent | BodyReactionTargetStampFieldEvent | BodyReactionTargetIdFieldEvent | BodyReactionEmojiFieldEvent> {
    return streamMessage(buf, Body.codec(), opts)
  }
}

export interface Target {
  stamp: number
  id: Uint8Array<ArrayBuffer>
}

export namespace Target {
  let _codec: Codec<Target>

  export const codec = (): Codec<Target> => {
    if (_codec == null) {
      _codec = message<Target>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.stamp != null && obj.stamp !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.stamp)
        }

        if ((obj.id != null && obj.id.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.id)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          stamp: 0,
          id: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.stamp = reader.uint64Number()
              break
            }
            case 2: {
              obj.id = reader.bytes()
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
                field: `${prefix}.stamp`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.id`,
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

  export interface TargetStampFieldEvent {
    field: '$.stamp'
    value: number
  }

  export interface TargetIdFieldEvent {
    field: '$.id'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Target>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Target.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Target>): Target {
    return decodeMessage(buf, Target.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Target>): Generator<TargetStampFieldEvent | TargetIdFieldEvent> {
    return streamMessage(buf, Target.codec(), opts)
  }
}

export interface Text {
  text: string
  reply?: Target
  mentions: Uint8Array<ArrayBuffer>[]
  forwarded: Forwarded[]
  timer: number
}

export namespace Text {
  let _codec: Codec<Text>

  export const codec = (): Codec<Text> => {
    if (_codec == null) {
      _codec = message<Text>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.text != null && obj.text !== '')) {
          w.uint32(10)
          w.string(obj.text)
        }

        if (obj.reply != null) {
          w.uint32(18)
          Target.codec().encode(obj.reply, w)
        }

        if (obj.mentions != null && obj.mentions.length > 0) {
          for (const value of obj.mentions) {
            w.uint32(26)
            w.bytes(value)
          }
        }

        if (obj.forwarded != null && obj.forwarded.length > 0) {
          for (const value of obj.forwarded) {
            w.uint32(34)
            Forwarded.codec().encode(value, w)
          }
        }

        if ((obj.timer != null && obj.timer !== 0)) {
          w.uint32(40)
          w.uint32(obj.timer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          text: '',
          mentions: [],
          forwarded: [],
          timer: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.text = reader.string()
              break
            }
            case 2: {
              obj.reply = Target.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.reply
              })
              break
            }
            case 3: {
              if (opts.limits?.mentions != null && obj.mentions.length === opts.limits.mentions) {
                throw new MaxLengthError('Decode error - repeated field "mentions" had too many elements')
              }

              obj.mentions.push(reader.bytes())
              break
            }
            case 4: {
              if (opts.limits?.forwarded != null && obj.forwarded.length === opts.limits.forwarded) {
                throw new MaxLengthError('Decode error - repeated field "forwarded" had too many elements')
              }

              obj.forwarded.push(Forwarded.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.forwarded$
              }))
              break
            }
            case 5: {
              obj.timer = reader.uint32()
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
          mentions: 0,
          forwarded: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.text`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield * Target.codec().stream(reader, reader.uint32(), `${prefix}.reply`, {
                limits: opts.limits?.reply
              })

              break
            }
            case 3: {
              if (opts.limits?.mentions != null && obj.mentions === opts.limits.mentions) {
                throw new MaxLengthError('Streaming decode error - repeated field "mentions" had too many elements')
              }

              yield {
                field: `${prefix}.mentions[]`,
                index: obj.mentions,
                value: reader.bytes()
              }

              obj.mentions++

              break
            }
            case 4: {
              if (opts.limits?.forwarded != null && obj.forwarded === opts.limits.forwarded) {
                throw new MaxLengthError('Streaming decode error - repeated field "forwarded" had too many elements')
              }

              for (const evt of Forwarded.codec().stream(reader, reader.uint32(), `${prefix}.forwarded[]`, {
                limits: opts.limits?.forwarded$
              })) {
                yield {
                  ...evt,
                  index: obj.forwarded
                }
              }

              obj.forwarded++

              break
            }
            case 5: {
              yield {
                field: `${prefix}.timer`,
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

  export interface TextTextFieldEvent {
    field: '$.text'
    value: string
  }

  export interface TextReplyStampFieldEvent {
    field: '$.reply.stamp'
    value: number
  }

  export interface TextReplyIdFieldEvent {
    field: '$.reply.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface TextMentionsFieldEvent {
    field: '$.mentions[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export interface TextForwardedAuthorFieldEvent {
    field: '$.forwarded[].author'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface TextForwardedNameFieldEvent {
    field: '$.forwarded[].name'
    value: string
    index: number
  }

  export interface TextForwardedAtFieldEvent {
    field: '$.forwarded[].at'
    value: number
    index: number
  }

  export interface TextForwardedTextFieldEvent {
    field: '$.forwarded[].text'
    value: string
    index: number
  }

  export interface TextTimerFieldEvent {
    field: '$.timer'
    value: number
  }

  export function encode (obj: Partial<Text>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Text.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Text>): Text {
    return decodeMessage(buf, Text.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Text>): Generator<TextTextFieldEvent | TextReplyStampFieldEvent | TextReplyIdFieldEvent | TextMentionsFieldEvent | TextForwardedAuthorFieldEvent | TextForwardedNameFieldEvent | TextForwardedAtFieldEvent | TextForwardedTextFieldEvent | TextTimerFieldEvent> {
    return streamMessage(buf, Text.codec(), opts)
  }
}

export interface Forwarded {
  author: Uint8Array<ArrayBuffer>
  name: string
  at: number
  text: string
}

export namespace Forwarded {
  let _codec: Codec<Forwarded>

  export const codec = (): Codec<Forwarded> => {
    if (_codec == null) {
      _codec = message<Forwarded>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.author != null && obj.author.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.author)
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(18)
          w.string(obj.name)
        }

        if ((obj.at != null && obj.at !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.at)
        }

        if ((obj.text != null && obj.text !== '')) {
          w.uint32(34)
          w.string(obj.text)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          author: uint8ArrayAlloc(0),
          name: '',
          at: 0,
          text: ''
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
              obj.name = reader.string()
              break
            }
            case 3: {
              obj.at = reader.uint64Number()
              break
            }
            case 4: {
              obj.text = reader.string()
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
                field: `${prefix}.author`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.at`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.text`,
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

  export interface ForwardedAuthorFieldEvent {
    field: '$.author'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ForwardedNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface ForwardedAtFieldEvent {
    field: '$.at'
    value: number
  }

  export interface ForwardedTextFieldEvent {
    field: '$.text'
    value: string
  }

  export function encode (obj: Partial<Forwarded>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Forwarded.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Forwarded>): Forwarded {
    return decodeMessage(buf, Forwarded.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Forwarded>): Generator<ForwardedAuthorFieldEvent | ForwardedNameFieldEvent | ForwardedAtFieldEvent | ForwardedTextFieldEvent> {
    return streamMessage(buf, Forwarded.codec(), opts)
  }
}

export interface Edit {
  target?: Target
  text: string
  mentions: Uint8Array<ArrayBuffer>[]
}

export namespace Edit {
  let _codec: Codec<Edit>

  export const codec = (): Codec<Edit> => {
    if (_codec == null) {
      _codec = message<Edit>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.target != null) {
          w.uint32(10)
          Target.codec().encode(obj.target, w)
        }

        if ((obj.text != null && obj.text !== '')) {
          w.uint32(18)
          w.string(obj.text)
        }

        if (obj.mentions != null && obj.mentions.length > 0) {
          for (const value of obj.mentions) {
            w.uint32(26)
            w.bytes(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          text: '',
          mentions: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.target = Target.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.target
              })
              break
            }
            case 2: {
              obj.text = reader.string()
              break
            }
            case 3: {
              if (opts.limits?.mentions != null && obj.mentions.length === opts.limits.mentions) {
                throw new MaxLengthError('Decode error - repeated field "mentions" had too many elements')
              }

              obj.mentions.push(reader.bytes())
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
          mentions: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Target.codec().stream(reader, reader.uint32(), `${prefix}.target`, {
                limits: opts.limits?.target
              })

              break
            }
            case 2: {
              yield {
                field: `${prefix}.text`,
                value: reader.string()
              }
              break
            }
            case 3: {
              if (opts.limits?.mentions != null && obj.mentions === opts.limits.mentions) {
                throw new MaxLengthError('Streaming decode error - repeated field "mentions" had too many elements')
              }

              yield {
                field: `${prefix}.mentions[]`,
                index: obj.mentions,
                value: reader.bytes()
              }

              obj.mentions++

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

  export interface EditTargetStampFieldEvent {
    field: '$.target.stamp'
    value: number
  }

  export interface EditTargetIdFieldEvent {
    field: '$.target.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface EditTextFieldEvent {
    field: '$.text'
    value: string
  }

  export interface EditMentionsFieldEvent {
    field: '$.mentions[]'
    index: number
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Edit>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Edit.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Edit>): Edit {
    return decodeMessage(buf, Edit.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Edit>): Generator<EditTargetStampFieldEvent | EditTargetIdFieldEvent | EditTextFieldEvent | EditMentionsFieldEvent> {
    return streamMessage(buf, Edit.codec(), opts)
  }
}

export interface Recall {
  target?: Target
}

export namespace Recall {
  let _codec: Codec<Recall>

  export const codec = (): Codec<Recall> => {
    if (_codec == null) {
      _codec = message<Recall>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.target != null) {
          w.uint32(10)
          Target.codec().encode(obj.target, w)
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
              obj.target = Target.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.target
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
              yield * Target.codec().stream(reader, reader.uint32(), `${prefix}.target`, {
                limits: opts.limits?.target
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

  export interface RecallTargetStampFieldEvent {
    field: '$.target.stamp'
    value: number
  }

  export interface RecallTargetIdFieldEvent {
    field: '$.target.id'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Recall>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Recall.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Recall>): Recall {
    return decodeMessage(buf, Recall.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Recall>): Generator<RecallTargetStampFieldEvent | RecallTargetIdFieldEvent> {
    return streamMessage(buf, Recall.codec(), opts)
  }
}

export interface Reaction {
  target?: Target
  emoji: string
}

export namespace Reaction {
  let _codec: Codec<Reaction>

  export const codec = (): Codec<Reaction> => {
    if (_codec == null) {
      _codec = message<Reaction>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.target != null) {
          w.uint32(10)
          Target.codec().encode(obj.target, w)
        }

        if ((obj.emoji != null && obj.emoji !== '')) {
          w.uint32(18)
          w.string(obj.emoji)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          emoji: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.target = Target.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.target
              })
              break
            }
            case 2: {
              obj.emoji = reader.string()
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
              yield * Target.codec().stream(reader, reader.uint32(), `${prefix}.target`, {
                limits: opts.limits?.target
              })

              break
            }
            case 2: {
              yield {
                field: `${prefix}.emoji`,
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

  export interface ReactionTargetStampFieldEvent {
    field: '$.target.stamp'
    value: number
  }

  export interface ReactionTargetIdFieldEvent {
    field: '$.target.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ReactionEmojiFieldEvent {
    field: '$.emoji'
    value: string
  }

  export function encode (obj: Partial<Reaction>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Reaction.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Reaction>): Reaction {
    return decodeMessage(buf, Reaction.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Reaction>): Generator<ReactionTargetStampFieldEvent | ReactionTargetIdFieldEvent | ReactionEmojiFieldEvent> {
    return streamMessage(buf, Reaction.codec(), opts)
  }
}

export interface CallOutcome {
  call: Uint8Array<ArrayBuffer>
  media: string
  outcome: string
  duration: number
  session?: string
}

export namespace CallOutcome {
  let _codec: Codec<CallOutcome>

  export const codec = (): Codec<CallOutcome> => {
    if (_codec == null) {
      _codec = message<CallOutcome>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.call != null && obj.call.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.call)
        }

        if ((obj.media != null && obj.media !== '')) {
          w.uint32(18)
          w.string(obj.media)
        }

        if ((obj.outcome != null && obj.outcome !== '')) {
          w.uint32(26)
          w.string(obj.outcome)
        }

        if ((obj.duration != null && obj.duration !== 0)) {
          w.uint32(32)
          w.uint32(obj.duration)
        }

        if (obj.session != null) {
          w.uint32(42)
          w.string(obj.session)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          call: uint8ArrayAlloc(0),
          media: '',
          outcome: '',
          duration: 0
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
              obj.media = reader.string()
              break
            }
            case 3: {
              obj.outcome = reader.string()
              break
            }
            case 4: {
              obj.duration = reader.uint32()
              break
            }
            case 5: {
              obj.session = reader.string()
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
                field: `${prefix}.media`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.outcome`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.duration`,
                value: reader.uint32()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.session`,
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

  export interface CallOutcomeCallFieldEvent {
    field: '$.call'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CallOutcomeMediaFieldEvent {
    field: '$.media'
    value: string
  }

  export interface CallOutcomeOutcomeFieldEvent {
    field: '$.outcome'
    value: string
  }

  export interface CallOutcomeDurationFieldEvent {
    field: '$.duration'
    value: number
  }

  export interface CallOutcomeSessionFieldEvent {
    field: '$.session'
    value: string
  }

  export function encode (obj: Partial<CallOutcome>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CallOutcome.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CallOutcome>): CallOutcome {
    return decodeMessage(buf, CallOutcome.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CallOutcome>): Generator<CallOutcomeCallFieldEvent | CallOutcomeMediaFieldEvent | CallOutcomeOutcomeFieldEvent | CallOutcomeDurationFieldEvent | CallOutcomeSessionFieldEvent> {
    return streamMessage(buf, CallOutcome.codec(), opts)
  }
}
