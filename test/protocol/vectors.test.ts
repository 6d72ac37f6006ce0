/** The test vectors of docs/protocol.md are what this implementation does. */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { chain } from '../../src/protocol/cursor.ts'
import { contentOf, parseEntry } from '../../src/protocol/entry.ts'
import { withLength } from '../../src/protocol/framing.ts'
import { directConversation, peerIdOf } from '../../src/protocol/ids.ts'
import { parseInvite } from '../../src/protocol/invite.ts'
import { openParcel, readParcel } from '../../src/protocol/parcel.ts'
import { safetyNumber } from '../../src/protocol/safety-number.ts'
import { signShared } from '../../src/protocol/shared-signature.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { readCard, readFriendship } from '../../src/protocol/statements.ts'
import { Header, SignedEntry } from '../../src/protocol/wire/entry.ts'
import { Frame } from '../../src/protocol/wire/frames.ts'
import { Contents, Letter, Parcel } from '../../src/protocol/wire/parcel.ts'
import { keyIdOf, sealingKeyOf } from '../../src/protocol/x-wing.ts'

interface Vectors {
  alice: { seed: string; publicKey: string; peerId: string }
  bob: { seed: string; publicKey: string; peerId: string }
  directConversation: string
  entry: { header: string; signature: string; body: string; entry: string; id: string; text: string }
  shared: { leaves: string[]; signature: string; paths: string[]; left: number[] }
  chain: { ids: string[]; tips: string[] }
  card: { bytes: string; signature: string; name: string }
  friendship: { bytes: string; signature: string; greeting: string }
  frame: { cursor: string; framed: string }
  sealingKey: { seed: string; publicKeyHash: string; id: string }
  parcel: { randomness: string; frames: string[]; signature: string; parcel: string }
  safetyNumber: string
  invite: string
}

