import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Input } from '../../../../src/ui/tui/terminal/input.ts'
import { InputReader } from '../../../../src/ui/tui/terminal/input-reader.ts'
import { Blessed } from '../../../../src/ui/tui/terminal/program.ts'
import fc from '../../../support/fast-check.ts'

const blessed = new Blessed(() => undefined)
afterAll(() => blessed.destroy())

function reader({ bracketsPastes = true } = {}) {
  const inputs: Input[] = []
  const replies: string[] = []
  const clock = { now: 0 }
  const made = new InputReader({
    onInput: input => inputs.push(input),
    onReply: reply => replies.push(reply),
    functionKey: sequence => blessed.key(sequence),
    bracketsPastes,
    now: () => clock.now,
  })
  onTestFinished(() => made.end())
  const feed = (text: string | Uint8Array) => made.feed(Buffer.from(text))
  return { made, inputs, replies, clock, feed, end: () => made.end() }
}

/** Time passes when the test says so, in milliseconds. */
function timers(): (ms: number) => void {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  return ms => vi.advanceTimersByTime(ms)
}

const key = (name: string, text?: string): Input => ({
  input: 'key',
  key: name,
  ...(text === undefined ? {} : { text }),
})
const mouse = (action: string, button: string, x: number, y: number, clicks: number) => ({
  input: 'mouse',
  action,
  button,
  x,
  y,
  clicks,
})

/** What is sent, and what it is. */
const KEYS: readonly (readonly [bytes: string, ...inputs: Input[]])[] = [
  ['a', key('a', 'a')],
  ['G', key('shift+g', 'G')],
  ['?', key('?', '?')],
  ['é', key('é', 'é')],
  ['Ж', key('shift+ж', 'Ж')],
  [' ', key('space', ' ')],
  ['你好吗', key('你好吗', '你好吗')],
  ['👨‍👩‍👧‍👦', key('👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦')],
  ['\r', key('enter')],
  ['\n', key('ctrl+enter')],
  ['\t', key('tab')],
  ['\x7f', key('backspace')],
  ['\b', key('ctrl+h')],
  ['\0', key('ctrl+space')],
  ['\x01', key('ctrl+a')],
  ['\x1a', key('ctrl+z')],
  ['\x1c', key('ctrl+\\')],
  ['\x1f', key('ctrl+/')],
  ['\x1bx', key('alt+x')],
  ['\x1bX', key('alt+shift+x')],
  ['\x1b.', key('alt+.')],
  ['\x1b你', key('alt+你')],
  ['\x1b\r', key('alt+enter')],
  ['\x1b\x7f', key('alt+backspace')],
  ['\x1b\x01', key('ctrl+alt+a')],
  ['\x1b ', key('alt+space')],
  ['\x1b[A', key('up')],
  ['\x1bOB', key('down')],
  ['\x1b[1;2A', key('shift+up')],
  ['\x1b[1;5C', key('ctrl+right')],
  ['\x1b[1;3D', key('alt+left')],
  ['\x1b[1;6D', key('ctrl+shift+left')],
  ['\x1b\x1b[A', key('alt+up')],
  ['\x1b[a', key('shift+up')],
  ['\x1bOd', key('ctrl+left')],
  ['\x1b[H', key('home')],
  ['\x1b[F', key('end')],
  ['\x1bOH', key('home')],
  ['\x1bOF', key('end')],
  ['\x1b[1~', key('home')],
  ['\x1b[4~', key('end')],
  ['\x1b[7~', key('home')],
  ['\x1b[8~', key('end')],
  ['\x1b[1;5H', key('ctrl+home')],
  ['\x1b[8^', key('ctrl+end')],
  ['\x1b[3@', key('ctrl+shift+delete')],
  ['\x1b[2~', key('insert')],
  ['\x1b[3~', key('delete')],
  ['\x1b[3;5~', key('ctrl+delete')],
  ['\x1b[3$', key('shift+delete')],
  ['\x1b[5~', key('pageup')],
  ['\x1b[6;2~', key('shift+pagedown')],
  ['\x1b[Z', key('shift+tab')],
  ['\x1bOP', key('f1')],
  ['\x1b[P', key('f1')],
  ['\x1b[Q', key('f2')],
  ['\x1b[R', key('f3')],
  ['\x1b[13~', key('f3')],
  ['\x1b[S', key('f4')],
  ['\x1b[a', key('shift+up')],
  ['\x1b[c', key('shift+right')],
  ['\x1b[[A', key('f1')],
  ['\x1b[[E', key('f5')],
  ['\x1b[11~', key('f1')],
  ['\x1b[24~', key('f12')],
  ['\x1b[1;2R', key('shift+f3')],
  ['\x1b[24;5~', key('ctrl+f12')],
  ['\x1bOM', key('enter')],
  ['\x1b[13;5u', key('ctrl+enter')],
  ['\x1b[13;2u', key('shift+enter')],
  ['\x1b[27;5;13~', key('ctrl+enter')],
  ['\x1b[27;3;13~', key('alt+enter')],
  ['\x1b[27u', key('escape')],
  ['\x1b[9;5u', key('ctrl+tab')],
  ['\x1b[127;5u', key('ctrl+backspace')],
  ['\x1b[112;6u', key('ctrl+shift+p')],
  ['\x1b[27;6;80~', key('ctrl+shift+p')],
  ['\x1b[105;5u', key('ctrl+i')],
  ['\x1b[32;5u', key('ctrl+space')],
  ['\x1b[32;2u', key('space', ' ')],
  ['\x1b[97:65;2u', key('shift+a', 'A')],
  ['\x1b[120;3u', key('alt+x')],
  ['\x1b[57400u', key('1', '1')],
  ['\x1b[57414u', key('enter')],
  ['\x1b[107;9u'],
  ['\x1b[97;1:3u'],
  ['\x1b[57441;2u'],
  ['\x1b[I', { input: 'focus', focused: true }],
  ['\x1b[O', { input: 'focus', focused: false }],
  ['\x1b[<0;5;7M', mouse('press', 'left', 4, 6, 1) as Input],
  ['\x1b[<2;5;7M', mouse('press', 'right', 4, 6, 1) as Input],
  ['\x1b[<64;1;1M', mouse('wheel-up', 'none', 0, 0, 0) as Input],
  ['\x1b[<65;300;100M', mouse('wheel-down', 'none', 299, 99, 0) as Input],
  ['\x1b[<66;1;1M'],
  ['\x1b[<35;4;4M'],
  ['\x1b[<0;99999999;4M'],
  ['\x1b[200~a\rb\x1b[A\x1b[201~', { input: 'paste', text: 'a\nb\x1b[A' }],
  ['\x1b[200~你好\r\n\x1b\x1b[20\x1b[201~', { input: 'paste', text: '你好\n\x1b\x1b[20' }],
  ['\x1b[200~\x1b[201~'],
  ['\x1b[99~'],
  ['\x1b[1;2;3;4A'],
  ['\x1b[E'],
  ['\x1b[M !!'],
]

