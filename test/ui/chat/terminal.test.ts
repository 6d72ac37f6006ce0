import { execFileSync, spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** A terminal of 60 columns and 20 rows, of which one reads the screen. */
class Terminal {
  /** A server of its own each time: one that just ended may still hold the name. */
  readonly #server = `earshot-test-${process.pid}-${performance.now()}`

  constructor(command: string) {
    const size = ['-x', '60', '-y', '20']
    this.#tmux('-f', '/dev/null', 'new-session', '-d', ...size, '-e', 'LC_ALL=C.UTF-8', `${command}; cat`)
  }

  /** What is on the screen, without the empty lines below. */
  get screen(): string {
    return this.#tmux('capture-pane', '-p').trimEnd()
  }

  type(text: string): void {
    this.#tmux('send-keys', '-l', text)
  }

  press(...keys: string[]): void {
    this.#tmux('send-keys', ...keys)
  }

  /** Pastes as a terminal does that brackets what is pasted. */
  paste(text: string): void {
    this.#tmux('set-buffer', text)
    this.#tmux('paste-buffer', '-p')
  }

  /** The title of the window, as the program set it. */
  get title(): string {
    return this.#tmux('display-message', '-p', '#{pane_title}').trim()
  }

  async shows(part: string): Promise<void> {
    await expect.poll(() => this.screen, { timeout: 20_000, interval: 100 }).toContain(part)
  }

  close(): void {
    this.#tmux('kill-server')
  }

  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-L', this.#server, ...args], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
  }
}

describe.skipIf(!hasTmux)(
  'in a terminal that is left and opened again',
  { meta: { skipReason: 'tmux not found: apt-get install tmux' } },
  () => {
    it('offers what was typed and not sent', async () => {
      const terminal = new Terminal(`${process.execPath} test/support/chat-terminal.ts 小明 again`)
      try {
        await terminal.shows('小明>')
        terminal.paste('not\nyet')
        await terminal.shows('小明> not␤yet')
        terminal.press('C-c')
        terminal.press('C-c')
        await terminal.shows('* Kept as a draft for 小明.')
        await expect
          .poll(() => terminal.screen, { timeout: 20_000 })
          .toMatch(/This is[\s\S]*This is[\s\S]*小明> not␤yet$/)
        terminal.type('!')
        terminal.press('Enter')
        terminal.type('/history')
        terminal.press('Enter')
        await terminal.shows('yet! ✓')
      } finally {
        terminal.close()
      }
    })
  },
)

describe.skipIf(!hasTmux)(
  'in a terminal that can do nothing',
  { meta: { skipReason: 'tmux not found: apt-get install tmux' } },
  () => {
    it('shows no passphrase while it is typed, and asks each question once', async () => {
      const terminal = new Terminal(`TERM=dumb ${process.execPath} test/support/chat-terminal.ts 小明`)
      const enter = (text: string): void => {
        terminal.type(text)
        terminal.press('Enter')
      }
      try {
        await terminal.shows('小明>')
        enter('/passwd')
        await terminal.shows('(empty if none):')
        terminal.press('Enter')
        await terminal.shows('(empty for none):')
        terminal.type('sesamex')
        terminal.press('BSpace', 'Enter')
        await terminal.shows('Again:')
        enter('sesame')
        await terminal.shows('The passphrase is changed.')
        expect(terminal.screen).not.toContain('sesame')
        expect(terminal.screen.match(/Again:/g)).toHaveLength(1)
        // Giving up leaves nothing behind for the next line, which is seen again.
        enter('/passwd')
        await expect.poll(() => terminal.screen).toMatch(/changed[\s\S]*\(empty if none\):/)
        terminal.type('half')
        terminal.press('C-c')
        await expect.poll(() => terminal.screen.match(/\(empty for none\):/g)).toHaveLength(2)
        terminal.press('C-c')
        await expect.poll(() => terminal.screen.match(/Again:/g)).toHaveLength(2)
        terminal.press('C-c')
        await terminal.shows('Nothing was changed.')
        enter('/presence')
        await expect.poll(() => terminal.screen).toMatch(/小明> \/presence\nhere/)
      } finally {
        terminal.close()
      }
    })
  },
)

