import { describe, expect, it } from 'vitest'
import type { Message, OwnState } from '../../../src/node/messenger.ts'
import { Keymap } from '../../../src/ui/tui/keys/keymap.ts'
import { makeLook } from '../../../src/ui/tui/look.ts'
import { State } from '../../../src/ui/tui/state/state.ts'
import { inOrder, type Page, Timeline } from '../../../src/ui/tui/state/timeline.ts'
import type { BlockContext } from '../../../src/ui/tui/view/message-block.ts'
import { revealed, scrolled, shownRows } from '../../../src/ui/tui/view/window.ts'
import { loadTerminalWords } from '../../../src/ui/tui/words/words.ts'
import fc from '../../support/fast-check.ts'

const PAGE = 5

function message(stamp: number, id: string, more: Partial<Message> = {}): Message {
  const at = new Date(Date.UTC(2026, 10, 22) + stamp * 3_600_000).toISOString()
  return {
    ...{ id, conversation: 'c', kind: 'direct', name: 'bert', from: { peerId: 'b', name: 'bert' }, own: false, at },
    ...{ type: 'text', stamp, text: `text of ${id}`, state: 'unread', ...more },
  } as Message
}

/** A node that answers a page as it was when it was read, whenever that arrives. */
class Node {
  all: Message[] = []

  page(side: 'before' | 'after' | 'all', timeline: Timeline, around: number): Page {
    const ordered = [...this.all].sort(inOrder)
    const [first] = timeline.messages
    const last = timeline.messages.at(-1)
    if (side === 'before' && first !== undefined) {
      const messages = ordered.filter(each => inOrder(each, first) < 0).slice(-PAGE)
      return { messages, atStart: messages.length < PAGE }
    }
    if (side === 'after' && last !== undefined) {
      const messages = ordered.filter(each => inOrder(each, last) > 0).slice(0, PAGE)
      return { messages, atEnd: messages.length < PAGE }
    }
    const from = Math.max(0, Math.min(around, ordered.length - PAGE))
    const messages = ordered.slice(from, from + PAGE)
    return { messages, atStart: from === 0, atEnd: from + PAGE >= ordered.length }
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('come' as const), stamp: fc.nat(30), own: fc.boolean() }),
  fc.record({ do: fc.constant('change' as const), which: fc.nat(40) }),
  fc.record({ do: fc.constant('reach' as const), which: fc.nat(40) }),
  fc.record({ do: fc.constant('delete' as const), which: fc.nat(40) }),
  fc.record({ do: fc.constantFrom('before' as const, 'after' as const, 'all' as const), around: fc.nat(40) }),
  fc.record({ do: fc.constant('answer' as const), which: fc.nat(3) }),
  fc.record({ do: fc.constant('fail' as const), which: fc.nat(3) }),
)

const NEXT: Record<OwnState, OwnState> = { queued: 'relayed', relayed: 'delivered', delivered: 'read', read: 'read' }

describe('Timeline', () => {
  it('is a run of what the node has, whatever happens while pages are on their way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async steps => {
        const node = new Node()
        const timeline = new Timeline()
        const held: { take(): void; drop(): void; done: Promise<unknown> }[] = []
        const ask = (side: 'before' | 'after' | 'all', around: number): void => {
          const arrived = Promise.withResolvers<boolean>()
          const loaded = timeline.load(side, async () => {
            const page = node.page(side, timeline, around)
            if (!(await arrived.promise)) throw new Error('lost')
            return page
          })
          const done = loaded.catch(() => undefined)
          held.push({ take: () => arrived.resolve(true), drop: () => arrived.resolve(false), done })
        }
        let count = 0
        for (const each of steps) {
          const at = 'which' in each && node.all.length > 0 ? each.which % node.all.length : -1
          const known = node.all[at]
          if (each.do === 'come') {
            const id = `m${String(count++).padStart(3, '0')}`
            const came = message(each.stamp, id, each.own ? { own: true, state: 'queued' } : {})
            node.all.push(came)
            timeline.add(came)
          } else if (each.do === 'change' && known !== undefined) {
            node.all[at] = { ...known, text: `${known.text}!` }
            timeline.change(node.all[at] as Message)
          } else if (each.do === 'reach' && known?.own) {
            const state = NEXT[known.state as OwnState]
            node.all[at] = { ...known, state }
            timeline.reach(known.id, state)
          } else if (each.do === 'delete' && known !== undefined) {
            node.all.splice(at, 1)
            timeline.remove(known.id)
          } else if (each.do === 'before' || each.do === 'after' || each.do === 'all') ask(each.do, each.around)
          else if (each.do === 'answer' || each.do === 'fail') {
            const [one] = held.splice(each.which, 1)
            if (each.do === 'answer') one?.take()
            else one?.drop()
            await one?.done
          }
        }
        for (const one of held) one.take()
        await Promise.all(held.map(({ done }) => done))
        expect(timeline.loading).toBeUndefined()
        const ordered = [...node.all].sort(inOrder)
        const ids = ordered.map(({ id }) => id)
        const [first] = timeline.messages
        const last = timeline.messages.at(-1)
        if (first === undefined || last === undefined) return
        // No gap, no stranger, nothing twice, each as the node has it.
        const from = ids.indexOf(first.id)
        expect(timeline.messages).toEqual(ordered.slice(from, from + timeline.messages.length))
        if (timeline.atEnd) expect(last.id).toBe(ids.at(-1))
        if (timeline.atStart) expect(first.id).toBe(ids[0])
      }),
      { numRuns: 2_000 },
    )
  })

  it('lets go what is farther from the screen, so that nothing grows for ever', () => {
    const timeline = new Timeline()
    timeline.atStart = true
    for (let at = 0; at < 20; at++) timeline.add(message(at, `m${at}`))
    timeline.scroll = { to: 'row', id: 'm5', row: 0 }
    for (let at = 20; at < 5_000; at++) timeline.add(message(at, `m${at}`))
    expect(timeline.messages).toHaveLength(1_000)
    expect(timeline.has('m5')).toBe(true)
    expect(timeline.atEnd).toBe(false)
    timeline.clear()
    for (let at = 0; at < 5_000; at++) timeline.add(message(at, `m${at}`))
    expect(timeline.messages).toHaveLength(1_000)
    expect(timeline.messages.at(-1)?.id).toBe('m4999')
    expect(timeline.atStart).toBe(false)
  })

  it('keeps a state that does not go back, and takes that a relay lost what rested there', () => {
    const timeline = new Timeline()
    const own = message(1, 'm', { own: true, state: 'delivered' })
    timeline.add(own)
    timeline.change({ ...own, state: 'queued' })
    timeline.reach('m', 'relayed')
    expect(timeline.get('m')?.state).toBe('delivered')
    timeline.add(message(2, 'n', { own: true, state: 'relayed' }))
    timeline.reach('n', 'queued')
    expect(timeline.get('n')?.state).toBe('queued')
  })
})

