import { expect, test, vi } from 'vitest'
import type { Conversation, Message, Peer, Relay } from '../../../src/node/messenger.ts'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { phrase } from '../../../src/protocol/phrase.ts'
import { ACTIONS } from '../../../src/ui/tui/actions/all.ts'
import { frameFault } from '../../support/frame-faults.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { openTui, type TuiApp } from '../../support/tui-app.ts'

/** Retitles, moves the cursor, turns the line round, hides, piles marks up, is wide and half a pair. */
const HOSTILE = `\x1b]0;owned\x07\x1b[2J\r\n\u009b31m\u202egnp.exe\u2066\u200b\u200d\u200d\ufeffe${'\u0301'.repeat(300)}你लक्ष्मीᄀᄀᄀ각👨‍👩‍👧‍👦\ud800\u2028\t\u0007${'\u200b'.repeat(500)}`

const SIZES = [
  [1, 1],
  [2, 3],
  [5, 20],
  [20, 5],
  [24, 7],
  [67, 10],
  [68, 24],
  [300, 100],
  [100, 30],
] as const

const NOT_HERE = new Set(['quit', 'suspend', 'lock'])

const FEW_SIZES = SIZES.filter(([width]) => width < 3 || width === 20 || width === 100)

function draws(tui: TuiApp, what: string, sizes: readonly (readonly [number, number])[] = SIZES): void {
  for (const [width, height] of sizes) {
    tui.resize(width, height)
    tui.rows()
    const { frame } = tui.app
    expect(frame && frameFault(frame), `${what} at ${width}x${height}`).toBeUndefined()
  }
}

/** @param long - characters of a line that somebody sends */
async function hostileWorld(long = 1_000): Promise<{ anna: MemoryMessenger; bert: MemoryMessenger; tui: TuiApp }> {
  const world = new MemoryWorld()
  const [anna, bert] = world.friends('anna', 'bert')
  bert.name = HOSTILE
  bert.statusLine = HOSTILE
  bert.looksLike = { peerId: 'x', name: HOSTILE } as Peer['resembles'] & object
  const eve = world.join(HOSTILE)
  await eve.add({ who: 'anna', message: HOSTILE })
  const mallory = world.join(`${HOSTILE}2`)
  mallory.statusLine = HOSTILE
  anna.relations.get(bert)
  const [said] = await bert.send({ conv: ['anna'], text: HOSTILE })
  await bert.send({ conv: ['anna'], text: `${HOSTILE}\n${'x'.repeat(long)}`, reply: said?.id ?? '' })
  await bert.forward({ ids: [said?.id ?? ''], conv: ['anna'] })
  await bert.react({ id: said?.id ?? '', emoji: HOSTILE })
  await anna.send({ conv: [bert.peerId], text: `answer ${HOSTILE}`, expire: 5 })
  const relays: Relay[] = [
    {
      peerId: HOSTILE,
      name: HOSTILE,
      addresses: [HOSTILE],
      connected: true,
      stored: 1,
      quota: 0,
      refused: HOSTILE,
    } as unknown as Relay,
  ]
  vi.spyOn(anna, 'relayList').mockResolvedValue(relays)
  vi.spyOn(anna, 'message').mockImplementation(async ({ id }) => {
    const message = (await anna.history({ conv: bert.peerId })).find(each => each.id === id) as Message
    return { ...message, links: [HOSTILE], versions: [{ at: message.at, text: HOSTILE }] } as Message
  })
  const tui = await openTui(anna)
  return { anna, bert, tui }
}

test('draws what peers say and are called in cells that are as wide as they are counted, at every size', async () => {
  const { bert, tui } = await hostileWorld(62 * 1_024)
  draws(tui, 'the list')
  await tui.app.talk.open(bert.peerId)
  draws(tui, 'the conversation')
  tui.app.do('messages.up')
  draws(tui, 'a selected message')
  tui.app.do('message.reply')
  draws(tui, 'a reply')
  tui.paste(HOSTILE)
  draws(tui, 'what was pasted')
  await bert.call({ who: 'anna', session: HOSTILE })
  await tui.shows(/call/i)
  draws(tui, 'a call')
})

