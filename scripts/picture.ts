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
const COLUMNS = 58
const ROWS = 25
/** Milliseconds until a terminal must show what is waited for; machines that build at the same time are slow. */
const PATIENCE = 20_000

/** A terminal on a host, with the line mode in it. */
class Terminal {
  readonly #host: Host
  readonly #socket: string

  private constructor(host: Host) {
    this.#host = host
    this.#socket = join(host.home, '..', 'tmux')
  }

  /** Opens the chat in a new terminal. The words are `earshot`'s arguments. */
  static async open(host: Host, ...words: string[]): Promise<Terminal> {
    const terminal = new Terminal(host)
    const size = ['-x', String(COLUMNS), '-y', String(ROWS)]
    const program = [process.execPath, join(ROOT, 'bin/earshot'), 'chat', ...words]
    await terminal.#tmux('new-session', '-d', ...size, ...program)
    return terminal
  }

  /** Types a line and presses Enter. */
  async type(line: string): Promise<void> {
    await this.#tmux('send-keys', '-l', line)
    await this.#tmux('send-keys', 'Enter')
  }

  /** Waits until the terminal shows a text. */
  async shows(text: string): Promise<void> {
    await until(async () => (await this.#tmux('capture-pane', '-p', '-J')).includes(text), {
      what: `${this.#host.name}'s terminal shows “${text}”`,
      timeout: PATIENCE,
    })
  }

  async window(title: string): Promise<Window> {
    const screen = await this.#tmux('capture-pane', '-e', '-p')
    const [column, row] = (await this.#tmux('display-message', '-p', '#{cursor_x} #{cursor_y}')).split(' ').map(Number)
    return { title, columns: COLUMNS, rows: ROWS, screen, cursor: { column: column ?? 0, row: row ?? 0 } }
  }

  #tmux(...words: string[]): Promise<string> {
    const env = { ...this.#host.env, NO_COLOR: undefined, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' }
    return this.#host.namespace.must('tmux', ['-u', '-S', this.#socket, '-f', '/dev/null', ...words], { env })
  }
}

/** Ana and 小明 meet, befriend each other and talk; each has the program in their own language. */
async function scene(network: Network): Promise<Window[]> {
  const [left, right] = [await network.host('ana'), await network.host('xiaoming')]
  for (const [host, name] of [[left, 'Ana'] as const, [right, '小明'] as const]) {
    await host.init(name)
    await host.up()
  }
  const ana = await Terminal.open(left)
  await ana.shows('小明')
  const ming = await Terminal.open(right, '--lang', 'zh')
  await ming.shows('Ana')

  await ana.type('/add 小明 Hello from the second floor!')
  await ming.shows('second floor')
  await ming.type('/accept Ana')
  await ana.shows('friends now')
  await ming.type('/open Ana')
  await ming.shows('Ana>')
  await ana.type('/open 小明')
  await ana.shows('小明>')
  await ana.type('Lunch at noon? 🍜')
  await ming.shows('Lunch at noon?')
  await ming.type('好，十二点见 👍🏽')
  await ana.shows('好，十二点见')
  await ana.type('It is noon. I am at the door.')
  await ming.shows('at the door')
  await ana.type('/shake')
  await ming.shows('≋')
  await ming.type('马上来！')
  await ana.shows('马上来')
  await ana.type('/call tcp://10.73.0.2:7000')
  await ming.shows('tcp://10.73.0.2:7000')
  await ming.type('/answer tcp://10.73.0.3:7001')
  await ana.shows('tcp://10.73.0.3:7001')
  await ana.shows('connected')
  return [await ana.window('Ana: earshot'), await ming.window('小明: earshot --lang zh')]
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
    'Two terminals. Ana asks 小明 to be friends, they agree on lunch in English and Chinese, Ana shakes his window and offers a call session.'
  writeFileSync(FILE, terminalSvg(await scene(network), 'Earshot: two people talk on one network', description))
  console.log(FILE)
} finally {
  await network.close()
}