describe('scrolling', async () => {
  const words = await loadTerminalWords('en')
  const look = makeLook(new Map(), { depth: '256', bare: false, background: 'dark' }, words, new Keymap([]))

  const scene = fc.record({
    // Rows of each text.
    texts: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 25 }),
    width: fc.integer({ min: 1, max: 120 }),
    height: fc.integer({ min: 1, max: 60 }),
    steps: fc.array(fc.integer({ min: -70, max: 70 }), { maxLength: 20 }),
    shown: fc.nat(30),
  })

  function timelineOf(texts: readonly number[]): { timeline: Timeline; context: (width: number) => BlockContext } {
    const timeline = new Timeline()
    timeline.atStart = true
    texts.forEach((rows, at) => {
      timeline.add(message(at, `m${String(at).padStart(3, '0')}`, { text: Array(rows).fill('word').join('\n') }))
    })
    const state = new State()
    return { timeline, context: width => ({ state, look, width }) }
  }

  it('fills the screen wherever one goes, and shows what it was asked to', () => {
    fc.assert(
      fc.property(scene, ({ texts, width, height, steps, shown }) => {
        const { timeline, context } = timelineOf(texts)
        const at = context(width)
        const whole = shownRows(timeline, at, Number.MAX_SAFE_INTEGER).rows.length
        for (const by of steps) {
          timeline.scroll = scrolled(timeline, at, height, by)
          if (timeline.scroll.to === 'row') expect(timeline.scroll.row).toBeGreaterThanOrEqual(0)
          expect(shownRows(timeline, at, height).rows).toHaveLength(Math.min(height, whole))
        }
        const id = timeline.messages[shown % texts.length]?.id ?? ''
        timeline.scroll = revealed(timeline, at, height, id)
        expect(shownRows(timeline, at, height).rows.map(row => row.id)).toContain(id)
      }),
      { numRuns: 400 },
    )
  })

  it('reaches each row, one by one, up and down again', () => {
    fc.assert(
      fc.property(scene, ({ texts, width, height }) => {
        const { timeline, context } = timelineOf(texts)
        const at = context(width)
        const name = ({ id, index }: { id: string; index: number }): string => `${id}/${index}`
        const all = shownRows(timeline, at, Number.MAX_SAFE_INTEGER).rows.map(name)
        const seen: string[] = []
        for (let up = 0; up <= all.length - height; up++) {
          const rows = shownRows(timeline, at, height).rows.map(name)
          seen.push(rows.join())
          expect(rows).toEqual(all.slice(all.length - height - up, all.length - up))
          timeline.scroll = scrolled(timeline, at, height, -1)
        }
        for (const rows of seen.slice(0, -1).reverse()) {
          timeline.scroll = scrolled(timeline, at, height, 1)
          expect(shownRows(timeline, at, height).rows.map(name).join()).toBe(rows)
        }
        if (seen.length > 1) expect(timeline.scroll.to).toBe('end')
      }),
      { numRuns: 40 },
    )
  })
})