test('draws every panel so, and what goes wrong in it', async () => {
  const { anna, bert, tui } = await hostileWorld()
  const { app } = tui
  await app.talk.open(bert.peerId)
  for (const { name } of ACTIONS) {
    if (NOT_HERE.has(name)) continue
    for (const focus of ['messages', 'list'] as const) {
      app.state.focus = focus
      if (focus === 'messages' && app.state.open !== undefined)
        app.state.open.timeline.selected = app.state.open.timeline.messages[0]?.id
      tui.resize(100, 30)
      tui.rows()
      app.do(name)
      await new Promise(resolve => setTimeout(resolve, 2))
      draws(tui, name, FEW_SIZES)
      app.fail(new EarshotError('invalid', phrase`${HOSTILE}`, phrase`${HOSTILE}`))
      draws(tui, `${name}, failed`, [[100, 30]])
      for (const panel of [...app.panels]) app.close(panel)
      if (app.state.open === undefined) await app.talk.open(bert.peerId)
    }
  }
  expect(tui.asked.opened).toEqual([])
  expect(anna.listening).toBe(1)
})

test('draws errors that quote a peer so: of a panel, and of the connection', async () => {
  const { anna, bert, tui } = await hostileWorld()
  await tui.app.talk.open(bert.peerId)
  vi.spyOn(anna, 'translate').mockRejectedValue(
    new EarshotError('engine-failed', phrase`${HOSTILE}`, phrase`${HOSTILE}`),
  )
  tui.app.do('message.translate', tui.app.state.open?.timeline.messages[0]?.id)
  await tui.shows('owned')
  draws(tui, 'a translation that failed')
  const { message, hint } = tui.app.explain(new EarshotError('invalid', phrase`${HOSTILE}`, phrase`${HOSTILE}`))
  expect(`${message}${hint}`).not.toMatch(/[\p{Cc}\u202e\u200b]/u)
  tui.app.state.node = { is: 'gone', why: message, retry: 3 }
  draws(tui, 'a node that is gone')
})

test('has nothing of what was said once the profile is locked', async () => {
  const [anna, bert] = new MemoryWorld().friends('anna', 'bert')
  await bert.send({ conv: ['anna'], text: 'SECRET one' })
  const tui = await openTui(anna)
  tui.app.do('conversation.next')
  await tui.shows('SECRET one')
  tui.type('SECRET two')
  tui.press('enter')
  await tui.shows('SECRET two')
  tui.type('SECRET draft')
  tui.app.do('search')
  tui.type('SECRET')
  await tui.shows(/bert: SECRET/)
  tui.app.tell('SECRET toast')
  const drafts: unknown[] = []
  vi.spyOn(anna, 'draft').mockImplementation(async draft => {
    drafts.push(draft)
    return (await anna.conversations())[0] as Conversation
  })
  tui.app.forget()
  expect(tui.text()).not.toMatch(/SECRET|bert/)
  expect(reachable(tui.app.state)).not.toMatch(/SECRET|bert/)
  expect(reachable(tui.app.frame)).not.toMatch(/SECRET|bert/)
  expect(tui.app.panels).toEqual([])
  await new Promise(resolve => setTimeout(resolve, 1_200))
  expect(drafts).toEqual([])
  // What was sent before is offered to nobody who comes after.
  await tui.app.talk.open(bert.peerId)
  tui.press('up')
  tui.press('ctrl+up')
  expect(tui.app.state.open?.editor.text).toBe('')
})

/** All that can be read of something, maps and sets too. */
function reachable(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof Map ? [...each] : each instanceof Set ? [...each] : each,
  )
}
