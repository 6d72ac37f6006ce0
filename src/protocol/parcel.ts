/**
 * A parcel is what a relay keeps for a reader who is away: the frames of a sync stream, sealed to one key of the reader, padded so that
 * its size says little. Inside, the sender signs what the frames are, for whom, under which key and which encapsulation; so a reader
 * who opened a letter cannot seal it anew to somebody else, nor repeat it. Pure functions: keeping keys and deleting them is for others.
 */
import { type Bytes, equal, fromHex, hex } from './bytes.ts'
import { open, seal, TAG_BYTES } from './hpke.ts'
import { MAX_CONTENTS_BYTES, MAX_LETTER_FRAMES, MAX_PARCEL_BYTES } from './limits.ts'
import { type Signer, verified } from './signing.ts'
import { Contents, Letter, Parcel } from './wire/parcel.ts'
import { CIPHERTEXT_BYTES, KEY_ID_BYTES, type KeyId, keyIdOf } from './x-wing.ts'

const PERSON_BYTES = 32
const SIGNATURE_BYTES = 64
/** Field number and length of a field of up to 2 MiB. */
const FIELD_BYTES = 4
/** Field 4 of `Contents`, `padding`, of wire type 2. */
const PADDING_TAG = 0x22
const SMALLEST_STEP = 1024
/** `Contents` less what is in its letter: sender, signature, and the fields of letter and padding. */
const AROUND_LETTER_BYTES = 2 + PERSON_BYTES + 2 + SIGNATURE_BYTES + FIELD_BYTES + FIELD_BYTES

/** Why frames could not be sealed: `bad-key` is for whoever handed over the key to answer for, `oversize` for the caller. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly fault: 'bad-key' | 'oversize'

  constructor(fault: 'bad-key' | 'oversize', message: string) {
    super(message)
    this.fault = fault
  }
}

export interface Sealing {
  readonly signer: Signer
  /** The reader's Ed25519 public key. */
  readonly reader: Bytes
  /** The reader's sealing key, 1216 bytes. */
  readonly key: Bytes
  /** Each an encoded `Frame`; see `roomInParcel`. */
  readonly frames: readonly Bytes[]
}

/** A parcel whose lengths are right; nothing else is known of it yet. */
export interface ReadParcel {
  /** Of the key that it says it is sealed to. */
  readonly keyId: KeyId
  readonly enc: Bytes
  readonly sealed: Bytes
}

export interface OpeningKey {
  /** Of the sealing key that the parcel names. */
  readonly seed: Bytes
  /** The Ed25519 public key of whom the sealing key belongs to. */
  readonly reader: Bytes
  /** For a one-time key: the Ed25519 public key of the friend whom it was given to. */
  readonly from?: Bytes | undefined
}

export interface OpenedParcel {
  /** The Ed25519 public key of who signed the letter. */
  readonly sender: Bytes
  /** Each perhaps an encoded `Frame`: a signed one, not a checked one. */
  readonly frames: readonly Bytes[]
}

/**
 * `unsealable`: not for this key and reader, or changed on its way. `foreign`: by somebody else than the one-time key was given to.
 * `malformed`: its sealer sealed what is no letter.
 */
export type OpenFault = 'unsealable' | 'malformed' | 'foreign' | 'bad-signature'

/** Bytes that this many frames may have together to fit into one parcel; 0 where there may not be so many. */
export function roomInParcel(frames: number): number {
  if (frames > MAX_LETTER_FRAMES) return 0
  return MAX_CONTENTS_BYTES - AROUND_LETTER_BYTES - frames * FIELD_BYTES
}

/** Seals frames into a parcel, another one each time. Throws a SealError. */
export function sealParcel({ signer, reader, key, frames }: Sealing): Bytes {
  if (reader.byteLength !== PERSON_BYTES) throw new TypeError(`a reader of ${reader.byteLength} bytes`)
  if (frames.length > MAX_LETTER_FRAMES) throw new SealError('oversize', `a letter of ${frames.length} frames`)
  const letter = Letter.encode({ frames: [...frames] })
  const keyId = idBytes(keyIdOf(key))
  const sealed = seal(key, infoOf(reader, keyId), enc => {
    const signature = signer.sign('earshot-parcel-1', signedBytes(signer.publicKey, reader, keyId, enc, letter))
    return padded(Contents.encode({ sender: signer.publicKey, signature, letter }))
  })
  if (sealed === undefined) throw new SealError('bad-key', 'a sealing key that is malformed')
  return Parcel.encode({ key: keyId, enc: sealed.enc, sealed: sealed.sealed })
}

