import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cli } from '../../support/cli.ts'

const tmux = (server: string, ...args: string[]) =>
  spawnSync('tmux', ['-L', server, '-f', '/dev/null', ...args], { encoding: 'utf8' })
const missing = spawnSync('tmux', ['-V']).status !== 0
const PROGRAM = join(import.meta.dirname, '../../../bin/earshot')

describe.skipIf(missing)(
  'the first start on a terminal',
  { meta: { skipReason: 'tmux not found: apt-get install tmux' } },
  () => {
    let cli: Cli
    let server: string

    beforeEach(() => {
      cli = new Cli()
      server = `earshot-${process.pid}-${Date.now()}`
    })

    afterEach(async () => {
      tmux(server, 'kill-server')
      await cli[Symbol.asyncDispose]()
    })

    const screen = () => tmux(server, 'capture-pane', '-p').stdout

    /** Waits until a text stands there, so many times. */
    async function shows(text: string, times = 1): Promise<void> {
      for (let tries = 0; screen().split(text).length <= times; tries++) {
        if (tries > 600) throw new Error(`no ${JSON.stringify(text)} in\n${screen()}`)
        await delay(50)
      }
    }

    function start(...args: string[]): void {
      startOn('xterm-256color', ...args)
    }

    function startOn(terminal: string, ...args: string[]): void {
      const env = {
        TERM: terminal,
        EARSHOT_HOME: cli.home,
        EARSHOT_NO_MDNS: '1',
        EARSHOT_LISTEN: '/ip4/127.0.0.1/tcp/0',
        XDG_RUNTIME_DIR: cli.folder,
        EARSHOT_LANG: 'en',
      }
      const words = Object.entries(env).map(([name, value]) => `${name}='${value}'`)
      const command = [...words, `'${process.execPath}'`, `'${PROGRAM}'`, ...args, '; echo "ended with $?"; sleep 60']
      tmux(server, 'new-session', '-d', '-x', '100', '-y', '30', command.join(' '))
    }

    const type = (text: string) => tmux(server, 'send-keys', '-l', text) && tmux(server, 'send-keys', 'Enter')

    it.each([
      ['colours', ['chat'], true],
      ['none with --no-color', ['chat', '--no-color'], false],
    ])('opens a chat with %s', async (_what, args, coloured) => {
      await cli.json('init', '--name', 'ann', '--no-passphrase')
      start(...args)
      await shows('You are ann')
      await shows('earshot>')
      expect(tmux(server, 'capture-pane', '-p', '-e').stdout.includes('\u001b[')).toBe(coloured)
    })

    it('asks, where a terminal cannot show a screen, for a name and twice for a passphrase, shows neither, and opens the chat', async () => {
      startOn('dumb')
      await shows('Your name')
      type('Tess')
      await shows('New passphrase')
      type('first words')
      await shows('The same again')
      type('other words')
      await shows('not the same')
      await shows('New passphrase', 2)
      type('first words')
      await shows('The same again', 2)
      type('first words')
      await shows('You are Tess, 12D3KooW')
      // Made just now: the passphrase is not asked for again.
      await expect.poll(() => cli.json('status'), { timeout: 20_000 }).toMatchObject({ running: true, name: 'Tess' })
      expect(screen()).not.toContain('words')
      type('/quit')
      await shows('ended with 0')
    })

    it('asks for the passphrase of a profile, and says that it was wrong', async () => {
      const file = cli.secret('pass', 'right')
      await cli.run(['init', '--name', 'Tess'], { env: { EARSHOT_PASSPHRASE_FILE: file } })
      start('friends')
      await shows('Passphrase:')
      type('wrong')
      await shows('error: ')
      await shows('ended with 4')
    })

    it('leaves when nobody answers', async () => {
      start('init', '--name', 'Tess')
      await shows('New passphrase')
      tmux(server, 'send-keys', 'C-d')
      await shows('ended with 2')
      expect(await cli.fails(['status'])).toMatchObject({ code: 'no-identity' })
    })
  },
)
