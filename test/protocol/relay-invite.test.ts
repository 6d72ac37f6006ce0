import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { peerIdOf } from '../../src/protocol/ids.ts'
import { parseInvite } from '../../src/protocol/invite.ts'
import { formatRelayInvite, parseRelayInvite, type RelayInvite } from '../../src/protocol/relay-invite.ts'

const invite = (changes: Partial<RelayInvite> = {}): RelayInvite => ({
  peerId: peerIdOf(randomBytes(32)),
  name: 'Schule & Büro / 学校 😀',
  addresses: ['/ip4/192.168.1.5/tcp/4001', '/ip6/fd00::1/tcp/4001'],
  code: randomBytes(16).toString('base64url'),
  ...changes,
})

describe('an invitation of a relay', () => {
  it('says what it was made of', () => {
    const made = invite()
    const link = formatRelayInvite(made)
    expect(link).toMatch(/^earshot-relay:12D3KooW[^ ]+\?a=\/ip4\//)
    expect(parseRelayInvite(link)).toEqual(made)
    expect(parseInvite(link)).toBeUndefined()
  })

  it('is not read from what is none', () => {
    const link = formatRelayInvite(invite())
    for (const wrong of [
      '',
      'earshot-relay:',
      link.slice('earshot-relay:'.length),
      link.replace('earshot-relay:', 'earshot:'),
      link.replace(/12D3KooW./, '12D3KooW'),
      link.replace(/c=[^&]*/, 'c=short'),
      link.replace(/c=[^&]*/, ''),
      `${link}&x=${'y'.repeat(5000)}`,
    ])
      expect(parseRelayInvite(wrong)).toBeUndefined()
  })

  it('holds no more addresses, and no longer a name, than there may be', () => {
    const many = formatRelayInvite(invite({ addresses: Array<string>(40).fill('/ip4/10.0.0.1/tcp/1') }))
    expect(parseRelayInvite(many)?.addresses).toHaveLength(16)
    expect(parseRelayInvite(`${many}&a=/ip4/10.0.0.1/tcp/2`)).toBeUndefined()
    expect([...parseRelayInvite(formatRelayInvite(invite({ name: '😀'.repeat(100) })))!.name]).toHaveLength(64)
  })
})
