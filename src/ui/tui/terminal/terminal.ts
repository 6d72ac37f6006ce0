/**
 * The terminal that somebody sits at: taken over whole, painted on, listened to, and given back as it was found, however the program
 * ends. All that is known of frames and nothing that is known of messages.
 */
import type { Frame } from '../frame/frame.ts'
import type { Size as PictureSize } from '../pictures/scale.ts'
import { backgroundOf, type Capabilities, capabilities, type Environment } from './capabilities.ts'
import type { Input } from './input.ts'
import { InputReader } from './input-reader.ts'
import { enter, leave, setMouse } from './modes.ts'
import { Output, type Target } from './output.ts'
import { Painter } from './painter.ts'
import { Pictures } from './pictures.ts'
import { Blessed } from './program.ts'
import {
  type Answers,
  ASK_CELL,
  ASK_SIXEL_AREA,
  answer,
  BACKGROUND_WITHIN_MS,
  cellWithin,
  QUESTIONS,
} from './questions.ts'
import { Rescue } from './rescue.ts'
import { Window } from './window.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export type TerminalInput = NodeJS.ReadableStream & {
  isRaw?: boolean
  setRawMode?: (raw: boolean) => unknown
}

export type TerminalOutput = Target & { readonly columns?: number; readonly rows?: number }

/** `auto` takes the best way that the terminal can; with `blocks` and `none` there are cells only, which the view draws. */
export type PictureSetting = 'auto' | 'kitty' | 'sixel' | 'blocks' | 'none'

export interface TerminalOptions {
  readonly onInput: (input: Input) => void
  /** The size changed; what is painted until a frame of the new size comes is not shown. */
  readonly onResize: (size: Size) => void
  /** The terminal is not there any more. @default the process ends as at SIGHUP */
  readonly onGone?: () => void
  /** Keeps what is to be kept when the process is ended, by a signal or by an error. @default nothing */
  readonly lastWords?: () => Promise<unknown>
  /** @default standard input */
  readonly input?: TerminalInput
  /** @default standard output */
  readonly output?: TerminalOutput
  /** @default the process's */
  readonly environment?: Environment
  /** @default true */
  readonly mouse?: boolean
}

/** What a terminal without a size is taken for. */
const USUAL = { columns: 80, rows: 24 }
/** Whoever is not stopped by SIGTSTP, having no shell to go back to, goes on after this. */
const NOT_STOPPED_MS = 50

