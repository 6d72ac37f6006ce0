import { describe, expect, it } from 'vitest'
import { InputGatherer, parseInput, takeName, takeNames } from '../../../src/ui/chat/input.ts'
import { People } from '../../../src/ui/chat/people.ts'
import fc from '../../support/fast-check.ts'

function people(...names: string[]): People {
  const book = new People()
  names.forEach((name, at) => {
    const peerId = `12D3KooW${String(at).repeat(10)}`
    book.learn({ peerId, name, kind: 'peer', friend: true, presence: 'here', addresses: [], verified: false })
  })
  return book
}

function gather(...lines: string[]) {
  const gatherer = new InputGatherer()
  return lines.map(line => gatherer.push(line)).filter(input => input !== undefined)
}

describe('InputGatherer', () => {
  it('takes one line as one text', () => {
    expect(gather('hello', ' two ')).toEqual([
      { kind: 'text', text: 'hello' },
      { kind: 'text', text: ' two ' },
    ])
  })

  it('goes on after a backslash, not after two', () => {
    expect(gather('one\\', 'two\\', 'three')).toEqual([{ kind: 'text', text: 'one\ntwo\nthree' }])
    expect(gather('C:\\\\')).toEqual([{ kind: 'text', text: 'C:\\\\' }])
  })

  it('takes a block as one text, empty lines and commands in it included', () => {
    expect(gather('"""', 'one', '', '/help', '"""')).toEqual([{ kind: 'text', text: 'one\n\n/help' }])
    expect(gather('"""one', 'two"""')).toEqual([{ kind: 'text', text: 'one\ntwo' }])
    expect(gather('"""one"""')).toEqual([{ kind: 'text', text: 'one' }])
  })

  it('takes a paste as one text', () => {
    expect(gather('one␤two')).toEqual([{ kind: 'text', text: 'one\ntwo' }])
    expect(gather('/send bob one␤two')).toEqual([{ kind: 'command', name: 'send', rest: 'bob one\ntwo' }])
  })

  it('never loses what was typed, however it was divided', () => {
    const word = fc.stringMatching(/^[a-z中]{1,6}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), words => {
        expect(gather('"""', ...words, '"""')).toEqual([{ kind: 'text', text: words.join('\n') }])
        expect(gather(words.join('\\\n'))).toHaveLength(1)
      }),
    )
  })

  it('gives what is unfinished at the end of input', () => {
    const gatherer = new InputGatherer()
    gatherer.push('"""')
    gatherer.push('half')
    expect(gatherer.end()).toEqual({ kind: 'text', text: 'half' })
    expect(gatherer.end()).toBeUndefined()
  })
})

describe('parseInput', () => {
  it.each([
    ['/open bob', { kind: 'command', name: 'open', rest: 'bob' }],
    ['/HELP', { kind: 'command', name: 'help', rest: '' }],
    ['//etc is a folder', { kind: 'text', text: '/etc is a folder' }],
    ['   ', { kind: 'empty' }],
    ['a /b', { kind: 'text', text: 'a /b' }],
  ])('%s', (line, input) => {
    expect(parseInput(line)).toEqual(input)
  })
})

describe('takeName', () => {
  const book = people('bob', 'Uncle Bob', 'bobby', '小明')

  it.each([
    ['bob hi', ['bob', 'hi']],
    ['uncle bob hi there', ['uncle bob', 'hi there']],
    ['bobby', ['bobby', '']],
    ['小明 你好', ['小明', '你好']],
    ['stranger and more', ['stranger', 'and more']],
    ['"two words" rest', ['two words', 'rest']],
    ['', ['', '']],
  ])('%s', (rest, expected) => {
    expect(takeName(rest, book)).toEqual(expected)
  })

  it('takes several names parted by commas', () => {
    expect(takeNames('bob,Uncle Bob, 小明 hi, all', book)).toEqual([['bob', 'Uncle Bob', '小明'], 'hi, all'])
    expect(takeNames('bob', book)).toEqual([['bob'], ''])
  })
})
