/** Backups of the running profile: one at a time, told of as they go on, given up when the node stops. */

import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import { EarshotError } from '../protocol/errors.ts'
import { phrase } from '../protocol/phrase.ts'
import { DATABASE_FOLDER, SETTINGS_FILE } from '../store/profile-files.ts'
import type { Store } from '../store/store.ts'
import type { Events } from './events.ts'
import type { Backup } from './messenger.ts'

/** Between two events of progress, milliseconds. */
const PROGRESS_MS = 200

export interface BackupsOptions {
  store: Store
  events: Events
  version: string
  /** Milliseconds since 1970. */
  clock: () => number
}

export class Backups {
  readonly #options: BackupsOptions
  readonly #stop = new AbortController()
  #working: Promise<unknown> | undefined

  constructor(options: BackupsOptions) {
    this.#options = options
  }

  get busy(): boolean {
    return this.#working !== undefined
  }

  /** Resolves when the file is there, whole. `busy`; else what `writeBackup` throws. */
  async make(params: { file: string; passphrase: string; force?: boolean }): Promise<Backup> {
    if (this.#working !== undefined)
      throw new EarshotError('busy', 'a backup of this profile is being made already', 'wait for its end')
    const working = this.#make(params)
    this.#working = working
    try {
      return await working
    } finally {
      this.#working = undefined
    }
  }

  async #make({ file, passphrase, force = false }: { file: string; passphrase: string; force?: boolean }) {
    const { store, events, version, clock } = this.#options
    if (!isAbsolute(file)) throw new EarshotError('usage', phrase`${file} is no whole path`, 'give it from the root on')
    await this.#refuseOwnDatabase(file)
    const begin = performance.now()
    let told = 0
    const progress = (done: number, total: number): void => {
      if (!events.heard || (done < total && performance.now() - told < PROGRESS_MS)) return
      told = performance.now()
      events.emit({ event: 'progress', task: 'backup', done: Math.floor(done), total: Math.ceil(total) })
    }
    const settings = await readFile(join(store.home, SETTINGS_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    const made = await store.backup({
      file,
      passphrase,
      replace: force,
      version,
      now: clock(),
      progress,
      signal: this.#stop.signal,
      ...(settings === undefined ? {} : { settings }),
    })
    return { ...made, took: Math.round(performance.now() - begin) / 1000 }
  }

  /** LevelDB takes away what it does not know in its own folder. */
  async #refuseOwnDatabase(file: string): Promise<void> {
    // A folder that is not there is refused later.
    const folder = await realpath(dirname(file)).catch(() => dirname(file))
    const inside = relative(
      await realpath(join(this.#options.store.home, DATABASE_FOLDER)),
      join(folder, basename(file)),
    )
    if (!inside.startsWith('..') && !isAbsolute(inside))
      throw new EarshotError('invalid', 'the backup would lie in the database that it saves', 'name another folder')
  }

  /** Gives up what is under way; resolves when nothing is left of it. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('the node is stopping'))
    // Whoever asked for it is told.
    await this.#working?.catch(() => undefined)
  }
}
