import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { peerIdOf } from '../../src/protocol/ids.ts'
import {
  grouped,
  joinedHalves,
  numericFingerprint,
  readSafetyNumber,
  safetyNumber,
  safetyQr,
} from '../../src/protocol/safety-number.ts'
import { signerOf } from '../../src/protocol/signing.ts'

const somebody = () => peerIdOf(signerOf(randomBytes(32)).publicKey)

describe('a safety number', () => {
  it('is computed as Signal computes its own: libsignal’s test vector', () => {
    const alice = Buffer.from('0506863bc66d02b40d27b8d49ca7c09e9239236f9d7d25d6fcca5ce13c7064d868', 'hex')
    const bob = Buffer.from('05f781b6fb32fed9ba1cf2de978d4d5da28dc34046ae814402b5c0dbd96fda907b', 'hex')
    const halves = [numericFingerprint(alice, '+14152222222'), numericFingerprint(bob, '+14153333333')] as const
    expect(joinedHalves(...halves)).toBe('300354477692869396892869876765458257569162576843440918079131')
  })

  it('is the same on both sides, 60 digits, and another one for anybody else', () => {
    const [alice, bob, mallory] = [somebody(), somebody(), somebody()]
    const number = safetyNumber(alice, bob)
    expect(number).toMatch(/^\d{60}$/)
    expect(safetyNumber(bob, alice)).toBe(number)
    expect(safetyNumber(alice, mallory)).not.toBe(number)
    expect(safetyNumber(mallory, bob)).not.toBe(number)
  })

  it('is read however it was typed, pasted or scanned', () => {
    const number = safetyNumber(somebody(), somebody())
    expect(grouped(number)).toMatch(/^(\d{5} ){11}\d{5}$/)
    for (const text of [
      number,
      grouped(number),
      ` ${grouped(number).replaceAll(' ', '\n')}\n`,
      grouped(number).replaceAll(' ', '-'),
      // Full-width digits, as Chinese input methods make them.
      number.replaceAll(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit))),
      safetyQr(number),
      safetyQr(number).toUpperCase(),
    ]) {
      expect(readSafetyNumber(text)).toBe(number)
    }
  })

  it('is not read from anything else', () => {
    const number = safetyNumber(somebody(), somebody())
    for (const text of ['', 'no', number.slice(1), `${number}0`, `earshot-safety:2:${number}`, `x${number.slice(1)}`])
      expect(readSafetyNumber(text)).toBeUndefined()
  })
})
