/** What every command gets: where to print, in which language, how long to wait, and the node. */
import type { ControlConnection } from '../../node/control/client.ts'
import type { Messenger } from '../../node/messenger.ts'
import { EarshotError, type Sentence } from '../../protocol/errors.ts'
import type { Catalogue, Lang } from '../text/catalogue.ts'
import { moment } from '../text/time.ts'
import type { NodeLink } from './node-link.ts'
import type { Output } from './output.ts'
import type { Progress } from './progress.ts'
import { inputIsPiped, somebodyThere } from './terminal.ts'

/** Whoever sits at an interface that lasts, within which the command is given. */
export interface Person {
  /** Asks for something that nobody is to see; rejects with `usage` where nothing is typed. */
  askSecret(question: string): Promise<string>
  /** Shows how far something long is. */
  progress(): Progress
}

export interface ContextOptions {
  home: string
  json: boolean
  lang: Lang
  /** What `--lang` says. */
  asked?: string | undefined
  words: Catalogue
  /** Seconds that all waiting of this command may take. */
  timeout: number
  /** `dist/node.js` */
  program: string
  output: Output
  link: NodeLink
  /** @default whoever sits at the terminal */
  person?: Person
}

export class Context {
  readonly home: string
  readonly json: boolean
  readonly lang: Lang
  readonly asked: string | undefined
  readonly words: Catalogue
  readonly timeout: number
  readonly program: string
  readonly out: Output
  readonly link: NodeLink
  readonly #person: Person | undefined

  constructor(options: ContextOptions) {
    this.home = options.home
    this.json = options.json
    this.lang = options.lang
    this.asked = options.asked
    this.words = options.words
    this.timeout = options.timeout
    this.program = options.program
    this.out = options.output
    this.link = options.link
    this.#person = options.person
  }

  /** The node's interface, for calls that end. Starts a node where there is none. */
  get node(): Messenger {
    return this.link.messenger
  }

  /** The connection itself, for streams. Starts a node where there is none. */
  connection(): Promise<ControlConnection> {
    return this.link.connection()
  }

  /** Seconds left of `--timeout`, measured from the start of the command; not for commands that last. */
  remaining(): number {
    return this.link.remaining()
  }

  /** A time, as people here write it. */
  moment(at: string): string {
    return moment(at, this.words.common)
  }

  /** Whether a person is there to be asked. */
  get interactive(): boolean {
    return this.#person !== undefined || (!this.json && somebodyThere())
  }

  /** Asks for something that nobody is to see. */
  async askSecret(question: string): Promise<string> {
    return (this.#person ?? (await import('./prompt.ts'))).askSecret(question)
  }

  /** Shows how far something long is. */
  async progress(): Promise<Progress> {
    return this.#person?.progress() ?? new (await import('./progress.ts')).ProgressLine(this.json)
  }

  /** Whether standard input is something other than a terminal. */
  get piped(): boolean {
    return inputIsPiped()
  }

  /** Refuses with `usage` and a hint. */
  usage<Message extends string, Hint extends string>(message: Sentence<Message>, hint?: Sentence<Hint>): EarshotError {
    return new EarshotError('usage', message, hint)
  }
}
