/** listen: what happens, as it happens. */
import type { Event } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { stopSignal } from '../stop-signal.ts'

export async function listen(context: Context, args: Args): Promise<undefined> {
  const connection = await context.connection()
  const describe = context.json ? () => [] : await describer(context)
  for await (const event of connection.messenger.listen(args.pick('since'), stopSignal())) {
    await context.out.result(event, describe)
  }
}

/** One line for each event, for people who look on. */
async function describer(context: Context): Promise<(event: Event) => string[]> {
  const { clock, messageLine } = await import('../message-text.ts')
  const { line, nameOf, shortId } = await import('../people-text.ts')
  const { displayName } = await import('../../text/sanitize.ts')
  const { words, out } = context
  const { cli, common } = words
  const now = (text: string) => [`${out.style(clock(new Date().toISOString()), 'dim')} ${out.style(text, 'dim')}`]
  return event => {
    switch (event.event) {
      case 'message': {
        const { message } = event
        const [first = '', ...rest] = messageLine(message, words, out)
        const to = message.own || message.kind === 'group' ? out.style(`[${displayName(message.name)}] `, 'dim') : ''
        return [`${to}${first}`, ...rest]
      }
      case 'state':
        return now(cli.messageState(event.id, common.ownState[event.state]))
      case 'friend':
        return now(cli.isNow(nameOf(event.friend), common.friendState[event.friend.state]))
      case 'presence':
        return now(cli.isNow(nameOf(event.peer), common.presence[event.peer.presence]))
      case 'nearby':
        return now(event.here ? cli.comes(nameOf(event.peer)) : cli.goes(nameOf(event.peer)))
      case 'shake':
        return now(cli.shookYou(displayName(event.from.name) || shortId(event.from.peerId)))
      case 'call':
        return now(cli.callLine(nameOf(event.peer), event, common.callState[event.state]))
      case 'conversation':
        return now(cli.unreadNow(event.unread))
      case 'node':
        return now(cli.nodeStopping(event.reason))
      default:
        // A newer node may know more kinds of events than this command.
        return now(line(JSON.stringify(event)))
    }
  }
}
