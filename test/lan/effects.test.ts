/** What people do with messages, on real hosts: whatever breaks meanwhile, both end with the same history. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Message } from '../../src/node/messenger.ts'
import type { Host } from '../support/lan/host.ts'
import { lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { befriend, idOf, send, startAll } from '../support/lan/people.ts'
import { RelayHost } from '../support/lan/relay-host.ts'
import { allAre, friendsWithRelays, takeTurns, tellLogs } from '../support/lan/relay-people.ts'
import { ConnectionLost, RpcError } from '../support/lan/rpc.ts'
import { attached } from '../support/lan/talk.ts'
import { until } from '../support/lan/until.ts'

/** What both must see alike. */
function shared(messages: readonly Message[]): string[] {
  return messages.map(({ id, text, edited, recalled, reactions = [] }) =>
    JSON.stringify({
      ...{ id, text, edited: edited !== undefined, recalled: recalled !== undefined },
      reactions: reactions.map(({ emoji, from }) => `${emoji} ${from.map(({ peerId }) => peerId).sort()}`).sort(),
    }),
  )
}

async function sameHistory(ann: Host, ben: Host, timeout = 60_000): Promise<string[]> {
  let histories: [string[], string[]] = [[], []]
  await until(
    async () => {
      histories = [shared(await ann.history(idOf(ben))), shared(await ben.history(idOf(ann)))]
      return histories[0].join('\n') === histories[1].join('\n')
    },
    { what: 'the same history on both sides', timeout, every: 500 },
  ).catch((error: unknown) => {
    const [a, b] = histories
    const differing = a.flatMap((line, i) => (line === b[i] ? [] : [`ann: ${line}\nben: ${b[i]}`]))
    throw new Error(`histories of ${a.length} and ${b.length} differ: ${differing.slice(0, 3).join('\n')}`, {
      cause: error,
    })
  })
  return histories[0]
}

lan('what is done with messages', () => {
  let network: Network
  let ann: Host
  let ben: Host
  let attic: RelayHost

  beforeEach(async () => {
    network = await createNetwork('ann', 'ben', 'attic')
    const [first, second, third] = network.hosts as [Host, Host, Host]
    ;[ann, ben, attic] = [first, second, new RelayHost(third)]
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await tellLogs(network.hosts)
    await network?.close()
  })

  it('ends alike on both sides while both edit, recall, react and are killed, and cables are pulled', async () => {
    await startAll([ann, ben])
    await befriend(ann, ben)
    await send(ann, ben, 'the first', '--wait', 'delivered')
    let acting = true
    const done: Record<string, number> = {}
    /** Does something to something at random, again and again; what is refused is refused, nothing else may fail. */
    const act = async (self: Host, other: Host): Promise<void> => {
      let control = await attached(self)
      for (let i = 0; acting; i++) {
        await sleep(randomInt(10, 60))
        try {
          const messages = await control.call<Message[]>('history', { conv: idOf(other), limit: 20 })
          const { id } = messages[randomInt(messages.length)]!
          const chosen = randomInt(10)
          const [method, params]: [string, Record<string, unknown>] =
            chosen < 3
              ? ['send', { conv: [idOf(other)], text: `${self.name} ${i}` }]
              : chosen < 6
                ? ['edit', { id, text: `${self.name} edits ${i}` }]
                : chosen < 9
                  ? ['react', { id, emoji: ['👍', '🎉', ''][randomInt(3)] }]
                  : ['recall', { id }]
          await control.call(method, params)
          done[method] = (done[method] ?? 0) + 1
        } catch (error) {
          if (error instanceof ConnectionLost) control = await attached(self)
          else if (!(error instanceof RpcError && ['not-allowed', 'no-message'].includes(error.report?.code ?? '')))
            throw error
        }
      }
      await control.close()
    }
    const disturb = async (): Promise<void> => {
      for (let round = 0; round < 8; round++) {
        await sleep(randomInt(800, 2_000))
        const host = [ann, ben][randomInt(2)]!
        if (round % 3 === 2) {
          await host.cut('silent')
          await sleep(2_000)
          await host.restore()
        } else {
          await host.kill()
          await host.up()
        }
      }
      // On a slow machine less happened meanwhile.
      const enough = (): boolean => ['send', 'edit', 'react', 'recall'].every(method => (done[method] ?? 0) > 0)
      await until(() => enough() && (done.send ?? 0) > 20, { what: 'all of it was done' }).finally(() => {
        acting = false
      })
    }
    await Promise.all([act(ann, ben), act(ben, ann), disturb()])
    console.log(JSON.stringify(done))
    const history = await sameHistory(ann, ben)
    expect(history.length).toBeGreaterThan(20)
    expect(done).toMatchObject({ edit: expect.any(Number), recall: expect.any(Number), react: expect.any(Number) })
  })

  it('comes by a relay to who was never there together with whoever did it, and a recalled text never does', async () => {
    await attic.begin()
    await friendsWithRelays(ann, ben, attic)
    await send(ann, ben, 'kept', '--wait', 'delivered')
    await ben.down()
    await using control = await attached(ann)
    const say = async (text: string): Promise<string> =>
      (await control.call<Message[]>('send', { conv: [idOf(ben)], text }))[0]!.id
    const edited = await say('with a mistake')
    const recalled = await say('the secret')
    await allAre(ann, ben, 'relayed', 3)
    await control.call('edit', { id: edited, text: 'without a mistake' })
    await control.call('recall', { id: recalled })
    await control.call('react', { id: edited, emoji: '🎉' })
    await until(async () => (await control.call<{ queued: number }>('status', {})).queued === 0, {
      what: 'all rests with the relay',
    })
    await takeTurns(ann, ben)
    let seen: Message[] = []
    await until(
      async () => {
        seen = await ben.history(idOf(ann))
        // Each comes in a letter of its own, perhaps.
        const told = seen.flatMap(({ recalled, edited, reactions }) => [recalled, edited, reactions]).filter(Boolean)
        return told.length >= 3
      },
      { what: 'ben hears of it' },
    )
    expect(seen).toMatchObject([
      { text: 'kept' },
      { id: edited, text: 'without a mistake', reactions: [{ emoji: '🎉' }] },
      { id: recalled, recalled: expect.any(String) },
    ])
    expect(JSON.stringify(seen)).not.toContain('the secret')
    await ann.up()
    await sameHistory(ann, ben)
  })
})
