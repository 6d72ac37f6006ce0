/** Store and forward: messages for readers who are away, through a relay and through what others have for that. */
import { MOSQUITTO } from './beside/mosquitto.ts'
import { mosquittoOffline } from './beside/mosquitto-offline.ts'
import { NATS, natsOffline } from './beside/nats.ts'
import { type Alternative, missing, need } from './beside/packages.ts'
import { PROSODY } from './beside/prosody.ts'
import { prosodyOffline } from './beside/prosody-offline.ts'
import { makeProfile, startNode } from './earshot.ts'
import { type Aim, type Benchmark, type Context, median, type Row } from './measure.ts'
import { fetched, makeRelay, startRelay } from './relay.ts'
import { befriendAway, deposit } from './relay-friends.ts'
import { diskUse, type Load, type Post, type Posted } from './relay-post.ts'

const ROUNDS = 2
/** Seconds after which no further round begins. */
const BUDGET = 60
const MESSAGES = 20_000
const SIZE = 300
/** It writes its whole database after every few messages: time grows with the square of their number. */
const SAVING_ON_CHANGES = 2_000

interface Side {
  name: string
  alternative?: Alternative
  load: Load
  note: string
  make: (program: string) => Promise<Post>
}

/** Sender and readers are never there together: each starts when its turn comes, and that counts for the reader. */
async function earshotPost(context: Context, readers: number, starting: number[]): Promise<Post> {
  const relay = await startRelay(context, await makeRelay(context))
  const home = await makeProfile(context, 'alice')
  const friends = await befriendAway(context, relay, home, readers)
  context.say(`${readers} away`)
  let sent = 0
  return async ({ each }) => {
    const alice = await startNode(context, home)
    // What was answered to the round before is not part of this one.
    await fetched(context, relay)
    const before = relay.child.cpu()
    const accepted = await deposit(alice, friends.peerIds, { count: readers * each, size: SIZE })
    const [{ resident: memory }, disk] = [relay.child.memory(), diskUse(relay.home)]
    const depositing = relay.child.cpu() - before
    // She would send directly to whoever comes.
    await alice.stop()
    sent += each
    const middle = relay.child.cpu()
    const collected = await friends.collect(sent)
    starting.push(collected.starting)
    const cpu = depositing + relay.child.cpu() - middle
    return { accepted, collected: collected.all, cpu, memory, disk }
  }
}

function sidesOf(context: Context, readers: number): Record<string, Side> {
  const each = MESSAGES / readers
  return {
    saving: {
      name: 'mosquitto, saving on changes',
      alternative: MOSQUITTO,
      load: { readers, each: SAVING_ON_CHANGES / readers },
      note: `kept sessions, QoS 1, \`autosave_on_changes\`: acknowledged before it is saved all the same; the reader keeps nothing. ${SAVING_ON_CHANGES} messages: it is slower the more of them wait.`,
      make: program => mosquittoOffline(context, program, 'changes', SIZE),
    },
    seconds: {
      name: 'mosquitto, saving once a second',
      alternative: MOSQUITTO,
      load: { readers, each },
      note: '`autosave_interval 1`: acknowledged at once, and counted as accepted when the database was next written. The reader keeps nothing.',
      make: program => mosquittoOffline(context, program, 'seconds', SIZE),
    },
    prosody: {
      name: 'prosody, offline messages',
      alternative: PROSODY,
      load: { readers, each: each / 4 },
      note: `mod_offline in its own files, without a sync; the reader keeps nothing. ${MESSAGES / 4} messages.`,
      make: program => prosodyOffline(context, program, SIZE),
    },
    nats: {
      name: 'NATS JetStream in files',
      alternative: NATS,
      load: { readers, each },
      note: 'work queue, a durable consumer for each reader, every message acknowledged; the file is synced every two minutes only. The reader keeps nothing.',
      make: program => natsOffline(context, program, SIZE),
    },
  }
}

const countOf = ({ readers, each }: Load) => readers * each

