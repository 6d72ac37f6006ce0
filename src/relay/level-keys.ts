/**
 * Rows of a relay's LevelDB. Numbers in keys have a fixed width and sort bytewise; values that are looked at often are small and lie apart
 * from the parcels. Parcels lie in the order in which they came, whoever they are for: LevelDB then hardly ever rewrites them, and a
 * deposit costs the same however many mailboxes there are.
 *
 * | key | value |
 * | --- | --- |
 * | `0` name | the store's own: version, id, bound of numbers, totals, time |
 * | `m` owner (32) | number of the mailbox, registered at, passes |
 * | `c` owner (32) | card |
 * | `s` owner (32) | last seen |
 * | `u` owner (32) | what lies in it: of the tray parcels (4) and bytes (6), then the same after each pass (8). Not there while many passes have something: see `i` then |
 * | `o` mailbox (7) | owner |
 * | `i` mailbox (7) parcel (7) | size (4), deposited at (6), pass (32, or none for the tray), name (16; none in a store of layout 2) |
 * | `h` mailbox (7) name (16) parcel (7) | –: from a parcel's name to it |
 * | `p` parcel (7) | the parcel |
 * | `x` deposited at (6) mailbox (7) parcel (7) | – |
 * | `w` parcel (7) | –: it was withdrawn, and its bytes may be on the disk still |
 * | `n` hash of an invitation (32) | expires at, by the relay's own time |
 */
import { type Bytes, fromHex, hex, readUint, uint } from '../protocol/bytes.ts'
import { type Amount, NAME_BYTES, type PassName, TRAY } from './mailbox-store.ts'
import { Passes } from './passes.ts'
import { type Change, PASS_CHARS, type Usage } from './usage.ts'

const NUMBER = 7
const TIME = 6
const SIZE = 4
const COUNT = 4
const TOTAL = 6
const HASH = 32
/** Of a pass, its beginning. */
const PASS = PASS_CHARS / 2
/** Passes in a row of usage, which is written with every deposit: it is not to outgrow the parcel. */
export const MAX_USAGE_PASSES = 32

const tagged = (tag: string, ...parts: Bytes[]): Bytes => Buffer.concat([Buffer.from(tag), ...parts])

export const ownKey = (name: 'version' | 'id' | 'next' | 'totals' | 'time'): Bytes => Buffer.from(`0${name}`)
export const mailboxKey = (owner: Bytes): Bytes => tagged('m', owner)
export const cardKey = (owner: Bytes): Bytes => tagged('c', owner)
export const seenKey = (owner: Bytes): Bytes => tagged('s', owner)
export const usageKey = (owner: Bytes): Bytes => tagged('u', owner)
export const ownerKey = (mailbox: number): Bytes => tagged('o', uint(mailbox, NUMBER))
export const indexKey = (mailbox: number, parcel: number): Bytes =>
  tagged('i', uint(mailbox, NUMBER), uint(parcel, NUMBER))
export const nameKey = (mailbox: number, name: Bytes, parcel: number): Bytes =>
  tagged('h', uint(mailbox, NUMBER), name, uint(parcel, NUMBER))
export const parcelKey = (parcel: number): Bytes => tagged('p', uint(parcel, NUMBER))
export const withdrawnKey = (parcel: number): Bytes => tagged('w', uint(parcel, NUMBER))
export const ageKey = (at: number, mailbox: number, parcel: number): Bytes =>
  tagged('x', uint(at, TIME), uint(mailbox, NUMBER), uint(parcel, NUMBER))
/** Before all that were deposited at this time. */
export const ageBound = (at: number): Bytes => tagged('x', uint(Math.max(at, 0), TIME))
export const invitationKey = (hash: Bytes): Bytes => tagged('n', hash)
/** All rows with a tag lie from `tag` up to this. */
export const after = (tag: string): Bytes => Buffer.from(String.fromCharCode(tag.charCodeAt(0) + 1))

export const ownerIn = (key: Bytes): Bytes => key.subarray(1)
export const parcelIn = (indexKey: Bytes): number => readUint(indexKey, 1 + NUMBER, NUMBER)
export const namedIn = (nameKey: Bytes): number => readUint(nameKey, 1 + NUMBER + NAME_BYTES, NUMBER)
export const withdrawnIn = (withdrawnKey: Bytes): number => readUint(withdrawnKey, 1, NUMBER)
export function placeIn(ageKey: Bytes): { mailbox: number; parcel: number } {
  return { mailbox: readUint(ageKey, 1 + TIME, NUMBER), parcel: readUint(ageKey, 1 + TIME + NUMBER, NUMBER) }
}

export interface IndexRow {
  size: number
  at: number
  pass: PassName
  /** Empty where it was deposited before parcels had names. */
  name: Bytes
}

export function indexValue({ size, at, pass, name }: IndexRow): Bytes {
  return Buffer.concat([uint(size, SIZE), uint(at, TIME), fromHex(pass)!, name])
}

export function readIndex(value: Bytes): IndexRow {
  const rest = value.subarray(SIZE + TIME)
  const end = rest.byteLength < HASH ? 0 : HASH
  return {
    size: readUint(value, 0, SIZE),
    at: readUint(value, SIZE, TIME),
    pass: hex(rest.subarray(0, end)),
    name: rest.subarray(end),
  }
}

export interface MailboxRow {
  number: number
  /** Milliseconds since 1970. */
  registeredAt: number
  passes: Passes
}

export function mailboxValue({ number, registeredAt, passes }: MailboxRow): Bytes {
  return Buffer.concat([uint(number, NUMBER), uint(registeredAt, TIME), passes.packed])
}

export function readMailbox(value: Bytes): MailboxRow {
  return {
    number: readUint(value, 0, NUMBER),
    registeredAt: readUint(value, NUMBER, TIME),
    passes: new Passes(value.subarray(NUMBER + TIME)),
  }
}

/** Undefined where too many passes have something: then there is to be no such row. */
export function usageValue(usage: Usage): Bytes | undefined {
  if (usage.size > MAX_USAGE_PASSES) return undefined
  const value = Buffer.allocUnsafe((COUNT + TOTAL) * (usage.size + 1) + PASS * usage.size)
  const put = ({ parcels, bytes }: Readonly<Amount>, at: number): number =>
    value.writeUIntBE(bytes, value.writeUIntBE(parcels, at, COUNT), TOTAL)
  let end = put(usage.of(TRAY), 0)
  for (const [pass, amount] of usage) if (pass !== TRAY) end = put(amount, end + value.write(pass, end, PASS, 'hex'))
  return value.subarray(0, end)
}

export function readUsage(value: Bytes): Change[] {
  const found: Change[] = []
  for (let at = 0; at < value.byteLength; ) {
    const pass = at === 0 ? TRAY : hex(value.subarray(at, at + PASS))
    if (at > 0) at += PASS
    const parcels = readUint(value, at, COUNT)
    if (parcels > 0) found.push({ pass, parcels, bytes: readUint(value, at + COUNT, TOTAL) })
    at += COUNT + TOTAL
  }
  return found
}

/** A time of its own in a row. */
export const timeValue = (at: number): Bytes => uint(Math.max(Math.floor(at), 0), TIME)
export const readTime = (value: Bytes): number => readUint(value, 0, TIME)
