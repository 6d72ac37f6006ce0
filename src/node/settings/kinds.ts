/** What kinds of settings there are: what each takes, from a file, a command line and JSON alike. */
import type { SettingValue } from '../messenger.ts'

/** A text for people, in the languages that Earshot speaks. */
export interface Words {
  en: string
  zh: string
}

/** One setting: all that is known of it. */
export interface Kind<T extends SettingValue> {
  readonly type: 'boolean' | 'number' | 'text'
  readonly default: T
  /** What it is for; one sentence without a full stop. */
  readonly description: Words
  /** What it takes. */
  readonly allowed: Words
  /** All values, where they are few. */
  readonly values?: readonly T[]
  /** The value in its type, or undefined for what the setting does not take. Whole numbers and yes or no may come as text. */
  read(value: unknown): T | undefined
}

/** Characters of a text; the longest that is sensible is a command with its arguments. */
const MAX_TEXT = 1_024

const YES: readonly unknown[] = [true, 'true', 'yes', 'on']
const NO: readonly unknown[] = [false, 'false', 'no', 'off']

export function flag(preset: boolean, description: Words): Kind<boolean> {
  return {
    type: 'boolean',
    default: preset,
    description,
    allowed: { en: 'true or false', zh: 'true 或 false' },
    values: [true, false],
    read: value => YES.includes(value) || (NO.includes(value) ? false : undefined),
  }
}

export function oneOf<const T extends string>(values: readonly T[], preset: NoInfer<T>, description: Words): Kind<T> {
  return {
    type: 'text',
    default: preset,
    description,
    allowed: { en: `one of ${values.join(', ')}`, zh: `${values.join('、')} 之一` },
    values,
    read: value => values.find(each => each === value),
  }
}

/** A number of `unit`s; fractions where `whole` is not asked for. */
export function number(
  options: { preset: number; min: number; max: number; unit: Words; whole?: boolean },
  description: Words,
): Kind<number> {
  const { preset, min, max, unit, whole = false } = options
  return {
    type: 'number',
    default: preset,
    description,
    allowed: {
      en: `${whole ? 'a whole number' : 'a number'} of ${unit.en} from ${min} to ${max}`,
      zh: `${min} 到 ${max} 的${whole ? '整数' : '数'}，单位：${unit.zh}`,
    },
    read(value) {
      const found = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof found !== 'number' || !(found >= min && found <= max)) return undefined
      return whole && !Number.isInteger(found) ? undefined : found
    },
  }
}

/** One line of text. `fits` says whether the setting takes it. */
export function line(
  options: { preset: string; allowed: Words; fits: (text: string) => boolean },
  description: Words,
): Kind<string> {
  const { preset, allowed, fits } = options
  return {
    type: 'text',
    default: preset,
    description,
    allowed,
    read: value =>
      typeof value === 'string' &&
      value.length <= MAX_TEXT &&
      value.isWellFormed() &&
      !/[\p{Cc}\u2028\u2029]/u.test(value) &&
      fits(value)
        ? value
        : undefined,
  }
}
