/** Programs and servers that translate, and write down what was spoken. */
import type { MessageId } from './values.ts'

/** What an engine made of a message or a recording. */
export interface EngineAnswer {
  id?: MessageId
  text: string
  /** Name of the recipe, or the program of the command. */
  engine: string
}

/** Engines for translation and speech to text. An empty text is what is not set. */
export interface EngineList {
  translate: { engine: string; from: string; to: string }
  transcribe: { engine: string; language: string }
  /** Seconds. */
  timeout: number
  /** What Earshot knows how to call. */
  recipes: {
    name: string
    kind: 'translate' | 'transcribe'
    /** Its program is installed, or its server answers. */
    here: boolean
    chosen: boolean
    /** Any one of these is what it needs; none for a server. */
    programs: string[]
    site: string
  }[]
}

export interface EngineVerbs {
  /** What can be used for `translate` and `transcribe`, and what is chosen. */
  engines(): Promise<EngineList>
  /**
   * Has the chosen engine translate a message, as it reads now. `to` is a language like `en` or `zh-CN`. `no-engine` where none is chosen or it is
   * not installed, `engine-failed`, `timeout`, `busy`, `invalid` for languages that it does not have.
   */
  translate(params: { id: MessageId; to?: string }): Promise<EngineAnswer>
  /** Has the chosen engine write down a recording: a message's (`no-file` where it has none) or a file's on this disk. Errors as for `translate`. */
  transcribe(params: { id?: MessageId; file?: string; language?: string }): Promise<EngineAnswer>
}
