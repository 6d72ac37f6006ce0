import { describe, expect, it } from 'vitest'
import { Resemblance } from '../../src/node/resemblance.ts'
import type { ContactRecord } from '../../src/store/records.ts'

const signed = { bytes: '', signature: '' }

interface Made {
  name?: string
  email?: string
  nick?: string
  since?: number
  verified?: boolean
  blocked?: boolean
  former?: boolean
}

function contact(peerId: string, made: Made): ContactRecord {
  const { name = '', email = '', nick, since = 1, verified = false, blocked = false, former = false } = made
  const statement = { want: true, counter: 1, greeting: '', at: 0, signed }
  return {
    peerId,
    card: { name, email, status: '', counter: 1, installations: [], kind: 'peer', version: '', relays: [], signed },
    mine: statement,
    theirs: { ...statement, want: !former },
    ...(nick === undefined ? {} : { nick }),
    folder: '',
    addresses: [],
    blocked,
    verified,
    friendSince: since,
  }
}

function among(...people: ContactRecord[]): { resemblance: Resemblance; add(one: ContactRecord): void } {
  const known = new Map(people.map(one => [one.peerId, one]))
  const contacts = { changes: 0, all: () => [...known.values()], get: (peer: string) => known.get(peer) }
  return {
    resemblance: new Resemblance(contacts),
    add(one) {
      known.set(one.peerId, one)
      contacts.changes++
    },
  }
}

describe('somebody new', () => {
  it.each([
    ['bob', 'bob', 'the same name'],
    ['bob', 'BOB', 'case'],
    ['bob', ' b o b ', 'gaps'],
    ['Bob Dylan', 'BobDylan', 'no gap'],
    ['J. Smith', 'J Smith', 'signs'],
    ['alice', 'аlice', 'a Cyrillic а'],
    ['paypal', 'раураl', 'Cyrillic letters'],
    ['Bill', 'BiII', 'capital I for l'],
    ['bill', 'bi11', 'digits for letters'],
    ['modern', 'modem', 'rn for m'],
    ['bob', 'ｂｏｂ', 'full width'],
    ['bob', 'b\u200bob', 'an invisible character'],
    ['bob', '\u{1d41b}\u{1d428}\u{1d41b}', 'mathematical letters'],
    ['Οδυσσέας', 'Oδυσσέας', 'a Latin O'],
    ['王伟', '王 伟', 'a gap between ideographs'],
    ['José', 'Jose\u0301', 'a letter taken apart'],
    ['👋👋', '👋👋', 'emoji alone'],
    ['...', '. . .', 'signs alone'],
  ])('called like %s is shown as such: %s (%s)', (friend, stranger) => {
    const { resemblance } = among(contact('friend', { name: friend }))
    expect(resemblance.of('stranger', { name: stranger, email: '' })).toEqual({
      peerId: 'friend',
      name: friend,
      verified: false,
    })
  })

  it.each([
    ['bob', 'bob2'],
    ['bob', 'rob'],
    ['王伟', '王芳'],
    ['anna', 'hanna'],
    ['bob', ''],
    ['...', '!!!'],
  ])('called otherwise than %s is not: %s', (friend, stranger) => {
    const { resemblance } = among(contact('friend', { name: friend }))
    expect(resemblance.of('stranger', { name: stranger, email: '' })).toBeUndefined()
  })

  it('is compared with nicknames and e-mail addresses, each with its like', () => {
    const { resemblance } = among(contact('friend', { name: 'robert', nick: 'bob', email: 'r@example.org' }))
    const of = (name: string, email: string) => resemblance.of('stranger', { name, email })?.peerId
    expect(of('Bob', '')).toBe('friend')
    expect(of('zoe', 'R@examp1e.org')).toBe('friend')
    expect(of('r@example.org', '')).toBeUndefined()
    expect(of('zoe', 'bob')).toBeUndefined()
  })

  it('is compared with the verified one of several, and with nobody blocked', () => {
    const { resemblance } = among(
      contact('first', { name: 'bob', since: 1 }),
      contact('sure', { name: 'b0b', since: 9, verified: true }),
      contact('gone', { name: 'carol', blocked: true }),
      contact('former', { name: 'dora', former: true }),
    )
    expect(resemblance.of('stranger', { name: 'bob', email: '' })).toEqual({
      peerId: 'sure',
      name: 'b0b',
      verified: true,
    })
    expect(resemblance.of('stranger', { name: 'carol', email: '' })).toBeUndefined()
    expect(resemblance.of('stranger', { name: 'dora', email: '' })?.peerId).toBe('former')
  })
})

describe('of two friends who look alike', () => {
  const of = (resemblance: Resemblance, peer: string) => resemblance.of(peer, { name: 'bob', email: '' })?.peerId

  it('the newer one is told of, until it is the verified one', () => {
    const { resemblance, add } = among(
      contact('old', { name: 'bob', since: 1 }),
      contact('new', { name: 'bob', since: 2 }),
    )
    expect(of(resemblance, 'new')).toBe('old')
    expect(of(resemblance, 'old')).toBeUndefined()
    add(contact('new', { name: 'bob', since: 2, verified: true }))
    expect(of(resemblance, 'new')).toBeUndefined()
    expect(of(resemblance, 'old')).toBe('new')
  })
})
