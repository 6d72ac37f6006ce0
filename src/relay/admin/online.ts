/** Commands that ask the running relay, which alone has its store open. */
import { phrase } from '../../protocol/phrase.ts'
import { ask } from './client.ts'
import { identityThere } from './folder.ts'
import type { ListedMailbox, SaidStatus } from './methods.ts'
import type { Output } from './output.ts'
import { duration, size } from './print.ts'

export async function status(home: string, out: Output): Promise<void> {
  const found = (await askRelay(home, 'status')) as SaidStatus
  out.result(found, () => show(found, out))
}

function show(found: SaidStatus, out: Output): string[] {
  return out.pairs([
    [phrase`relay`, found.name],
    [phrase`peer id`, found.peerId],
    [phrase`store`, found.storeId],
    [phrase`disk`, found.healthy ? phrase`takes deposits` : phrase`full or broken: takes no deposits`],
    [phrase`mailboxes`, found.mailboxes],
    [phrase`parcels`, `${found.parcels} (${size(found.bytes)})`],
    [phrase`connections`, found.connections],
    [phrase`deposited`, found.deposited],
    [phrase`collected`, found.collected],
    [phrase`expired`, found.expired],
    [phrase`refused`, found.refused],
    [phrase`up for`, duration(found.uptime)],
    [phrase`version`, found.version],
  ])
}

export async function mailboxes(home: string, out: Output): Promise<void> {
  const found = (await askRelay(home, 'mailboxes')) as ListedMailbox[]
  out.result(found, list =>
    list.length === 0
      ? [out.say(phrase`Nobody has a mailbox here yet. \`earshot-relay invite\` makes an invitation.`)]
      : out.table(
          [phrase`peer`, phrase`parcels`, phrase`size`, phrase`last seen`, phrase`name`],
          list.map(each => [each.peerId, String(each.parcels), size(each.bytes), lastSeen(each, out), each.name ?? '']),
        ),
  )
}

/** To the minute. */
function lastSeen({ connected, lastSeen: at }: ListedMailbox, out: Output): string {
  if (connected) return out.say(phrase`here`)
  return at === undefined ? out.say(phrase`never`) : `${at.slice(0, 16).replace('T', ' ')}Z`
}

export async function evict(home: string, who: string, out: Output): Promise<void> {
  const gone = (await askRelay(home, 'evict', { peer: who })) as { peerId: string }
  out.result(gone, ({ peerId }) => [out.say(phrase`The mailbox of ${peerId} is gone, with everything that was in it.`)])
}

async function askRelay(home: string, method: string, params: object = {}): Promise<unknown> {
  await identityThere(home)
  return ask(home, method, params)
}
