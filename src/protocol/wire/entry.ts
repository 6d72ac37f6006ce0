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

  export function encode (obj: Partial<Body>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Body.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Body>): Body {
    return decodeMessage(buf, Body.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Body>): Generator<BodySaltFieldEvent | BodyTextTextFieldEvent | BodyCallCallFieldEvent | BodyCallMediaFieldEvent | BodyCallOutcomeFieldEvent | BodyCallDurationFieldEvent | BodyCallSessionFieldEvent> {
    return streamMessage(buf, Body.codec(), opts)
  }
}

export interface Text {
  text: string
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

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          text: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
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

  export interface TextTextFieldEvent {
    field: '$.text'
    value: string
  }

  export function encode (obj: Partial<Text>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Text.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Text>): Text {
    return decodeMessage(buf, Text.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Text>): Generator<TextTextFieldEvent> {
    return streamMessage(buf, Text.codec(), opts)
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
