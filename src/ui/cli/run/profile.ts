/** profile, profile set, profile show: what one says of oneself. */
import type { Profile, PublicProfile } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { warnings } from '../resemblance.ts'

export async function profile(context: Context): Promise<undefined> {
  await show(context, await context.node.profile())
}

export async function profileSet(context: Context, args: Args): Promise<undefined> {
  const path = args.optional('avatar')
  const avatar = path === undefined || path === '' ? path : await (await import('../avatar.ts')).avatarOf(path)
  const changes = { ...args.pick('name', 'status', 'email'), ...(avatar === undefined ? {} : { avatar }) }
  if (Object.keys(changes).length === 0) {
    throw context.usage('There is nothing to change', 'Give --name, --status, --email or --avatar.')
  }
  await show(context, await context.node.profileSet(changes))
}

async function show(context: Context, found: Profile): Promise<void> {
  await context.out.result(found, async () => {
    const { facts, line } = await import('../people-text.ts')
    const { statusLabels: label, yes, no } = context.words.cli
    const own = facts(
      [
        [label.name, line(found.name)],
        [label.status, line(found.status ?? '')],
        [label.email, line(found.email ?? '')],
        [label.peer, found.peerId],
        [label.home, found.home],
        [label.passphrase, found.passphrase ? yes : no],
      ],
      context.out,
    )
    return [...(await pictureOf(context, found)), ...own]
  })
}

export async function profileShow(context: Context, args: Args): Promise<undefined> {
  const found = await context.node.profileShow({ who: args.text('who') })
  await context.out.result(found, () => showOther(context, found))
}

async function showOther(context: Context, found: PublicProfile): Promise<string[]> {
  const { ago, facts, line, nameOf, presence } = await import('../people-text.ts')
  const { statusLabels: label, yes, no, table } = context.words.cli
  const own = line(found.name)
  const shown = nameOf(found)
  const seen = found.presence === 'here' ? '' : ago(found.lastSeen, context.words)
  const lines = facts(
    [
      [label.name, own === shown || own === '' ? shown : shown + context.words.common.aside(own)],
      [label.status, line(found.status ?? '')],
      [label.email, line(found.email ?? '')],
      [label.presence, presence(found, context.words, context.out)],
      [table.last, seen],
      [label.friend, found.state === undefined ? no : context.words.common.friendState[found.state]],
      [label.verified, found.verified ? yes : no],
      [label.peer, found.peerId],
      [label.addresses, found.addresses.join(' ')],
    ],
    context.out,
  )
  return [...(await pictureOf(context, found)), ...lines, ...(await warnings(context, [found]))]
}

/** The picture, where colours can show it. */
async function pictureOf(context: Context, { peerId, avatar }: Profile | PublicProfile): Promise<string[]> {
  if (!context.out.color) return []
  const { file } = avatar === undefined ? {} : await context.node.avatar({ who: peerId })
  return (await import('../avatar.ts')).avatarLines(peerId, file)
}
