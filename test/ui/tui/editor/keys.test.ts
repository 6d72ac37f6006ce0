import { describe, expect, it } from 'vitest'
import { Editor } from '../../../../src/ui/tui/editor/editor.ts'
import { EDITOR_KEYS, interpret, type Outcome, perform } from '../../../../src/ui/tui/editor/keys.ts'
import { EditorLayout } from '../../../../src/ui/tui/editor/layout.ts'
import { SentTexts } from '../../../../src/ui/tui/editor/sent-texts.ts'

const sending = { enterSends: true }

/** An editor at which keys are pressed. */
class Desk {
  readonly sent = new SentTexts()
  readonly editor = new Editor({ sent: this.sent })
  readonly layout = new EditorLayout(this.editor)

  press(...keys: string[]): Outcome | undefined {
    let outcome: Outcome | undefined
    for (const key of keys) {
      const typed = [...key].length === 1 ? { text: key } : {}
      const command = interpret({ input: 'key', key, ...typed }, sending)
      outcome = command && perform(command, this.layout)
      this.layout.fit(40, 5)
    }
    return outcome
  }
}

describe('keys', () => {
  it('swap what begins a line and what sends', () => {
    const meaning = (key: string, enterSends: boolean) => interpret({ input: 'key', key }, { enterSends })?.do
    for (const key of ['ctrl+enter', 'alt+enter', 'ctrl+j']) {
      expect([meaning(key, true), meaning(key, false)]).toEqual(['newline', 'send'])
    }
    expect([meaning('enter', true), meaning('enter', false)]).toEqual(['send', 'newline'])
    expect([meaning('shift+enter', true), meaning('shift+enter', false)]).toEqual(['newline', 'newline'])
  })

  it('type what they type, words of an input method at once, and leave to others what is not for an editor', () => {
    expect(interpret({ input: 'key', key: '你好', text: '你好' }, sending)).toEqual({ do: 'insert', text: '你好' })
    expect(interpret({ input: 'key', key: 'space', text: ' ' }, sending)).toEqual({ do: 'insert', text: ' ' })
    expect(interpret({ input: 'paste', text: 'a\nb' }, sending)).toEqual({ do: 'paste', text: 'a\nb' })
    for (const key of ['tab', 'escape']) expect(interpret({ input: 'key', key, text: '\t' }, sending)).toBeUndefined()
    for (const key of ['ctrl+c', 'ctrl+z', 'f1', 'pageup', 'ctrl+p']) {
      expect(interpret({ input: 'key', key }, sending)).toBeUndefined()
    }
  })

  it('are named as the terminal names them: ctrl, alt, shift, in this order', () => {
    for (const key of EDITOR_KEYS.keys()) expect(key).toMatch(/^(ctrl\+)?(alt\+)?(shift\+)?[^+]+$/)
    expect(EDITOR_KEYS.get('ctrl+shift+left')).toEqual({
      do: 'move',
      unit: 'word',
      direction: 'backward',
      select: true,
    })
  })

  it('move, select, cut and bring back', () => {
    const desk = new Desk()
    desk.press('a', 'b', ' ', 'c', 'd', 'ctrl+left', 'shift+end')
    expect(desk.press('alt+c')).toEqual({ outcome: 'copied', text: 'cd' })
    expect(desk.press('ctrl+x')).toEqual({ outcome: 'copied', text: 'cd' })
    expect(desk.press('ctrl+x')).toEqual({ outcome: 'nothing' })
    desk.press('ctrl+a', 'ctrl+y')
    expect(desk.editor.text).toBe('cdab ')
    desk.press('ctrl+_')
    expect(desk.editor.text).toBe('ab ')
    desk.press('alt+r')
    expect(desk.editor.text).toBe('cdab ')
    desk.press('ctrl+shift+a', 'x')
    expect(desk.editor.text).toBe('x')
  })

  it('delete by word and line, and say where nothing was to be done', () => {
    const desk = new Desk()
    desk.press(...'one two', 'ctrl+w')
    expect(desk.editor.text).toBe('one ')
    desk.press('ctrl+a', 'alt+d')
    expect(desk.editor.text).toBe(' ')
    expect(desk.press('delete')).toEqual({ outcome: 'done' })
    expect(desk.press('delete')).toEqual({ outcome: 'nothing' })
    expect(desk.press('backspace')).toEqual({ outcome: 'nothing' })
    expect(desk.press('left')).toEqual({ outcome: 'nothing' })
    expect(desk.press('down')).toEqual({ outcome: 'nothing' })
    expect(desk.press('alt+r')).toEqual({ outcome: 'nothing' })
  })

  it('go up through the rows, then through what was sent, and down again', () => {
    const desk = new Desk()
    desk.sent.add('sent')
    desk.press('a', 'shift+enter', 'b')
    desk.press('up')
    expect(desk.editor.text).toBe('a\nb')
    desk.press('up')
    expect(desk.editor.text).toBe('sent')
    expect(desk.press('up')).toEqual({ outcome: 'nothing' })
    desk.press('down')
    expect(desk.editor.text).toBe('a\nb')
    expect(desk.press('enter')).toEqual({ outcome: 'send' })
    expect(desk.editor.text).toBe('a\nb')
    desk.press('shift+up', 'shift+up')
    expect(desk.editor.selectedText).toBe('\nb')
  })

  it('tell what did not fit', () => {
    const layout = new EditorLayout(new Editor({ limit: 3 }))
    const outcome = perform({ do: 'paste', text: '中文' }, layout)
    expect(outcome).toEqual({ outcome: 'refused', refusal: { bytes: 6, limit: 3 } })
  })
})
