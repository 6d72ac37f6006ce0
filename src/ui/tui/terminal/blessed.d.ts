/** The part of blessed that is used: `Program`, without its terminfo. */
declare module 'blessed/lib/program.js' {
  import { EventEmitter } from 'node:events'

  interface Key {
    /** `undefined` as a word where the sequence is not known. */
    name?: string
    ctrl: boolean
    meta: boolean
    shift: boolean
    sequence: string
  }

  interface ProgramOptions {
    input: EventEmitter
    output: EventEmitter
    /** `false`: no terminfo is read; sequences are those of xterm, which everything in use understands. */
    tput: false
    terminal: string
  }

  export default class Program extends EventEmitter {
    constructor(options: ProgramOptions)
    get tmux(): boolean
    set tmux(inside: boolean)
    /** Writes to the output. */
    _write(text: string): void
    /** Private modes on, off: `CSI ? … h`, `CSI ? … l`. */
    decset(...modes: number[]): void
    decrst(...modes: number[]): void
    showCursor(): void
    bell(): void
    setTitle(title: string): void
    /** `CSI … t` */
    manipulateWindow(...parameters: number[]): void
    destroy(): void
    on(event: 'keypress', listener: (character: string | undefined, key: Key) => void): this
  }
}
