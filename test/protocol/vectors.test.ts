/** The test vectors of docs/protocol.md are what this implementation does. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Bytes, hex } from '../../src/protocol/bytes.ts'
import { chain } from '../../src/protocol/cursor.ts'
import { contentOf, parseEntry } from '../../src/protocol/entry.ts'
import { withLength } from '../../src/protocol/framing.ts'
import { directConversation, peerIdOf } from '../../src/protocol/ids.ts'
import { parseInvite } from '../../src/protocol/invite.ts'
import { signShared } from '../../src/protocol/shared-signature.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { readCard, readFriendship } from '../../src/protocol/statements.ts'
import { Header, SignedEntry } from '../../src/protocol/wire/entry.ts'
import { Frame } from '../../src/protocol/wire/frames.ts'

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

  it('hold an invite', () => {
    expect(parseInvite(vectors.invite)).toMatchObject({
      peerId: vectors.bob.peerId,
      name: 'bob',
      addresses: ['/ip4/192.168.1.20/tcp/4001'],
    })
  })
})
