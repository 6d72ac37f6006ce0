/** Friends, requests, and what one does with them. */
import type { Friend } from '../../../node/messenger.ts'
import { EarshotError, messageOf } from '../../../protocol/errors.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { sureOf, warnings, warnOf } from '../resemblance.ts'

export async function add(context: Context, args: Args): Promise<undefined> {
  const who = await sureOf(context, args, args.text('target'))
  const friend = await context.node.add({ who, ...args.pick('message') })
  const { cli } = context.words
  await said(context, friend, name => (friend.state === 'friend' ? cli.nowFriends(name) : cli.asked(name)))
  await warnOf(context, args, friend)
}

export async function requests(context: Context): Promise<undefined> {
  const found = await context.node.requests()
  await context.out.result(found, () => requestLines(context, found))
}

async function requestLines(context: Context, found: Friend[]): Promise<string[]> {
  const { cli, common } = context.words
  if (found.length === 0) return [cli.noRequests]
  const { ago, line, nameOf, shortId, table, typable } = await import('../people-text.ts')
  const state = (friend: Friend) => {
    const shown = common.friendState[friend.state]
    // What is open says itself who asked.
    if (friend.state === 'received' || friend.state === 'requested') return shown
    return cli.requestClosed(friend.direction === 'in', shown)
  }
  const lines = table(
    [cli.table.name, cli.table.state, cli.table.last, cli.table.peer, cli.table.greeting],
    found.map(friend => [
      context.out.style(nameOf(friend), 'bold'),
      state(friend),
      ago(friend.lastSeen, context.words),
      shortId(friend.peerId),
      line(friend.greeting ?? ''),
    ]),
    context.out,
  )
  const open = found.find(friend => friend.state === 'received')
  const alike = await warnings(context, found)
  // Who looks like somebody else is not named by what looks alike.
  const hint = open === undefined ? [] : [cli.acceptHint(open.resembles === undefined ? typable(open) : open.peerId)]
  return [...lines, ...separate(alike), ...separate(hint)]
}

export async function accept(context: Context, args: Args): Promise<undefined> {
  const who = await sureOf(context, args, args.text('who'))
  const friend = await requester(context.node.accept({ who }))
  await said(context, friend, context.words.cli.nowFriends)
  await warnOf(context, args, friend)
}

export async function decline(context: Context, args: Args): Promise<undefined> {
  const friend = await requester(context.node.decline({ who: args.text('who') }))
  await said(context, friend, context.words.cli.declinedNow)
}

const separate = (lines: string[]): string[] => (lines.length === 0 ? [] : ['', ...lines])

/** Whoever asked is no friend yet: the hint for names in general leads to the wrong list. */
async function requester(answered: Promise<Friend>): Promise<Friend> {
  try {
    return await answered
  } catch (error) {
    if (!(error instanceof EarshotError) || error.code !== 'no-peer') throw error
    throw new EarshotError(error.code, messageOf(error), '`earshot requests` lists who has asked', error)
  }
}

export async function remove(context: Context, args: Args): Promise<undefined> {
  await said(context, await context.node.remove({ who: args.text('who') }), context.words.cli.removedNow)
}

export async function block(context: Context, args: Args): Promise<undefined> {
  await said(context, await context.node.block({ who: args.text('who') }), context.words.cli.blockedNow)
}

export async function unblock(context: Context, args: Args): Promise<undefined> {
  await said(context, await context.node.unblock({ who: args.text('who') }), context.words.cli.unblockedNow)
}

export async function nick(context: Context, args: Args): Promise<undefined> {
  const friend = await context.node.nick({ who: args.text('who'), name: args.text('name') })
  await said(context, friend, context.words.cli.nickSet)
}

export async function friends(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.friends(args.pick('folder'))
  await context.out.result(found, async () => {
    if (found.length === 0) return [context.words.cli.noFriends]
    const { friendsTable } = await import('../people-text.ts')
    return [...friendsTable(found, context.words, context.out), ...separate(await warnings(context, found))]
  })
  if (found.length === 0 && args.optional('folder') === undefined) context.out.note(context.words.cli.noFriendsHint)
}

/** Prints the friend as JSON, or one sentence about them. */
export async function said(context: Context, friend: Friend, sentence: (name: string) => string): Promise<void> {
  await context.out.result(friend, async () => {
    const { nameOf } = await import('../people-text.ts')
    return [sentence(nameOf(friend))]
  })
}