const page = readFileSync('docs/protocol.md', 'utf8')
const vectors = JSON.parse(/```json vectors\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as Vectors
const bytes = (text: string): Bytes => Buffer.from(text, 'hex')

describe('the test vectors of the protocol', () => {
  const alice = signerOf(bytes(vectors.alice.seed))
  const bob = signerOf(bytes(vectors.bob.seed))

  it('name people and their conversation', () => {
    for (const [signer, vector] of [
      [alice, vectors.alice],
      [bob, vectors.bob],
    ] as const) {
      expect(hex(signer.publicKey)).toBe(vector.publicKey)
      expect(peerIdOf(signer.publicKey)).toBe(vector.peerId)
    }
    expect(hex(directConversation(alice.publicKey, bob.publicKey))).toBe(vectors.directConversation)
    expect(hex(directConversation(bob.publicKey, alice.publicKey))).toBe(vectors.directConversation)
  })

  it('hold the safety number of two, made by an implementation in another language', () => {
    expect(safetyNumber(vectors.alice.peerId, vectors.bob.peerId)).toBe(vectors.safetyNumber)
  })

  it('hold an entry: its header, signature, id and what it says', () => {
    const { entry } = vectors
    const parsed = parseEntry(bytes(entry.entry))
    if (typeof parsed === 'string') throw new Error(parsed)
    expect(parsed.id).toBe(entry.id)
    expect(contentOf(parsed)).toEqual({ kind: 'text', text: entry.text })
    expect(hex(signShared(alice, 'earshot-entry-1', [bytes(entry.header)])[0]!.signature)).toBe(entry.signature)
    expect(hex(Header.encode(parsed.header))).toBe(entry.header)
    expect(
      hex(
        SignedEntry.encode({ header: bytes(entry.header), signature: bytes(entry.signature), body: bytes(entry.body) }),
      ),
    ).toBe(entry.entry)
  })

  it('share a signature among three', () => {
    const { shared } = vectors
    const signed = signShared(alice, 'earshot-entry-1', shared.leaves.map(bytes))
    expect(signed.map(({ signature }) => hex(signature))).toEqual(shared.leaves.map(() => shared.signature))
    expect(signed.map(({ path }) => hex(path))).toEqual(shared.paths)
    expect(signed.map(({ left }) => left)).toEqual(shared.left)
  })

  it('chain a feed', () => {
    let tip = ''
    for (const [i, id] of vectors.chain.ids.entries()) {
      tip = chain(tip, id)
      expect(tip).toBe(vectors.chain.tips[i])
    }
  })

  it('hold a card and a statement', () => {
    const { card, friendship } = vectors
    expect(readCard({ bytes: bytes(card.bytes), signature: bytes(card.signature) })?.card.name).toBe(card.name)
    const signed = { bytes: bytes(friendship.bytes), signature: bytes(friendship.signature) }
    expect(readFriendship(signed, alice.publicKey, bob.publicKey)?.friendship).toMatchObject({
      want: true,
      greeting: friendship.greeting,
    })
  })

  it('hold a frame as it goes over the stream', () => {
    expect(hex(withLength(bytes(vectors.frame.cursor)))).toBe(vectors.frame.framed)
    expect(Frame.decode(bytes(vectors.frame.cursor)).have?.cursors[0]?.feeds[0]).toMatchObject({
      through: 3,
      ranges: [5, 6],
      read: 2,
    })
  })

  it('make a sealing key of a seed, and name it', () => {
    const { publicKey } = sealingKeyOf(bytes(vectors.sealingKey.seed))
    expect(hash('sha256', publicKey)).toBe(vectors.sealingKey.publicKeyHash)
    expect(keyIdOf(publicKey)).toBe(vectors.sealingKey.id)
  })

  it('hold a parcel that opens to its sender and frames', () => {
    const parcel = readParcel(bytes(vectors.parcel.parcel))
    expect(parcel?.keyId).toBe(vectors.sealingKey.id)
    const seed = bytes(vectors.sealingKey.seed)
    const opened = openParcel(parcel!, { seed, reader: bob.publicKey, from: alice.publicKey })
    if (typeof opened === 'string') throw new Error(opened)
    expect(hex(opened.sender)).toBe(vectors.alice.publicKey)
    expect(opened.frames.map(hex)).toEqual(vectors.parcel.frames)
    const [heard, have, entries] = opened.frames.map(frame => Frame.decode(frame))
    expect(heard?.heard?.friendship).toBe(1)
    expect(have?.have?.cursors).toHaveLength(1)
    expect(entries?.entries?.entries.map(hex)).toEqual([vectors.entry.entry])
  })

  it('hold a parcel as another implementation seals it, given what it draws', async () => {
    const { randomness, frames, signature, parcel } = vectors.parcel
    const suite = new CipherSuite({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
    const key = bytes(vectors.sealingKey.id)
    const sender = await suite.createSenderContext({
      recipientPublicKey: await suite.kem.deserializePublicKey(sealingKeyOf(bytes(vectors.sealingKey.seed)).publicKey),
      info: Buffer.concat([Buffer.from('earshot-parcel-1'), bob.publicKey, key]),
      ekm: bytes(randomness),
    })
    const enc = new Uint8Array(sender.enc)
    const letter = Letter.encode({ frames: frames.map(bytes) })
    const signed = Buffer.concat([alice.publicKey, bob.publicKey, key, enc, letter])
    expect(hex(alice.sign('earshot-parcel-1', signed))).toBe(signature)
    const contents = Contents.encode({ sender: alice.publicKey, signature: bytes(signature), letter })
    const zeros = Buffer.alloc(1024 - contents.length - 4)
    const length = [(zeros.length & 0x7f) | 0x80, (zeros.length >> 7) | 0x80, 0]
    const plaintext = Buffer.concat([contents, Uint8Array.of(0x22, ...length), zeros])
    const sealed = new Uint8Array(await sender.seal(plaintext))
    expect(hex(Parcel.encode({ key, enc, sealed }))).toBe(parcel)
  })

  it('hold an invite', () => {
    expect(parseInvite(vectors.invite)).toMatchObject({
      peerId: vectors.bob.peerId,
      name: 'bob',
      addresses: ['/ip4/192.168.1.20/tcp/4001'],
    })
  })
})
