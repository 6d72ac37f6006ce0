/** How a conversation stands in the list: pinned, muted, archived, read; and its menu. */
import type { Conversation } from '../../../node/messenger.ts'
import { isMuted } from '../../chat/lines.ts'
import type { App } from '../app.ts'
import { choose, openMenu } from '../panels/menu.ts'
import { learnConversation } from '../state/apply.ts'
import { chosenRow, nextRow } from '../state/rows.ts'
import { conversationOf, convOf } from '../state/subject.ts'
import type { Action, ActionName } from './action.ts'

const MENU: readonly ActionName[] = [
  'conversation.read',
  'conversation.markUnread',
  'conversation.pin',
  'conversation.mute',
  'conversation.archive',
  'conversation.search',
  'conversation.date',
  'conversation.expire',
  'conversation.seal',
  'conversation.unseal',
  'conversation.export',
  'person.show',
  'conversation.close',
]

const HOUR_MS = 3_600_000
/** The hour at which a morning begins, where whoever sits there is. */
const MORNING = 8

/** How a conversation is called in titles. */
export function titleOf(app: App, conv: string): string {
  return app.state.label(conv, conversationOf(app.state, conv)?.name)
}

/** Which of the two an action would do that goes both ways. */
function doneNow(app: App, conv: string, action: ActionName): string | undefined {
  const conversation = conversationOf(app.state, conv)
  if (conversation === undefined) return undefined
  const { pinned, archived, sealed, locked } = conversation
  const { now } = app.words.tui.conversation
  const said: Partial<Record<ActionName, string>> = {
    'conversation.pin': pinned ? now.unpin : now.pin,
    'conversation.mute': isMuted(conversation) ? now.unmute : now.mute,
    'conversation.archive': archived ? now.unarchive : now.archive,
    'conversation.seal': sealed ? now.close : now.seal,
    'conversation.unseal': locked ? now.open : now.unseal,
  }
  return said[action]
}

function menu(app: App, target: string | undefined): void {
  const conv = convOf(app.state, target)
  if (conv === undefined) return
  openMenu(app, titleOf(app, conv), MENU, { target: conv, said: action => doneNow(app, conv, action) })
}

/** Asks the node, and shows what it gives back. */
async function listed(app: App, asked: Promise<Conversation>): Promise<void> {
  learnConversation(app.state, await asked)
  // Its place among the others is the node's to say.
  app.arrivals.list()
}

async function mute(app: App, target: string | undefined): Promise<void> {
  const conv = convOf(app.state, target)
  if (conv === undefined) return
  const words = app.words.tui.conversation
  const conversation = conversationOf(app.state, conv)
  if (conversation !== undefined && isMuted(conversation)) {
    await listed(app, app.messenger.unmute({ conv }))
    app.tell(words.unmute)
    return
  }
  const now = app.clock()
  const morning = new Date(now)
  morning.setDate(morning.getDate() + 1)
  morning.setHours(MORNING, 0, 0, 0)
  const until = (text: string, at: number | undefined) => ({
    text,
    run: () =>
      app.run(() =>
        listed(app, app.messenger.mute({ conv, ...(at !== undefined && { until: new Date(at).toISOString() }) })),
      ),
  })
  choose(app, words.mute(titleOf(app, conv)), [
    until(words.spans.hour, now + HOUR_MS),
    until(words.spans.eight, now + 8 * HOUR_MS),
    until(words.spans.morning, morning.getTime()),
    until(words.spans.week, now + 7 * 24 * HOUR_MS),
    until(words.spans.forGood, undefined),
  ])
}

type Change = (app: App, conv: string, conversation: Conversation) => Promise<void>

/** `keys` hold in the list; the menu and the palette offer it wherever a conversation is open. */
const change = (
  name: ActionName,
  keys: readonly string[],
  fits: (conversation: Conversation) => boolean,
  run: Change,
): Action => ({
  name,
  group: 'conversation',
  where: 'list',
  keys,
  offered: (state, target) => {
    const conversation = conversationOf(state, target)
    return conversation !== undefined && fits(conversation)
  },
  run: async (app, target) => {
    const conversation = conversationOf(app.state, target)
    if (conversation !== undefined) await run(app, app.state.convOf(conversation), conversation)
  },
})

const isUnread = ({ unread, markedUnread }: Conversation): boolean => unread > 0 || markedUnread

export const conversationListActions: readonly Action[] = [
  {
    name: 'conversation.menu',
    group: 'conversation',
    where: 'anywhere',
    keys: ['alt+v'],
    offered: (state, target) => convOf(state, target) !== undefined,
    run: menu,
  },
  change(
    'conversation.pin',
    ['p'],
    () => true,
    (app, conv, { pinned }) => listed(app, pinned ? app.messenger.unpin({ conv }) : app.messenger.pin({ conv })),
  ),
  change('conversation.mute', ['u'], () => true, mute),
  change(
    'conversation.archive',
    ['a'],
    () => true,
    async (app, conv, { archived, name }) => {
      const next = nextRow(app.state, conv)
      await listed(app, archived ? app.messenger.unarchive({ conv }) : app.messenger.archive({ conv }))
      // What is gone from the list leaves its place to the next one.
      if (app.state.row === conv && chosenRow(app.state)?.key !== conv) app.state.row = next
      if (!archived) app.tell(app.words.tui.toasts.archived(app.state.label(conv, name)))
    },
  ),
  change(
    'conversation.markUnread',
    ['shift+r'],
    conversation => !isUnread(conversation),
    (app, conv) => listed(app, app.messenger.markUnread({ conv })),
  ),
  change('conversation.read', ['r'], isUnread, async (app, conv) => {
    for (const conversation of await app.messenger.read({ conv })) learnConversation(app.state, conversation)
    app.arrivals.count()
  }),
]
