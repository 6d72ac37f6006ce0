/**
 * The settings of a running node. The file is their only home; what is in force is what the file said when it last said something
 * valid of each. A broken file or value changes nothing, is told by `list` and the log, and is left as it is for its owner to mend.
 */

import { join } from 'node:path'
import { EarshotError, reason } from '../../protocol/errors.ts'
import { type Phrase, phrase, speak } from '../../protocol/phrase.ts'
import { SETTINGS_FILE } from '../../store/profile-files.ts'
import type { Setting, SettingValue } from '../messenger.ts'
import {
  offerAll,
  readSettings,
  type SettingsText,
  unknownIn,
  valueIn,
  withoutSetting,
  withSetting,
  wrongValue,
} from './document.ts'
import { readText, watchText, writeText } from './file.ts'
import { isSetting, kindOf, SETTING_NAMES, type SettingName, type ValueOf } from './table.ts'

export interface SettingsOptions {
  /** The profile's folder. */
  home: string
  log: (message: string) => void
}

type Listener = (name: SettingName, value: SettingValue) => void

export class Settings {
  readonly #path: string
  readonly #log: (message: string) => void
  readonly #values = new Map<SettingName, SettingValue>(SETTING_NAMES.map(name => [name, kindOf(name).default]))
  readonly #listeners = new Set<Listener>()
  #file: SettingsText = { entries: new Map() }
  #text: string | undefined
  /** What was said in the log already. */
  #told = ''
  /** Changes one after another: each reads the file anew. */
  #turn: Promise<void> = Promise.resolve()
  #unwatch: (() => void) | undefined

  private constructor({ home, log }: SettingsOptions) {
    this.#path = join(home, SETTINGS_FILE)
    this.#log = log
  }

  /** Reads the file, or makes it; whatever is wrong with it, a node starts. */
  static async open(options: SettingsOptions): Promise<Settings> {
    const settings = new Settings(options)
    await settings.#reload()
    if (settings.#text === undefined && settings.#file.fault === undefined) {
      await writeText(settings.#path, offerAll())
        .then(() => settings.#reload())
        .catch((error: Error) => settings.#log(`settings: ${error.message}`))
    }
    settings.#unwatch = await watchText(settings.#path, () => void settings.#enqueue(() => settings.#reload()))
    return settings
  }

  close(): void {
    this.#unwatch?.()
    this.#listeners.clear()
  }

  get<N extends SettingName>(name: N): ValueOf<N> {
    return this.#values.get(name) as ValueOf<N>
  }

  /** Calls `run` with each new value of a setting; gives what ends that. */
  on<N extends SettingName>(name: N, run: (value: ValueOf<N>) => void): () => void {
    return this.onAny((changed, value) => {
      if (changed === name) run(value as ValueOf<N>)
    })
  }

  onAny(run: Listener): () => void {
    this.#listeners.add(run)
    return () => this.#listeners.delete(run)
  }

  /** All settings, in the table's order, then what else stands in the file. */
  list(lang: 'en' | 'zh'): Setting[] {
    return [...SETTING_NAMES.map(name => this.#show(name, lang)), ...this.#unknown()]
  }

  /** `invalid` for an unknown name. */
  show(name: string, lang: 'en' | 'zh'): Setting {
    return this.#show(known(name), lang)
  }

  /** `invalid` for an unknown name, a value that the setting does not take, and a file that is no YAML. */
  async set(name: string, value: unknown): Promise<void> {
    const found = known(name)
    const typed = kindOf(found).read(value)
    if (typed === undefined) throw new EarshotError('invalid', wrongValue(found, value))
    await this.#change(text => withSetting(text, found, typed))
  }

  /** Takes a setting back to its default. */
  async reset(name: string): Promise<void> {
    const found = known(name)
    await this.#change(text => withoutSetting(text, found))
  }

  #change(edit: (text: string) => Promise<string>): Promise<void> {
    return this.#enqueue(async () => {
      // What was written by hand a moment ago is changed, not what was read before that.
      await this.#reload()
      const { fault } = this.#file
      if (fault !== undefined)
        throw new EarshotError(
          'invalid',
          phrase`settings.yaml: ${fault}`,
          phrase`mend ${this.#path} first; nothing was changed`,
        )
      const before = this.#text ?? offerAll()
      const after = await edit(before)
      if (after === this.#text) return
      await writeText(this.#path, after)
      await this.#reload()
    })
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #reload(): Promise<void> {
    try {
      const text = await readText(this.#path)
      if (text !== undefined && text === this.#text && this.#file.fault === undefined) return
      this.#text = text
      this.#file = await readSettings(text ?? '')
    } catch (error) {
      this.#file = { entries: new Map(), fault: phrase`it cannot be read: ${reason(error)}` }
    }
    this.#tellFaults()
    if (this.#file.fault !== undefined) return
    for (const name of SETTING_NAMES) {
      const { value } = valueIn(this.#file, name)
      if (value === undefined || value === this.#values.get(name)) continue
      this.#values.set(name, value)
      for (const run of this.#listeners) run(name, value)
    }
  }

  /** Into the log, once for each state of the file. Values are the user's own; what they are stays out of it. */
  #tellFaults(): void {
    const { fault } = this.#file
    const names = SETTING_NAMES.filter(name => valueIn(this.#file, name).fault !== undefined)
    const unknown = unknownIn(this.#file).map(([name]) => name)
    const parts = [
      ...(fault === undefined ? [] : ['the file is not valid, so the last good values hold']),
      ...(names.length === 0 ? [] : [`values that are not allowed: ${names.join(', ')}`]),
      ...(unknown.length === 0 ? [] : [`unknown names: ${unknown.map(name => JSON.stringify(name)).join(', ')}`]),
    ]
    const told = parts.join('; ')
    if (told !== '' && told !== this.#told) this.#log(`settings.yaml: ${told} (\`earshot settings\` tells more)`)
    this.#told = told
  }

  #show(name: SettingName, lang: 'en' | 'zh'): Setting {
    const { type, default: preset, description, allowed, values } = kindOf(name)
    const value = this.#values.get(name) ?? preset
    const fault = this.#file.fault ?? valueIn(this.#file, name).fault
    return {
      name,
      value,
      default: preset,
      type,
      description: description[lang],
      allowed: allowed[lang],
      ...(values === undefined ? {} : { values: [...values] }),
      isDefault: value === preset,
      ...(fault === undefined ? {} : faulty(phrase`settings.yaml, ${fault}`)),
    }
  }

  #unknown(): Setting[] {
    return unknownIn(this.#file).map(([name, { value, line, nested }]) => ({
      name,
      value: ['string', 'number', 'boolean'].includes(typeof value) ? (value as SettingValue) : '',
      type: 'unknown',
      description: '',
      allowed: '',
      isDefault: false,
      ...faulty(
        nested === undefined
          ? phrase`settings.yaml, line ${line}: this version has no such setting; it is left as it is`
          : phrase`settings.yaml, line ${line}: settings do not stand below others; write \`${nested}\``,
      ),
    }))
  }
}

function faulty(fault: Phrase): Pick<Setting, 'fault' | 'faultSay'> {
  return { fault: speak(fault), faultSay: fault }
}

function known(name: string): SettingName {
  if (isSetting(name)) return name
  throw new EarshotError(
    'invalid',
    phrase`there is no setting ${JSON.stringify(name.slice(0, 64))}`,
    '`earshot settings` lists them',
  )
}
