/** The full-screen interface in a real pseudo-terminal, beside irssi and WeeChat at an IRC server of this machine. */
import { IRSSI, type IrcClient, irssi, NGIRCD, startNgircd, Talker, WEECHAT, weechat } from './beside/irc.ts'
import { missing, need } from './beside/packages.ts'
import { run } from './child.ts'
import { type EarshotNode, earshot, earshotPair, makeProfile, startNode } from './earshot.ts'
import { type Aim, alternate, type Benchmark, type Context, median, quantile, type Row } from './measure.ts'
import { Flood } from './terminal/flood.ts'
import { longConversation } from './terminal/long.ts'
import { COLUMNS, cpuOf, openEarshot, ROWS, TerminalProgram, type Typed } from './terminal/terminal-program.ts'

const STARTS = 7
const COLD_STARTS = 3
const KEYS = 120
/** Messages a second. */
const RATE = 1_000
const SINGLE_MESSAGES = 10
const REST_S = 20
/** As terminals send it. */
const ALT_DOWN = '\x1b[1;3B'

const LATIN = (n: number): string => `message ${n} of many that come one after the other, as people write`
const CHINESE = (n: number): string => `第 ${n} 条消息：我们在这里聊天，一条接着一条，像人们平常那样写字`

export const terminal: Benchmark = {
  name: 'terminal',
  about: `The full-screen interface in a pseudo-terminal of ${COLUMNS} × ${ROWS}, beside irssi and WeeChat in one of the same size, at ngIRCd on the loopback. Keys are written and what is drawn is read by one small program, whose clock it is.`,
  limit: 700,
  async run(context: Context) {
    const clients = await ircClients(context)
    return [
      ...(await starts(context, clients.all)),
      ...(await talking(context, clients)),
      ...(await longConversation(context)),
    ]
  },
}

interface Clients {
  all: IrcClient[]
  port: number | undefined
  note: string | undefined
}

async function ircClients(context: Context): Promise<Clients> {
  const server = await need(context, NGIRCD)
  const all: IrcClient[] = []
  const notes: string[] = server === undefined ? [missing(NGIRCD)] : []
  for (const [alternative, make] of [
    [IRSSI, irssi],
    [WEECHAT, weechat],
  ] as const) {
    const program = await need(context, alternative)
    if (program === undefined) notes.push(missing(alternative))
    else all.push(await make(context, program))
  }
  return {
    all,
    port: server === undefined ? undefined : await startNgircd(context, server),
    note: notes.length === 0 ? undefined : notes.join('; '),
  }
}

/** Each figure of ours beside each of theirs. */
function beside(
  what: string,
  unit: Row['unit'],
  ours: number,
  theirs: [string, number][],
  aim?: Aim,
  note?: string,
): Row[] {
  const row: Row = { what, unit, earshot: ours, ...(aim && { aim }), ...(note !== undefined && { note }) }
  if (theirs.length === 0) return [row]
  return theirs.map(([name, value], at) =>
    at === 0 ? { ...row, beside: { name, value } } : { what, unit, earshot: ours, beside: { name, value } },
  )
}

const under = (value: number, ours: number, unit: string): Aim => ({ text: `≤ ${value} ${unit}`, met: ours <= value })

