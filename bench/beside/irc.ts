/** irssi and WeeChat at an IRC server of this machine, and somebody who talks to them: what people have open all day on terminals. */
import { writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { Child } from '../child.ts'
import { type Context, sleep } from '../measure.ts'
import { TerminalProgram } from '../terminal/terminal-program.ts'
import { folder } from './bare.ts'
import { freePort, reach } from './net.ts'
import type { Alternative } from './packages.ts'

export const NGIRCD: Alternative = { program: 'ngircd', packages: ['ngircd'] }
export const IRSSI: Alternative = { program: 'irssi', packages: ['irssi'] }
export const WEECHAT: Alternative = { program: 'weechat', packages: ['weechat-curses', 'weechat-plugins'] }

const CHANNEL = '#bench'
const WITHIN_MS = 10_000

/** A server without the limits that keep people from flooding each other. */
export async function startNgircd(context: Context, program: string): Promise<number> {
  const port = await freePort()
  const config = join(await folder(context, 'ngircd'), 'ngircd.conf')
  await writeFile(
    config,
    [
      '[Global]',
      'Name = irc.example.net',
      'Listen = 127.0.0.1',
      `Ports = ${port}`,
      '[Limits]',
      'MaxPenaltyTime = 0',
      '[Options]',
      'DNS = no',
      'Ident = no',
      'PAM = no',
      '',
    ].join('\n'),
  )
  context.owned.use(new Child({ command: program, args: ['-n', '-f', config], signal: context.signal }))
  ;(await reach(port, context.signal)).destroy()
  return port
}

/** Somebody in the channel, who says what they are told to. */
export class Talker {
  readonly #socket: Socket
  #heard = ''

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async join(context: Context, port: number, name: string): Promise<Talker> {
    const socket = await reach(port, context.signal)
    context.owned.defer(() => {
      socket.destroy()
    })
    const talker = new Talker(socket)
    socket.setEncoding('utf8').on('data', (text: string) => {
      talker.#heard = (talker.#heard + text).slice(-4_000)
      for (const [, token] of text.matchAll(/^PING (.*)\r$/gm)) socket.write(`PONG ${token}\r\n`)
    })
    socket.write(`NICK ${name}\r\nUSER ${name} 0 * :${name}\r\n`)
    await talker.hears(/ 001 /, context)
    socket.write(`JOIN ${CHANNEL}\r\n`)
    await talker.hears(/ 366 /, context)
    return talker
  }

  async hears(what: RegExp, context: Context): Promise<void> {
    const deadline = performance.now() + WITHIN_MS
    while (!what.test(this.#heard)) {
      if (performance.now() > deadline)
        throw new Error(`the IRC server did not say ${what}: ${this.#heard.slice(-300)}`)
      await sleep(20, context.signal)
    }
  }

  say(text: string): void {
    this.#socket.write(`PRIVMSG ${CHANNEL} :${text}\r\n`)
  }
}

export interface IrcClient {
  name: string
  /** Starts it without a server; its screen is there when `text` is. */
  alone: { command: string; args: string[]; text: string }
  /** Starts it in the channel. */
  open(port: number, talker: Talker): Promise<TerminalProgram>
}

export async function irssi(context: Context, program: string): Promise<IrcClient> {
  const home = await folder(context, 'irssi')
  const plain = await folder(context, 'irssi-alone')
  return {
    name: 'irssi',
    alone: { command: program, args: [`--home=${plain}`, '-n', 'alice', '-!'], text: '[(status)]' },
    open: async (port, talker) => {
      await writeFile(
        join(home, 'config'),
        [
          `servers = ( { address = "127.0.0.1"; port = "${port}"; chatnet = "bench"; use_tls = "no"; autoconnect = "yes"; } );`,
          'chatnets = { bench = { type = "IRC"; }; };',
          `channels = ( { name = "${CHANNEL}"; chatnet = "bench"; autojoin = "yes"; } );`,
          'settings = { core = { nick = "alice"; user_name = "alice"; real_name = "alice"; }; };',
          '',
        ].join('\n'),
      )
      const terminal = await TerminalProgram.start(context, program, [`--home=${home}`])
      await talker.hears(/alice[^\r]* JOIN /, context)
      // The channel has a window of its own, to which one goes by this key.
      await terminal.press('\x1b2', '#bench')
      await terminal.rest(2)
      return terminal
    },
  }
}

export async function weechat(context: Context, program: string): Promise<IrcClient> {
  const home = await folder(context, 'weechat')
  const plain = await folder(context, 'weechat-alone')
  return {
    name: 'WeeChat',
    alone: { command: program, args: ['-d', plain, '-P', 'irc', '-a'], text: 'weechat' },
    open: async (port, talker) => {
      const commands = [
        `/server add bench 127.0.0.1/${port} -notls -nossl`,
        '/set irc.server.bench.nicks alice',
        `/set irc.server.bench.autojoin ${CHANNEL}`,
        '/connect bench',
      ]
      const args = ['-d', home, '-P', 'irc', ...commands.flatMap(command => ['-r', command])]
      const terminal = await TerminalProgram.start(context, program, args)
      await talker.hears(/alice[^\r]* JOIN /, context)
      await terminal.rest(2)
      return terminal
    },
  }
}
