import { renderUnicodeCompact } from 'uqr'
import type { Friend } from '../../../node/messenger.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { takeName } from '../input.ts'
import { personLine, rule } from '../lines.ts'
import { makeSure, resemblanceLines } from '../resemblance.ts'
import { type Chat, ChatMistake, type Command, learnAll, required, usage } from './command.ts'

export const peopleCommands: Command[] = [
  {
    name: 'who',
    group: 'people',
    async run(chat) {
      const friends = learnAll(chat, await chat.messenger.friends())
      const here = friends.filter(friend => friend.presence !== 'offline')
      printPeople(chat, here, chat.look.texts.chat.nobodyHere)
    },
  },
  {
    name: 'friends',
    group: 'people',
    completes: 'folder',
    async run(chat, rest) {
      const friends = await chat.messenger.friends(rest === '' ? {} : { folder: rest })
      learnAll(chat, friends)
      if (friends.length === 0) chat.print(chat.look.texts.chat.noFriends)
      for (const folder of new Set(friends.map(friend => friend.folder))) {
        chat.print(rule(displayName(chat.look.texts.common.folder(folder)), chat.look))
        printPeople(
          chat,
          learnAll(
            chat,
            friends.filter(friend => friend.folder === folder),
          ),
          '',
        )
      }
    },
  },
  {
    name: 'nearby',
    group: 'people',
    async run(chat) {
      printPeople(chat, learnAll(chat, await chat.messenger.nearby()), chat.look.texts.chat.nobodyNearby)
    },
  },
  {
    name: 'find',
    group: 'people',
    async run(chat, rest) {
      const text = required(chat, 'find', rest)
      printPeople(chat, learnAll(chat, await chat.messenger.find({ text })), chat.look.texts.chat.nobodyFound(text))
    },
  },
  {
    name: 'connect',
    group: 'people',
    async run(chat, rest) {
      const peer = await chat.messenger.connect({ address: required(chat, 'connect', rest) })
      const [person] = learnAll(chat, [peer])
      chat.print(chat.look.texts.chat.connectedTo(chat.model.people.label(peer.peerId)))
      if (person !== undefined) printPeople(chat, [person], '')
    },
  },
  {
    name: 'add',
    group: 'people',
    completes: 'person',
    async run(chat, rest) {
      const [who, message] = takeName(required(chat, 'add', rest), chat.model.people)
      const greeting = message === '' ? {} : { message }
      const peer = chat.model.people.resolve(who)
      await makeSure(chat, peer)
      const friend = await chat.messenger.add({ who: peer, ...greeting })
      chat.react(chat.model.applyFriend(friend))
    },
  },
  {
    name: 'requests',
    group: 'people',
    async run(chat) {
      const requests = await chat.messenger.requests()
      printPeople(chat, learnAll(chat, requests), chat.look.texts.chat.noRequests)
      for (const { state, peerId, greeting } of requests) {
        if (state !== 'received') continue
        const { people } = chat.model
        const asks = chat.look.texts.chat.requestLine(people.label(peerId), sanitize(greeting ?? '', { lines: 'fold' }))
        chat.print(`* ${asks}`, `  ${chat.look.texts.chat.requestHint(people.handle(peerId))}`)
      }
    },
  },
  {
    name: 'accept',
    group: 'people',
    completes: 'received',
    async run(chat, rest) {
      const who = await requester(chat, rest)
      await makeSure(chat, who)
      chat.react(chat.model.applyFriend(await chat.messenger.accept({ who })))
    },
  },
  {
    name: 'decline',
    group: 'people',
    completes: 'received',
    run: async (chat, rest) =>
      chat.react(chat.model.applyFriend(await chat.messenger.decline({ who: await requester(chat, rest) }))),
  },
  {
    name: 'invite',
    group: 'people',
    async run(chat, rest) {
      if (!['', 'relay', 'again'].includes(rest))
        throw new ChatMistake(chat.look.texts.chat.missing(usage(chat, 'invite')))
      const { link, expiresAt } = await chat.messenger.invite(rest === '' ? {} : { [rest]: true })
      const { inviteTitle, inviteUse } = chat.look.texts.chat
      const code = renderUnicodeCompact(link, { ecc: 'L', border: 2 }).split('\n')
      const fits = (code[0]?.length ?? 0) <= chat.look.columns
      chat.print(inviteTitle(moment(expiresAt, chat.look.times)), '', link, '', ...(fits ? code : []), inviteUse)
    },
  },
  {
    name: 'nick',
    group: 'people',
    completes: 'person',
    async run(chat, rest) {
      const { people } = chat.model
      const [who, name] = takeName(required(chat, 'nick', rest), people)
      const friend = await chat.messenger.nick({ who: people.resolve(who), name: name.replace(/^"(.*)"$/, '$1') })
      people.learn(friend)
      if (chat.model.open?.conv === friend.peerId) chat.model.open.label = people.label(friend.peerId)
      chat.print(chat.look.texts.chat.nicked(people.label(friend.peerId)))
    },
  },
  { name: 'remove', group: 'people', completes: 'person', run: (chat, rest) => turn(chat, 'remove', rest) },
  { name: 'block', group: 'people', completes: 'person', run: (chat, rest) => turn(chat, 'block', rest) },
  { name: 'unblock', group: 'people', completes: 'person', run: (chat, rest) => turn(chat, 'unblock', rest) },
  {
    name: 'folders',
    group: 'people',
    completes: 'folders',
    async run(chat, rest) {
      const [what, name] = splitWord(rest)
      const { messenger, look } = chat
      let folders = await messenger.folders()
      if (what === 'create') folders = await messenger.foldersCreate({ name: required(chat, 'folders', name) })
      else if (what === 'delete') folders = await messenger.foldersDelete({ name: required(chat, 'folders', name) })
      else required(chat, 'folders', what === '' ? 'list' : '')
      chat.print(
        ...folders.map(
          folder =>
            `  ${look.texts.chat.folderLine(displayName(look.texts.common.folder(folder.name)), folder.friends)}`,
        ),
      )
    },
  },
  {
    name: 'move',
    group: 'people',
    completes: 'person',
    async run(chat, rest) {
      const { people } = chat.model
      const [who, folder] = takeName(rest, people)
      const friend = await chat.messenger.move({ who: people.resolve(who), folder: required(chat, 'move', folder) })
      people.learn(friend)
      chat.print(
        chat.look.texts.chat.moved(
          people.label(friend.peerId),
          displayName(chat.look.texts.common.folder(friend.folder)),
        ),
      )
    },
  },
]

