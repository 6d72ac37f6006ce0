import { describe, expect, it } from 'vitest'
import { filled, readEngineLine } from '../../../src/node/engines/engine-line.ts'
import { bare, bestOf, isLanguage, isTraditional } from '../../../src/node/engines/languages.ts'

describe('the setting of an engine', () => {
  it('is a recipe by its name alone, or with the word that it takes', () => {
    expect(readEngineLine('apertium', 'translate')).toEqual({ recipe: 'apertium', argument: undefined })
    expect(readEngineLine(' libretranslate  http://127.0.0.1:5001 ', 'translate')).toEqual({
      recipe: 'libretranslate',
      argument: 'http://127.0.0.1:5001',
    })
    expect(readEngineLine("whisper.cpp '/my models/base.bin'", 'transcribe')).toEqual({
      recipe: 'whisper.cpp',
      argument: '/my models/base.bin',
    })
  })

  it('is a command otherwise, cut without a shell', () => {
    expect(readEngineLine('apertium -u eng-spa', 'translate')).toEqual({ words: ['apertium', '-u', 'eng-spa'] })
    expect(readEngineLine(`my-tool --say "a b" 'c $d' {to}`, 'translate')).toEqual({
      words: ['my-tool', '--say', 'a b', 'c $d', '{to}'],
    })
  })

  it('is refused where it can do nothing', () => {
    for (const [text, kind] of [
      ['"open', 'translate'],
      ['   ', 'translate'],
      ['pocketsphinx', 'translate'],
      ['apertium', 'transcribe'],
      ['whisper.cpp model more', 'transcribe'],
      ['my-recogniser --fast', 'transcribe'],
    ] as const)
      expect(readEngineLine(text, kind), text).toBeUndefined()
  })

  it('has its placeholders filled in within words, whatever the values hold', () => {
    const words = ['x', '{from}-{to}', '--file={file}', '{other}', '{}']
    expect(filled(words, { from: 'en', to: '{from}', file: '/a b/$(id);"' })).toEqual([
      'x',
      'en-{from}',
      '--file=/a b/$(id);"',
      '{other}',
      '{}',
    ])
  })
})

describe('languages', () => {
  const apertium = ['eng', 'spa', 'eng_US', 'zho', 'nob', 'cat', 'por_BR', 'por']
  it.each([
    ['en', apertium, 'eng'],
    ['en-US', apertium, 'eng_US'],
    ['en_GB', apertium, 'eng'],
    ['eng', apertium, 'eng'],
    ['ES', apertium, 'spa'],
    ['zh-CN', apertium, 'zho'],
    ['zh-TW', apertium, undefined],
    ['no', apertium, 'nob'],
    ['pt', apertium, 'por'],
    ['pt-PT', apertium, 'por'],
    ['pt-BR', apertium, 'por_BR'],
    ['de', apertium, undefined],
    ['zh-TW', ['en', 'zh', 'zt'], 'zt'],
    ['zh', ['en', 'zt', 'zh'], 'zh'],
    ['zh-HK', ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['xx-not a tag', ['en'], undefined],
  ])('%s among %j is %s', (wanted, offered, best) => {
    expect(bestOf(wanted, offered)).toBe(best)
  })

  it('have their plain name, and tell their script', () => {
    expect(['eng', 'en-GB', 'zh-CN', 'cmn'].map(bare)).toEqual(['en', 'en', 'zh', 'zh'])
    expect(['zh-TW', 'zh-Hant', 'zh', 'en'].map(isTraditional)).toEqual([true, true, false, false])
  })

  it('are nothing that could pass for an option or a path', () => {
    for (const text of ['', '-u', '--version', 'en;id', '../x', 'e', 'en es', 'en-'])
      expect(isLanguage(text), text).toBe(false)
  })
})