export class Terminal {
  readonly capabilities: Capabilities
  /** The terminal's ground: its own answer, or what its environment tells; undefined where neither does, 100 ms after the start. */
  readonly background: Promise<'dark' | 'light' | undefined>
  readonly #options: TerminalOptions
  readonly #environment: Environment
  readonly #input: TerminalInput
  readonly #target: TerminalOutput
  readonly #painter: Painter
  readonly #window: Window
  readonly #pictures: Pictures
  readonly #rescue: Rescue
  readonly #answers: Answers = {}
  readonly #toldBackground: (background: 'dark' | 'light' | undefined) => void
  #blessed: Blessed | undefined
  #reader: InputReader | undefined
  #output: Output | undefined
  /** What blessed writes until it is sent. */
  #batch = ''
  #state: 'stopped' | 'active' | 'suspended' = 'stopped'
  #wasRaw = false
  #mouse: boolean
  #picturesBy: PictureSetting = 'auto'
  /** The newest frame, and whether it is painted. */
  #frame: Frame | undefined
  #painted = true
  /** A new size was taken in since the last signal of one. */
  #sized = false
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(options: TerminalOptions) {
    this.#options = options
    this.#environment = options.environment ?? process.env
    this.#input = options.input ?? process.stdin
    this.#target = options.output ?? process.stdout
    this.#mouse = options.mouse ?? true
    this.capabilities = capabilities(this.#environment)
    this.#window = new Window(this.capabilities, this.#environment, {
      command: make => this.#write(make),
      send: bytes => this.#send(bytes),
    })
    this.#painter = new Painter(this.capabilities.depth, this.capabilities)
    this.#pictures = new Pictures({ protocol: 'none', tmux: this.capabilities.inside === 'tmux' })
    const { promise, resolve } = Promise.withResolvers<'dark' | 'light' | undefined>()
    this.background = promise
    this.#toldBackground = resolve
    this.#rescue = new Rescue({
      restore: () => this.#restore(),
      lastWords: () => options.lastWords?.() ?? Promise.resolve(),
      onStop: () => this.suspend(),
      onContinue: () => this.#continue(),
    })
  }

  get size(): Size {
    const { columns, rows } = this.#target
    return { columns: columns || USUAL.columns, rows: rows || USUAL.rows }
  }

  /** Pictures of pixels that the terminal can show; sixel may become known a moment after the start. */
  get pictures(): 'kitty' | 'sixel' | undefined {
    return this.capabilities.pictures ?? (this.#answers.sixel ? 'sixel' : undefined)
  }

  /** Takes the terminal over. The caller looked at `refusal` before. */
  start(): void {
    if (this.#state !== 'stopped') return
    this.#state = 'active'
    this.#blessed = new Blessed(text => {
      this.#batch += text
    })
    this.#output = new Output(this.#target, this.#gone)
    const { bracketsPastes, window } = this.capabilities
    this.#reader = new InputReader({
      onInput: input => {
        if (this.#state === 'active') this.#options.onInput(input)
      },
      onReply: this.#replied,
      functionKey: sequence => this.#blessed?.key(sequence),
      bracketsPastes,
    })
    this.#wasRaw = this.#input.isRaw === true
    this.#rescue.start()
    this.#input.on('data', this.#read)
    this.#input.on('end', this.#gone)
    this.#input.on('error', this.#gone)
    this.#target.on('resize', this.#resized)
    process.on('SIGWINCH', this.#changed)
    this.#setUp(false)
    if (window) {
      this.#reader.expectsPosition = true
      this.#send(QUESTIONS)
    }
    this.#after(BACKGROUND_WITHIN_MS, () => this.#toldBackground(backgroundOf(this.#environment)))
  }

  /** Gives the terminal back. */
  stop(): void {
    this.#restore()
    this.#rescue.stop()
  }

  /** Shows a frame: at once, or once the terminal took the one before; of those that come meanwhile only the last. */
  paint(frame: Frame): void {
    this.#frame = frame
    this.#painted = false
    this.#flush()
  }

  /** The next frame is painted whole, whatever the terminal shows now. */
  forget(): void {
    this.#painter.forget()
  }

  bell(): void {
    this.#window.bell()
  }

  /** The window's title; undefined gives the terminal its own back. */
  title(text: string | undefined): void {
    this.#window.title(text)
  }

  /** Puts text into the clipboard; false where the terminal has none, or none so large. */
  copy(text: string): boolean {
    return this.#window.copy(text)
  }

  /** Brings the terminal's window to the front, where it lets itself be brought. */
  raise(): void {
    this.#window.raise()
  }

  /** Turns the mouse on or off; off, the terminal's own selection works without a key held. */
  useMouse(on: boolean): void {
    if (on === this.#mouse) return
    this.#mouse = on
    if (this.capabilities.window) this.#write(program => setMouse(program, on))
  }

  /** How the placements of frames are shown, as the setting `ui.pictures` says. */
  usePictures(by: PictureSetting): void {
    if (by === this.#picturesBy) return
    this.#picturesBy = by
    this.#forget()
    if (this.#frame) this.paint(this.#frame)
  }

  /** Gives the terminal to the shell until the program is called back (`fg`). */
  suspend(): void {
    if (this.#state !== 'active') return
    this.#state = 'suspended'
    this.#output?.writeNow(this.#leaving())
    this.#input.setRawMode?.(this.#wasRaw)
    this.#rescue.stop()
    // The whole job, as the terminal itself would: whoever started us may be part of it.
    process.kill(0, 'SIGTSTP')
    this.#after(NOT_STOPPED_MS, () => {
      this.#rescue.start()
      this.#continue()
    })
  }

  /** Whatever the terminal was turned into meanwhile, it is made ours. */
  #continue(): void {
    if (this.#state === 'stopped') return
    const again = this.#state === 'active'
    this.#state = 'active'
    // Node believes that it is raw still, and would do nothing.
    this.#input.setRawMode?.(false)
    this.#setUp(again)
    // Only the job in the foreground is told of a new size.
    process.emit('SIGWINCH', 'SIGWINCH')
    if (this.#frame) this.paint(this.#frame)
  }

  /** @param again - whether the terminal is ours already, and keeps its own title for us */
  #setUp(again: boolean): void {
    this.#input.setRawMode?.(true)
    this.#input.resume()
    this.#write(program => {
      enter(program, { mouse: this.#mouse, window: this.capabilities.window, again })
      this.#window.takeTitle(program, again)
    })
    this.#forget()
  }

  /** The next frame is painted whole. */
  #forget(): void {
    this.#painter.forget()
    this.#pictures.forget()
  }

  #leaving(): string {
    const program = this.#blessed?.program
    if (program === undefined) return ''
    this.#window.giveTitleBack(program)
    leave(program, { mouse: this.#mouse, window: this.capabilities.window })
    return this.#pictures.end() + this.#takeBatch()
  }

  #close(): void {
    this.#state = 'stopped'
    // One that is gone says so by an error, to which somebody must listen still.
    this.#input.setRawMode?.(this.#wasRaw)
    this.#input.pause()
    this.#input.removeListener('data', this.#read)
    this.#input.removeListener('end', this.#gone)
    this.#input.removeListener('error', this.#gone)
    this.#target.removeListener('resize', this.#resized)
    process.removeListener('SIGWINCH', this.#changed)
    this.#reader?.end()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#toldBackground(backgroundOf(this.#environment))
    this.#frame = undefined
    this.#painted = true
    this.#output?.close()
    this.#blessed?.destroy()
  }

  #restore(): void {
    if (this.#state === 'stopped') return
    if (this.#state === 'active') this.#output?.writeNow(this.#leaving())
    this.#close()
  }

  readonly #gone = (): void => {
    if (this.#state === 'stopped') return
    // The signal that tells of it too may come still: it is waited for what is to be kept then as well.
    this.#close()
    if (this.#options.onGone) this.#options.onGone()
    else process.kill(process.pid, 'SIGHUP')
  }

  readonly #read = (bytes: Uint8Array): void => this.#reader?.feed(bytes)

  readonly #resized = (): void => {
    this.#sized = true
    this.#forget()
    if (this.#state === 'active') this.#options.onResize(this.size)
  }

  /** Node tells of the signal after it told of a new size, and of the signal only where the size is what it was. */
  readonly #changed = (): void => {
    // Larger letters in as many columns.
    this.#askCell()
    // Smaller and as large again, before there was time to say so: what was cut off is gone from the screen.
    if (!this.#sized && this.#state === 'active') this.#paintAnew()
    this.#sized = false
  }

  readonly #replied = (reply: string): void => {
    const { last, ...answers } = answer(reply) ?? {}
    Object.assign(this.#answers, answers)
    if (answers.background !== undefined) this.#toldBackground(answers.background)
    if (answers.drawing && this.#painter.learn(answers.drawing)) this.#paintAnew()
    if (answers.cell) this.#measured(answers.cell)
    if (answers.sixelArea) this.#measured(cellWithin(answers.sixelArea, this.size.columns, this.size.rows))
    if (!last) return
    if (this.#reader) this.#reader.expectsPosition = false
    this.#toldBackground(backgroundOf(this.#environment))
    if (this.#answers.cell === undefined) this.#askCell()
  }

  readonly #askCell = (): void => {
    if (this.#answers.cell) this.#send(ASK_CELL)
    else if (this.#answers.sixel) this.#send(ASK_SIXEL_AREA)
  }

  #measured(cell: PictureSize | undefined): void {
    if (cell !== undefined && this.#pictures.measure(cell)) this.#paintAnew()
  }

  #paintAnew(): void {
    this.#forget()
    if (this.#frame) this.paint(this.#frame)
  }

  #flush(): void {
    const frame = this.#frame
    if (this.#painted || frame === undefined || this.#state !== 'active' || this.#output?.busy) return
    const { columns, rows } = this.size
    if (frame.width !== columns || frame.height !== rows) return
    this.#painted = true
    const by = this.#picturesBy === 'auto' ? this.pictures : this.#picturesBy
    this.#pictures.use(by === 'kitty' || by === 'sixel' ? by : 'none')
    this.#painter.uncover(this.#pictures.uncovered(frame))
    this.#send(this.#painter.paint(frame, touched => this.#pictures.over(frame, touched)))
  }

  #write(make: (program: Blessed['program']) => void): void {
    if (this.#state !== 'active' || this.#blessed === undefined) return
    make(this.#blessed.program)
    this.#send(this.#takeBatch())
  }

  #send(bytes: string): void {
    if (this.#state === 'active') this.#output?.write(bytes, () => this.#flush())
  }

  #takeBatch(): string {
    const bytes = this.#batch
    this.#batch = ''
    return bytes
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    this.#timers.add(timer)
  }
}
