/** Where notices go: to the desktop and to the user's command, by the settings. */
import { homedir } from 'node:os'
import { commandWords } from '../settings/command-words.ts'
import type { Settings } from '../settings/settings.ts'
import { desktopJob } from './desktop.ts'
import { Jobs } from './jobs.ts'
import type { Notice } from './notice.ts'

const DESKTOP = { what: 'desktop notices', limit: 2, seconds: 5 } as const
const COMMAND = { what: 'notify.command', limit: 4, seconds: 10 } as const
/** Characters of a variable: texts are whole on standard input. */
const MAX_VARIABLE = 1_024

export interface TellingOptions {
  /** The profile's folder. */
  home: string
  settings: Settings
  log: (message: string) => void
  /** @default this process's */
  env?: NodeJS.ProcessEnv
  /** @default this machine's */
  platform?: NodeJS.Platform
}

export class Telling {
  readonly #options: TellingOptions
  readonly #env: NodeJS.ProcessEnv
  readonly #desktop: Jobs
  readonly #commands: Jobs

  constructor(options: TellingOptions) {
    this.#options = options
    this.#env = options.env ?? process.env
    this.#desktop = new Jobs({ ...DESKTOP, log: options.log })
    this.#commands = new Jobs({ ...COMMAND, log: options.log })
  }

  /** Whether anybody would hear of it. */
  get wanted(): boolean {
    return this.#options.settings.get('notify.command') !== '' || this.#toDesktop() !== undefined
  }

  tell(notice: Notice): void {
    const job = this.#toDesktop()
    if (job !== undefined) this.#desktop.run(job(notice.title, notice.body))
    const words = commandWords(this.#options.settings.get('notify.command')) ?? []
    if (words.length === 0) return
    this.#commands.run({ words: atHome(words), input: `${JSON.stringify(notice)}\n`, env: this.#environment(notice) })
  }

  stop(): void {
    this.#desktop.stop()
    this.#commands.stop()
  }

  #toDesktop(): ReturnType<typeof desktopJob> {
    const { settings, platform } = this.#options
    return settings.get('notify.desktop') ? desktopJob(platform ?? process.platform, this.#env) : undefined
  }

  /** The node's own, and the notice; an `earshot` in the command speaks to this profile. */
  #environment(notice: Notice): NodeJS.ProcessEnv {
    const { EARSHOT_PROFILE: _profile, EARSHOT_PASSPHRASE_FILE: _secret, ...env } = this.#env
    const { notice: kind, title, body, count, name, conversation, id, text } = notice
    const told = { KIND: kind, TITLE: title, BODY: body, COUNT: String(count), NAME: name, ID: id, TEXT: text }
    const variables = Object.entries({ ...told, CONVERSATION: conversation })
      .filter(([, value]) => value !== undefined)
      // No variable can hold a zero.
      .map(([key, value = '']) => [`EARSHOT_NOTICE_${key}`, value.replaceAll('\0', ' ').slice(0, MAX_VARIABLE)])
    return { ...env, EARSHOT_HOME: this.#options.home, ...Object.fromEntries(variables) }
  }
}

/** The one thing that people expect of a shell: a program below one's own folder. */
function atHome([program = '', ...args]: string[]): string[] {
  return [program.startsWith('~/') ? homedir() + program.slice(1) : program, ...args]
}