async function starts(context: Context, clients: IrcClient[]): Promise<Row[]> {
  const home = await makeProfile(context, 'ours')
  const friend = await makeProfile(context, 'zelda')
  const node = await startNode(context, home)
  await node.messenger.add({ who: (await (await startNode(context, friend)).messenger.invite()).link })
  /** Until the screen is drawn, and a letter that is typed then is on it. */
  const usable = async (program: TerminalProgram, text: string, letter: string): Promise<number> => {
    const drawn = await program.started(text)
    const typed = await program.press(letter, letter.at(-1) ?? '')
    await program.stop()
    return drawn + typed
  }
  const first: number[] = []
  const attach = async (): Promise<number> => {
    const program = await openEarshot(context, home)
    first.push(await program.started('starting'))
    return usable(program, 'zelda', '/Q')
  }
  const sides: Record<string, () => Promise<number>> = {
    node: async () => (await run(process.execPath, ['-e', '0'], { signal: context.signal })).time,
    attach,
  }
  for (const { name, alone } of clients) {
    sides[name] = async () => usable(await TerminalProgram.start(context, alone.command, alone.args), alone.text, 'Q')
  }
  const times = await alternate(sides, { rounds: STARTS, warmup: 1, signal: context.signal })
  await node.stop()
  const cold: number[] = []
  for (let round = 0; round < COLD_STARTS; round++) {
    const program = await openEarshot(context, home)
    cold.push(await usable(program, 'zelda', '/Q'))
    // Unless it ended already, with the last one that used it.
    await run(...earshot(home, 'down'), { signal: context.signal }).catch(() => undefined)
  }
  const theirs = clients.map(({ name }): [string, number] => [name, median(times[name] ?? [])])
  const bare = median(times.node ?? [])
  const drawn = median(first.slice(1))
  return [
    {
      what: 'start to the first frame, a node runs',
      unit: 'ms',
      earshot: drawn,
      beside: { name: 'node -e 0', value: bare },
      aim: { text: '≤ 1.5 × + 60 ms', met: drawn <= 1.5 * bare + 60 },
    },
    ...beside(
      'start to usable, a node runs',
      'ms',
      median(times.attach ?? []),
      theirs,
      undefined,
      'until the list is drawn and a letter that was typed then is shown. The others have no server, and connect to none.',
    ),
    ...beside(
      'start to usable, no node runs',
      'ms',
      median(cold),
      theirs,
      undefined,
      'with the start of the node in the background.',
    ),
  ]
}

interface Talked {
  keys: Typed
  chinese: Typed
  message: number[]
  chineseMessage: number[]
  flooded: Typed
  /** Messages a second that were shown. */
  rate: number
  /** Milliseconds of processor time of the client for each message of the flood. */
  cost: number
  /** The same of our nodes: the author's and the reader's. */
  nodeCosts: readonly number[]
  memory: number
  cpu: number
  nodeCpu?: number
}

interface Speaker {
  say(text: string): Promise<unknown>
  flood(rate: number): Flood
}

/** @param nodes - of our nodes, the author's and the reader's */
async function talk(program: TerminalProgram, speaker: Speaker, nodes: readonly number[] = []): Promise<Talked> {
  const say = async (textOf: (n: number) => string): Promise<number[]> => {
    const bytes: number[] = []
    for (let n = 0; n < SINGLE_MESSAGES; n++) bytes.push(await program.bytesOf(() => speaker.say(textOf(n + 100))))
    return bytes
  }
  for (let n = 0; n < 40; n++) await speaker.say(LATIN(n + 50))
  await program.rest(1)
  const message = await say(LATIN)
  const keys = await program.type(KEYS, 0.06)
  for (let n = 0; n < 40; n++) await speaker.say(CHINESE(n + 50))
  await program.rest(1)
  const chineseMessage = await say(CHINESE)
  const chinese = await program.type(KEYS / 2, 0.06)
  const cpuBefore = program.cpu()
  const nodesBefore = nodes.map(cpuOf)
  const flood = speaker.flood(RATE)
  await program.rest(1)
  const flooded = await program.type(KEYS, 0.03)
  const { rate, sent } = await flood.stop()
  await program.rest(2)
  const cost = (program.cpu() - cpuBefore) / sent
  const nodeCosts = nodes.map((pid, at) => (cpuOf(pid) - (nodesBefore[at] ?? 0)) / sent)
  const nodePid = nodes.at(-1)
  const [before, nodeBefore] = [program.cpu(), nodePid === undefined ? 0 : cpuOf(nodePid)]
  await program.rest(REST_S)
  return {
    ...{ keys, chinese, message, chineseMessage, flooded, rate, cost, nodeCosts },
    memory: program.memory(),
    cpu: program.cpu() - before,
    ...(nodePid !== undefined && { nodeCpu: cpuOf(nodePid) - nodeBefore }),
  }
}

