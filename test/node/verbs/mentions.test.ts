import { describe, expect, it } from 'vitest'
import { mentionsIn } from '../../../src/node/verbs/mentions.ts'
import { effort } from '../../support/effort.ts'

const mentioned = (text: string, ...names: (string | undefined)[]) =>
  mentionsIn(
    text,
    names.map(name => ({ peer: `peer of ${name}`, names: [name] })),
  ).map(peer => peer.slice('peer of '.length))

describe('a mention', () => {
  it.each([
    ['@ana', ['ana'], ['ana']],
    ['hello (@Ana), and @BEN!', ['ana', 'Ben'], ['ana', 'Ben']],
    ['of names that begin alike the longest: @Ana Maria', ['Ana', 'Ana Maria'], ['Ana Maria']],
    ['@ana and @ana maria', ['Ana', 'Ana Maria'], ['Ana', 'Ana Maria']],
    ['two by one name: @sam', ['Sam', 'sam'], ['Sam', 'sam']],
    ['no address: jo@ana.example, ana@ben', ['ana', 'ben'], []],
    ['no longer word: @anabel @ana_b @ana2', ['ana'], []],
    ['你好@小明你在吗', ['小明'], ['小明']],
    ['请@ana看', ['ana'], ['ana']],
    ['@𠮷野さん', ['𠮷野'], ['𠮷野']],
    ['composed @Zoe\u0308', ['Zo\u00eb'], ['Zo\u00eb']],
    ['not a pattern: @axb @.* @[a] @(', ['a.b', '.*', '[a]', '('], ['.*', '[a]', '(']],
    ['nobody: @ @', ['', undefined], []],
    ['the same in every language: @IRIS', ['iris'], ['iris']],
  ] as const)('%s', (text, names, expected) => {
    expect(mentioned(text, ...names)).toEqual(expected)
  })

  it('is found in no time, whatever the text', () => {
    const took = effort(() => {
      expect(mentioned('@a'.repeat(32 * 1024), 'a'.repeat(64), `a${'@a'.repeat(31)}`)).toHaveLength(1)
    })
    expect(took).toBeLessThan(1_000)
  })
})
