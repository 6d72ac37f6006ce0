// @ts-nocheck
// Generated from mailbox.proto by `npm run generate`.
/* eslint-disable require-yield */

import { decodeMessage, encodeMessage, MaxLengthError, message, streamMessage } from 'protons-runtime'
import { alloc as uint8ArrayAlloc } from 'uint8arrays/alloc'
import type { Codec, DecodeOptions } from 'protons-runtime'
import type { Uint8ArrayList } from 'uint8arraylist'

export interface Request {
  number: number
  register?: Register
  deposit?: Deposit
  collect?: Collect
  confirm?: Confirm
  lookup?: Lookup
  status?: StatusOf
  withdraw?: Withdraw
}

export namespace Request {
  let _codec: Codec<Request>

  export const codec = (): Codec<Request> => {
    if (_codec == null) {
      _codec = message<Request>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.number != null && obj.number !== 0)) {
          w.uint32(8)
          w.uint32(obj.number)
        }

        if (obj.register != null) {
          w.uint32(18)
          Register.codec().encode(obj.register, w)
        }

        if (obj.deposit != null) {
          w.uint32(26)
          Deposit.codec().encode(obj.deposit, w)
        }

        if (obj.collect != null) {
          w.uint32(34)
          Collect.codec().encode(obj.collect, w)
        }

        if (obj.confirm != null) {
          w.uint32(42)
          Confirm.codec().encode(obj.confirm, w)
        }

        if (obj.lookup != null) {
          w.uint32(50)
          Lookup.codec().encode(obj.lookup, w)
        }

        if (obj.status != null) {
          w.uint32(58)
          StatusOf.codec().encode(obj.status, w)
        }

