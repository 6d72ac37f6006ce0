import { describe, expect, it } from 'vitest'
import { PhraseBook } from '../../../src/ui/text/phrases.ts'
import { zhCommon } from '../../../src/ui/text/zh-common.ts'
import { zhFaults } from '../../../src/ui/text/zh-faults.ts'
import { zhHints } from '../../../src/ui/text/zh-hints.ts'
import { effort } from '../../support/effort.ts'
import { errorTexts } from '../../support/error-texts.ts'

/** The relay's own program speaks English; pictures, sockets and calls by wire fail with what nobody is to read. */
const OURS = errorTexts().filter(
  ({ file }) => !/^src\/(?:relay|protocol|host)\/|control\/|\/pictures\/|\/tui\//.test(file),
)
/** One text, not two that are put together; with no more than values in it. */
const SENTENCE = /\p{L}{2}/u

describe('errors in Chinese', () => {
  it('are found in the source', () => {
    expect(OURS.length).toBeGreaterThan(150)
    expect(OURS.flatMap(({ hint }) => hint)).toContain('`earshot add` first')
  })

  it('have a Chinese hint for each hint', () => {
    const missing = OURS.flatMap(({ hint }) => hint).filter(
      text => SENTENCE.test(text) && !Object.hasOwn(zhHints, text),
    )
    expect(missing.filter(text => new PhraseBook(zhHints).translate(text) === undefined)).toEqual([])
  })

  it('have a Chinese message for each message without values', () => {
    const fixed = OURS.filter(({ file }) => /^src\/(?:node|ui)\//.test(file)).flatMap(({ message }) => message)
    const missing = fixed.filter(text => SENTENCE.test(text) && !text.includes('{}') && !Object.hasOwn(zhFaults, text))
    expect(missing).toEqual([])
  })

  it('keep commands and values', () => {
    const wrong = [...Object.entries(zhHints), ...Object.entries(zhFaults)].filter(([english, chinese]) => {
      const places = (text: string) => text.match(/\{\d?\}/g)?.length ?? 0
      const command = (text: string) =>
        text
          .match(/`?earshot(?:-relay)? [a-z]+/g)
          ?.sort()
          .join()
      return places(english) !== places(chinese) || command(english) !== command(chinese)
    })
    expect(wrong).toEqual([])
  })

  it('are told as sentences, with what is in them', () => {
    const error = (message: string, hint: string) => {
      const report = { code: 'no-peer', message, hint } as const
      return [zhCommon.error(report), zhCommon.hint(report)]
    }
    expect(error('nobody here is called "bob"', 'wait 3 s')).toEqual(['这里没有叫“bob”的人', '请等 3 秒'])
    expect(error('not read within 5 s; it is accepted and goes on its way', 'look')).toEqual([
      '5 秒内没有到达状态 read；消息已接受，会继续发送',
      'look',
    ])
    // What is not in the table is told by its code, and not hidden.
    expect(error('a new fault', 'its log may tell more; the command was: x y')[0]).toBe('找不到这个人（a new fault）')
    expect(error('', 'its log may tell more; the command was: x y')[1]).toBe('它的日志里可能有更多信息；命令是：x y')
  })
})

describe('a phrase book', () => {
  it('takes values as they are, whatever stands in them', () => {
    const book = new PhraseBook({ 'no {}': '没有{}', '{} and {}': '{2}和{1}' })
    expect(book.translate('no $& {} (.*)\nnext')).toBe('没有$& {} (.*)\nnext')
    expect(book.translate('one and two')).toBe('two和one')
    expect(book.translate('nothing')).toBeUndefined()
    expect(book.translate('constructor')).toBeUndefined()
  })

  it('is quick with long texts of others', () => {
    const book = new PhraseBook(zhFaults)
    const took = effort(() => {
      book.translate(`several fit "${'" : '.repeat(10_000)}`)
    })
    expect(took).toBeLessThan(1_000)
  })
})
