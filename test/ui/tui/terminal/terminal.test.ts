import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Frame } from '../../../../src/ui/tui/frame/frame.ts'
import { drawnAvatar } from '../../../../src/ui/tui/pictures/avatar.ts'
import { capabilities, type Environment, refusal } from '../../../../src/ui/tui/terminal/capabilities.ts'
import { Terminal, type TerminalOptions } from '../../../../src/ui/tui/terminal/terminal.ts'
import { Tmux, type TmuxOptions } from '../../../support/tmux.ts'

const NODE = process.execPath
const PROGRAM = `${NODE} test/support/terminal-program.ts`
/** What a terminal is left with when nothing is left behind. */
const MODES = '#{alternate_on} #{mouse_any_flag} #{mouse_sgr_flag} #{wrap_flag} #{cursor_flag} #{keypad_cursor_flag}'
const AS_FOUND = '0 0 0 1 1 0'
const TAKEN = '1 1 1 0 1 0'

function open(options: Partial<TmuxOptions> = {}): Tmux {
  const tmux = new Tmux({ command: 'bash --norc --noprofile', columns: 60, rows: 16, env: { PS1: '> ' }, ...options })
  onTestFinished(() => tmux.close())
  return tmux
}

/** A shell with something on its screen, in which the program is started. */
async function started(options: Partial<TmuxOptions> = {}): Promise<{ tmux: Tmux; pid: number }> {
  const tmux = open(options)
  tmux.type("printf '\\033]2;mine\\007before\\n'; stty -a | md5sum > /dev/null; clear; echo was here\r")
  await tmux.shows(/^was here$/m)
  tmux.type(`${PROGRAM}; echo code $?\r`)
  await tmux.shows('ground')
  // The cursor is hidden while a frame is drawn.
  await expect.poll(() => tmux.ask(MODES)).toBe(TAKEN)
  tmux.type('t')
  await expect.poll(() => tmux.title).toBe('a  title')
  const pid = Number(execFileSync('pgrep', ['-P', String(tmux.pid)], { encoding: 'utf8' }).trim())
  return { tmux, pid }
}

/** The shell's screen is back, with its title, and works. */
async function givenBack(tmux: Tmux, code: number): Promise<void> {
  await tmux.shows(`code ${code}`)
  expect(tmux.ask(MODES)).toBe(AS_FOUND)
  expect(tmux.screen).toMatch(/^was here$/m)
  expect(tmux.screen).not.toContain('frames')
  expect(tmux.title).toBe('mine')
  // Typed text is seen: it is not raw any more.
  tmux.type('echo a"b"c\r')
  await tmux.shows(/^abc$/m)
  // No mark of a paste, no code for a key, no report of focus.
  tmux.press('C-Up')
  expect(tmux.screen).not.toContain('27;')
}