        if (obj.withdraw != null) {
          w.uint32(66)
          Withdraw.codec().encode(obj.withdraw, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          number: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.number = reader.uint32()
              break
            }
            case 2: {
              obj.register = Register.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.register
              })
              break
            }
            case 3: {
              obj.deposit = Deposit.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.deposit
              })
              break
            }
            case 4: {
              obj.collect = Collect.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.collect
              })
              break
            }
            case 5: {
              obj.confirm = Confirm.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.confirm
              })
              break
            }
            case 6: {
              obj.lookup = Lookup.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.lookup
              })
              break
            }
            case 7: {
              obj.status = StatusOf.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.status
              })
              break
            }
            case 8: {
              obj.withdraw = Withdraw.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.withdraw
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
                field: `${prefix}.number`,
                value: reader.uint32()
              }
              break
            }
            case 2: {
              yield * Register.codec().stream(reader, reader.uint32(), `${prefix}.register`, {
                limits: opts.limits?.register
              })

              break
            }
            case 3: {
              yield * Deposit.codec().stream(reader, reader.uint32(), `${prefix}.deposit`, {
                limits: opts.limits?.deposit
              })

              break
            }
            case 4: {
              yield * Collect.codec().stream(reader, reader.uint32(), `${prefix}.collect`, {
                limits: opts.limits?.collect
              })

              break
            }
            case 5: {
              yield * Confirm.codec().stream(reader, reader.uint32(), `${prefix}.confirm`, {
                limits: opts.limits?.confirm
              })

              break
            }
            case 6: {
              yield * Lookup.codec().stream(reader, reader.uint32(), `${prefix}.lookup`, {
                limits: opts.limits?.lookup
              })

              break
            }
            case 7: {
              yield * StatusOf.codec().stream(reader, reader.uint32(), `${prefix}.status`, {
                limits: opts.limits?.status
              })

              break
            }
            case 8: {
              yield * Withdraw.codec().stream(reader, reader.uint32(), `${prefix}.withdraw`, {
                limits: opts.limits?.withdraw
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

  export interface RequestNumberFieldEvent {
    field: '$.number'
    value: number
  }

  export interface RequestRegisterInvitationFieldEvent {
    field: '$.register.invitation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestRegisterCardFieldEvent {
    field: '$.register.card'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestRegisterPassesHashFieldEvent {
    field: '$.register.passes[].hash'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RequestRegisterPassesInviteFieldEvent {
    field: '$.register.passes[].invite'
    value: boolean
    index: number
  }

  export interface RequestRegisterAddressesFieldEvent {
    field: '$.register.addresses[]'
    index: number
    value: string
  }

  export interface RequestDepositMailboxFieldEvent {
    field: '$.deposit.mailbox'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestDepositTokenFieldEvent {
    field: '$.deposit.token'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestDepositParcelFieldEvent {
    field: '$.deposit.parcel'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestConfirmParcelsFieldEvent {
    field: '$.confirm.parcels[]'
    index: number
    value: number
  }

  export interface RequestLookupPeerFieldEvent {
    field: '$.lookup.peer'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestLookupTokenFieldEvent {
    field: '$.lookup.token'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestWithdrawMailboxFieldEvent {
    field: '$.withdraw.mailbox'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestWithdrawTokenFieldEvent {
    field: '$.withdraw.token'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RequestWithdrawParcelFieldEvent {
    field: '$.withdraw.parcel'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Request>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Request.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Request>): Request {
    return decodeMessage(buf, Request.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Request>): Generator<RequestNumberFieldEvent | RequestRegisterInvitationFieldEvent | RequestRegisterCardFieldEvent | RequestRegisterPassesHashFieldEvent | RequestRegisterPassesInviteFieldEvent | RequestRegisterAddressesFieldEvent | RequestDepositMailboxFieldEvent | RequestDepositTokenFieldEvent | RequestDepositParcelFieldEvent | RequestConfirmParcelsFieldEvent | RequestLookupPeerFieldEvent | RequestLookupTokenFieldEvent | RequestWithdrawMailboxFieldEvent | RequestWithdrawTokenFieldEvent | RequestWithdrawParcelFieldEvent> {
    return streamMessage(buf, Request.codec(), opts)
  }
}

export interface Answer {
  number: number
  refused?: Refusal
  registered?: Registered
  deposited?: Deposited
  collecting?: Collecting
  confirmed?: Confirmed
  found?: Found
  status?: MailboxStatus
  arrived?: Arrived
  withdrawn?: Withdrawn
}

export namespace Answer {
  let _codec: Codec<Answer>

  export const codec = (): Codec<Answer> => {
    if (_codec == null) {
      _codec = message<Answer>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.number != null && obj.number !== 0)) {
          w.uint32(8)
          w.uint32(obj.number)
        }

        if (obj.refused != null) {
          w.uint32(18)
          Refusal.codec().encode(obj.refused, w)
        }

        if (obj.registered != null) {
          w.uint32(26)
          Registered.codec().encode(obj.registered, w)
        }

        if (obj.deposited != null) {
          w.uint32(34)
          Deposited.codec().encode(obj.deposited, w)
        }

        if (obj.collecting != null) {
          w.uint32(42)
          Collecting.codec().encode(obj.collecting, w)
        }

        if (obj.confirmed != null) {
          w.uint32(50)
          Confirmed.codec().encode(obj.confirmed, w)
        }

        if (obj.found != null) {
          w.uint32(58)
          Found.codec().encode(obj.found, w)
        }

        if (obj.status != null) {
          w.uint32(66)
          MailboxStatus.codec().encode(obj.status, w)
        }

        if (obj.arrived != null) {
          w.uint32(74)
          Arrived.codec().encode(obj.arrived, w)
        }

        if (obj.withdrawn != null) {
          w.uint32(82)
          Withdrawn.codec().encode(obj.withdrawn, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          number: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.number = reader.uint32()
              break
            }
            case 2: {
              obj.refused = Refusal.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.refused
              })
              break
            }
            case 3: {
              obj.registered = Registered.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.registered
              })
              break
            }
            case 4: {
              obj.deposited = Deposited.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.deposited
              })
              break
            }
            case 5: {
              obj.collecting = Collecting.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.collecting
              })
              break
            }
            case 6: {
              obj.confirmed = Confirmed.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.confirmed
              })
              break
            }
            case 7: {
              obj.found = Found.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.found
              })
              break
            }
            case 8: {
              obj.status = MailboxStatus.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.status
              })
              break
            }
            case 9: {
              obj.arrived = Arrived.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.arrived
              })
              break
            }
            case 10: {
              obj.withdrawn = Withdrawn.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.withdrawn
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
                field: `${prefix}.number`,
                value: reader.uint32()
              }
              break
            }
            case 2: {
              yield * Refusal.codec().stream(reader, reader.uint32(), `${prefix}.refused`, {
                limits: opts.limits?.refused
              })

              break
            }
            case 3: {
              yield * Registered.codec().stream(reader, reader.uint32(), `${prefix}.registered`, {
                limits: opts.limits?.registered
              })

              break
            }
            case 4: {
              yield * Deposited.codec().stream(reader, reader.uint32(), `${prefix}.deposited`, {
                limits: opts.limits?.deposited
              })

              break
            }
            case 5: {
              yield * Collecting.codec().stream(reader, reader.uint32(), `${prefix}.collecting`, {
                limits: opts.limits?.collecting
              })

              break
            }
            case 6: {
              yield * Confirmed.codec().stream(reader, reader.uint32(), `${prefix}.confirmed`, {
                limits: opts.limits?.confirmed
              })

              break
            }
            case 7: {
              yield * Found.codec().stream(reader, reader.uint32(), `${prefix}.found`, {
                limits: opts.limits?.found
              })

              break
            }
            case 8: {
              yield * MailboxStatus.codec().stream(reader, reader.uint32(), `${prefix}.status`, {
                limits: opts.limits?.status
              })

              break
            }
            case 9: {
              yield * Arrived.codec().stream(reader, reader.uint32(), `${prefix}.arrived`, {
                limits: opts.limits?.arrived
              })

              break
            }
            case 10: {
              yield * Withdrawn.codec().stream(reader, reader.uint32(), `${prefix}.withdrawn`, {
                limits: opts.limits?.withdrawn
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

  export interface AnswerNumberFieldEvent {
    field: '$.number'
    value: number
  }

  export interface AnswerRefusedCodeFieldEvent {
    field: '$.refused.code'
    value: string
  }

  export interface AnswerRefusedMessageFieldEvent {
    field: '$.refused.message'
    value: string
  }

  export interface AnswerRefusedWaitFieldEvent {
    field: '$.refused.wait'
    value: number
  }

  export interface AnswerRegisteredStoreFieldEvent {
    field: '$.registered.store'
    value: Uint8Array<ArrayBuffer>
  }

  export interface AnswerRegisteredMaxBytesFieldEvent {
    field: '$.registered.maxBytes'
    value: number
  }

  export interface AnswerRegisteredMaxParcelsFieldEvent {
    field: '$.registered.maxParcels'
    value: number
  }

  export interface AnswerRegisteredTtlFieldEvent {
    field: '$.registered.ttl'
    value: number
  }

  export interface AnswerRegisteredMadeFieldEvent {
    field: '$.registered.made'
    value: boolean
  }

  export interface AnswerDepositedStoreFieldEvent {
    field: '$.deposited.store'
    value: Uint8Array<ArrayBuffer>
  }

  export interface AnswerDepositedTtlFieldEvent {
    field: '$.deposited.ttl'
    value: number
  }

  export interface AnswerCollectingWaitingFieldEvent {
    field: '$.collecting.waiting'
    value: number
  }

  export interface AnswerFoundCardFieldEvent {
    field: '$.found.card'
    value: Uint8Array<ArrayBuffer>
  }

  export interface AnswerFoundAddressesFieldEvent {
    field: '$.found.addresses[]'
    index: number
    value: string
  }

  export interface AnswerFoundConnectedFieldEvent {
    field: '$.found.connected'
    value: boolean
  }

  export interface AnswerFoundStoreFieldEvent {
    field: '$.found.store'
    value: Uint8Array<ArrayBuffer>
  }

  export interface AnswerStatusParcelsFieldEvent {
    field: '$.status.parcels'
    value: number
  }

  export interface AnswerStatusBytesFieldEvent {
    field: '$.status.bytes'
    value: number
  }

  export interface AnswerStatusMaxBytesFieldEvent {
    field: '$.status.maxBytes'
    value: number
  }

  export interface AnswerStatusMaxParcelsFieldEvent {
    field: '$.status.maxParcels'
    value: number
  }

  export interface AnswerArrivedParcelFieldEvent {
    field: '$.arrived.parcel'
    value: number
  }

  export interface AnswerArrivedBytesFieldEvent {
    field: '$.arrived.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Answer>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Answer.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Answer>): Answer {
    return decodeMessage(buf, Answer.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Answer>): Generator<AnswerNumberFieldEvent | AnswerRefusedCodeFieldEvent | AnswerRefusedMessageFieldEvent | AnswerRefusedWaitFieldEvent | AnswerRegisteredStoreFieldEvent | AnswerRegisteredMaxBytesFieldEvent | AnswerRegisteredMaxParcelsFieldEvent | AnswerRegisteredTtlFieldEvent | AnswerRegisteredMadeFieldEvent | AnswerDepositedStoreFieldEvent | AnswerDepositedTtlFieldEvent | AnswerCollectingWaitingFieldEvent | AnswerFoundCardFieldEvent | AnswerFoundAddressesFieldEvent | AnswerFoundConnectedFieldEvent | AnswerFoundStoreFieldEvent | AnswerStatusParcelsFieldEvent | AnswerStatusBytesFieldEvent | AnswerStatusMaxBytesFieldEvent | AnswerStatusMaxParcelsFieldEvent | AnswerArrivedParcelFieldEvent | AnswerArrivedBytesFieldEvent> {
    return streamMessage(buf, Answer.codec(), opts)
  }
}

export interface Register {
  invitation: Uint8Array<ArrayBuffer>
  card: Uint8Array<ArrayBuffer>
  passes: Pass[]
  addresses: string[]
}

export namespace Register {
  let _codec: Codec<Register>

  export const codec = (): Codec<Register> => {
    if (_codec == null) {
      _codec = message<Register>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.invitation != null && obj.invitation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.invitation)
        }

        if ((obj.card != null && obj.card.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.card)
        }

        if (obj.passes != null && obj.passes.length > 0) {
          for (const value of obj.passes) {
            w.uint32(26)
            Pass.codec().encode(value, w)
          }
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(34)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          invitation: uint8ArrayAlloc(0),
          card: uint8ArrayAlloc(0),
          passes: [],
          addresses: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.invitation = reader.bytes()
              break
            }
            case 2: {
              obj.card = reader.bytes()
              break
            }
            case 3: {
              if (opts.limits?.passes != null && obj.passes.length === opts.limits.passes) {
                throw new MaxLengthError('Decode error - repeated field "passes" had too many elements')
              }

              obj.passes.push(Pass.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.passes$
              }))
              break
            }
            case 4: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
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
          passes: 0,
          addresses: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.invitation`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.card`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              if (opts.limits?.passes != null && obj.passes === opts.limits.passes) {
                throw new MaxLengthError('Streaming decode error - repeated field "passes" had too many elements')
              }

              for (const evt of Pass.codec().stream(reader, reader.uint32(), `${prefix}.passes[]`, {
                limits: opts.limits?.passes$
              })) {
                yield {
                  ...evt,
                  index: obj.passes
                }
              }

              obj.passes++

              break
            }
            case 4: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

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

  export interface RegisterInvitationFieldEvent {
    field: '$.invitation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RegisterCardFieldEvent {
    field: '$.card'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RegisterPassesHashFieldEvent {
    field: '$.passes[].hash'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RegisterPassesInviteFieldEvent {
    field: '$.passes[].invite'
    value: boolean
    index: number
  }

  export interface RegisterAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<Register>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Register.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Register>): Register {
    return decodeMessage(buf, Register.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Register>): Generator<RegisterInvitationFieldEvent | RegisterCardFieldEvent | RegisterPassesHashFieldEvent | RegisterPassesInviteFieldEvent | RegisterAddressesFieldEvent> {
    return streamMessage(buf, Register.codec(), opts)
  }
}

export interface Pass {
  hash: Uint8Array<ArrayBuffer>
  invite: boolean
}

export namespace Pass {
  let _codec: Codec<Pass>

  export const codec = (): Codec<Pass> => {
    if (_codec == null) {
      _codec = message<Pass>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.hash != null && obj.hash.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.hash)
        }

        if ((obj.invite != null && obj.invite !== false)) {
          w.uint32(16)
          w.bool(obj.invite)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          hash: uint8ArrayAlloc(0),
          invite: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.hash = reader.bytes()
              break
            }
            case 2: {
              obj.invite = reader.bool()
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
                field: `${prefix}.hash`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.invite`,
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

  export interface PassHashFieldEvent {
    field: '$.hash'
    value: Uint8Array<ArrayBuffer>
  }

  export interface PassInviteFieldEvent {
    field: '$.invite'
    value: boolean
  }

  export function encode (obj: Partial<Pass>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Pass.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Pass>): Pass {
    return decodeMessage(buf, Pass.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Pass>): Generator<PassHashFieldEvent | PassInviteFieldEvent> {
    return streamMessage(buf, Pass.codec(), opts)
  }
}

export interface Registered {
  store: Uint8Array<ArrayBuffer>
  maxBytes: number
  maxParcels: number
  ttl: number
  made: boolean
}

export namespace Registered {
  let _codec: Codec<Registered>

  export const codec = (): Codec<Registered> => {
    if (_codec == null) {
      _codec = message<Registered>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.store != null && obj.store.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.store)
        }

        if ((obj.maxBytes != null && obj.maxBytes !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.maxBytes)
        }

        if ((obj.maxParcels != null && obj.maxParcels !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.maxParcels)
        }

        if ((obj.ttl != null && obj.ttl !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.ttl)
        }

        if ((obj.made != null && obj.made !== false)) {
          w.uint32(40)
          w.bool(obj.made)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          store: uint8ArrayAlloc(0),
          maxBytes: 0,
          maxParcels: 0,
          ttl: 0,
          made: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.store = reader.bytes()
              break
            }
            case 2: {
              obj.maxBytes = reader.uint64Number()
              break
            }
            case 3: {
              obj.maxParcels = reader.uint64Number()
              break
            }
            case 4: {
              obj.ttl = reader.uint64Number()
              break
            }
            case 5: {
              obj.made = reader.bool()
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
                field: `${prefix}.store`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.maxBytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.maxParcels`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.ttl`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.made`,
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

  export interface RegisteredStoreFieldEvent {
    field: '$.store'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RegisteredMaxBytesFieldEvent {
    field: '$.maxBytes'
    value: number
  }

  export interface RegisteredMaxParcelsFieldEvent {
    field: '$.maxParcels'
    value: number
  }

  export interface RegisteredTtlFieldEvent {
    field: '$.ttl'
    value: number
  }

  export interface RegisteredMadeFieldEvent {
    field: '$.made'
    value: boolean
  }

  export function encode (obj: Partial<Registered>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Registered.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Registered>): Registered {
    return decodeMessage(buf, Registered.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Registered>): Generator<RegisteredStoreFieldEvent | RegisteredMaxBytesFieldEvent | RegisteredMaxParcelsFieldEvent | RegisteredTtlFieldEvent | RegisteredMadeFieldEvent> {
    return streamMessage(buf, Registered.codec(), opts)
  }
}

export interface Deposit {
  mailbox: Uint8Array<ArrayBuffer>
  token: Uint8Array<ArrayBuffer>
  parcel: Uint8Array<ArrayBuffer>
}

export namespace Deposit {
  let _codec: Codec<Deposit>

  export const codec = (): Codec<Deposit> => {
    if (_codec == null) {
      _codec = message<Deposit>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.mailbox != null && obj.mailbox.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.mailbox)
        }

        if ((obj.token != null && obj.token.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.token)
        }

        if ((obj.parcel != null && obj.parcel.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.parcel)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          mailbox: uint8ArrayAlloc(0),
          token: uint8ArrayAlloc(0),
          parcel: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.mailbox = reader.bytes()
              break
            }
            case 2: {
              obj.token = reader.bytes()
              break
            }
            case 3: {
              obj.parcel = reader.bytes()
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
                field: `${prefix}.mailbox`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.token`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.parcel`,
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

  export interface DepositMailboxFieldEvent {
    field: '$.mailbox'
    value: Uint8Array<ArrayBuffer>
  }

  export interface DepositTokenFieldEvent {
    field: '$.token'
    value: Uint8Array<ArrayBuffer>
  }

  export interface DepositParcelFieldEvent {
    field: '$.parcel'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Deposit>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Deposit.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Deposit>): Deposit {
    return decodeMessage(buf, Deposit.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Deposit>): Generator<DepositMailboxFieldEvent | DepositTokenFieldEvent | DepositParcelFieldEvent> {
    return streamMessage(buf, Deposit.codec(), opts)
  }
}

export interface Deposited {
  store: Uint8Array<ArrayBuffer>
  ttl: number
}

export namespace Deposited {
  let _codec: Codec<Deposited>

  export const codec = (): Codec<Deposited> => {
    if (_codec == null) {
      _codec = message<Deposited>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.store != null && obj.store.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.store)
        }

        if ((obj.ttl != null && obj.ttl !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.ttl)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          store: uint8ArrayAlloc(0),
          ttl: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.store = reader.bytes()
              break
            }
            case 2: {
              obj.ttl = reader.uint64Number()
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
                field: `${prefix}.store`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.ttl`,
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

  export interface DepositedStoreFieldEvent {
    field: '$.store'
    value: Uint8Array<ArrayBuffer>
  }

  export interface DepositedTtlFieldEvent {
    field: '$.ttl'
    value: number
  }

  export function encode (obj: Partial<Deposited>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Deposited.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Deposited>): Deposited {
    return decodeMessage(buf, Deposited.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Deposited>): Generator<DepositedStoreFieldEvent | DepositedTtlFieldEvent> {
    return streamMessage(buf, Deposited.codec(), opts)
  }
}

export interface Withdraw {
  mailbox: Uint8Array<ArrayBuffer>
  token: Uint8Array<ArrayBuffer>
  parcel: Uint8Array<ArrayBuffer>
}

export namespace Withdraw {
  let _codec: Codec<Withdraw>

  export const codec = (): Codec<Withdraw> => {
    if (_codec == null) {
      _codec = message<Withdraw>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.mailbox != null && obj.mailbox.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.mailbox)
        }

        if ((obj.token != null && obj.token.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.token)
        }

        if ((obj.parcel != null && obj.parcel.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.parcel)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          mailbox: uint8ArrayAlloc(0),
          token: uint8ArrayAlloc(0),
          parcel: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.mailbox = reader.bytes()
              break
            }
            case 2: {
              obj.token = reader.bytes()
              break
            }
            case 3: {
              obj.parcel = reader.bytes()
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
                field: `${prefix}.mailbox`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.token`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.parcel`,
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

  export interface WithdrawMailboxFieldEvent {
    field: '$.mailbox'
    value: Uint8Array<ArrayBuffer>
  }

  export interface WithdrawTokenFieldEvent {
    field: '$.token'
    value: Uint8Array<ArrayBuffer>
  }

  export interface WithdrawParcelFieldEvent {
    field: '$.parcel'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Withdraw>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Withdraw.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Withdraw>): Withdraw {
    return decodeMessage(buf, Withdraw.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Withdraw>): Generator<WithdrawMailboxFieldEvent | WithdrawTokenFieldEvent | WithdrawParcelFieldEvent> {
    return streamMessage(buf, Withdraw.codec(), opts)
  }
}

export interface Withdrawn {}

export namespace Withdrawn {
  let _codec: Codec<Withdrawn>

  export const codec = (): Codec<Withdrawn> => {
    if (_codec == null) {
      _codec = message<Withdrawn>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
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

  export function encode (obj: Partial<Withdrawn>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Withdrawn.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Withdrawn>): Withdrawn {
    return decodeMessage(buf, Withdrawn.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Withdrawn>): Generator<{}> {
    return streamMessage(buf, Withdrawn.codec(), opts)
  }
}

export interface Collect {}

export namespace Collect {
  let _codec: Codec<Collect>

  export const codec = (): Codec<Collect> => {
    if (_codec == null) {
      _codec = message<Collect>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
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

  export function encode (obj: Partial<Collect>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Collect.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Collect>): Collect {
    return decodeMessage(buf, Collect.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Collect>): Generator<{}> {
    return streamMessage(buf, Collect.codec(), opts)
  }
}

export interface Collecting {
  waiting: number
}

export namespace Collecting {
  let _codec: Codec<Collecting>

  export const codec = (): Codec<Collecting> => {
    if (_codec == null) {
      _codec = message<Collecting>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.waiting != null && obj.waiting !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.waiting)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          waiting: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.waiting = reader.uint64Number()
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
                field: `${prefix}.waiting`,
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

  export interface CollectingWaitingFieldEvent {
    field: '$.waiting'
    value: number
  }

  export function encode (obj: Partial<Collecting>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Collecting.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Collecting>): Collecting {
    return decodeMessage(buf, Collecting.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Collecting>): Generator<CollectingWaitingFieldEvent> {
    return streamMessage(buf, Collecting.codec(), opts)
  }
}

export interface Arrived {
  parcel: number
  bytes: Uint8Array<ArrayBuffer>
}

export namespace Arrived {
  let _codec: Codec<Arrived>

  export const codec = (): Codec<Arrived> => {
    if (_codec == null) {
      _codec = message<Arrived>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.parcel != null && obj.parcel !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.parcel)
        }

        if ((obj.bytes != null && obj.bytes.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.bytes)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          parcel: 0,
          bytes: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.parcel = reader.uint64Number()
              break
            }
            case 2: {
              obj.bytes = reader.bytes()
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
                field: `${prefix}.parcel`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.bytes`,
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

  export interface ArrivedParcelFieldEvent {
    field: '$.parcel'
    value: number
  }

  export interface ArrivedBytesFieldEvent {
    field: '$.bytes'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Arrived>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Arrived.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Arrived>): Arrived {
    return decodeMessage(buf, Arrived.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Arrived>): Generator<ArrivedParcelFieldEvent | ArrivedBytesFieldEvent> {
    return streamMessage(buf, Arrived.codec(), opts)
  }
}

export interface Confirm {
  parcels: number[]
}

export namespace Confirm {
  let _codec: Codec<Confirm>

  export const codec = (): Codec<Confirm> => {
    if (_codec == null) {
      _codec = message<Confirm>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.parcels != null && obj.parcels.length > 0) {
          for (const value of obj.parcels) {
            w.uint32(8)
            w.uint64Number(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          parcels: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.parcels != null && obj.parcels.length === opts.limits.parcels) {
                throw new MaxLengthError('Decode error - repeated field "parcels" had too many elements')
              }

              obj.parcels.push(reader.uint64Number())
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
          parcels: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.parcels != null && obj.parcels === opts.limits.parcels) {
                throw new MaxLengthError('Streaming decode error - repeated field "parcels" had too many elements')
              }

              yield {
                field: `${prefix}.parcels[]`,
                index: obj.parcels,
                value: reader.uint64Number()
              }

              obj.parcels++

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

  export interface ConfirmParcelsFieldEvent {
    field: '$.parcels[]'
    index: number
    value: number
  }

  export function encode (obj: Partial<Confirm>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Confirm.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Confirm>): Confirm {
    return decodeMessage(buf, Confirm.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Confirm>): Generator<ConfirmParcelsFieldEvent> {
    return streamMessage(buf, Confirm.codec(), opts)
  }
}

export interface Confirmed {}

export namespace Confirmed {
  let _codec: Codec<Confirmed>

  export const codec = (): Codec<Confirmed> => {
    if (_codec == null) {
      _codec = message<Confirmed>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
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

  export function encode (obj: Partial<Confirmed>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Confirmed.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Confirmed>): Confirmed {
    return decodeMessage(buf, Confirmed.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Confirmed>): Generator<{}> {
    return streamMessage(buf, Confirmed.codec(), opts)
  }
}

export interface Lookup {
  peer: Uint8Array<ArrayBuffer>
  token: Uint8Array<ArrayBuffer>
}

export namespace Lookup {
  let _codec: Codec<Lookup>

  export const codec = (): Codec<Lookup> => {
    if (_codec == null) {
      _codec = message<Lookup>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.peer)
        }

        if ((obj.token != null && obj.token.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.token)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: uint8ArrayAlloc(0),
          token: uint8ArrayAlloc(0)
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
                field: `${prefix}.peer`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
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

  export interface LookupPeerFieldEvent {
    field: '$.peer'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LookupTokenFieldEvent {
    field: '$.token'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Lookup>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Lookup.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Lookup>): Lookup {
    return decodeMessage(buf, Lookup.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Lookup>): Generator<LookupPeerFieldEvent | LookupTokenFieldEvent> {
    return streamMessage(buf, Lookup.codec(), opts)
  }
}

export interface Found {
  card: Uint8Array<ArrayBuffer>
  addresses: string[]
  connected: boolean
  store: Uint8Array<ArrayBuffer>
}

export namespace Found {
  let _codec: Codec<Found>

  export const codec = (): Codec<Found> => {
    if (_codec == null) {
      _codec = message<Found>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.card != null && obj.card.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.card)
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(18)
            w.string(value)
          }
        }

        if ((obj.connected != null && obj.connected !== false)) {
          w.uint32(24)
          w.bool(obj.connected)
        }

        if ((obj.store != null && obj.store.byteLength > 0)) {
          w.uint32(34)
          w.bytes(obj.store)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          card: uint8ArrayAlloc(0),
          addresses: [],
          connected: false,
          store: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.card = reader.bytes()
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
              break
            }
            case 3: {
              obj.connected = reader.bool()
              break
            }
            case 4: {
              obj.store = reader.bytes()
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
          addresses: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.card`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

              break
            }
            case 3: {
              yield {
                field: `${prefix}.connected`,
                value: reader.bool()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.store`,
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

  export interface FoundCardFieldEvent {
    field: '$.card'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FoundAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export interface FoundConnectedFieldEvent {
    field: '$.connected'
    value: boolean
  }

  export interface FoundStoreFieldEvent {
    field: '$.store'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Found>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Found.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Found>): Found {
    return decodeMessage(buf, Found.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Found>): Generator<FoundCardFieldEvent | FoundAddressesFieldEvent | FoundConnectedFieldEvent | FoundStoreFieldEvent> {
    return streamMessage(buf, Found.codec(), opts)
  }
}

export interface StatusOf {}

export namespace StatusOf {
  let _codec: Codec<StatusOf>

  export const codec = (): Codec<StatusOf> => {
    if (_codec == null) {
      _codec = message<StatusOf>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
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

  export function encode (obj: Partial<StatusOf>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatusOf.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatusOf>): StatusOf {
    return decodeMessage(buf, StatusOf.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatusOf>): Generator<{}> {
    return streamMessage(buf, StatusOf.codec(), opts)
  }
}

export interface MailboxStatus {
  parcels: number
  bytes: number
  maxBytes: number
  maxParcels: number
}

export namespace MailboxStatus {
  let _codec: Codec<MailboxStatus>

  export const codec = (): Codec<MailboxStatus> => {
    if (_codec == null) {
      _codec = message<MailboxStatus>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.parcels != null && obj.parcels !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.parcels)
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.bytes)
        }

        if ((obj.maxBytes != null && obj.maxBytes !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.maxBytes)
        }

        if ((obj.maxParcels != null && obj.maxParcels !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.maxParcels)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          parcels: 0,
          bytes: 0,
          maxBytes: 0,
          maxParcels: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.parcels = reader.uint64Number()
              break
            }
            case 2: {
              obj.bytes = reader.uint64Number()
              break
            }
            case 3: {
              obj.maxBytes = reader.uint64Number()
              break
            }
            case 4: {
              obj.maxParcels = reader.uint64Number()
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
                field: `${prefix}.parcels`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.maxBytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.maxParcels`,
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

  export interface MailboxStatusParcelsFieldEvent {
    field: '$.parcels'
    value: number
  }

  export interface MailboxStatusBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export interface MailboxStatusMaxBytesFieldEvent {
    field: '$.maxBytes'
    value: number
  }

  export interface MailboxStatusMaxParcelsFieldEvent {
    field: '$.maxParcels'
    value: number
  }

  export function encode (obj: Partial<MailboxStatus>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, MailboxStatus.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<MailboxStatus>): MailboxStatus {
    return decodeMessage(buf, MailboxStatus.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<MailboxStatus>): Generator<MailboxStatusParcelsFieldEvent | MailboxStatusBytesFieldEvent | MailboxStatusMaxBytesFieldEvent | MailboxStatusMaxParcelsFieldEvent> {
    return streamMessage(buf, MailboxStatus.codec(), opts)
  }
}

export interface Refusal {
  code: string
  message: string
  wait: number
}

export namespace Refusal {
  let _codec: Codec<Refusal>

  export const codec = (): Codec<Refusal> => {
    if (_codec == null) {
      _codec = message<Refusal>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.code != null && obj.code !== '')) {
          w.uint32(10)
          w.string(obj.code)
        }

        if ((obj.message != null && obj.message !== '')) {
          w.uint32(18)
          w.string(obj.message)
        }

        if ((obj.wait != null && obj.wait !== 0)) {
          w.uint32(24)
          w.uint32(obj.wait)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          code: '',
          message: '',
          wait: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.code = reader.string()
              break
            }
            case 2: {
              obj.message = reader.string()
              break
            }
            case 3: {
              obj.wait = reader.uint32()
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
                field: `${prefix}.code`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.message`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.wait`,
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

  export interface RefusalCodeFieldEvent {
    field: '$.code'
    value: string
  }

  export interface RefusalMessageFieldEvent {
    field: '$.message'
    value: string
  }

  export interface RefusalWaitFieldEvent {
    field: '$.wait'
    value: number
  }

  export function encode (obj: Partial<Refusal>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Refusal.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Refusal>): Refusal {
    return decodeMessage(buf, Refusal.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Refusal>): Generator<RefusalCodeFieldEvent | RefusalMessageFieldEvent | RefusalWaitFieldEvent> {
    return streamMessage(buf, Refusal.codec(), opts)
  }
}
