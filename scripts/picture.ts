/**
 * `npm run picture`: makes `docs/picture.svg`, the picture in the README, from the real program. Two peers on a network of their own
 * (`test/support/lan/`, nothing of it reaches the real one), each in a terminal (tmux) into which this script types; what the
 * two terminals then show is drawn. Nothing is added and nothing is left out but the lines that scrolled away.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Host } from '../test/support/lan/host.ts'
import { Network } from '../test/support/lan/network.ts'
import { lanSupport, whichTool } from '../test/support/lan/support.ts'
import { until } from '../test/support/lan/until.ts'
import { terminalSvg, type Window } from './terminal-svg.ts'

const ROOT = join(import.meta.dirname, '..')
const FILE = join(ROOT, 'docs/picture.svg')
const COLUMNS = 84
const ROWS = 26
/** Milliseconds until a terminal must show what is waited for; machines that build at the same time are slow. */
const PATIENCE = 20_000

/** Hour and minute at which they talk. */
const LUNCH = [11, 42] as const

function secondsTo([hour, minute]: readonly [number, number]): number {
  const now = new Date()
  // Never 0, which would be the machine's own clock.
  return Math.floor((new Date(now).setHours(hour, minute, 0, 0) - now.getTime()) / 1_000) || 1
}

/** A terminal on a host, with the full screen in it. */
class Terminal {
  readonly #host: Host
  readonly #socket: string

  private constructor(host: Host) {
    this.#host = host
    this.#socket = join(host.home, '..', 'tmux')
  }

  /** Opens the program in a new terminal. The words are `earshot`'s arguments. */
  static async open(host: Host, ...words: string[]): Promise<Terminal> {
    const terminal = new Terminal(host)
    const size = ['-x', String(COLUMNS), '-y', String(ROWS)]
    const program = [process.execPath, join(ROOT, 'bin/earshot'), ...words]
    await terminal.#tmux('new-session', '-d', ...size, ...program)
    return terminal
  }

  /** Types a line and presses Enter. */
  async type(line: string): Promise<void> {
    await this.#tmux('send-keys', '-l', line)
    await this.#tmux('send-keys', 'Enter')
  }

  /** Presses keys by tmux's names. */
  async press(...keys: string[]): Promise<void> {
    await this.#tmux('send-keys', ...keys)
  }

  /** Waits until the terminal shows a text. */
  async shows(text: string): Promise<void> {
    await until(async () => (await this.#tmux('capture-pane', '-p', '-J')).includes(text), {
      what: `${this.#host.name}'s terminal shows “${text}”`,
      timeout: PATIENCE,
    })
  }

  async window(title: string): Promise<Window> {
    const screen = await this.#tmux('capture-pane', '-e', '-p', '-N')
    const [column, row] = (await this.#tmux('display-message', '-p', '#{cursor_x} #{cursor_y}')).split(' ').map(Number)
    return { title, columns: COLUMNS, rows: ROWS, screen, cursor: { column: column ?? 0, row: row ?? 0 } }
  }

  #tmux(...words: string[]): Promise<string> {
    const env = { ...this.#host.env, NO_COLOR: undefined, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' }
    return this.#host.namespace.must('tmux', ['-u', '-S', this.#socket, '-f', '/dev/null', ...words], { env })
  }
}

/** Ana and 小明 befriend each other and talk, and there are others; each has the program in their own language. */
async function scene(network: Network): Promise<Window[]> {
  const [left, right] = [await network.host('ana'), await network.host('xiaoming')]
  const others = [await network.host('ben'), await network.host('lena')]
  const named = [
    [left, 'Ana'] as const,
    [right, '小明'] as const,
    [others[0]!, 'Ben Okafor'] as const,
    [others[1]!, 'Lena'] as const,
  ]
  for (const [host, name] of named) {
    // They talk about lunch.
    host.skewClock(secondsTo(LUNCH))
    await host.init(name)
    await host.up()
    await host.json('presence', 'here')
  }
  const [ben, lena] = others as [Host, Host]
  // Whoever was invited becomes a friend at once.
  for (const friend of [right, ben]) await friend.json('add', (await left.json<{ link: string }>('invite')).link)
  await right.json('add', (await lena.json<{ link: string }>('invite')).link)
  await settled(left, 2)
  await settled(right, 2)
  await left.json('pin', '小明')
  await right.json('mute', 'Lena')

  const ana = await Terminal.open(left)
  await ana.shows('Lena')
  const ming = await Terminal.open(right, '--lang', 'zh')
  await ming.shows('Ben Okafor')
  await ana.press('M-Down')
  await ana.shows('小明  here')
  await ming.press('M-Down')
  await ming.shows('Ana')
  await ana.type('Lunch at noon? There is a new noodle place behind the station 🍜')
  await ming.shows('noodle place')
  await ming.type('好，十二点见！')
  await ana.shows('十二点见')
  await ming.press('M-m', 'Up')
  await ming.type('r')
  await ming.type('门口等你 👍')
  await ana.shows('门口等你')
  const [answer] = (await left.json<{ id: string }[]>('history', '小明')).slice(-1)
  await left.json('react', answer?.id ?? '', '🎉')
  await ming.shows('🎉')
  await lena.json('send', '小明', '周末的照片都在这里了')
  await ben.json('send', 'Ana', '@Ana the train leaves at ten past six')
  await ana.type('@小明 I am at the door, it rains')
  await ming.shows('it rains')
  await ming.type('马上来！带伞了 ☂')
  await ana.shows('马上来')
  await right.json('read', 'Ana')
  return [await ana.window('Ana: earshot'), await ming.window('小明: earshot --lang zh')]
}

/** Waits until somebody has so many friends. */
async function settled(host: Host, count: number): Promise<void> {
  const friends = async (): Promise<boolean> =>
    (await host.json<{ state: string; presence: string }[]>('friends')).filter(
      ({ state, presence }) => state === 'friend' && presence === 'here',
    ).length === count
  await until(friends, { what: `${host.name} has ${count} friends here`, timeout: PATIENCE })
}

const support = lanSupport()
if (!support.available || whichTool('tmux') === undefined) {
  console.error(`The picture needs tmux and network namespaces. ${support.available ? '' : support.reason}`)
  process.exit(1)
}
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit', cwd: ROOT })
const network = await Network.create()
try {
  const description =
    'Two terminals. Left the list of conversations with who is here and what is unread, right the conversation: Ana and 小明 agree on lunch in English and Chinese, with a quote, a reaction and a mention.'
  writeFileSync(FILE, terminalSvg(await scene(network), 'Earshot: two people talk on one network', description))
  console.log(FILE)
} finally {
  await network.close()
}
