import { describe, expect, it } from 'vitest'
import { commandWords } from '../../../src/node/settings/command-words.ts'
import { keyBindings } from '../../../src/node/settings/key-bindings.ts'
import { isQuiet, quietHours } from '../../../src/node/settings/quiet-hours.ts'

describe('the words of a command', () => {
  it.each([
    ['tell me', ['tell', 'me']],
    ['  tell\t me  ', ['tell', 'me']],
    [`tell "a b" 'c d' e\\ f`, ['tell', 'a b', 'c d', 'e f']],
    [`tell "" ''`, ['tell', '', '']],
    [`a"b c"d`, ['ab cd']],
    [`tell "it's" 'say "hi"' "say \\"hi\\""`, ['tell', "it's", 'say "hi"', 'say "hi"']],
    ['C:\\Tools\\tell.exe', ['C:\\Tools\\tell.exe']],
    [`'a\\'`, ['a\\']],
    ['tell $HOME * `id` $(id) ; rm & | > x', ['tell', '$HOME', '*', '`id`', '$(id)', ';', 'rm', '&', '|', '>', 'x']],
    ['', []],
    ['tell "a', undefined],
    [`tell 'a"`, undefined],
  ])('%s', (text, words) => {
    expect(commandWords(text)).toEqual(words)
  })
})

describe('quiet hours', () => {
  const at = (time: string) => new Date(`2026-11-22T${time}:00`)

  it.each([
    ['22:00-07:00', ['22:00', '23:59', '00:00', '06:59'], ['21:59', '07:00', '12:00']],
    ['9:30 - 17:00', ['09:30', '16:59'], ['09:29', '17:00', '00:00']],
    ['00:00-23:59', ['00:00', '23:58'], ['23:59']],
  ])('%s', (span, quiet, loud) => {
    const hours = quietHours(span)!
    expect(quiet.map(time => isQuiet(hours, at(time)))).toEqual(quiet.map(() => true))
    expect(loud.map(time => isQuiet(hours, at(time)))).toEqual(loud.map(() => false))
  })

  it.each(['', '22-7', '24:00-07:00', '22:60-07:00', '22:00', '22:00-22:00', 'x22:00-07:00'])('%j is none', text => {
    expect(quietHours(text)).toBeUndefined()
  })
})

describe('keys of one’s own', () => {
  it('are pairs of an action and a key', () => {
    expect(keyBindings('palette=ctrl+p, reply = r,next.chat=alt+down,zoom==,列=x')).toBeUndefined()
    expect(keyBindings('palette=ctrl+p, reply = r,next.chat=alt+down,zoom==')).toEqual([
      ['palette', 'ctrl+p'],
      ['reply', 'r'],
      ['next.chat', 'alt+down'],
      ['zoom', '='],
    ])
  })

  it.each(['', 'palette', 'palette=', '=r', 'a=b c', 'a=b,,c=d', 'a=b,', `a=${'x'.repeat(33)}`])('%j is none', text => {
    expect(keyBindings(text)).toBeUndefined()
  })
})
