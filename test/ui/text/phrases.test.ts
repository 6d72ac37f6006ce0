import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../src/protocol/errors.ts'
import { EarshotError, errorOf, reason, reportOf } from '../../../src/protocol/errors.ts'
import { phrase } from '../../../src/protocol/phrase.ts'
import { zhCommon } from '../../../src/ui/text/zh-common.ts'
import { zhFaults } from '../../../src/ui/text/zh-faults.ts'
import { zhHints } from '../../../src/ui/text/zh-hints.ts'
import { zhRelay } from '../../../src/ui/text/zh-relay.ts'
import { zhRelayWords } from '../../../src/ui/text/zh-relay-words.ts'
import { zhTerms } from '../../../src/ui/text/zh-terms.ts'
import { phrasesInSource } from '../../support/phrases.ts'

/** A value by itself needs no words. */
const FOUND = phrasesInSource().filter(({ text }) => text !== '{0}')
const TABLES = [zhFaults, zhHints, zhTerms, zhRelay, zhRelayWords]
const LINES = TABLES.flatMap(table => Object.entries(table))

const places = (text: string): string => [...new Set(text.match(/\{\d\}/g))].sort().join()
const commands = (text: string): string =>
  [...text.matchAll(/`?(earshot(?:-relay)? [a-z]+)/g)]
    .map(([, command]) => command)
    .sort()
    .join()
const options = (text: string): string => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort().join()

describe('sentences of errors', () => {
  it('are found in the source', () => {
    expect(FOUND.length).toBeGreaterThan(350)
    expect(FOUND.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['no message {0}', 'the text is empty', 'several fit "{0}": {1}', 'nickname']),
    )
    expect(FOUND.filter(({ hint }) => hint).map(({ text }) => text)).toContain('`earshot add` first')
  })

  it('have all a Chinese line', () => {
    const missing = FOUND.filter(({ text }) => !TABLES.some(table => Object.hasOwn(table, text)))
    expect(missing.map(({ text, at }) => `${at}  ${text}`)).toEqual([])
  })

  it('have no word of English in their values', () => {
    expect(FOUND.filter(({ hidden }) => hidden.length > 0)).toEqual([])
  })

  it('have no Chinese line that nothing says, and none twice', () => {
    const said = new Set(FOUND.map(({ text }) => text))
    expect(LINES.map(([english]) => english).filter(english => !said.has(english))).toEqual([])
    const twice = LINES.filter(([english], at) => LINES.findIndex(([other]) => other === english) !== at)
    expect(twice).toEqual([])
  })
})

describe('Chinese lines', () => {
  it.each([
    ['values', places],
    ['commands', commands],
    ['options', options],
  ])('keep %s', (_, of) => {
    expect(LINES.filter(([english, chinese]) => of(english) !== of(chinese))).toEqual([])
  })

  it('have Chinese punctuation, and a space where scripts meet as the others have', () => {
    const wrong = LINES.filter(([, chinese]) => {
      const prose = chinese.replaceAll(/`[^`]*`/g, '`').replaceAll(/“[^”]*”/g, '”')
      return /[\u4e00-\u9fff`”}] ?[,;:!?](?!\S*:)|[,;!?] ?[\u4e00-\u9fff]|[\u4e00-\u9fff]\.|\([^)]*[\u4e00-\u9fff]|[\u4e00-\u9fff][a-zA-Z0-9`]|[a-zA-Z0-9`][\u4e00-\u9fff]/.test(
        prose,
      )
    })
    expect(wrong).toEqual([])
  })
})

const told = (error: EarshotError) => [zhCommon.error(reportOf(error)), zhCommon.hint(reportOf(error))]

describe('an error in Chinese', () => {
  it('is told with its values, in the order of Chinese', () => {
    expect(told(new EarshotError('no-peer', phrase`nobody here is called "${'bob'}"`, phrase`wait ${3} s`))).toEqual([
      '这里没有叫“bob”的人',
      '请等 3 秒',
    ])
    const late = phrase`not ${phrase`read`} within ${5} s; it is accepted and goes on its way`
    const error = new EarshotError('timeout', late)
    expect(error.message).toBe('not read within 5 s; it is accepted and goes on its way')
    expect(told(error)[0]).toBe('5 秒内没有到达“已读”状态；消息已受理，会继续发送')
  })

  it('lists as Chinese does, and names what the system says', () => {
    const several = new EarshotError('ambiguous', phrase`several fit "${'a'}": ${['ann', 'abe']}`)
    expect([several.message, told(several)[0]]).toEqual(['several fit "a": ann, abe', '有几个符合“a”：ann、abe'])
    const full = { system: 'ENOSPC', text: 'ENOSPC: no space left on device' }
    const unwritten = new EarshotError('quota', phrase`${'/x'} was not written: ${full}`)
    expect(unwritten.message).toBe('/x was not written: ENOSPC: no space left on device')
    expect(told(unwritten)[0]).toBe('没有写入 /x：磁盘已满')
  })

  it.each([
    [new DOMException('The operation timed out', 'TimeoutError'), '等待超时'],
    [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), '连接被拒绝'],
    [new EarshotError('no-message', phrase`no message ${'x'}`), '没有消息 x'],
    [new EarshotError('invalid', 'the text is empty'), '内容是空的'],
    [new Error('what nobody foresaw'), 'what nobody foresaw'],
    [Object.assign(new Error('odd'), { code: 'constructor' }), 'odd'],
    ['a string', 'a string'],
  ])('says the reason: %s', (error, why) => {
    expect(told(new EarshotError('offline', phrase`the relay does not answer: ${reason(error)}`))[0]).toBe(
      `中继没有回应：${why}`,
    )
  })

  it('takes values as they are, whatever a peer wrote', () => {
    const hostile = '{0} $& {1}” constructor __proto__'
    expect(told(new EarshotError('ambiguous', phrase`several fit "${hostile}": ${['{0}', 'no {0}']}`))[0]).toBe(
      `有几个符合“${hostile}”：{0}、no {0}`,
    )
  })

  it('crosses a socket whole', () => {
    const error = new EarshotError('no-peer', phrase`nobody here is called "${'bob'}"`, 'try again')
    const crossed = errorOf(JSON.parse(JSON.stringify(reportOf(error))))
    expect([crossed.code, crossed.message, crossed.hint]).toEqual([error.code, error.message, error.hint])
    expect(told(crossed)).toEqual(['这里没有叫“bob”的人', '请再试一次'])
  })

  it('is told by its code where another version says what is not known, and not hidden', () => {
    const report = { code: 'no-peer', message: 'a new fault', hint: 'a new hint' } as const
    expect(told(errorOf(report))).toEqual(['找不到这个人（a new fault）', 'a new hint'])
    const say = { message: { text: 'a new fault of {0}', values: ['bob'] } }
    expect(told(errorOf({ ...report, message: 'a new fault of bob', say }))[0]).toBe(
      '找不到这个人（a new fault of bob）',
    )
  })

  it.each([
    { say: 1 },
    { say: { message: { text: 1, values: [] }, hint: null } },
    { say: { message: { text: '{0}', values: [{}] } } },
    { say: { message: { text: '{0}', values: [{ text: 'x' }] } } },
    { say: { message: { text: '{0}', values: [null, undefined] } } },
    { say: { message: deep(1_000) } },
    { code: 'constructor', message: 7, hint: [] },
  ])('takes nothing broken from a socket: %#', broken => {
    const report = { code: 'no-peer', message: 'no message 1', ...broken }
    const error = errorOf(report)
    expect(typeof error.message).toBe('string')
    expect(['no-peer', 'internal'] satisfies ErrorCode[]).toContain(error.code)
    for (const said of told(error)) expect(['string', 'undefined']).toContain(typeof said)
  })
})

function deep(levels: number): object {
  return { text: '{0}', values: levels === 0 ? [] : [deep(levels - 1)] }
}
