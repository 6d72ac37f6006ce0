/** Commands that ask the running relay, which alone has its store open. */
import { ask } from './client.ts'
import { identityThere } from './folder.ts'
import type { ListedMailbox, SaidStatus } from './methods.ts'
import type { Output } from './output.ts'
import { duration, pairs, size, table } from './print.ts'

export async function status(home: string, out: Output): Promise<void> {
  const found = (await askRelay(home, 'status')) as SaidStatus
  out.result(found, show)
}

function show(found: SaidStatus): string[] {
  return pairs([
    ['relay', found.name],
    ['peer id', found.peerId],
    ['store', found.storeId],
    ['disk', found.healthy ? 'takes deposits' : 'full or broken: takes no deposits'],
    ['mailboxes', found.mailboxes],
    ['parcels', `${found.parcels} (${size(found.bytes)})`],
    ['connections', found.connections],
    ['deposited', found.deposited],
    ['collected', found.collected],
    ['expired', found.expired],
    ['refused', found.refused],
    ['up for', duration(found.uptime)],
    ['version', found.version],
  ])
}

export async function mailboxes(home: string, out: Output): Promise<void> {
  const found = (await askRelay(home, 'mailboxes')) as ListedMailbox[]
  out.result(found, list =>
    list.length === 0
      ? ['Nobody has a mailbox here yet. `earshot-relay invite` makes an invitation.']
      : table(
          ['peer', 'parcels', 'size', 'last seen', 'name'],
          list.map(each => [each.peerId, String(each.parcels), size(each.bytes), lastSeen(each), each.name ?? '']),
        ),
  )
}

/** To the minute. */
function lastSeen({ connected, lastSeen: at }: ListedMailbox): string {
  if (connected) return 'here'
  return at === undefined ? 'never' : `${at.slice(0, 16).replace('T', ' ')}Z`
}

export async function evict(home: string, who: string, out: Output): Promise<void> {
  const gone = (await askRelay(home, 'evict', { peer: who })) as { peerId: string }
  out.result(gone, ({ peerId }) => [`The mailbox of ${peerId} is gone, with everything that was in it.`])
}

async function askRelay(home: string, method: string, params: object = {}): Promise<unknown> {
  await identityThere(home)
  return ask(home, method, params)
}
