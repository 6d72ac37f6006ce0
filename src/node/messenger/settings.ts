/** Settings, as people and scripts change them. */
import type { Phrase } from '../../protocol/phrase.ts'
import type { Keyed } from './values.ts'

export type SettingValue = boolean | number | string

/** One setting, or a name in settings.yaml that is none. */
export interface Setting {
  name: string
  /** What is in force: of a faulty one the last good value. */
  value: SettingValue
  /** Absent where the name is unknown. */
  default?: SettingValue
  type: 'boolean' | 'number' | 'text' | 'unknown'
  description: string
  /** What it takes, for people. */
  allowed: string
  /** All values, where they are few. */
  values?: SettingValue[]
  isDefault: boolean
  /** What is wrong with what the file says of it, in English. */
  fault?: string
  /** The same, for readers of other languages. */
  faultSay?: Phrase
}

/** Language of descriptions. @default 'en' */
export interface InLanguage {
  lang?: 'en' | 'zh'
}

export interface SettingVerbs {
  settings(params?: InLanguage): Promise<Setting[]>
  /** `invalid` for an unknown name. */
  settingsGet(params: { name: string } & InLanguage): Promise<Setting>
  /** `invalid` for an unknown name, a value that it does not take, and a settings.yaml that has to be mended first. */
  settingsSet(params: { name: string; value: SettingValue } & InLanguage & Keyed): Promise<Setting>
  /** Back to the default. Errors as for `settingsSet`. */
  settingsReset(params: { name: string } & InLanguage & Keyed): Promise<Setting>
}
