/** What happens to a screen that people leave open all day: the real program, a real node, a real terminal. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Cli, twoFriends } from '../../support/cli.ts'
import { earshotCommand, openEarshot } from '../../support/earshot-terminal.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { Tmux } from '../../support/tmux.ts'

/** What a terminal is left with when nothing is left behind. */
const MODES = '#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{wrap_flag}'
const AS_FOUND = '0 0 1 1'

let alice: Cli
let bob: Cli

const SIZE = { columns: 80, rows: 20 }

/** Alice's terminal with the conversation with bob open. */
async function talking(): Promise<Tmux> {
  const tmux = openEarshot(alice, SIZE)
  await tmux.shows('bob')
  tmux.press('M-Down')
  await tmux.shows('● bob  here')
  await tmux.shows('● alice')
  return tmux
}

/** The line between list and conversation, in every row above the bar, and the rule above the editor. */
function frameHolds(tmux: Tmux): void {
  const rows = tmux.rows.slice(0, SIZE.rows - 1)
  // The list has narrow characters only.
  const at = rows[0]?.indexOf('│') ?? -1
  expect(at).toBeGreaterThan(10)
  expect(rows.map(row => row[at] ?? '')).toEqual(rows.map(() => '│'))
  // Above the editor, with a way to the end in it while one reads further up.
  const above = new RegExp(`^.{${at}}│─{5,}(?: [a-z+ ]+)?$`)
  expect(rows.filter(row => above.test(row) && row.length >= SIZE.columns - 1)).toHaveLength(1)
}

/** The same, once what is being drawn is drawn. */
const holds = (tmux: Tmux): Promise<void> => expect.poll(() => frameHolds(tmux) ?? true).toBe(true)

const texts = async (cli: Cli, who: string): Promise<string[]> =>
  (await cli.json<{ text?: string }[]>('history', who, '--limit', '200')).map(({ text = '' }) => text)

/** Bob says so many texts, as fast as he can. */
async function flood(count: number, more = ''): Promise<void> {
  const input = Array.from({ length: count }, (_, at) => `flood ${at}${more}`).join('\n')
  await bob.run(['chat', 'alice'], { input })
}