/** Splits off the first word. */
export function splitWord(rest: string): [string, string] {
  const [, word = '', left = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? []
  return [word, left]
}

function printPeople(chat: Chat, people: ReturnType<typeof learnAll>, nobody: string): void {
  const lines = people.flatMap(person => [
    personLine(person, chat.model.people, chat.look),
    ...resemblanceLines(person, chat.model.people, chat.look),
  ])
  if (lines.length === 0 && nobody !== '') chat.print(nobody)
  else chat.print(...lines)
}

async function turn(chat: Chat, name: 'remove' | 'block' | 'unblock', rest: string): Promise<void> {
  const who = chat.model.people.resolve(required(chat, name, rest))
  const friend: Friend = await chat.messenger[name]({ who })
  chat.react(chat.model.applyFriend(friend))
}

/** Whose request is meant: the one named, or the only one there is. */
async function requester(chat: Chat, rest: string): Promise<string> {
  if (rest !== '') return chat.model.people.resolve(rest)
  const received = (await chat.messenger.requests()).filter(request => request.state === 'received')
  learnAll(chat, received)
  const [only] = received
  const { chat: texts } = chat.look.texts
  if (only === undefined) throw new ChatMistake(texts.noRequests)
  if (received.length > 1) {
    const names = chat.look.texts.common.list(received.map(request => chat.model.people.handle(request.peerId)))
    throw new ChatMistake(texts.tooMany(received.length), names)
  }
  return only.peerId
}
