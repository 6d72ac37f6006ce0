import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { peerIdOf, publicKeyOf } from '../../src/protocol/ids.ts'
import { formatInvite, parseInvite } from '../../src/protocol/invite.ts'
import { signerOf } from '../../src/protocol/signing.ts'
import { readCard, readFriendship, signCard, signFriendship } from '../../src/protocol/statements.ts'
import fc from '../support/fast-check.ts'

const alice = signerOf(randomBytes(32))
const bob = signerOf(randomBytes(32))
const card = {
  counter: 1,
  name: 'alice',
  status: '',
  email: '',
  avatar: new Uint8Array(0),
  installations: [randomBytes(8)],
  cardKey: new Uint8Array(0),
  relays: [],
  version: '1',
  kind: 'peer',
}

describe('cards and statements', () => {
  it('hold what was signed', () => {
    expect(readCard(signCard(alice, card).signed)?.card.name).toBe('alice')
    const { signed } = signFriendship(alice, {
      to: bob.publicKey,
      want: true,
      counter: 3,
      greeting: 'hi',
      code: new Uint8Array(0),
      token: new Uint8Array(0),
    })
    expect(readFriendship(signed, alice.publicKey, bob.publicKey)?.friendship).toMatchObject({
      want: true,
      counter: 3,
      greeting: 'hi',
    })
  })

  it('have a picture of 3 KiB at most', () => {
    const read = (bytes: number) => readCard(signCard(alice, { ...card, avatar: new Uint8Array(bytes) }).signed)
    expect(read(3072)?.card.avatar.byteLength).toBe(3072)
    expect(read(3073)).toBeUndefined()
  })

  it('are refused from anybody else, and for anybody else', () => {
    const { signed } = signFriendship(alice, {
      to: bob.publicKey,
      want: true,
      counter: 3,
      greeting: '',
      code: new Uint8Array(0),
      token: new Uint8Array(0),
    })
    expect(readFriendship(signed, bob.publicKey, bob.publicKey)).toBeUndefined()
    expect(readFriendship(signed, alice.publicKey, alice.publicKey)).toBeUndefined()
    expect(
      readFriendship(
        { ...signed, signature: bob.sign('earshot-friendship-1', signed.bytes as Uint8Array<ArrayBuffer>) },
        alice.publicKey,
        bob.publicKey,
      ),
    ).toBeUndefined()
  })

  it('signed for one purpose say nothing for another', () => {
    const { signed } = signCard(alice, card)
    expect(
      readCard({ ...signed, signature: alice.sign('earshot-entry-1', signed.bytes as Uint8Array<ArrayBuffer>) }),
    ).toBeUndefined()
  })

  it('over the limits are refused, whoever signed them', () => {
    expect(readCard(signCard(alice, { ...card, name: 'x'.repeat(65) }).signed)).toBeUndefined()
    expect(readCard(signCard(alice, { ...card, status: 'x'.repeat(141) }).signed)).toBeUndefined()
    const long = {
      to: bob.publicKey,
      want: true,
      counter: 1,
      greeting: 'x'.repeat(501),
      code: new Uint8Array(0),
      token: new Uint8Array(0),
    }
    expect(readFriendship(signFriendship(alice, long).signed, alice.publicKey, bob.publicKey)).toBeUndefined()
  })
})

describe('peer ids', () => {
  it('are the key, spelt otherwise', () => {
    expect(publicKeyOf(peerIdOf(alice.publicKey))).toEqual(Uint8Array.from(alice.publicKey))
    expect(peerIdOf(alice.publicKey)).toMatch(/^12D3KooW/)
  })

  it('are not read from anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), text => {
        expect(publicKeyOf(text)).toBeUndefined()
      }),
    )
  })
})

describe('invites', () => {
  it('survive being written and read', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }).filter(name => name.isWellFormed()),
        name => {
          const invite = {
            peerId: peerIdOf(bob.publicKey),
            name,
            addresses: ['/ip4/10.0.0.1/tcp/4001', '/ip6/fe80::1/tcp/9'],
            relays: ['/ip4/10.0.0.9/tcp/4100/p2p/12D3KooWA4Xop1JaT3MHxwYMkCepYsv4iPVopMXwCz5iHYdBfeSB'],
            code: randomBytes(16).toString('base64url'),
            expiresAt: 1_800_000_000_000,
          }
          expect(parseInvite(formatInvite(invite))).toEqual(invite)
        },
      ),
    )
  })

  it('cut short or made up are none', () => {
    const whole = formatInvite({
      peerId: peerIdOf(bob.publicKey),
      name: 'bob',
      addresses: ['/ip4/10.0.0.1/tcp/4001'],
      relays: [],
      code: randomBytes(16).toString('base64url'),
      expiresAt: 1_800_000_000_000,
    })
    for (let end = 0; end < whole.indexOf('&e='); end++) expect(parseInvite(whole.slice(0, end))).toBeUndefined()
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        expect(parseInvite(`earshot:${text}`)).toBeUndefined()
      }),
    )
  })
})