describe.skipIf(!Tmux.available)('the terminal is given back', Tmux.meta, () => {
  it.each([
    ['when the program stops', 'q', 0],
    ['when it exits', 'x', 7],
  ])('%s', async (_, key, code) => {
    const { tmux } = await started()
    tmux.type(key)
    await givenBack(tmux, code)
  })

  it.each([
    ['throws', 'c', 'Error: thrown on purpose'],
    ['forgets a rejection', 'r', 'Error: rejected on purpose'],
  ])('when it %s, with the message behind it', async (_, key, message) => {
    const { tmux } = await started({ rows: 40 })
    tmux.type(key)
    await givenBack(tmux, 1)
    expect(tmux.screen).toContain(message)
    expect(tmux.screen.indexOf(message)).toBeGreaterThan(tmux.screen.indexOf('was here'))
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('at %s', async (signal, code) => {
    const { tmux, pid } = await started()
    process.kill(pid, signal)
    await givenBack(tmux, code)
  })

  it('while it waits in the background, and taken again when it is called back, at another size', async () => {
    const { tmux, pid } = await started()
    for (const stop of [() => tmux.type('z'), () => process.kill(pid, 'SIGTSTP')]) {
      stop()
      await tmux.shows('Stopped')
      expect(tmux.ask(MODES)).toBe(AS_FOUND)
      expect(tmux.title).toBe('mine')
      tmux.resize(50, 14)
      tmux.type('clear; echo was here\r')
      await tmux.shows(/^was here$/m)
      tmux.type('fg; echo code $?\r')
      await tmux.shows('size 50x14')
      await expect.poll(() => tmux.ask(MODES)).toBe(TAKEN)
      await expect.poll(() => tmux.title).toBe('a  title')
    }
    tmux.press('Up')
    await tmux.shows('"key":"up"')
    tmux.type('q')
    await givenBack(tmux, 0)
  })
})

describe.skipIf(!Tmux.available)('a program on the terminal', Tmux.meta, () => {
  it('gets keys, pastes, clicks and the focus', async () => {
    const tmux = open({ command: PROGRAM })
    await tmux.shows('ground')
    tmux.type('你')
    tmux.press('M-Enter', 'C-Right', 'F5')
    tmux.click(7, 3)
    await tmux.shows('"release"')
    tmux.paste('two\nlines')
    await tmux.shows('two\\nlines')
    expect(tmux.screen.split('\n').filter(row => /^\{(?!.*focus)/.test(row))).toEqual([
      '{"input":"key","key":"你","text":"你"}',
      '{"input":"key","key":"alt+enter"}',
      '{"input":"key","key":"ctrl+right"}',
      '{"input":"key","key":"f5"}',
      expect.stringContaining('{"input":"mouse","action":"press","button":"left","clicks":1'),
      expect.stringContaining('{"input":"mouse","action":"release","button":"left","clicks"'),
      '{"input":"paste","text":"two\\nlines"}',
    ])
    await expect.poll(() => tmux.cursor).toEqual({ x: 3, y: 0, shown: true })
    expect(tmux.styled).toContain('\x1b[1m\x1b[32msize 60x16')
  })

  it('is told the size, as often as it changes', async () => {
    const tmux = open({ command: PROGRAM })
    await tmux.shows('size 60x16')
    for (const [columns, rows] of [
      [20, 5],
      [120, 40],
      [60, 16],
    ] as const) {
      tmux.resize(columns, rows)
      await tmux.shows(`size ${columns}x${rows}`)
      await expect.poll(() => tmux.rows.at(-1)).toBe(`${' '.repeat(columns - 1)}#`)
    }
  })

  it('puts text into the clipboard of tmux as it comes', async () => {
    const tmux = open({ command: PROGRAM })
    await tmux.shows('ground')
    tmux.type('y')
    await expect.poll(() => tmux.ask('#{buffer_sample}')).toBe('copied 你好')
  })

  it('rings', async () => {
    const tmux = open({ command: PROGRAM, settings: ['monitor-bell on'] })
    await tmux.shows('ground')
    tmux.type('b')
    await expect.poll(() => tmux.ask('#{window_bell_flag}')).toBe('1')
  })

  it('that the terminal is gone for ends', async () => {
    const tmux = new Tmux({ command: PROGRAM })
    await tmux.shows('ground')
    const { pid } = tmux
    tmux.close()
    await expect.poll(() => alive(pid), { timeout: 20_000 }).toBe(false)
  })
})

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A terminal in memory, whose reader takes what it gets when the test says so. */
function inMemory(options: Partial<TerminalOptions> = {}) {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough({ highWaterMark: 1, writableHighWaterMark: 1 }), {
    columns: 40,
    rows: 5,
  })
  const terminal = new Terminal({
    onInput: () => undefined,
    onResize: () => undefined,
    input,
    output,
    environment: { TERM: 'xterm-256color' },
    ...options,
  })
  onTestFinished(() => terminal.stop())
  const taken = async (): Promise<string> => {
    let all = ''
    for (let waited = 0; waited < 3; waited++) {
      await new Promise(resolve => setImmediate(resolve))
      for (let chunk: Buffer | null = output.read(); chunk !== null; chunk = output.read()) {
        all += chunk.toString()
        waited = 0
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    return all
  }
  return { terminal, input, output, taken }
}

function frameOf(text: string): Frame {
  const frame = new Frame(40, 5)
  frame.put(0, 0, text)
  return frame
}

describe.skipIf(!Tmux.available)('a terminal that takes nothing for a while', Tmux.meta, () => {
  it('does not stop the program, and shows the newest frame when it goes on', async () => {
    const tmux = open({ command: PROGRAM, columns: 200, rows: 50 })
    await tmux.shows('ground')
    const server = Number(tmux.ask('#{pid}'))
    tmux.type('f')
    await tmux.shows(/^\d+ \d+/)
    process.kill(server, 'SIGSTOP')
    await delay(1_500)
    process.kill(server, 'SIGCONT')
    tmux.type('f')
    await tmux.shows('all frames')
    expect(Number(/^frames (\d+)$/m.exec(tmux.screen)?.[1])).toBeGreaterThanOrEqual(300)
  })

  it('lets itself be left', async () => {
    const tmux = open({ command: PROGRAM, columns: 200, rows: 50 })
    await tmux.shows('ground')
    const [server, pid] = [Number(tmux.ask('#{pid}')), tmux.pid]
    tmux.type('f')
    await tmux.shows(/^\d+ \d+/)
    process.kill(server, 'SIGSTOP')
    try {
      await delay(300)
      process.kill(pid, 'SIGTERM')
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), { timeout: 20_000 }).toMatch(/\) Z/)
    } finally {
      process.kill(server, 'SIGCONT')
    }
  })
})

describe('a slow terminal', () => {
  it('is painted the newest frame when it is ready, none of those between', async () => {
    const { terminal, taken } = inMemory()
    terminal.start()
    await taken()
    terminal.paint(frameOf('first'))
    for (let count = 0; count < 1_000; count++) terminal.paint(frameOf(`between ${count}`))
    terminal.paint(frameOf('the newest'))
    const shown = await taken()
    expect(shown).toContain('first')
    expect(shown).not.toContain('between')
    expect(shown).toContain('the newest')
    expect(shown.length).toBeLessThan(200)
  })
})

describe('a terminal', () => {
  it('leaves no listener and no timer behind, however often it is started and stopped, two at once', async () => {
    const events = [
      'exit',
      'SIGTERM',
      'SIGHUP',
      'SIGINT',
      'SIGQUIT',
      'SIGTSTP',
      'SIGCONT',
      'SIGWINCH',
      'uncaughtException',
      'unhandledRejection',
    ]
    const listening = () => events.map(event => process.listenerCount(event))
    const before = listening()
    const [a, b] = [inMemory(), inMemory()]
    const gone = [a, b].map(({ input, output }) => [input.eventNames(), output.listenerCount('resize')])
    for (let round = 0; round < 20; round++) {
      a.terminal.start()
      b.terminal.start()
      a.terminal.start()
      a.terminal.stop()
      b.terminal.stop()
      a.terminal.stop()
      await Promise.all([a.taken(), b.taken()])
    }
    expect(listening()).toEqual(before)
    expect([a, b].map(({ input, output }) => [input.eventNames(), output.listenerCount('resize')])).toEqual(gone)
  })

  it('is drawn whole once more where its size is what it was: it may have been another in between', async () => {
    const { terminal, output, taken } = inMemory()
    terminal.start()
    terminal.paint(frameOf('what is on the screen'))
    await taken()
    process.emit('SIGWINCH', 'SIGWINCH')
    expect(await taken()).toContain('what is on the screen')
    // As Node tells of another one: that first, then the signal.
    output.emit('resize')
    terminal.paint(frameOf('drawn for it'))
    process.emit('SIGWINCH', 'SIGWINCH')
    expect((await taken()).match(/drawn for it/g)).toHaveLength(1)
    process.emit('SIGWINCH', 'SIGWINCH')
    expect(await taken()).toContain('drawn for it')
  })

  it('says what its ground is: what it answers, what its environment tells, or nothing', async () => {
    const light = inMemory()
    light.terminal.start()
    light.input.write('\x1b]11;rgb:ffff/ffff/eeee\x07\x1b[?62;4c')
    expect(await light.terminal.background).toBe('light')
    expect(light.terminal.pictures).toBe('sixel')
    const told = inMemory({ environment: { TERM: 'rxvt', COLORFGBG: '15;0' } })
    told.terminal.start()
    expect(await told.terminal.background).toBe('dark')
    const silent = inMemory()
    silent.terminal.start()
    expect(await silent.terminal.background).toBeUndefined()
  })

  it('draws pictures as large as its cells are, whichever way it tells, and again when its letters grow', async () => {
    const withPicture = (): Frame => {
      const frame = frameOf('text')
      frame.placements.push({ area: { x: 0, y: 1, width: 8, height: 4 }, key: 'bob', picture: drawnAvatar('bob') })
      return frame
    }
    /** As sixel's raster attributes say. */
    const sizes = (bytes: string) => Array.from(bytes.matchAll(/"1;1;(\d+;\d+)/g), ([, size]) => size)
    const tells = inMemory()
    tells.terminal.start()
    expect(await tells.taken()).toContain('\x1b[16t')
    tells.terminal.paint(withPicture())
    expect(sizes(await tells.taken())).toEqual([])
    tells.input.write('\x1b[6;20;10t\x1b[?62;4c')
    await tells.taken()
    tells.terminal.paint(withPicture())
    expect(sizes(await tells.taken())).toEqual(['80;78'])
    process.emit('SIGWINCH', 'SIGWINCH')
    expect(await tells.taken()).toContain('\x1b[16t')
    tells.input.write('\x1b[6;30;15t')
    expect(sizes(await tells.taken())).toEqual(['120;120'])
    tells.input.write('\x1b[6;30;15t')
    expect(await tells.taken()).toBe('')
    // Nonsense is no size.
    tells.input.write('\x1b[6;0;0t\x1b[6;9999;9999t\x1b[?2;0;0;0S\x1b[?2;0;3;3S')
    expect(await tells.taken()).toBe('')

    // One that does not answer, but tells how large a picture may be: the window, 1000 pixels at most.
    const silent = inMemory()
    silent.terminal.start()
    await silent.taken()
    silent.input.write('\x1b[?62;4c')
    expect(await silent.taken()).toBe('\x1b[?2;1;0S')
    silent.terminal.paint(withPicture())
    expect(sizes(await silent.taken())).toEqual(['64;60'])
    silent.input.write('\x1b[?2;0;400;100S')
    expect(sizes(await silent.taken())).toEqual(['80;78'])
    silent.input.write('\x1b[?2;0;1000;190S')
    expect(sizes(await silent.taken())).toEqual(['144;150'])

    const without = inMemory()
    without.terminal.start()
    await without.taken()
    without.input.write('\x1b[?62;22c')
    expect(await without.taken()).toBe('')
  })

  it('draws again what it joins otherwise than was taken for granted', async () => {
    const { terminal, input, taken } = inMemory()
    terminal.start()
    expect(await taken()).toContain('👩\u200d👩\u200d👧')
    terminal.paint(frameOf('👨‍👩‍👧‍👦!'))
    expect(await taken()).toContain('👨‍👩‍👧‍👦')
    input.write('\x1b[1;2R\x1b[2;3R\x1b[3;3R')
    expect(await taken()).toBe('')
    input.write('\x1b[2;7R\x1b[3;5R\x1b[?62c')
    const anew = await taken()
    expect(anew).toContain('👨')
    expect(anew).not.toContain('\u200d')
  })

  it('is asked to send Alt as an escape, and has its own way back at the end; nothing is put on its stacks twice', async () => {
    const { terminal, taken } = inMemory()
    terminal.start()
    const begun = await taken()
    expect(begun.indexOf('\x1b[?1036;1039s')).toBeLessThan(begun.indexOf('\x1b[?1036;1039h'))
    expect(begun).toContain('\x1b[>1u')
    // It was stopped by somebody else, without being asked.
    process.emit('SIGCONT', 'SIGCONT')
    const again = await taken()
    expect(again).toContain('\x1b[?1036;1039h')
    expect(again).not.toContain('\x1b[?1036;1039s')
    expect(again).not.toContain('\x1b[>1u')
    expect(again).toContain('\x1b[=1u')
    terminal.stop()
    expect(await taken()).toMatch(/\x1b\[<u.*\x1b\[\?1036;1039r/s)
  })

  it('has as many colours as xterm has, whatever xterm calls itself; not what runs within it', () => {
    const depth = (environment: Environment) => capabilities(environment).depth
    expect(depth({ TERM: 'xterm' })).toBe('16')
    expect(depth({ TERM: 'xterm', XTERM_VERSION: 'XTerm(379)' })).toBe('256')
    expect(depth({ TERM: 'screen', STY: '1', XTERM_VERSION: 'XTerm(379)' })).toBe('16')
    expect(depth({ TERM: 'xterm', XTERM_VERSION: 'XTerm(379)', NO_COLOR: '1' })).toBe('none')
  })

  it('that is the console of the kernel gets nothing that it would print', async () => {
    const { terminal, taken } = inMemory({ environment: { TERM: 'linux' } })
    terminal.start()
    terminal.title('a title')
    terminal.raise()
    const begun = await taken()
    expect(terminal.copy('x')).toBe(false)
    const frame = frameOf('')
    frame.put(0, 0, 'x', { fg: 9, bg: 9, link: 'https://example.org' })
    terminal.paint(frame)
    const painted = await taken()
    terminal.stop()
    const all = begun + painted + (await taken())
    expect(all).not.toMatch(/\x1b\]|\x1b\[[<>]|\?100|\?2004|;101/)
    expect(all).toContain('\x1b[91;41mx')
  })

  it('is refused where no screen can be shown', () => {
    const tty = { isTTY: true }
    expect(refusal({ TERM: 'xterm' }, tty, {})).toBe('not-a-terminal')
    expect(refusal({ TERM: 'dumb' }, tty, tty)).toBe('dumb')
    expect(refusal({}, tty, tty)).toBe('dumb')
    expect(refusal({ TERM: 'linux' }, tty, tty)).toBeUndefined()
  })

  it('that is gone says so once', async () => {
    let gone = 0
    const { terminal, output } = inMemory({ onGone: () => gone++ })
    terminal.start()
    output.destroy(Object.assign(new Error('write EIO'), { code: 'EIO' }))
    await expect.poll(() => gone).toBe(1)
    terminal.paint(frameOf('x'))
    terminal.stop()
    expect(gone).toBe(1)
  })
})
