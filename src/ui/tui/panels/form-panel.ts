/** A few fields and a button: a greeting, a passphrase, a name. What goes wrong stands below, and what was typed stays. */
import { displayWidth, truncate } from '../../text/width.ts'
import type { Intent } from '../actions/action.ts'
import type { App } from '../app.ts'
import type { Area, Frame } from '../frame/frame.ts'
import { type Line, mix } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Size } from '../state/state.ts'
import type { Input } from '../terminal/input.ts'
import { drawCompletions } from '../view/editor.ts'
import type { Look } from '../view/look.ts'
import { Field } from './field.ts'
import type { Panel, PanelKey, PanelWords } from './panel.ts'
import { PathCompletion } from './path-completion.ts'

export interface FormField {
  readonly name: string
  readonly label: string
  /** @default empty */
  readonly text?: string
  readonly secret?: true
  readonly placeholder?: string
  /** A file is named in it, written as in a shell: Tab completes it. */
  readonly path?: true
}

export interface FormPanelOptions {
  readonly title: string
  /** Lines above the fields. */
  readonly head?: (look: Look, width: number) => readonly Line[]
  readonly fields: readonly FormField[]
  /** What the button says. */
  readonly submit: string
  /** Two fields in which the same is to stand. Where it does not, both are emptied: which one is wrong nobody can see. */
  readonly same?: { readonly first: string; readonly second: string; readonly differ: string }
  /** The first run and the lock cannot be closed. */
  readonly covers?: true
  /** What Escape and Ctrl-C do, even while it works. @default Escape closes it */
  readonly leave?: () => void
  /** Does it; closes the panel where it resolves, unless it says otherwise. What it throws is shown. */
  readonly run: (values: Readonly<Record<string, string>>) => Promise<'stay' | undefined>
  readonly closed?: () => void
  /** Cells. @default 56 */
  readonly width?: number
}

export class FormPanel implements Panel {
  readonly #app: App
  readonly #options: FormPanelOptions
  readonly #fields: { name: string; label: string; field: Field; paths?: PathCompletion }[]
  readonly covers?: true
  #focus = 0
  #busy = false
  #fault: { message: string; hint?: string } | undefined

