/** listen: what happens, as it happens. */
import type { Conversation, Event, Friend, Message, Peer } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { stopSignal } from '../stop-signal.ts'

export async function listen(context: Context, args: Args): Promise<undefined> {
  const connection = await context.connection()
  context.link.lasting()
  const describe = context.json ? () => [] : await describer(context)
  for await (const event of connection.messenger.listen(args.pick('since'), stopSignal())) {
    await context.out.result(event, describe)
  }
}

/** One line for each event that is news to people who look on. */
async function describer(context: Context): Promise<(event: Event) => string[]> {
  const { authorName, changed, messageLine } = await import('../message-text.ts')
  const { line, nameOf, resemblanceLine, shortId } = await import('../people-text.ts')
  const { displayName } = await import('../../text/sanitize.ts')
  const { clock } = await import('../../text/time.ts')
  const { words, out } = context
  const { cli, common } = words
  const then = (at: string, text: string) => [`${out.style(clock(at, common), 'dim')} ${out.style(text, 'dim')}`]
  const now = (text: string) => then(new Date().toISOString(), text)
  const alike = (peer: Peer) => (peer.resembles === undefined ? [] : [resemblanceLine(peer, words, out)])
  let { presence } = await context.node.status()
  const titles = new Titles(await context.node.conversations())
  const title = (conversation: string) => displayName(titles.of(conversation)) || shortId(conversation)
  return event => {
    switch (event.event) {
      case 'message': {
        const { message } = event
        titles.learn(message)
        const name = displayName(message.name)
        if (message.type === 'shake') return then(message.at, message.own ? cli.shaken(name) : cli.shookYou(name))
        const [first = '', ...rest] = messageLine(message, words, out)
        const to = message.own || message.kind === 'group' ? out.style(`[${name}] `, 'dim') : ''
        return [`${to}${first}`, ...rest]
      }
      case 'change':
        return changed(event.change, event.message, words, out)
      case 'typing': {
        const name = authorName(event.from)
        return now((event.typing ? words.messages.types : words.messages.typesNoMore)(name))
      }
      case 'state':
        return now(cli.sent(title(event.conversation), event.state))
      case 'friend':
        titles.rename(event.friend)
        return [...now(cli.isNow(nameOf(event.friend), common.friendState[event.friend.state])), ...alike(event.friend)]
      case 'presence':
        return now(cli.isNow(nameOf(event.peer), common.presence[event.peer.presence]))
      case 'nearby':
        if (!event.here) return now(cli.goes(nameOf(event.peer)))
        return [...now(cli.comes(nameOf(event.peer))), ...alike(event.peer)]
      case 'shake':
        // The message that follows says so, and also to those who listen from an earlier message on.
        return []
      case 'call':
        return now(cli.callLine(nameOf(event.peer), event, common.callState[event.state]))
      case 'conversation':
        return now((event.unread === 0 ? cli.readNow : cli.unreadNow)(title(event.conversation), event.unread))
      case 'progress':
        // Whoever began it shows that.
        return []
      case 'relay':
        return now((event.relay.connected ? cli.relayUp : cli.relayDown)(line(event.relay.name)))
      case 'status': {
        // Relays and messages have lines of their own.
        if (event.presence === presence) return []
        presence = event.presence
        return now(cli.presenceNow(common.presence[presence]))
      }
      case 'focus':
        return now(cli.askedFor(title(event.conversation)))
      case 'profile':
        return now(cli.profileNow(line(event.profile.name)))
      case 'settings':
        return now(cli.settingNow(line(event.name), line(String(event.value))))
      case 'node':
        return now(cli.nodeStopping(event.reason))
      default:
        // A newer node may know more kinds of events than this command.
        return now(line(JSON.stringify(event)))
    }
  }
}

/** What conversations are called, which events about them do not tell. */
class Titles {
  readonly #known = new Map<string, { name: string; peerId: string | undefined }>()

  constructor(conversations: readonly Conversation[]) {
    for (const { conversation, name, peerId } of conversations) this.#known.set(conversation, { name, peerId })
  }

  learn({ conversation, name, own, from }: Message): void {
    const peerId = own ? this.#known.get(conversation)?.peerId : from.peerId
    this.#known.set(conversation, { name, peerId })
  }

  rename({ peerId, nick, name }: Friend): void {
    for (const known of this.#known.values()) if (known.peerId === peerId) known.name = nick ?? name
  }

  of(conversation: string): string {
    return this.#known.get(conversation)?.name ?? ''
  }
}
