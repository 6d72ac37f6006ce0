/** call, answer, hangup, calls: sessions that are offered and taken. */
import type { ControlConnection } from '../../../node/control/client.ts'
import type { Call } from '../../../node/messenger.ts'
import { EarshotError } from '../../../protocol/errors.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

export async function call(context: Context, args: Args): Promise<undefined> {
  const session = args.optional('session')
  if (session === undefined) throw context.usage('There is no session to offer', 'earshot call WHO --session URI')
  const who = args.text('who')
  await follow(context, connection => connection.messenger.call({ who, media: 'session', session }))
}

export async function answer(context: Context, args: Args): Promise<undefined> {
  await follow(context, connection => connection.messenger.answer(args.pick('who', 'session')))
}

export async function hangup(context: Context, args: Args): Promise<undefined> {
  const ended = await context.node.hangup(args.pick('who'))
  await context.out.result({ event: 'call' as const, ...ended }, () => lines(context, ended))
}

export async function calls(context: Context): Promise<undefined> {
  const found = await context.node.calls()
  await context.out.result(
    found.map(each => ({ event: 'call' as const, ...each })),
    async () => {
      if (found.length === 0) return [context.words.cli.noCalls]
      return (await Promise.all(found.map(each => lines(context, each)))).flat()
    },
  )
}

/** Starts or takes a call and prints its states until it has ended. SIGINT hangs up; a second one leaves it to the node. */
async function follow(context: Context, begin: (connection: ControlConnection) => Promise<Call>): Promise<void> {
  const connection = await context.connection()
  context.link.lasting()
  const leave = new AbortController()
  // Listening comes first: the call may change before the answer to its beginning is here.
  const events = connection.messenger.listen({}, leave.signal)[Symbol.asyncIterator]()
  const first = events.next()
  // Awaited below; without a call nobody would.
  first.catch(() => undefined)
  // The answer to `status` comes after the subscription stands.
  await connection.messenger.status()
  const begun = await begin(connection)
  let hanging = false
  const onSignal = () => {
    if (hanging) leave.abort()
    hanging = true
    connection.messenger.hangup({ who: begun.peer.peerId }).catch(() => leave.abort())
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  const shown = new Shown(context)
  let following = begun.call
  await shown.show(begun)
  for (let next = await first; next.done !== true; next = await events.next()) {
    const event = next.value
    // Both called each other at once: what goes on is the other one's call.
    if (event.event === 'call' && event.call === following && event.into !== undefined) {
      following = event.into
    } else if (event.event === 'call' && event.call === following) {
      const { event: _, ...now } = event
      await shown.show(now)
    }
    if (shown.ended) break
  }
  leave.abort()
  endOf(shown.last ?? begun)
}

const ORDER = ['offered', 'ringing', 'accepted', 'connected', 'ended'] as const

/** Prints each state of a call once; the answer to its beginning and the events may tell of the same one. */
class Shown {
  last: Call | undefined
  readonly #context: Context
  #key = ''

  constructor(context: Context) {
    this.#context = context
  }

  get ended(): boolean {
    return this.last?.state === 'ended'
  }

  async show(now: Call): Promise<void> {
    const key = JSON.stringify([now.state, now.session, now.page, now.reason])
    const late = this.last !== undefined && ORDER.indexOf(now.state) < ORDER.indexOf(this.last.state)
    if (late || key === this.#key) return
    this.#key = key
    this.last = now
    await this.#context.out.result({ event: 'call' as const, ...now }, () => lines(this.#context, now))
  }
}

/** A call that did not come to pass is the error of its reason. */
function endOf(ended: Call): void {
  switch (ended.reason) {
    case 'declined':
      throw new EarshotError('declined', 'The call was declined')
    case 'busy':
      throw new EarshotError('busy', 'The other side is in a call')
    case 'missed':
      throw new EarshotError('timeout', 'Nobody answered the call')
    case 'failed':
      throw new EarshotError('offline', 'The call was lost', 'The other side cannot be reached any more.')
    default:
  }
}

async function lines(context: Context, now: Call): Promise<string[]> {
  const { line, nameOf } = await import('../people-text.ts')
  const { cli, common } = context.words
  const reason = now.reason === undefined ? '' : common.aside(common.callReason[now.reason])
  return [
    cli.callLine(nameOf(now.peer), now, common.callState[now.state] + reason),
    ...(now.session === undefined ? [] : [`  ${cli.callSession(line(now.session))}`]),
  ]
}