  constructor(app: App, options: FormPanelOptions) {
    this.#app = app
    this.#options = options
    if (options.covers) this.covers = true
    this.#fields = options.fields.map(({ name, label, text = '', path, ...rest }) => {
      const field = new Field(text, rest)
      return { name, label, field, ...(path && { paths: new PathCompletion(field.editor) }) }
    })
  }

  get title(): string {
    return this.#options.title
  }

  size(room: Size): Size {
    const width = Math.min(this.#options.width ?? 56, room.width)
    const head = this.#head(width).length
    return { width, height: head + this.#fields.length * 2 + 2 + this.#faultLines(width).length + (head > 0 ? 1 : 0) }
  }

  draw(frame: Frame<Intent>, area: Area, look: Look): void {
    const { theme } = look
    const right = area.x + area.width
    const on = (line: Line): Line => line.map(span => ({ ...span, style: mix(theme.panel, span.style) }))
    const faults = this.#faultLines(area.width)
    const needed = this.#fields.length * 2 + 1 + (faults.length > 0 ? faults.length + 1 : 0)
    // Where there is little room, the explanation makes way for what is to be filled in.
    const head = this.#head(area.width).slice(0, Math.max(0, area.height - needed - 1))
    let { y } = area
    for (const line of head) frame.line(area.x, y++, on(line), right)
    if (head.length > 0) y++
    const step = area.height < needed ? 1 : 2
    // And the first rows for those where one writes.
    if (area.height < this.#fields.length + 1) y -= Math.max(0, this.#focus - area.height + 1)
    const wide = Math.min(
      Math.floor(area.width / 2),
      Math.max(0, ...this.#fields.map(({ label }) => displayWidth(label))) + 1,
    )
    this.#fields.forEach(({ label, field }, at) => {
      if (y < area.y || y >= area.y + area.height) {
        y += step
        return
      }
      frame.put(area.x, y, truncate(label, wide), theme.panel)
      const place = { x: area.x + wide + 1, y, width: area.width - wide - 1 }
      field.draw(frame, place, at === this.#focus && !this.#busy, look)
      frame.hits.push({ area: { ...place, height: 1 }, press: { action: 'panel.click', target: `field:${at}` } })
      y += step
    })
    if (y < area.y + area.height)
      this.#drawButton(frame, { ...area, y, height: area.y + area.height - y }, faults.map(on), look)
    if (this.#paths !== undefined)
      drawCompletions(frame, this.#paths.popup, look, at => ({ action: 'panel.click', target: `path:${at}` }))
  }

  /** The button, and what went wrong below it. */
  #drawButton(frame: Frame<Intent>, area: Area, faults: readonly Line[], { theme, words }: Look): void {
    const button = ` ${this.#busy ? words.tui.panels.working : this.#options.submit} `
    const style = this.#focus === this.#fields.length ? mix(theme.panel, theme.selected) : mix(theme.panel, theme.key)
    frame.put(area.x, area.y, button, style)
    frame.hits.push({
      area: { ...area, width: displayWidth(button), height: 1 },
      press: { action: 'panel.click', target: 'submit' },
    })
    faults.slice(0, area.height - 1).forEach((line, at) => {
      frame.line(area.x, area.y + 1 + at, line, area.x + area.width)
    })
  }

  /** Of the field in which one writes, where that is one for a path. */
  get #paths(): PathCompletion | undefined {
    return this.#fields[this.#focus]?.paths
  }

  #step(by: 1 | -1): void {
    const count = this.#fields.length + 1
    this.#focus = (this.#focus + by + count) % count
  }

  input(input: Input): boolean {
    const { leave } = this.#options
    if (leave !== undefined && input.input === 'key' && (input.key === 'escape' || input.key === 'ctrl+c')) {
      leave()
      return true
    }
    if (this.#busy) return true
    if (this.#paths?.key(input.input === 'key' ? input.key : '')) return true
    if (input.input === 'key') {
      if (input.key === 'tab' && this.#paths !== undefined) this.#complete(this.#paths)
      else if (input.key === 'tab' || input.key === 'down') this.#step(1)
      else if (input.key === 'shift+tab' || input.key === 'up') this.#step(-1)
      else if (input.key === 'enter') {
        // Enter goes to the next empty field first.
        if (this.#focus < this.#fields.length - 1) this.#focus++
        else this.#submit()
      } else return this.#fields[this.#focus]?.field.input(input) ?? false
      return true
    }
    return this.#fields[this.#focus]?.field.input(input) ?? false
  }

  keys(words: PanelWords): PanelKey[] {
    return [
      { keys: ['enter'], label: words.fill },
      { keys: ['tab', 'shift+tab'], label: words.field },
      ...(this.#fields.some(({ paths }) => paths !== undefined) ? [{ keys: ['tab'], label: words.path }] : []),
    ]
  }

  /** Where there is nothing to complete, Tab is what it is elsewhere. */
  #complete(paths: PathCompletion): void {
    this.#app.run(async () => {
      if (!(await paths.complete()) && this.#paths === paths) this.#step(1)
    })
  }

  click(target: string): void {
    if (target.startsWith('path:')) {
      this.#paths?.choose(Number(target.slice('path:'.length)))
      return
    }
    this.#paths?.key('')
    if (target === 'submit') this.#submit()
    else this.#focus = Number(target.slice('field:'.length))
  }

  closed(): void {
    this.#options.closed?.()
  }

  #submit(): void {
    if (this.#busy) return
    this.#fault = undefined
    const values = Object.fromEntries(this.#fields.map(({ name, field }) => [name, field.text]))
    if (this.#differ(values)) return
    this.#busy = true
    this.#options
      .run(values)
      .then(result => {
        if (result !== 'stay') this.#app.close(this)
      })
      .catch((error: unknown) => {
        const { code, ...fault } = this.#app.explain(error)
        this.#fault = fault
        // Nobody sees which of its letters is wrong: it is typed anew.
        const wrong = code === 'wrong-passphrase' ? this.#options.fields.find(({ secret }) => secret)?.name : undefined
        for (const { name, field } of this.#fields) if (name === wrong) field.text = ''
        this.#toMissing()
      })
      .finally(() => {
        this.#busy = false
        this.#app.redraw()
      })
  }

  /** To what is still to be filled in; from the button to the first field: what was wrong is mended in one of them. */
  #toMissing(): void {
    const missing = this.#fields.findIndex(({ name, field }) => {
      const { placeholder } = this.#options.fields.find(each => each.name === name) ?? {}
      return field.text.trim() === '' && placeholder === undefined
    })
    if (missing >= 0) this.#focus = missing
    else if (this.#focus === this.#fields.length) this.#focus = 0
  }

  #differ(values: Readonly<Record<string, string>>): boolean {
    const { same } = this.#options
    if (same === undefined || values[same.first] === values[same.second]) return false
    for (const { name, field } of this.#fields) if (name === same.first || name === same.second) field.text = ''
    this.#focus = this.#fields.findIndex(({ name }) => name === same.first)
    this.#fault = { message: same.differ }
    this.#app.redraw()
    return true
  }

  #head(width: number): Line[] {
    return (this.#options.head?.(this.#app.look, width) ?? []).flatMap(line => wrap(line, width))
  }

  #faultLines(width: number): Line[] {
    if (this.#fault === undefined) return []
    const { theme } = this.#app.look
    const { message, hint } = this.#fault
    return [
      ...wrap([{ text: message, style: theme.error }], width),
      ...(hint === undefined ? [] : wrap([{ text: hint, style: theme.dim }], width)),
    ]
  }
}