describe.skipIf(!hasTmux)(
  'in a real terminal',
  { meta: { skipReason: 'tmux not found: apt-get install tmux' } },
  () => {
    let terminal: Terminal

    beforeEach(() => {
      terminal = new Terminal(`${process.execPath} test/support/chat-terminal.ts 小明`)
    })

    afterEach(() => {
      terminal.close()
    })

    it('keeps the line under way when messages arrive, also one of several rows', async () => {
      await terminal.shows('小明>')
      terminal.type('go')
      terminal.press('Enter')
      await terminal.shows('delivered')
      const long = `typing ${'long '.repeat(14)}你好`
      terminal.type(long)
      terminal.press('Left')
      await terminal.shows('second answer')
      terminal.type('很')
      await terminal.shows('你很好')
      const lines = terminal.screen.split('\n')
      const from = lines.findIndex(line => line.includes('小明> go'))
      const time = /^\d\d:\d\d/
      expect(lines.slice(from + 1).map(line => line.replace(time, 'TIME').trimEnd())).toEqual([
        '  ✓ delivered',
        expect.stringMatching(/^TIME \[2\] 小明: first answer/),
        'TIME [3] 小明: second answer',
        ...wrapped(`小明> ${long.replace('你好', '你很好')}`),
      ])
    })

    it('takes a paste of several lines as one message, to be edited before it is sent', async () => {
      await terminal.shows('小明>')
      terminal.paste('one\ntwo\n')
      await terminal.shows('小明> one␤two')
      terminal.type('!')
      terminal.press('Enter')
      terminal.type('/history')
      terminal.press('Enter')
      await terminal.shows('you: one\n               two! ✓')
    })

    it('clears the line at the first Ctrl-C', async () => {
      await terminal.shows('小明>')
      terminal.type('never sent')
      await terminal.shows('never sent')
      terminal.press('C-c')
      await expect.poll(() => terminal.screen).not.toContain('never sent')
      terminal.press('Enter')
      terminal.type('/calls')
      terminal.press('Enter')
      await terminal.shows('There is no call.')
    })

    it('counts in the title what came while another window had the keys, and gives the title back', async () => {
      await terminal.shows('小明>')
      await expect.poll(() => terminal.title).toBe('Earshot')
      // At once, so that no answer comes before it.
      terminal.type('go\r\x1b[O')
      await terminal.shows('second answer')
      await expect.poll(() => terminal.title).toBe('(2) Earshot')
      terminal.type('\x1b[I')
      await expect.poll(() => terminal.title).toBe('Earshot')
      terminal.type('still typed')
      await terminal.shows('小明> still typed')
      terminal.press('C-c', 'C-c', 'C-c')
      await terminal.shows('exit 0')
      expect(terminal.title).not.toContain('Earshot')
    })

    it('leaves at the second Ctrl-C', async () => {
      await terminal.shows('小明>')
      terminal.press('C-c')
      await terminal.shows('Press Ctrl-C once more')
      terminal.press('C-c')
      await terminal.shows('exit 0')
      expect(terminal.screen).toMatch(/Goodbye\.[^>]*exit 0$/)
    })

    it('shows in the prompt that the other one types, and tells them that one does', async () => {
      await terminal.shows('小明>')
      terminal.type('type')
      terminal.press('Enter')
      await terminal.shows('小明 (typing…)>')
      terminal.type('hi')
      await terminal.shows('小明 (typing…)> hi')
      terminal.press('C-c')
      terminal.press('C-c')
      await terminal.shows('exit 0')
      expect(terminal.screen).toMatch(/typing 小明 true, typing 小明 false/)
    })

    it('completes names and commands', async () => {
      await terminal.shows('小明>')
      terminal.type('/shak')
      terminal.press('Tab')
      await terminal.shows('小明> /shake')
      terminal.press('Tab', 'Enter')
      await terminal.shows('you shook 小明')
    })
  },
)

/** A text as rows of 60 cells; here only its last characters are wide. */
function wrapped(text: string): string[] {
  const cells = [...text].flatMap(character => (character > '\u2e7f' ? [character, ''] : [character]))
  const rows: string[] = []
  for (let at = 0; at < cells.length; at += 60)
    rows.push(
      cells
        .slice(at, at + 60)
        .join('')
        .trimEnd(),
    )
  return rows
}
