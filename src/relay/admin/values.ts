/** Reads the values of options; `invalid`, with what would be right, for those that cannot be meant. */

import { multiaddr } from '@multiformats/multiaddr'
import { EarshotError } from '../../protocol/errors.ts'
import { MAX_PARCEL_BYTES, PARCEL_TTL_MS } from '../../protocol/limits.ts'
import { phrase } from '../../protocol/phrase.ts'

/** Readers forget their keys a day later: what is kept for longer could not be opened. */
const MAX_TTL_DAYS = PARCEL_TTL_MS / (24 * 3600 * 1000) - 1
/** So that one parcel of the largest size fits into the reserve of an invite, a 64th of the mailbox. */
const MIN_MAILBOX_BYTES = 64 * MAX_PARCEL_BYTES
/** So that the reserve of an invite is one at least. */
const MIN_MAILBOX_PARCELS = 64
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 }

export function ttlDays(text: string): number {
  const days = Number(text)
  if (!/^\d+$/.test(text) || days < 1 || days > MAX_TTL_DAYS) {
    throw new EarshotError('invalid', '--ttl needs whole days', phrase`Take 1 to ${MAX_TTL_DAYS}.`)
  }
  return days
}

/** Bytes, with K, M, G or T for their powers of 1024. */
export function mailboxBytes(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([KMGT]?)(?:i?B)?$/i.exec(text) ?? []
  const bytes = Number(digits) * (UNITS[unit.toUpperCase()] ?? Number.NaN)
  if (!Number.isSafeInteger(bytes)) {
    throw new EarshotError('invalid', '--mailbox-bytes needs a number of bytes', 'As 67108864, 64M or 1G.')
  }
  if (bytes < MIN_MAILBOX_BYTES) {
    throw new EarshotError(
      'invalid',
      '--mailbox-bytes is too little',
      phrase`Take ${MIN_MAILBOX_BYTES / 1024 ** 2}M or more.`,
    )
  }
  return bytes
}

export function mailboxParcels(text: string): number {
  const parcels = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(parcels) || parcels < MIN_MAILBOX_PARCELS) {
    throw new EarshotError('invalid', '--mailbox-parcels needs a number', phrase`Take ${MIN_MAILBOX_PARCELS} or more.`)
  }
  return parcels
}

/** The kind of store. There is one; the place for a distributed one is kept. */
export function storeKind(text: string): 'level' {
  if (text === 'level') return text
  if (/^[a-z][a-z\d+.-]*:/i.test(text)) {
    throw new EarshotError(
      'invalid',
      'This version keeps parcels in its own folder only; a store behind a URL is not supported',
      'Leave --store away, or give `level`.',
    )
  }
  throw new EarshotError('invalid', '--store knows only `level`', 'Leave it away, or give `level`.')
}

export interface HttpAddress {
  host: string
  port: number
}

/** Loopback only: whoever may read the numbers of a relay is decided by who may log in to its machine. */
export function metricsAddress(text: string): HttpAddress {
  const [, bracketed, plain, digits] = /^(?:\[([\da-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host === undefined || !(port <= 65_535)) {
    throw new EarshotError('invalid', '--metrics needs HOST:PORT', 'As 127.0.0.1:9464; [::1]:9464 for IPv6.')
  }
  if (host !== 'localhost' && host !== '::1' && !/^127(\.\d{1,3}){3}$/.test(host)) {
    throw new EarshotError(
      'invalid',
      phrase`Metrics are served on loopback only, and ${host} is not`,
      'Take 127.0.0.1; to read them from another machine, forward the port with ssh or a proxy that asks who is there.',
    )
  }
  return { host, port }
}

export function listenAddresses(texts: readonly string[]): string[] {
  for (const text of texts) {
    try {
      multiaddr(text)
    } catch (error) {
      throw new EarshotError(
        'invalid',
        phrase`Not an address: ${text}`,
        'An address looks like /ip4/0.0.0.0/tcp/4600.',
        error,
      )
    }
  }
  return [...texts]
}
