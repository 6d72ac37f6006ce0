/**
 * A relay's invitation lets one person make a mailbox there: `earshot-relay:` + peer id + `?` + where the relay listens (`a`, several)
 * + a code (`c`) + the relay's name to show (`n`).
 */
import { type PeerIdString, publicKeyOf } from './ids.ts'
import { MAX_ADDRESSES, MAX_NAME_CHARS } from './limits.ts'

export interface RelayInvite {
  peerId: PeerIdString
  name: string
  addresses: string[]
  /** 22 characters of base64url: 16 random bytes. */
  code: string
}

const SCHEME = 'earshot-relay:'
const MAX_LINK_CHARS = 4096

export function formatRelayInvite(invite: RelayInvite): string {
  const query = new URLSearchParams()
  for (const address of invite.addresses.slice(0, MAX_ADDRESSES)) query.append('a', address)
  query.set('c', invite.code)
  query.set('n', invite.name)
  // Slashes stay readable and make the QR code smaller; they are allowed in a query (RFC 3986, 3.4).
  return `${SCHEME}${invite.peerId}?${query.toString().replaceAll('%2F', '/')}`
}

/** Undefined where the text is no relay's invitation. */
export function parseRelayInvite(text: string): RelayInvite | undefined {
  if (text.length > MAX_LINK_CHARS || !text.startsWith(SCHEME)) return undefined
  const [peerId = '', query = ''] = text.slice(SCHEME.length).split('?', 2)
  if (publicKeyOf(peerId) === undefined) return undefined
  const fields = new URLSearchParams(query)
  const code = fields.get('c') ?? ''
  const addresses = fields.getAll('a')
  if (!/^[A-Za-z0-9_-]{22}$/.test(code) || addresses.length > MAX_ADDRESSES) return undefined
  return { peerId, name: [...(fields.get('n') ?? '')].slice(0, MAX_NAME_CHARS).join(''), addresses, code }
}
