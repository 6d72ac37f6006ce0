/** The larger views: a conversation as it is opened, the list of conversations, and where somebody new can begin. */
import type { Message } from '../../node/messenger.ts'
import { sanitize } from '../text/sanitize.ts'
import { type Chat, learnAll } from './commands/command.ts'
import { conversationLine, historyLines, personLine, rule } from './lines.ts'
import { resemblanceLines } from './resemblance.ts'

/** Messages shown when a conversation is opened. */
export const SHOWN_AT_OPENING = 20
/** Unread ones beyond those are shown too, up to this many. */
const MOST_UNREAD_SHOWN = 200

/** Makes a conversation the open one, shows its end, and marks as read what is then shown. Gives the draft that is kept for it. */
export async function openConversation(chat: Chat, who: string): Promise<string | undefined> {
  const { messenger, model, look } = chat
  const { people } = model
  const history = (limit: number) => messenger.history({ conv: who, limit })
  let messages = await history(SHOWN_AT_OPENING)
  if (messages[0] !== undefined && isUnread(messages[0])) messages = await history(MOST_UNREAD_SHOWN)
  const person = people.get(who) ?? people.learn(await messenger.profileShow({ who }))
  const label = people.label(person.peerId)
  model.open = { conv: person.peerId, label }
  model.shown(messages)
  const { chat: texts, common } = look.texts
  chat.print(
    rule(texts.opened(label, common.presence[person.presence]), look),
    ...resemblanceLines(person, people, look),
  )
  if (messages.length === 0) chat.print(texts.emptyConversation(label))
  else if (messages.length >= SHOWN_AT_OPENING) chat.print(look.paint.dim(texts.earlierHint))
  chat.print(...historyLines(messages, people, look, model.codes))
  const last = messages.findLast(isUnread)
  const known = model.conversationWith(person.peerId)
  if (last !== undefined || known?.markedUnread) {
    const through = last === undefined ? {} : { through: last.id }
    model.learnConversations(await messenger.read({ conv: person.peerId, ...through }))
  }
  return known === undefined ? undefined : (await messenger.draft({ conv: person.peerId })).draft
}

function isUnread(message: Message): boolean {
  return !message.own && message.state === 'unread'
}

/** Conversations, friends without one, and for somebody without friends the ways to make some. */
export async function showList(chat: Chat): Promise<void> {
  const { model, look } = chat
  const { people } = model
  const { chat: texts } = look.texts
  const [conversations, friends] = await Promise.all([chat.messenger.conversations(), chat.messenger.friends()])
  model.learnConversations(conversations)
  learnAll(chat, friends)
  const spoken = new Set(conversations.map(conversation => conversation.peerId))
  const silent = friends.filter(friend => !spoken.has(friend.peerId)).map(friend => people.learn(friend))
  if (conversations.length + silent.length > 0) {
    chat.print(rule(texts.listTitle, look))
    chat.print(...conversations.map(conversation => conversationLine(conversation, people, look)))
    chat.print(...silent.map(person => personLine(person, people, look)), texts.listHint)
  }
  if (friends.length === 0) await helpNewcomer(chat)
}

async function helpNewcomer(chat: Chat): Promise<void> {
  const { model, look } = chat
  const { chat: texts } = look.texts
  const nearby = learnAll(
    chat,
    (await chat.messenger.nearby()).filter(peer => peer.kind === 'peer'),
  )
  const [first] = nearby
  chat.print(texts.noFriends)
  if (first === undefined) chat.print(texts.nobodyNearby)
  else {
    chat.print(rule(texts.nearbyTitle, look))
    chat.print(...nearby.map(person => personLine(person, model.people, look)))
    chat.print(texts.askNearby(model.people.handle(first.peerId)))
  }
  chat.print(texts.inviteHint, texts.gotLink)
}

/** What already waits for an answer when the user comes: requests and ringing calls. */
export async function showWaiting(chat: Chat): Promise<void> {
  const { people } = chat.model
  const { chat: texts } = chat.look.texts
  for (const person of people.all.filter(one => one.state === 'received')) {
    const greeting = sanitize(person.greeting ?? '', { lines: 'fold' })
    chat.print(chat.look.paint.notice(`* ${texts.requestLine(people.label(person.peerId), greeting)}`))
    chat.print(...resemblanceLines(person, people, chat.look))
    chat.print(`  ${texts.requestHint(people.handle(person.peerId))}`)
  }
  for (const call of await chat.messenger.calls()) {
    if (call.state !== 'ended') chat.react(chat.model.applyCall(call))
  }
}
