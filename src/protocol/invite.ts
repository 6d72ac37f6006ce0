/**
 * An invite is a link that brings two people together without multicast: `earshot:` + peer id + `?` + where to knock (`a`, several)
 * and the relays where they have mailboxes (`r`, several)
 * + a one-time code (`c`) that lets the request through without asking + when it ends (`e`, seconds since 1970) + a name to show (`n`).
 */
import { type PeerIdString, publicKeyOf } from './ids.ts'
import { MAX_ADDRESSES, MAX_NAME_CHARS } from './limits.ts'

export interface InviteLink {
  peerId: PeerIdString
  name: string
  addresses: string[]
  /** Where they have mailboxes: multiaddrs that end in the relay's peer id. */
  relays: string[]
  /** 22 characters of base64url: 16 random bytes. */
  code: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

const MAX_LINK_CHARS = 4096

export function formatInvite(invite: InviteLink): string {
  const query = new URLSearchParams()
  for (const address of invite.addresses.slice(0, MAX_ADDRESSES)) query.append('a', address)
  for (const relay of invite.relays.slice(0, MAX_ADDRESSES)) query.append('r', relay)
  query.set('c', invite.code)
  query.set('e', String(Math.floor(invite.expiresAt / 1000)))
  query.set('n', invite.name)
  // Slashes and colons stay readable and make the QR code smaller; they are allowed in a query (RFC 3986, 3.4).
  return `earshot:${invite.peerId}?${query.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')}`
}

/** Undefined where the text is no invite. */
export function parseInvite(text: string): InviteLink | undefined {
  if (text.length > MAX_LINK_CHARS || !text.startsWith('earshot:')) return undefined
  const [peerId = '', query = ''] = text.slice('earshot:'.length).split('?', 2)
  if (publicKeyOf(peerId) === undefined) return undefined
  const fields = new URLSearchParams(query)
  const code = fields.get('c') ?? ''
  const expires = Number(fields.get('e'))
  const addresses = fields.getAll('a')
  const relays = fields.getAll('r')
  if (
    !/^[A-Za-z0-9_-]{22}$/.test(code) ||
    !Number.isSafeInteger(expires) ||
    addresses.length > MAX_ADDRESSES ||
    relays.length > MAX_ADDRESSES
  )
    return undefined
  return {
    peerId,
    name: [...(fields.get('n') ?? '')].slice(0, MAX_NAME_CHARS).join(''),
    addresses,
    relays,
    code,
    expiresAt: expires * 1000,
  }
}
