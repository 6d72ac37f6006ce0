/**
 * An entry: all that people say is one. The signature covers the header only and the header names the body's salted hash, so a body
 * can be dropped later and the entry still verifies, counts and is passed on. The bytes that were signed are never encoded again.
 */
import { type Bytes, equal, sha256 } from './bytes.ts'
import { type Content, decodeBody, encodeBody, KIND, type Sayable } from './content.ts'
import { type EntryId, entryIdOf, INSTALLATION_BYTES } from './ids.ts'
import { MAX_ENTRY_BYTES } from './limits.ts'
import { type SharedSignature, signShared, verifiedShared } from './shared-signature.ts'
import type { Signer } from './signing.ts'
import { Header, SignedEntry } from './wire/entry.ts'

/** A header as it was signed, with the id that follows from it. */
export interface Entry {
  readonly id: EntryId
  readonly header: Header
  /** The SignedEntry, as it is kept and passed on; its signature is empty until `signDrafts`. */
  bytes: Bytes
  readonly body: Bytes | undefined
}

/** Where an entry is going: everything of the header that its content does not decide. */
export interface Place {
  conversation: Bytes
  installation: Bytes
  seq: number
  stamp: number
  at: number
}

export type EntryFault = 'malformed' | 'oversize' | 'bad-signature' | 'body-mismatch'

const UNSIGNED: SharedSignature = { signature: new Uint8Array(0), path: new Uint8Array(0), left: 0 }

/** An entry that is whole but for its signature. */
export function draftEntry(author: Bytes, place: Place, content: Sayable): Entry {
  const body = encodeBody(content)
  const header: Header = {
    ...place,
    author,
    kind: KIND[content.kind],
    bodyHash: sha256(body),
    size: body.byteLength,
    heads: [],
  }
  // What follows in the same batch may read it before it is signed.
  return entryOf(header, body, wrap(Header.encode(header), UNSIGNED, body))
}

/** Signs drafts of one author, many under one signature, and puts their bytes in place. */
export function signDrafts(signer: Signer, drafts: readonly Entry[]): void {
  const headers = drafts.map(({ header }) => Header.encode(header))
  const signatures = signShared(signer, 'earshot-entry-1', headers)
  for (const [i, draft] of drafts.entries()) draft.bytes = wrap(headers[i]!, signatures[i]!, draft.body)
}

/** Makes one entry and signs it by itself. */
export function makeEntry(signer: Signer, place: Place, content: Sayable): Entry {
  const draft = draftEntry(signer.publicKey, place, content)
  signDrafts(signer, [draft])
  return draft
}

/** Signs an existing entry's content again at another place in another feed: same conversation, stamp and body, so the same id. */
export function reissue(signer: Signer, entry: Entry, installation: Bytes, seq: number): Entry {
  const draft: Entry = { ...entry, header: { ...entry.header, installation, seq } }
  signDrafts(signer, [draft])
  return draft
}

function wrap(header: Bytes, { signature, path, left }: SharedSignature, body: Bytes | undefined): Bytes {
  return SignedEntry.encode({ header, signature, path, left, ...(body === undefined ? {} : { body }) })
}

function entryOf(header: Header, body: Bytes | undefined, bytes: Bytes): Entry {
  return { id: entryIdOf(header.conversation, header.author, header.stamp, header.bodyHash), header, bytes, body }
}

function wellFormed(header: Header): boolean {
  return (
    header.conversation.byteLength === 32 &&
    header.author.byteLength === 32 &&
    header.installation.byteLength === INSTALLATION_BYTES &&
    header.bodyHash.byteLength === 32 &&
    Number.isSafeInteger(header.seq) &&
    header.seq >= 1 &&
    header.seq < 2 ** 47 &&
    Number.isSafeInteger(header.stamp) &&
    Number.isSafeInteger(header.at)
  )
}

/** Reads an entry that this machine's own disk vouches for: no signature is checked. Throws on bytes that are none. */
export function readEntry(bytes: Bytes): Entry {
  const { header: headerBytes, body } = SignedEntry.decode(bytes)
  const header = Header.decode(headerBytes)
  return entryOf(header, body, bytes)
}

/** Reads an entry that came from outside: form, size, body hash and signature. What it says decides nothing here. */
export function parseEntry(bytes: Bytes): Entry | EntryFault {
  if (bytes.byteLength > MAX_ENTRY_BYTES) return 'oversize'
  let signed: SignedEntry
  let header: Header
  try {
    signed = SignedEntry.decode(bytes)
    header = Header.decode(signed.header)
  } catch {
    return 'malformed'
  }
  if (!wellFormed(header)) return 'malformed'
  if (
    signed.body !== undefined &&
    (signed.body.byteLength !== header.size || !equal(sha256(signed.body), header.bodyHash))
  ) {
    return 'body-mismatch'
  }
  const { header: headerBytes, signature, path, left, body } = signed
  if (!verifiedShared('earshot-entry-1', headerBytes, { signature, path, left }, header.author)) return 'bad-signature'
  // The wrapper is not signed and could be spelt in other ways: it is kept in one.
  return entryOf(header, body, wrap(headerBytes, { signature, path, left }, body))
}

/** The same entry as its header alone: it verifies, counts and is passed on, and says nothing any more. */
export function withoutBody(entry: Entry): Entry {
  const { body: _body, ...rest } = SignedEntry.decode(entry.bytes)
  return { ...entry, bytes: SignedEntry.encode(rest), body: undefined }
}

/** The entry with the body that was taken from it. */
export function withBody(entry: Entry, body: Bytes): Entry {
  return { ...entry, bytes: SignedEntry.encode({ ...SignedEntry.decode(entry.bytes), body }), body }
}

/** What was read of entries that are in use: one that comes is asked several times before it is shown. */
const contents = new WeakMap<Entry, Content>()

/** What an entry says. `unknown` for kinds of later versions, and for a known kind whose body is gone or does not read as that kind. */
export function contentOf(entry: Entry): Content {
  const known = contents.get(entry)
  if (known !== undefined) return known
  const content = decodeBody(entry.header.kind, entry.body)
  contents.set(entry, content)
  return content
}