describe('what a terminal sends', () => {
  it.each(KEYS.map(([bytes, ...inputs]) => [JSON.stringify(bytes), bytes, inputs] as const))(
    '%s',
    (_, bytes, inputs) => {
      const whole = reader()
      whole.feed(`${bytes}\x05`)
      expect(whole.inputs).toEqual([...inputs, key('ctrl+e')])
      // In two pieces, wherever it is cut: the same, but that half of a word of an input method is a word.
      const all = Buffer.from(bytes)
      for (let at = 1; at < all.length; at++) {
        const cut = reader()
        cut.feed(all.subarray(0, at))
        cut.feed(all.subarray(at))
        const typed = (given: Input[]) =>
          given.map(input =>
            input.input === 'key' && (input.text ?? '') > '~' ? { text: [...(input.text ?? '')] } : input,
          )
        const joined = cut.inputs.every(input => input.input === 'key' && (input.text ?? '') > '~')
        if (joined)
          expect(cut.inputs.map(input => (input.input === 'key' ? input.text : '')).join('')).toBe(
            bytes.length === 0 ? '' : inputs.map(input => (input.input === 'key' ? input.text : '')).join(''),
          )
        else expect(typed(cut.inputs)).toEqual(typed([...inputs]))
      }
    },
  )

  it('comes in any pieces', () => {
    const sent = fc.array(fc.constantFrom(...KEYS.filter(([bytes]) => !/[^\x00-\x7f]/.test(bytes))), { maxLength: 8 })
    fc.assert(
      fc.property(sent, fc.array(fc.nat(200)), (keys, cuts) => {
        const { inputs, feed, end } = reader()
        const bytes = Buffer.from(keys.map(([text]) => text).join(''))
        const places = [...new Set(cuts.filter(at => at < bytes.length))].sort((a, b) => a - b)
        for (const [index, from] of [0, ...places].entries()) feed(bytes.subarray(from, places[index]))
        end()
        // A lone escape is joined to what follows; here none is sent.
        const clicks = (given: readonly Input[]) => given.map(input => ({ ...input, clicks: 0 }))
        expect(clicks(inputs)).toEqual(clicks(keys.flatMap(([, ...wanted]) => wanted)))
      }),
    )
  })

  it('is an escape when nothing follows within 50 ms, and Alt with a bracket', () => {
    const pass = timers()
    const { inputs, feed } = reader()
    feed('\x1b')
    expect(inputs).toEqual([])
    for (const begun of ['\x1b[', '\x1b\x1b', '\x1b]', '']) {
      pass(50)
      feed(begun)
    }
    expect(inputs).toEqual([key('escape'), key('alt+['), key('alt+escape'), key('alt+]')])
  })

  it('counts clicks on one cell within half a second', () => {
    const { inputs, feed, clock } = reader()
    const click = '\x1b[<0;3;3M\x1b[<0;3;3m'
    feed(click)
    clock.now = 400
    feed(click)
    clock.now = 1_000
    feed(click)
    clock.now = 1_100
    feed('\x1b[<0;4;3M')
    expect(inputs.map(input => input.input === 'mouse' && `${input.action} ${input.clicks}`)).toEqual([
      'press 1',
      'release 1',
      'press 2',
      'release 2',
      'press 1',
      'release 1',
      'press 1',
    ])
  })

  it('says each cell of a drag once', () => {
    const { inputs, feed } = reader()
    feed('\x1b[<0;3;3M\x1b[<32;4;3M\x1b[<32;4;3M\x1b[<32;5;3M\x1b[<0;5;3m')
    expect(inputs).toEqual([
      mouse('press', 'left', 2, 2, 1),
      mouse('drag', 'left', 3, 2, 1),
      mouse('drag', 'left', 4, 2, 1),
      mouse('release', 'left', 4, 2, 1),
    ])
  })

  it('gives letters one by one that were pressed while nobody read, and a great many as one', () => {
    const { inputs, feed } = reader()
    feed('jjG')
    feed('x'.repeat(5_000))
    expect(inputs).toEqual([
      key('j', 'j'),
      key('j', 'j'),
      key('shift+g', 'G'),
      key('x'.repeat(5_000), 'x'.repeat(5_000)),
    ])
  })

  it('answers questions apart from keys', () => {
    const { inputs, replies, feed } = reader()
    feed('a\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\b\x1b[?62;4;22c\x1b_Gi=1;OK\x1b\\\x1bP1$r0m\x1b\\\x1b[?1;2Rc')
    expect(inputs).toEqual([key('a', 'a'), key('b', 'b'), key('c', 'c')])
    expect(replies).toEqual([
      '\x1b]11;rgb:1c1c/1c1c/1c1c',
      '\x1b[?62;4;22c',
      '\x1b_Gi=1;OK',
      '\x1bP1$r0m',
      '\x1b[?1;2R',
    ])
  })
})

