/** What is done to a message, or to all that are marked. */
import type { Message } from '../../../node/messenger.ts'
import type { App } from '../app.ts'
import { openReactions } from '../panels/emoji.ts'
import { ask, openMenu } from '../panels/menu.ts'
import { showDetails } from '../panels/message-details.ts'
import { showTranslation } from '../panels/translation.ts'
import { onChange } from '../state/apply.ts'
import type { State } from '../state/state.ts'
import { isOwnText, messageIds, messageOf, withMarked } from '../state/subject.ts'
import type { Action, ActionName } from './action.ts'
import { select, show } from './messages.ts'

/** In the order in which they are wanted. */
const MENU: readonly ActionName[] = [
  'message.reply',
  'message.react',
  'message.copy',
  'message.forward',
  'message.edit',
  'message.recall',
  'message.delete',
  'message.open',
  'message.jump',
  'message.translate',
  'message.save',
  'message.show',
  'message.mark',
  'message.unmark',
]

function menu(app: App, target: string | undefined): void {
  const message = messageOf(app.state, target)
  if (message === undefined) return
  show(app, message.id)
  const { talk } = app.words.tui
  const marked = app.state.open?.timeline.marked
  const all = marked?.has(message.id) === true && marked.size > 1
  openMenu(app, all ? talk.marked(marked.size) : talk.title, MENU, { target: message.id })
}

function reply(app: App, target: string | undefined): void {
  const { open } = app.state
  const message = messageOf(app.state, target)
  if (open === undefined || !isThere(message)) return
  app.writing.leaveEdit()
  open.reply = message
  app.state.focus = 'editor'
}

/** The last own one in memory that can be edited. */
function lastOwn(state: State): Message | undefined {
  return state.open?.timeline.messages.findLast(isEditable)
}

function editLast(app: App): void {
  const message = lastOwn(app.state)
  if (message === undefined) app.tell(app.words.tui.talk.nothingToEdit)
  else app.writing.edit(message)
}

/** Of those that are marked, the own ones. */
function recall(app: App, target: string | undefined): void {
  const { open } = app.state
  const all = messageIds(app.state, withMarked(app.state, target))
  const ids = all.filter(id => isOwnText(open?.timeline.get(id)))
  if (ids.length === 0) return
  const { recall: question, recallYes } = app.words.tui.talk
  ask(app, question(ids.length), recallYes, async () => {
    for (const id of ids) {
      for (const changed of await app.messenger.recall({ id })) onChange(app.state, 'recalled', changed)
      open?.timeline.marked.delete(id)
    }
  })
}

function remove(app: App, target: string | undefined): void {
  const ids = messageIds(app.state, withMarked(app.state, target))
  if (ids.length === 0) return
  const { talk } = app.words.tui
  const { open } = app.state
  ask(app, talk.delete(ids.length), talk.deleteYes, async () => {
    for (const gone of await app.messenger.delete({ ids })) onChange(app.state, 'deleted', gone)
    for (const id of ids) open?.timeline.marked.delete(id)
  })
}

/** Marks it, and goes on to the next one. */
function mark(app: App, target: string | undefined): void {
  const message = messageOf(app.state, target)
  const marked = app.state.open?.timeline.marked
  if (message === undefined || marked === undefined) return
  if (marked.has(message.id)) marked.delete(message.id)
  else marked.add(message.id)
  if (target === undefined) select(app, 1)
}

function react(app: App, target: string | undefined): void {
  const message = messageOf(app.state, target)
  if (isThere(message)) openReactions(app, message)
}

const isThere = (message: Message | undefined): message is Message =>
  message !== undefined && message.recalled === undefined
const isEditable = (message: Message | undefined): message is Message =>
  isOwnText(message) && message.forwarded === undefined
const hasText = (message: Message | undefined): boolean => isThere(message) && (message.text ?? '') !== ''
const anyMarked = ({ open }: State): boolean => (open?.timeline.marked.size ?? 0) > 0

const onMessage = (
  name: ActionName,
  keys: readonly string[],
  offered: (message: Message | undefined) => boolean,
  run: Action['run'],
): Action => ({
  name,
  group: 'message',
  where: 'messages',
  keys,
  offered: (state, target) => offered(messageOf(state, target)),
  run,
})

const isAny = (message: Message | undefined): boolean => message !== undefined

export const messageActions: readonly Action[] = [
  onMessage('message.menu', ['enter', 'm', 'f10'], isAny, menu),
  onMessage('message.reply', ['r'], isThere, reply),
  onMessage('message.react', ['+', 'a'], isThere, react),
  onMessage('message.edit', ['e'], isEditable, (app, target) => {
    const message = messageOf(app.state, target)
    if (isEditable(message)) app.writing.edit(message)
  }),
  {
    name: 'message.editLast',
    group: 'message',
    where: 'editor',
    keys: ['alt+e'],
    offered: state => lastOwn(state) !== undefined,
    run: editLast,
  },
  {
    name: 'message.recall',
    group: 'message',
    where: 'messages',
    keys: ['x'],
    offered: (state, target) =>
      messageIds(state, withMarked(state, target)).some(id => isOwnText(state.open?.timeline.get(id))),
    run: recall,
  },
  onMessage('message.delete', ['d', 'delete'], isAny, remove),
  onMessage('message.mark', ['space'], isAny, mark),
  {
    name: 'message.unmark',
    group: 'message',
    where: 'messages',
    keys: ['u'],
    offered: anyMarked,
    run: app => app.state.open?.timeline.marked.clear(),
  },
  onMessage('message.translate', ['t'], hasText, (app, target) => {
    const message = messageOf(app.state, target)
    if (message !== undefined) showTranslation(app, message)
  }),
  onMessage('message.show', ['v'], isAny, (app, target) => {
    const message = messageOf(app.state, target)
    if (message !== undefined) showDetails(app, message.id)
  }),
]
