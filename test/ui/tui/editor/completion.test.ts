import { describe, expect, it } from 'vitest'
import { type Completion, completionAt, type Sources } from '../../../../src/ui/tui/editor/completion.ts'
import { CompletionPopup } from '../../../../src/ui/tui/editor/completion-popup.ts'
import { Editor } from '../../../../src/ui/tui/editor/editor.ts'
import { loadEmoji } from '../../../../src/ui/tui/editor/emoji/emoji.ts'
import { effort } from '../../../support/effort.ts'

const SOURCES: Sources = {
  people: [
    { name: 'Robert' },
    { name: 'Bob Smith', hint: '12D3…xyz' },
    { name: 'bobby', insert: 'bobby#2' },
    { name: '张三' },
    { name: 'Zoë' },
  ],
  groups: [{ name: 'Lunch' }, { name: '午饭群' }],
  emoji: await loadEmoji('zh'),
}

function at(content: string, sources = SOURCES): Completion | undefined {
  const editor = new Editor()
  editor.set(content)
  return completionAt(editor, sources)
}

const labels = (content: string) => at(content)?.candidates.map(({ label }) => label) ?? []
const inserts = (content: string) => at(content)?.candidates.map(({ insert }) => insert) ?? []

describe('completion', () => {
  it('offers people behind @, those first whose name begins so', () => {
    expect(labels('hello @')).toEqual(['Robert', 'Bob Smith', 'bobby', '张三', 'Zoë'])
    expect(labels('hello @bob').slice(0, 2).toSorted()).toEqual(['Bob Smith', 'bobby'])
    expect(inserts('@bobb')).toEqual(['@bobby#2 '])
    expect(inserts('@zoe')).toEqual(['@Zoë '])
    expect(inserts('你好@张')).toEqual(['@张三 '])
    expect(inserts('＠张')).toEqual(['@张三 '])
    expect(at('x\n(@bob')?.range).toEqual({ from: { line: 1, column: 1 }, to: { line: 1, column: 5 } })
  })

  it('follows a name with a space as long as it is written so, and lets prose be', () => {
    expect(labels('@bob sm')).toEqual(['Bob Smith'])
    expect(labels('@Bob Smith')).toEqual([])
    expect(labels('@bob is here')).toEqual([])
    expect(labels('@ ')).toEqual([])
  })

  it('offers groups behind #, and nothing within words, addresses and times', () => {
    expect(inserts('see #lun')).toEqual(['#Lunch '])
    expect(inserts('#午')).toEqual(['#午饭群 '])
    for (const content of ['me@bob', 'issue#lun', 'at 10:30', 'http://x', '@nobodyiscalledso', ':D', ':p', ': smile']) {
      expect(at(content)).toBeUndefined()
    }
    expect(at('说：笑')).toBeUndefined()
  })

  it('offers emoji by shortcode and by Chinese word', () => {
    expect(inserts('nice :+1')[0]).toBe('👍')
    expect(inserts(':heart_ey')[0]).toBe('😍')
    expect(labels(':大笑')[0]).toBe('😄 大笑')
    expect(inserts(':笑').length).toBeGreaterThan(5)
    expect(at(':smile', { people: [], groups: [] })).toBeUndefined()
  })

  it('is quick in a line of 64 KiB with thousands of people', () => {
    const people = Array.from({ length: 5_000 }, (_, n) => ({ name: `person ${n}` }))
    const took = effort(() => {
      expect(at(`${'@'.repeat(60_000)} @person 4711`, { people, groups: [] })).toBeUndefined()
      expect(at(`${'@x '.repeat(20_000)}@person4711`, { people, groups: [] })).toBeDefined()
    })
    expect(took).toBeLessThan(500)
  })
})

describe('the list of completions', () => {
  function opened(content: string) {
    const editor = new Editor()
    editor.set(content)
    const popup = new CompletionPopup()
    const type = (more: string) => {
      editor.insert(more)
      popup.show(completionAt(editor, SOURCES))
    }
    popup.show(completionAt(editor, SOURCES))
    return { editor, popup, type }
  }

  it('goes round, and puts in what is chosen', () => {
    const { editor, popup } = opened('hi @')
    popup.previous()
    expect(popup.chosen).toBe(4)
    popup.next()
    popup.next()
    expect(popup.chosen).toBe(1)
    expect(popup.accept(editor)).toBeUndefined()
    expect(editor.text).toBe('hi @Bob Smith ')
    expect(popup.completion).toBeUndefined()
    editor.undo()
    expect(editor.text).toBe('hi @')
  })

  it('keeps what was chosen while typing goes on, else the best', () => {
    const { popup, type } = opened('@')
    popup.choose(2)
    type('bob')
    expect(popup.completion?.candidates[popup.chosen]?.label).toBe('bobby')
    const other = opened('@')
    other.type('z')
    expect(other.popup.chosen).toBe(0)
  })

  it('stays away where it was dismissed, and comes for the next', () => {
    const { popup, type } = opened('@b')
    popup.dismiss()
    type('o')
    expect(popup.completion).toBeUndefined()
    type(' @b')
    expect(popup.completion).toBeDefined()
  })

  it('tells where what is chosen does not fit any more', () => {
    const editor = new Editor({ limit: 8 })
    editor.insert('@bob')
    const popup = new CompletionPopup()
    popup.show(completionAt(editor, SOURCES))
    expect(popup.accept(editor)).toMatchObject({ limit: 8 })
    expect(editor.text).toBe('@bob')
  })
})
