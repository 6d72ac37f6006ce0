/** relay list, relay nearby, relay add, relay remove. */
import type { Relay } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { heard, showPeers } from './nearby.ts'

export async function relayList(context: Context): Promise<undefined> {
  await show(context, await context.node.relayList())
}

export async function relayNearby(context: Context): Promise<undefined> {
  const found = await heard(context, () => context.node.relayNearby())
  await showPeers(context, found, context.words.cli.noRelaysNearby)
}

export async function relayAdd(context: Context, args: Args): Promise<undefined> {
  const relays = await context.node.relayAdd({ where: args.text('where') })
  await show(context, relays)
  context.out.note(context.words.cli.relayAdded)
}

export async function relayRemove(context: Context, args: Args): Promise<undefined> {
  await show(context, await context.node.relayRemove({ relay: args.text('relay') }))
}

async function show(context: Context, relays: Relay[]): Promise<void> {
  await context.out.result(relays, async () => {
    const { line, shortId, table } = await import('../people-text.ts')
    const { cli } = context.words
    if (relays.length === 0) return [cli.noRelays]
    const { table: titles } = cli
    return table(
      [titles.name, titles.state, titles.stored, titles.peer],
      relays.map(relay => [
        line(relay.name),
        relay.refused ?? (relay.connected ? cli.relayConnected : cli.relayAway),
        `${cli.size(relay.stored)} / ${relay.quota === 0 ? '?' : cli.size(relay.quota)}`,
        shortId(relay.peerId),
      ]),
      context.out,
    )
  })
}
