import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Found, Message } from '../../../src/node/messenger.ts'
import { foundLines } from '../../../src/ui/cli/found-text.ts'
import { Output } from '../../../src/ui/cli/output.ts'
import { en } from '../../../src/ui/text/en.ts'
import { type Cli, twoFriends } from '../../support/cli.ts'

let alice: Cli
let bob: Cli

beforeAll(async () => {
  ;[alice, bob] = await twoFriends()
})

afterAll(async () => {
  await alice[Symbol.asyncDispose]()
  await bob[Symbol.asyncDispose]()
})

async function say(from: Cli, to: string, text: string): Promise<Message> {
  const [message] = await from.json<Message[]>('send', to, text, '--wait', 'delivered')
  return message!
}

describe('earshot search', () => {
  it('shows conversation, day, time, id and author, with what stands around, and where it goes on', async () => {
    const before = await say(alice, 'bob', 'where shall we eat?')
    const first = await say(bob, 'alice', 'noodles on Friday\nin the old town')
    const second = await say(alice, 'bob', '星期五吃面条, noodles then')
    const found = await alice.json<Found[]>('search', 'noodles')
    expect(found.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(found[1]?.matches).toEqual([[0, 7]])

    const { stdout } = await alice.run(['search', 'old', 'nood', '--context', '1', '--lang', 'en'])
    const time = '\\d\\d:\\d\\d'
    expect(stdout).toMatch(
      new RegExp(
        `^bob — .+\\n  ${time} alice: where shall we eat\\?.*\\n  ${time} ${first.id.slice(0, 8)} bob: noodles on Friday\\n    in the old town\\n  ${time} alice: 星期五吃面条, noodles then.*\\n$`,
      ),
    )
    const page = await alice.run(['search', 'noodles', '--limit', '1', '--lang', 'en'])
    expect(page.stdout).toContain(`more: --before ${second.id}`)
    const rest = await alice.json<Found[]>('search', 'noodles', '--before', second.id)
    expect(rest.map(({ id }) => id)).toEqual([first.id])
    expect(await alice.json('search', '面条', '--from', 'alice', '--in', 'bob', '--since', '1h')).toHaveLength(1)
    expect(await alice.json('search', 'where', '--until', before.at)).toEqual([])
    expect((await alice.run(['search', 'nowhere', '--lang', 'zh'])).stdout).toBe('没有找到。\n')
  })

  it('refuses what makes no sense', async () => {
    expect(await alice.fails(['search', 'x', '--in', 'nobody'])).toMatchObject({ exit: 3, code: 'no-peer' })
    expect(await alice.fails(['search', 'x', '--before', 'f'.repeat(32)])).toMatchObject({
      exit: 3,
      code: 'no-message',
    })
    expect(await alice.fails(['search', '""'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['search', 'x', '--since', 'then'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await alice.fails(['search', 'x', '--context', '21'])).toMatchObject({ exit: 2, code: 'usage' })
  })

  it('marks what fits, and lets no escape through that a mark splits', () => {
    class Terminal extends Output {
      override get color(): boolean {
        return true
      }
    }
    const text = 'red \u001b[31mcat\u001b[0m'
    const found = {
      id: 'ab'.repeat(16),
      name: 'bob',
      from: { peerId: 'x', name: 'bob' },
      own: false,
      at: '2026-01-01T00:00:00.000Z',
      type: 'text',
      state: 'read',
      kind: 'direct',
      conversation: 'c',
      text,
      matches: [[9, 12]],
    } as Found
    const shown = foundLines([found], en, new Terminal({ json: false, plain: false })).join('\n')
    expect(shown).toContain('\u001b[1m\u001b[33mcat')
    expect(shown).not.toContain('\u001b[31m')
  })
})
