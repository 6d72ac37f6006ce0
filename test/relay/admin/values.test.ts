import { describe, expect, it } from 'vitest'
import {
  listenAddresses,
  mailboxBytes,
  mailboxParcels,
  metricsAddress,
  storeKind,
  ttlDays,
} from '../../../src/relay/admin/values.ts'

const invalid = expect.objectContaining({ code: 'invalid', hint: expect.any(String) })

describe('values of options', () => {
  it.each([
    ['67108864', 67_108_864],
    ['64M', 64 * 1024 ** 2],
    ['64m', 64 * 1024 ** 2],
    ['64MiB', 64 * 1024 ** 2],
    ['1G', 1024 ** 3],
    ['16384K', 16 * 1024 ** 2],
    ['2T', 2 * 1024 ** 4],
  ])('%s are bytes', (text, bytes) => {
    expect(mailboxBytes(text)).toBe(bytes)
  })

  it.each([
    [
      mailboxBytes,
      ['', '0', '1', '15M', '-64M', '1.5G', '64 M', '64X', 'M', '9007199254740993', '99999999T', '0x40000000'],
    ],
    [mailboxParcels, ['', '0', '63', '-100', '1e3', 'many', '9007199254740993']],
    [ttlDays, ['', '0', '31', '1.5', '-1', 'week', '1e1']],
    [storeKind, ['', 'Level', 'memory', 'nats://127.0.0.1:4222', 'level:/tmp/x']],
    [metricsAddress, ['', '9464', '127.0.0.1', '127.0.0.1:', '127.0.0.1:65536', '0.0.0.0:9464', '192.168.1.2:9464']],
    [metricsAddress, ['[::]:9464', '::1:9464', 'example.org:80', '127.0.0.1.example.org:80', 'http://127.0.0.1:1']],
  ])('%o refuses what cannot be meant', (read, texts) => {
    for (const text of texts) expect(() => read(text), text).toThrow(invalid)
  })

  it('store: a URL is refused with a reason of its own', () => {
    expect(() => storeKind('nats://127.0.0.1:4222')).toThrow(/URL is not supported/)
    expect(storeKind('level')).toBe('level')
  })

  it.each([
    ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
    ['127.9.8.7:0', { host: '127.9.8.7', port: 0 }],
    ['localhost:80', { host: 'localhost', port: 80 }],
    ['[::1]:9464', { host: '::1', port: 9464 }],
  ])('metrics may be served at %s', (text, address) => {
    expect(metricsAddress(text)).toEqual(address)
  })

  it('the ends of what is allowed are allowed', () => {
    expect([ttlDays('1'), ttlDays('30')]).toEqual([1, 30])
    expect([mailboxBytes('16M'), mailboxParcels('64')]).toEqual([16 * 1024 ** 2, 64])
  })

  it('addresses to listen on are multiaddrs', () => {
    expect(listenAddresses(['/ip4/127.0.0.1/tcp/0'])).toEqual(['/ip4/127.0.0.1/tcp/0'])
    expect(() => listenAddresses(['/ip4/127.0.0.1/tcp/0', '127.0.0.1:4600'])).toThrow(invalid)
  })
})
