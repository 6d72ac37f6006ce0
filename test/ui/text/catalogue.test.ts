import { describe, expect, it } from 'vitest'
import { chooseLanguage, loadWords } from '../../../src/ui/text/catalogue.ts'

/** The paths of all texts in a catalogue, with what kind each is. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}/${key}`))
}

describe('catalogue', () => {
  it('has the same texts in both languages', async () => {
    expect(shape(await loadWords('zh')).sort()).toEqual(shape(await loadWords('en')).sort())
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
