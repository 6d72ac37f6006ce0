import { describe, expect, it } from 'vitest'
import { chooseLanguage, loadWords } from '../../../src/ui/text/catalogue.ts'
import { loadTerminalWords } from '../../../src/ui/tui/words/words.ts'

/** The paths of all texts in a catalogue, with what kind each is. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}/${key}`))
}

/** What is typed, names and units: the same in all languages. */
const NO_WORDS =
  /^(?:chat\/commands\/(?:invite|presence)\/0|cli\/(?:bytes|size|positionals\/shell)|engines\/(?:get|examples)\/.*|tui\/panels\/entry\/welcome)$/

/** Texts with words in them that are the same in both languages, by their paths. */
function same(one: unknown, other: unknown, path = ''): string[] {
  if (typeof one === 'object' && one !== null && typeof other === 'object' && other !== null)
    return Object.entries(one).flatMap(([key, inner]) =>
      same(inner, Reflect.get(other, key) as unknown, path === '' ? key : `${path}/${key}`),
    )
  // Of functions what they are written as: which values they take is not known here.
  const words =
    typeof one === 'function' ? (String(one).match(/(['`])(?:\\.|(?!\1).)*\1/g) ?? []).join('') : String(one)
  const worded = /\p{L}{2}/u.test(words.replaceAll(/\$\{[^}]*\}/g, ''))
  return worded && String(one) === String(other) && !NO_WORDS.test(path) ? [path] : []
}

/** Punctuation of English in or beside Chinese words; a filter, `in:会话`, and a list as it is typed, `编号[,编号 ..]`, are none. */
const WRONG_SIGN =
  /[\u4e00-\u9fff] ?[,;!?]|[\u4e00-\u9fff]: |(?<!\[)[,;!?] ?[\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?![a-z.])|[\u4e00-\u9fff] ?\([^|]/

function strings(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => strings(inner, `${path}/${key}`))
  // Within functions, what is between values.
  return typeof value === 'string' || typeof value === 'function' ? [[path, String(value)]] : []
}

describe('catalogue', () => {
  it('has the same texts in both languages', async () => {
    expect(shape(await loadWords('zh')).sort()).toEqual(shape(await loadWords('en')).sort())
  })

  it('has no text left in English, but for what is typed or is a name', async () => {
    expect(same(await loadTerminalWords('zh'), await loadTerminalWords('en'))).toEqual([])
  })

  it('has Chinese punctuation in Chinese', async () => {
    expect(strings(await loadTerminalWords('zh')).filter(([, text]) => WRONG_SIGN.test(text))).toEqual([])
  })
})

describe('chooseLanguage', () => {
  it.each([
    ['zh', {}, 'zh'],
    ['en', { EARSHOT_LANG: 'zh' }, 'en'],
    [undefined, { EARSHOT_LANG: 'zh', LANG: 'en_US.UTF-8' }, 'zh'],
    [undefined, { LANG: 'zh_CN.UTF-8' }, 'zh'],
    [undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    [undefined, { EARSHOT_LANG: '', LANG: 'zh_TW' }, 'zh'],
    [undefined, {}, 'en'],
  ])('--lang %s with %o speaks %s', (asked, env, lang) => {
    expect(chooseLanguage(asked, env)).toBe(lang)
  })

  it.each([
    ['en', {}, 'zh', 'en'],
    [undefined, { EARSHOT_LANG: 'en' }, 'zh', 'en'],
    [undefined, { LC_ALL: 'en_US.UTF-8' }, 'zh', 'zh'],
    [undefined, { LANG: 'zh_CN.UTF-8' }, 'en', 'en'],
    [undefined, { LANG: 'zh_CN.UTF-8' }, 'auto', 'zh'],
  ])('--lang %s with %o and the setting %s speaks %s', (asked, env, setting, lang) => {
    expect(chooseLanguage(asked, env, setting)).toBe(lang)
  })
})