describe.skipIf(!Tmux.available)('the terminal interface', Tmux.meta, () => {
  beforeAll(async () => {
    ;[alice, bob] = await twoFriends()
    await alice.json('settings', 'set', 'presence', 'here')
    await bob.json('settings', 'set', 'presence', 'here')
    await bob.json('send', 'alice', 'the first word')
  })

  // A draft that a failed test left would be seen by the next one.
  beforeEach(async () => {
    await alice.json('draft', 'bob', '--clear')
  })

  afterAll(async () => {
    await alice[Symbol.asyncDispose]()
    await bob[Symbol.asyncDispose]()
  })

  it('comes through any size: while one types, with a panel open, during a flood', async () => {
    const tmux = await talking()
    const small = async (): Promise<void> => {
      tmux.resize(20, 5)
      await expect.poll(() => tmux.rows.length).toBe(5)
      await delay(100)
      tmux.resize(SIZE.columns, SIZE.rows)
    }
    tmux.type('half a ')
    await small()
    tmux.type('word')
    await tmux.shows('half a word')
    await holds(tmux)
    tmux.press('F1')
    await tmux.shows('╭')
    const before = await tmux.still()
    await small()
    await expect.poll(() => tmux.screen).toBe(before)
    tmux.press('Escape')
    await expect.poll(() => tmux.screen).not.toContain('╭')
    const flooding = flood(200)
    for (const [columns, rows] of [
      [20, 5],
      [300, 80],
      [1, 1],
      [20, 5],
      [59, 7],
    ] as const) {
      tmux.resize(columns, rows)
      await delay(60)
    }
    tmux.resize(SIZE.columns, SIZE.rows)
    await flooding
    await tmux.shows('flood 199')
    await holds(tmux)
    expect(tmux.screen).toContain('half a word')
    tmux.press('C-c')
    await tmux.shows('Write to bob')
  })

  it('comes through a storm of sizes with each panel open, pictures too, and takes keys in the smallest one', async () => {
    await alice.json('settings', 'set', 'ui.pictures', 'kitty')
    const tmux = await talking()
    const sizes = [
      [20, 5],
      [1, 1],
      [300, 80],
      [2, 30],
      [67, 10],
      [300, 1],
      [24, 7],
    ] as const
    // Help, a form, requests, who is nearby, the palette, conversations, search, a profile with a picture, an invitation, emoji, a date, a menu.
    for (const key of ['F1', 'F3', 'F4', 'F6', 'C-p', 'C-o', 'M-s', 'M-o', 'M-i', 'M-.', 'M-j', 'M-v']) {
      tmux.press(key)
      await tmux.shows('╭')
      const before = await tmux.still()
      for (let round = 0; round < 3; round++) for (const [columns, rows] of sizes) tmux.resize(columns, rows)
      tmux.resize(1, 1)
      await delay(50)
      tmux.press('Down', 'Up', 'x', 'BSpace', 'Tab', 'BTab')
      await delay(50)
      tmux.resize(SIZE.columns, SIZE.rows)
      await tmux.shows('╭')
      await expect.poll(() => tmux.screen.split('\n').length, { message: key }).toBe(before.split('\n').length)
      await expect
        .poll(
          async () => {
            const shown = tmux.screen
            tmux.press('C-l')
            await delay(150)
            return tmux.screen === shown
          },
          { message: key },
        )
        .toBe(true)
      await tmux.leaves('╭')
    }
    await holds(tmux)
    await alice.json('settings', 'reset', 'ui.pictures')
    tmux.press('C-q')
    await tmux.ended()
  })

  it('lets nothing that a peer says move the cursor, change the title or break the frame', async () => {
    const hostile = {
      escapes: 'x\x1b[2J\x1b[H\x1b]2;owned\x07\x1b[31m\x1b[?1049l\x9b5;5H\x1bcy',
      bidi: '\u202e\u2066gnp.exe\u2069\u202c\u200f right',
      nothing: `a${'\u200b\u200d\ufeff\u2060'.repeat(2_000)}b`,
      marks: `z${'\u0300\u0316\u20dd'.repeat(500)} algo`,
      wide: `${'界'.repeat(300)} ${'👩‍👩‍👧'.repeat(50)}`,
      tabs: 'a\tb\rc\x08d\x0be\x0cf\x7f',
      long: 'L'.repeat(60_000),
    }
    const tmux = await talking()
    // With the number of unread messages before it, where there are some.
    const title = /^(\(\d+\) )?Earshot$/
    expect(tmux.title).toMatch(title)
    // It is hidden while a frame is drawn.
    await expect.poll(() => tmux.cursor.shown).toBe(true)
    const { cursor } = tmux
    for (const text of Object.values(hostile)) await bob.json('send', 'alice', text)
    await bob.json('send', 'alice', 'and so it ends')
    await tmux.shows('and so it ends')
    for (let page = 0; page < 6; page++) {
      await holds(tmux)
      await expect.poll(() => tmux.cursor).toEqual(cursor)
      expect(tmux.title).toMatch(title)
      expect(tmux.screen).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/)
      tmux.press('PageUp')
      await delay(200)
    }
    // As a draft, from another program.
    await alice.json('draft', 'bob', `${hostile.escapes}${hostile.bidi}`)
    tmux.press('C-q')
    await tmux.ended()
    const again = await talking()
    await holds(again)
    expect(again.title).toMatch(title)
    await alice.json('draft', 'bob', '--clear')
  })

  it('waits for its node as long after an hour as at the start', async () => {
    // Seconds for the start, and for each call.
    const patience = 12
    const tmux = openEarshot(alice, { ...SIZE, words: `--timeout ${patience}` })
    await tmux.shows('● alice')
    tmux.press('M-Down')
    await tmux.shows('Write to bob')
    await delay(patience * 1_000)
    const node = await alice.pid()
    process.kill(node, 'SIGSTOP')
    try {
      tmux.type('said to a busy node')
      tmux.press('Enter')
      await delay(2_500)
    } finally {
      process.kill(node, 'SIGCONT')
    }
    await tmux.shows(/said to a busy node […✓]/)
    expect(tmux.screen).not.toContain('did not answer')
  })

  it.each(['SIGTERM', 'SIGHUP', 'SIGKILL of its node'] as const)('gives the terminal back at %s', async what => {
    const tmux = new Tmux({ command: 'bash --norc --noprofile', ...SIZE, env: { PS1: '> ', ...clean(alice) } })
    try {
      tmux.type(`${alice.program('').command}; echo code $?\r`)
      await tmux.shows('● alice')
      const pid = Number(execFileSync('pgrep', ['-P', String(tmux.pid)], { encoding: 'utf8' }).trim())
      if (what === 'SIGKILL of its node') {
        process.kill(await alice.pid(), 'SIGKILL')
        await expect.poll(() => tmux.screen, { timeout: 20_000 }).toMatch(/Connected again|● alice/)
        tmux.press('C-q')
      } else {
        tmux.press('M-Down')
        await tmux.shows('Write to bob')
        tmux.type(`written before ${what}`)
        await tmux.shows(`written before ${what}`)
        process.kill(pid, what)
      }
      await tmux.shows(/code \d+/)
      expect(tmux.ask(MODES)).toBe(AS_FOUND)
      // Not a second had passed since the last key.
      if (what !== 'SIGKILL of its node')
        expect((await alice.json<{ draft?: string }>('draft', 'bob')).draft).toBe(`written before ${what}`)
    } finally {
      tmux.close()
    }
  })

  it.each([
    ['an error that nobody caught', `throw new Error('wrong on purpose')`],
    ['a rejection that nobody took', `void Promise.reject(new Error('wrong on purpose'))`],
  ])('gives the terminal back at %s, says what it was, ends with 1, and has the draft still', async (_, fault) => {
    const folder = await temporaryFolder()
    // Only what sits at a terminal goes wrong, when it is told to: not the node, which a command may start.
    const file = join(folder, 'fault.mjs')
    writeFileSync(file, `if (process.stdout.isTTY) process.on('SIGUSR2', () => { ${fault} })\n`)
    const env = { PS1: '> ', NODE_OPTIONS: `--import=${file}`, ...clean(alice) }
    using tmux = new Tmux({ command: 'bash --norc --noprofile', columns: 80, rows: 40, env })
    tmux.type("printf '\\033]2;mine\\007'; clear; echo was here\r")
    await tmux.shows(/^was here$/m)
    tmux.type(`${alice.program('').command}; echo code $?\r`)
    await tmux.shows('● alice')
    tmux.press('M-Down')
    await tmux.shows('Write to bob')
    tmux.type('written before it broke')
    await tmux.shows('written before it broke')
    const pid = Number(execFileSync('pgrep', ['-P', String(tmux.pid)], { encoding: 'utf8' }).trim())
    process.kill(pid, 'SIGUSR2')
    await tmux.shows(/code \d+/)
    expect(tmux.screen).toContain('code 1')
    expect(tmux.ask(MODES)).toBe(AS_FOUND)
    expect(tmux.title).toBe('mine')
    expect(tmux.screen).toContain('Error: wrong on purpose')
    expect(tmux.screen).toMatch(/^was here$/m)
    expect(tmux.screen).not.toContain('● alice')
    // What is typed is seen, and the node has gone on.
    tmux.type('echo a"b"c\r')
    await tmux.shows(/^abc$/m)
    const again = await talking()
    await again.shows('written before it broke')
    again.press('C-c')
    await again.shows('Write to bob')
    again.press('C-q')
    await again.ended()
  })

  it('keeps what was written when its window is closed, at once', async () => {
    const tmux = new Tmux({ command: earshotCommand(alice), ...SIZE })
    await tmux.shows('● alice')
    tmux.press('M-Down')
    await tmux.shows('Write to bob')
    tmux.type('written before it closed')
    await tmux.shows('written before it closed')
    tmux.close()
    await expect
      .poll(async () => (await alice.json<{ draft?: string }>('draft', 'bob')).draft, { timeout: 20_000 })
      .toBe('written before it closed')
  })

  it('stops by Ctrl+Z and goes on by fg, as it was', async () => {
    using tmux = new Tmux({ command: 'bash --norc --noprofile', ...SIZE, env: { PS1: '> ', ...clean(alice) } })
    tmux.type(`${alice.program('').command}\r`)
    await tmux.shows('● alice')
    tmux.press('M-Down')
    await tmux.shows('Write to bob')
    tmux.type('before')
    await tmux.shows('before')
    tmux.press('C-z')
    await tmux.shows('Stopped')
    expect(tmux.ask(MODES)).toBe(AS_FOUND)
    await bob.json('send', 'alice', 'while you were out')
    tmux.type('fg\r')
    await tmux.shows('while you were out')
    tmux.type(' after')
    await tmux.shows('before after')
    await holds(tmux)
    tmux.press('C-c')
    await tmux.shows('Write to bob')
    tmux.press('C-q')
    // What it keeps when it ends is not to come after the next test has begun.
    await expect.poll(() => tmux.ask(MODES)).toBe(AS_FOUND)
  })

  it('survives its node: the draft stays, nothing is lost and nothing comes twice', async () => {
    const tmux = await talking()
    tmux.type('sent before')
    tmux.press('Enter')
    await tmux.shows(/sent before ✓/)
    tmux.type('a draft')
    await tmux.shows('a draft')
    process.kill(await alice.pid(), 'SIGKILL')
    await tmux.shows('Connected again')
    expect(tmux.screen).toContain('a draft')
    tmux.press('Enter')
    await expect.poll(() => texts(bob, 'alice'), { timeout: 20_000 }).toContain('a draft')
    await bob.json('send', 'alice', 'I am still here', '--wait', 'delivered')
    await tmux.shows('I am still here')
    expect(tmux.screen.match(/I am still here/g)).toHaveLength(1)
    const all = await texts(bob, 'alice')
    expect(all.filter(text => text === 'a draft')).toHaveLength(1)
    expect(all.filter(text => text === 'sent before')).toHaveLength(1)
  })

  it('says that the node was stopped elsewhere, keeps what is written, and starts it by a key', async () => {
    const tmux = await talking()
    tmux.type('written before')
    await tmux.shows('written before')
    await alice.run(['down'])
    await tmux.shows('f5')
    tmux.type(' and after')
    tmux.press('Enter')
    await tmux.shows('written before and after')
    expect(await texts(bob, 'alice')).not.toContain('written before and after')
    tmux.press('F5')
    await tmux.shows('● alice')
    expect(tmux.screen).toContain('written before and after')
    tmux.press('C-c')
    await tmux.shows('Write to bob')
  })

  it('is the same in two terminals: what is said, read and set; and keeps drafts when it ends or is killed', async () => {
    const one = await talking()
    const two = openEarshot(alice, SIZE)
    await two.shows('● alice')
    one.type('from the first')
    one.press('Enter')
    await one.shows('from the first ✓')
    // What is open in one is shown there, unless one insists.
    two.press('M-Down')
    await two.shows('bob is open in another')
    two.press('M-Down')
    await two.shows('from the first ✓')
    await alice.json('settings', 'set', 'ui.time', '12h')
    await one.shows(/\d [AP]M/)
    await two.shows(/\d [AP]M/)
    await alice.json('settings', 'reset', 'ui.time')
    await bob.json('send', 'alice', 'seen by both')
    await one.shows('seen by both')
    await two.shows('seen by both')
    await expect.poll(() => alice.json<unknown[]>('unread'), { timeout: 20_000 }).toEqual([])
    two.press('C-q')
    await two.ended()
    one.type('kept by quitting')
    await one.shows('kept by quitting')
    one.press('C-q')
    expect(await one.ended()).toBe(0)
    const three = await talking()
    await three.shows('kept by quitting')
    three.type(', and by killing')
    await three.shows('and by killing')
    // Kept a moment after the last key.
    await expect
      .poll(async () => (await alice.json<{ draft?: string }>('draft', 'bob')).draft, { timeout: 20_000 })
      .toBe('kept by quitting, and by killing')
    process.kill(three.pid, 'SIGKILL')
    const four = await talking()
    await four.shows('kept by quitting, and by killing')
    four.press('C-c')
    await four.shows('Write to bob')
  })

  it('costs nothing while nothing happens', async () => {
    const tmux = await talking()
    // What woke up ten times a second would never come to rest. How long it is awake, the machine decides.
    const waking = async (): Promise<number> => {
      const before = wakes(tmux.pid)
      await delay(5_000)
      return wakes(tmux.pid) - before
    }
    await expect.poll(waking, { timeout: 60_000, interval: 0 }).toBeLessThan(25)
  })

  it('stays small before a terminal that takes 1 KB/s, which then gets the newest screen', async () => {
    const { command, env } = alice.program('')
    const terminal = spawn('script', ['-qfc', `stty rows 20 cols 80; echo pid $$; exec ${command}`, '/dev/null'], {
      env: { ...env, TERM: 'xterm-256color' },
    })
    let seen = ''
    terminal.stdout.setEncoding('utf8')
    /** Characters that are taken every 100 ms. */
    let pace = 65_536
    const reading = setInterval(() => {
      seen += terminal.stdout.read(Math.min(pace, terminal.stdout.readableLength)) ?? ''
    }, 100)
    try {
      await expect.poll(() => seen, { timeout: 20_000 }).toContain('alice')
      const pid = Number(/pid (\d+)/.exec(seen)?.[1])
      terminal.stdin.write('\x1b[1;3B')
      await expect.poll(() => seen, { timeout: 20_000 }).toContain('Write to bob')
      pace = 100
      await flood(400, ' x'.repeat(100))
      // All are with her, and drawn as far as the terminal takes them.
      await expect.poll(async () => (await texts(alice, 'bob')).at(-1), { timeout: 30_000 }).toContain('flood 399')
      await delay(1_000)
      expect(residentMiB(pid)).toBeLessThan(250)
      seen = ''
      pace = 65_536
      // Nothing of 400 screens but the pipes' content and the newest one; drawn anew, it can be read here.
      await delay(2_000)
      terminal.stdin.write('\x0c')
      await expect.poll(() => seen, { timeout: 20_000 }).toContain('flood 399')
      expect(seen.length).toBeLessThan(400_000)
      terminal.stdin.write('\x11')
      await once(terminal, 'exit')
    } finally {
      clearInterval(reading)
      terminal.kill()
    }
  })
})

/** How often a process, its own thread, began to wait for something (proc(5)): each time it had been woken. */
function wakes(pid: number): number {
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** What a profile's programs run in, for a shell of tmux. */
function clean(cli: Cli): Record<string, string> {
  const { env } = cli.program('')
  const own = Object.entries(env).filter(([name, value]) => value !== undefined && value !== process.env[name])
  return Object.fromEntries(own as [string, string][])
}