describe('the place of the cursor', () => {
  it('is told from F3 by having been asked for', () => {
    const { inputs, replies, feed, made } = reader()
    made.expectsPosition = true
    feed('\x1b[1;2R')
    made.expectsPosition = false
    feed('\x1b[1;2R')
    expect(replies).toEqual(['\x1b[1;2R'])
    expect(inputs).toEqual([key('shift+f3')])
  })
})

describe('a paste', () => {
  it('of 10,000 lines in small chunks is one', () => {
    const { inputs, feed } = reader()
    const lines = Array.from({ length: 10_000 }, (_, line) => `line ${line} 你好`)
    const bytes = Buffer.from(`\x1b[200~${lines.join('\r')}\x1b[201~x`)
    for (let at = 0; at < bytes.length; at += 1_023) feed(bytes.subarray(at, at + 1_023))
    expect(inputs).toEqual([{ input: 'paste', text: lines.join('\n') }, key('x', 'x')])
  })

  it('whose end never comes is given after two seconds, and its late end is no key', () => {
    const pass = timers()
    const { inputs, feed } = reader()
    feed('\x1b[200~never ended')
    pass(1_000)
    feed(' at all\x1b[201')
    pass(1_500)
    expect(inputs).toEqual([])
    pass(700)
    expect(inputs).toEqual([{ input: 'paste', text: 'never ended at all\x1b[201' }])
    feed('two\rlines\x1b[201~')
    feed('a\rb')
    expect(inputs.slice(1)).toEqual([
      { input: 'paste', text: 'two\nlines' },
      key('a', 'a'),
      key('enter'),
      key('b', 'b'),
    ])
  })

  it('without marks is several lines at once, on a terminal that marks none', () => {
    const { inputs, clock, feed } = reader({ bracketsPastes: false })
    feed('first\r第二\r')
    clock.now = 20
    feed('third\r')
    clock.now = 1_000
    feed('typed')
    feed('\r')
    feed('\r\r')
    expect(inputs).toEqual([
      { input: 'paste', text: 'first\n第二\n' },
      { input: 'paste', text: 'third\n' },
      ...[...'typed'].map(sign => key(sign, sign)),
      key('enter'),
      key('enter'),
      key('enter'),
    ])
  })
})

describe('garbage', () => {
  it('throws nothing, and leaves the reader able to read', () => {
    const nasty = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .array(fc.constantFrom(...'\x1b[]OP_M<;:0123456789~u\\\x07\x9b?$a你\ud800\r\n'), { maxLength: 40 })
        .map(parts => Buffer.from(parts.join(''))),
    )
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 10 }), chunks => {
        const { inputs, feed, end } = reader()
        for (const chunk of chunks) feed(chunk)
        feed('\x1b[201~\x1b\\')
        end()
        end()
        feed('\x1b[B')
        expect(inputs.at(-1)).toEqual(key('down'))
      }),
      { numRuns: 2_000 },
    )
  })

  it('without end is dropped', () => {
    const pass = timers()
    const { inputs, feed } = reader()
    feed(`\x1b[${'1;'.repeat(100_000)}`)
    feed(`\x1b]11;${'x'.repeat(100_000)}`)
    pass(600)
    feed('a')
    expect(inputs.at(-1)).toEqual(key('a', 'a'))
  })
})