/**
 * Reads a parcel, without any work that costs; undefined where it is malformed. There is one spelling of a parcel only, so that nobody
 * on its way can make of one parcel another that opens too, and its hash tells whether it came before.
 */
export function readParcel(bytes: Bytes): ReadParcel | undefined {
  if (bytes.byteLength > MAX_PARCEL_BYTES) return undefined
  let parcel: Parcel
  try {
    parcel = Parcel.decode(bytes)
  } catch {
    return undefined
  }
  const { key, enc, sealed } = parcel
  if (key.byteLength !== KEY_ID_BYTES || enc.byteLength !== CIPHERTEXT_BYTES) return undefined
  if (sealed.byteLength < TAG_BYTES || sealed.byteLength > MAX_CONTENTS_BYTES + TAG_BYTES) return undefined
  if (!equal(Parcel.encode(parcel), bytes)) return undefined
  return { keyId: hex(key), enc, sealed }
}

/** Opens a parcel. The cheapest question that is left is always asked first. */
export function openParcel(parcel: ReadParcel, { seed, reader, from }: OpeningKey): OpenedParcel | OpenFault {
  const keyId = idBytes(parcel.keyId)
  const plaintext = open(parcel, seed, infoOf(reader, keyId))
  if (plaintext === undefined) return 'unsealable'
  const contents = readContents(plaintext)
  if (contents === undefined) return 'malformed'
  const { sender, signature, letter } = contents
  if (from !== undefined && !equal(sender, from)) return 'foreign'
  const signed = signedBytes(sender, reader, keyId, parcel.enc, letter)
  if (!verified('earshot-parcel-1', signed, signature, sender)) return 'bad-signature'
  const frames = readLetter(letter)
  return frames === undefined ? 'malformed' : { sender, frames }
}

function idBytes(keyId: KeyId): Bytes {
  const bytes = fromHex(keyId)
  if (bytes?.byteLength !== KEY_ID_BYTES) throw new TypeError(`no id of a key: ${keyId}`)
  return bytes
}

function infoOf(reader: Bytes, keyId: Bytes): Bytes {
  return Buffer.concat([Buffer.from('earshot-parcel-1'), reader, keyId])
}

/** Every part but the last has a fixed length, so no two letters are the same bytes. */
function signedBytes(sender: Bytes, reader: Bytes, keyId: Bytes, enc: Bytes, letter: Bytes): Bytes {
  return Buffer.concat([sender, reader, keyId, enc, letter])
}

function readContents(plaintext: Bytes): Contents | undefined {
  let contents: Contents
  try {
    contents = Contents.decode(plaintext)
  } catch {
    return undefined
  }
  const { sender, signature } = contents
  return sender.byteLength === PERSON_BYTES && signature.byteLength === SIGNATURE_BYTES ? contents : undefined
}

function readLetter(letter: Bytes): Bytes[] | undefined {
  try {
    return Letter.decode(letter, { limits: { frames: MAX_LETTER_FRAMES } }).frames
  } catch {
    return undefined
  }
}

/**
 * Contents and their padding, up to the next of 1, 1.5, 2, 3, 4, 6, 8 … KiB. The padding's length always takes three bytes (protobuf
 * allows leading zeros), because with the shortest form some sizes could not be reached.
 */
function padded(contents: Bytes): Bytes {
  const least = contents.byteLength + FIELD_BYTES
  const step = stepFrom(least)
  if (step > MAX_CONTENTS_BYTES) throw new SealError('oversize', `contents of ${contents.byteLength} bytes`)
  const bytes = Buffer.alloc(step)
  bytes.set(contents)
  const zeros = step - least
  bytes.set([PADDING_TAG, (zeros & 0x7f) | 0x80, ((zeros >> 7) & 0x7f) | 0x80, zeros >> 14], contents.byteLength)
  return bytes
}

function stepFrom(bytes: number): number {
  let step = SMALLEST_STEP
  while (step < bytes) step *= 2
  const between = step * 0.75
  return step > SMALLEST_STEP && between >= bytes ? between : step
}