async function storeAndForward(context: Context, readers: number): Promise<Row[]> {
  const starting: number[] = []
  const load: Load = { readers, each: MESSAGES / readers }
  const sides = sidesOf(context, readers)
  const posts: { key: string; load: Load; post: Post }[] = [
    { key: 'earshot', load, post: await earshotPost(context, readers, starting) },
  ]
  for (const [key, side] of Object.entries(sides)) {
    const program = side.alternative === undefined ? '' : await need(context, side.alternative)
    if (program !== undefined) posts.push({ key, load: side.load, post: await side.make(program) })
  }
  const all = new Map<string, Posted[]>(posts.map(({ key }) => [key, []]))
  const begin = performance.now()
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0 && performance.now() - begin > BUDGET * 1_000) break
    for (const { key, load, post } of posts) {
      context.signal.throwIfAborted()
      const posted = await post(load)
      all.get(key)!.push(posted)
      const rate = countOf(load) / (posted.accepted + posted.collected)
      context.say(
        `${key}: ${Math.round(rate * 1000)}/s, ${Math.round(posted.accepted)} + ${Math.round(posted.collected)} ms`,
      )
    }
  }
  return rowsOf({ sides, load, all, starting })
}

interface Found {
  sides: Record<string, Side>
  load: Load
  all: ReadonlyMap<string, Posted[]>
  starting: number[]
}

function rowsOf({ sides, load, all, starting }: Found): Row[] {
  const loadOf = (key: string) => sides[key]?.load ?? load
  const of = (key: string, figure: (posted: Posted, count: number) => number): number | undefined => {
    const values = (all.get(key) ?? []).map(posted => figure(posted, countOf(loadOf(key))))
    return values.length === 0 ? undefined : median(values)
  }
  const perSecond = (time: (posted: Posted) => number) => (posted: Posted, count: number) =>
    (count / time(posted)) * 1000
  const whole = perSecond(({ accepted, collected }) => accepted + collected)
  const row = (
    what: string,
    unit: Row['unit'],
    key: string,
    figure: (posted: Posted, count: number) => number,
    extra: Partial<Row> = {},
  ): Row => {
    const [ours, theirs] = [of('earshot', figure), of(key, figure)]
    return {
      what,
      unit,
      ...(ours === undefined ? {} : { earshot: ours }),
      ...(theirs === undefined ? {} : { beside: { name: sides[key]!.name, value: theirs } }),
      ...extra,
    }
  }
  const note = (key: string): string => {
    const { alternative, note: text } = sides[key]!
    return all.has(key) || alternative === undefined ? text : missing(alternative)
  }
  const ahead = (times: number, key: string): Aim => {
    const [ours, theirs] = [of('earshot', whole), of(key, whole)]
    return {
      text: `≥ ${times} ×`,
      met: ours === undefined || theirs === undefined ? undefined : ours >= times * theirs,
    }
  }
  const started = starting.length === 0 ? '' : ` Of it, starting: ${Math.round(median(starting))} ms.`
  return [
    row('end to end, beside mosquitto on changes', 'messages/s', 'saving', whole, {
      aim: ahead(1, 'saving'),
      note: note('saving'),
    }),
    row('end to end, beside mosquitto every second', 'messages/s', 'seconds', whole, {
      aim: ahead(1, 'seconds'),
      note: note('seconds'),
    }),
    row('end to end, beside prosody', 'messages/s', 'prosody', whole, {
      aim: ahead(10, 'prosody'),
      note: note('prosody'),
    }),
    row('end to end, beside NATS', 'messages/s', 'nats', whole, { note: note('nats') }),
    row(
      'of it, accepted',
      'messages/s',
      'saving',
      perSecond(({ accepted }) => accepted),
      {
        note: 'from the first request at the sender’s node until the relay has said of the last that it is on its disk, synced.',
      },
    ),
    row(
      'of it, collected',
      'messages/s',
      'saving',
      perSecond(({ collected }) => collected),
      {
        note: `from the start of the reader’s process until all are in the history on its disk.${started}${load.readers === 1 ? '' : ` The ${load.readers} readers are whole peers, in one process.`}`,
      },
    ),
    row('server’s processor time a message, both ways', 'µs', 'seconds', ({ cpu }, count) => (cpu * 1000) / count),
    row('server’s memory with all of it waiting', 'MB', 'seconds', ({ memory }) => memory),
    row('server’s disk with all of it waiting', 'MB', 'nats', ({ disk }) => disk),
  ]
}

const about = (whom: string) =>
  `${MESSAGES.toLocaleString('en')} messages of ${SIZE} bytes for ${whom}, pipelined; sender and readers are never there together. Earshot: signed, sealed, on the relay’s disk and synced before they count as accepted; opened, checked and synced at the reader before they count as collected.`

export const relayOne: Benchmark = {
  name: 'relay-one',
  about: about('one reader who is away'),
  limit: 240,
  run: context => storeAndForward(context, 1),
}

export const relayMany: Benchmark = {
  name: 'relay-many',
  about: about('200 readers who are away, to each in turn'),
  limit: 480,
  run: context => storeAndForward(context, 200),
}