async function talking(context: Context, { all, port, note }: Clients): Promise<Row[]> {
  const { alice, bob } = await earshotPair(context)
  const program = await openEarshot(context, alice.home)
  await program.started('bob')
  await program.press(ALT_DOWN, 'Write to')
  const ours = await talk(program, earshotSpeaker(bob, alice), [bob.child.pid, alice.child.pid])
  await program.stop()
  await Promise.all([alice.stop(), bob.stop()])
  context.say(`earshot: ${Math.round(ours.rate)} messages/s`)
  const others: [string, Talked][] = []
  for (const [at, client] of all.entries()) {
    if (port === undefined) break
    const talker = await Talker.join(context, port, `bob${at}`)
    const theirs = await client.open(port, talker)
    const say = async (text: string): Promise<void> => talker.say(text)
    others.push([client.name, await talk(theirs, { say, flood: rate => new Flood(say, rate, LATIN) })])
    await theirs.stop()
  }
  const by = (figure: (talked: Talked) => number): [number, [string, number][]] => [
    figure(ours),
    others.map(([name, talked]) => [name, figure(talked)]),
  ]
  const row = (
    what: string,
    unit: Row['unit'],
    figure: (talked: Talked) => number,
    aim?: number,
    text?: string,
  ): Row[] => {
    const [mine, theirs] = by(figure)
    return beside(what, unit, mine, theirs, aim === undefined ? undefined : under(aim, mine, unit), text)
  }
  const reached = `a flood of ${RATE.toLocaleString('en')} messages a second was asked for; ${[['Earshot', ours] as const, ...others].map(([name, { rate }]) => `${name} got ${Math.round(rate)}`).join(', ')}. Ours come from another node, and are signed, encrypted, synced and marked as read.`
  return [
    ...row('key to screen, idle, p50', 'ms', ({ keys }) => median(keys.times), 5, note),
    ...row('key to screen, idle, p99', 'ms', ({ keys }) => quantile(keys.times, 0.99)),
    ...row('key to screen, flooded, p50', 'ms', ({ flooded }) => median(flooded.times), undefined, reached),
    ...row('key to screen, flooded, p99', 'ms', ({ flooded }) => quantile(flooded.times, 0.99), 30),
    {
      what: 'messages of the flood that arrived, a second',
      unit: 'messages/s',
      earshot: ours.rate,
      aim: { text: `≥ ${0.95 * RATE}`, met: ours.rate >= 0.95 * RATE },
    },
    ...row('a message of the flood, the client’s processor time', 'µs', ({ cost }) => cost * 1_000),
    ...['author', 'reader'].map((whose, at): Row => {
      const what = `a message of the flood, the ${whose}’s node`
      return { what, unit: 'µs', earshot: (ours.nodeCosts[at] ?? 0) * 1_000 }
    }),
    ...row('written for a key, median', 'B', ({ keys }) => median(keys.bytes), 60),
    ...row('written for a key, p99', 'B', ({ keys }) => quantile(keys.bytes, 0.99)),
    ...row('written for a key, Chinese on the screen, median', 'B', ({ chinese }) => median(chinese.bytes), 60),
    ...row('written for a message, median', 'B', ({ message }) => median(message)),
    ...row('written for a message, p99', 'B', ({ message }) => quantile(message, 0.99)),
    ...row('written for a Chinese message, median', 'B', ({ chineseMessage }) => median(chineseMessage)),
    ...row('written for a Chinese message, p99', 'B', ({ chineseMessage }) => quantile(chineseMessage, 0.99)),
    ...row(`processor time in ${REST_S} s at rest`, 'ms', ({ cpu }) => cpu, 10, 'the kernel counts in ticks of 10 ms.'),
    { what: `processor time in ${REST_S} s at rest, the node`, unit: 'ms', earshot: ours.nodeCpu ?? 0 },
    ...row('memory of the client after all of this', 'MB', ({ memory }) => memory),
  ]
}

function earshotSpeaker(bob: EarshotNode, alice: EarshotNode): Speaker {
  const conv = [alice.peerId]
  return {
    say: text => bob.messenger.send({ conv, text, wait: 'delivered', timeout: 10 }),
    flood: rate =>
      new Flood(
        text => bob.messenger.send({ conv, text }),
        rate,
        LATIN,
        () => bob.messenger.send({ conv, text: 'the last one', wait: 'delivered', timeout: 60 }),
      ),
  }
}
