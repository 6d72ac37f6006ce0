/**
 * The text of settings.yaml: lines of `name: value` with comments. It is read by a YAML parser, and changed by putting the new value
 * where the old one stands, so that everything else in it stays as its owner wrote it, byte for byte.
 */

import { EarshotError } from '../../protocol/errors.ts'
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import type { SettingValue } from '../messenger.ts'
import { isSetting, kindOf, SETTING_NAMES, type SettingName } from './table.ts'

export interface Entry {
  /** Boolean, number, text, null; undefined for what is more than one value. */
  value: unknown
  /** The first line that should stand there instead, where there are further names below this one. */
  nested?: string
  line: number
  /** Where the name begins, and where the value ends, in the text. */
  from: number
  to: number
  /** Where the name ends. */
  named: number
}

export interface SettingsText {
  /** By name; nothing where the text is broken. */
  entries: ReadonlyMap<string, Entry>
  /** What is wrong with the text as a whole. */
  fault?: Phrase
}

/** No settings need more; a file put there by mistake is not worth parsing. */
const MAX_BYTES = 256 * 1024

export async function readSettings(text: string): Promise<SettingsText> {
  if (Buffer.byteLength(text) > MAX_BYTES)
    return { entries: new Map(), fault: phrase`the file is larger than ${MAX_BYTES / 1024} KiB` }
  // Where nothing is set there is nothing to parse, and loading the parser is felt at the start of a node.
  if (!/^[ \t]*[^#\s]/m.test(text)) return { entries: new Map() }
  return (await import('./parse.ts')).parseLines(text)
}

/** The text with this value for this setting. `not-allowed` where it cannot be put there without harm to the rest. */
export async function withSetting(text: string, name: SettingName, value: SettingValue): Promise<string> {
  const written = typeof value === 'string' ? JSON.stringify(value) : String(value)
  const entry = (await readSettings(text)).entries.get(name)
  return checked(text, placed(text, name, written, entry), name, value)
}

function placed(text: string, name: SettingName, written: string, entry: Entry | undefined): string {
  if (entry !== undefined) {
    const colon = text.indexOf(':', entry.named)
    // A value of several lines ends with the last line's break.
    const end = text[entry.to - 1] === '\n' ? '\n' : ''
    return `${text.slice(0, colon + 1)} ${written}${end}${text.slice(entry.to)}`
  }
  const offered = offer(name).exec(text)
  if (offered !== null) {
    const after = offered.index + offered[0].length
    return `${text.slice(0, offered.index)}${name}: ${written}${text.slice(after)}`
  }
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n'
  return `${text}${gap}${comment(name)}${name}: ${written}\n`
}

/** The text without this setting, so that its default holds. */
export async function withoutSetting(text: string, name: SettingName): Promise<string> {
  const entry = (await readSettings(text)).entries.get(name)
  if (entry === undefined) return text
  const end = text[entry.to - 1] === '\n' ? '\n' : ''
  const rest = text.slice(entry.to)
  return checked(text, `${text.slice(0, entry.from)}${offered(name)}${end}${rest}`, name, undefined)
}

/** Refuses a change that would change anything else: what people write in YAML has more forms than are changed here. */
async function checked(before: string, after: string, name: string, value: SettingValue | undefined): Promise<string> {
  const values = async (text: string) => {
    const { entries, fault } = await readSettings(text)
    const others = [...entries].filter(([each]) => each !== name).map(([each, entry]) => [each, entry.value ?? null])
    return { own: entries.get(name)?.value, others: JSON.stringify(others), fault }
  }
  const [was, is] = [await values(before), await values(after)]
  if (is.fault === undefined && is.own === value && is.others === was.others) return after
  throw new EarshotError(
    'not-allowed',
    phrase`${name} cannot be changed in settings.yaml without harm to what stands around it`,
    'change it there by hand; a line of its own, NAME: VALUE, is what can be changed',
  )
}

/** The line of a setting that is not set: its default, commented out, to be found again when it is. */
function offered(name: SettingName): string {
  return `#${name}: ${JSON.stringify(kindOf(name).default)}`
}

/** Such a line, with whatever value: not a remark that begins with the name, and without a remark behind it. */
function offer(name: SettingName): RegExp {
  const value = String.raw`(?:true|false|-?\d+(?:\.\d+)?|"(?:[^"\\\n]|\\.)*")`
  return new RegExp(String.raw`^#${name.replaceAll('.', '\\.')}: ${value}(?=[ \t]*(?:#.*)?\r?$)`, 'm')
}

function comment(name: SettingName): string {
  const { description, allowed, default: preset } = kindOf(name)
  return [
    `# ${description.en}. Takes ${allowed.en}; default ${JSON.stringify(preset)}.`,
    `# ${description.zh}。可取：${allowed.zh}；默认：${JSON.stringify(preset)}。`,
    '',
  ].join('\n')
}

/** What a new profile's file says: every setting with what it is for, none of them set. */
export function offerAll(): string {
  const head = [
    "# Earshot's settings. Change them here, or with `earshot settings set NAME VALUE`; a running node notices either.",
    '# A line that begins with # does not count: take the # away to set something.',
    '# Earshot 的设置。可在此修改，也可用 `earshot settings set 名称 值`；正在运行的节点都会察觉。',
    '# 以 # 开头的行不起作用：去掉 # 即为设置。',
    '',
  ].join('\n')
  return `${head}${SETTING_NAMES.map(name => `\n${comment(name)}${offered(name)}\n`).join('')}`
}

/** The value of a setting from the file, or why it has none. */
export function valueIn({ entries }: SettingsText, name: SettingName): { value?: SettingValue; fault?: Phrase } {
  const entry = entries.get(name)
  if (entry === undefined) return { value: kindOf(name).default }
  const value = kindOf(name).read(entry.value)
  return value === undefined ? { fault: phrase`line ${entry.line}: ${wrongValue(name, entry.value)}` } : { value }
}

/** Says that a value is none for this setting, and what is. */
export function wrongValue(name: SettingName, value: unknown): Phrase {
  const shown = value === undefined ? phrase`more than one value` : JSON.stringify(value).slice(0, 80)
  return phrase`${name} cannot be ${shown}; it takes ${kindOf(name).allowed}`
}

/** Names that this version does not know, of a later one or mistyped. */
export function unknownIn({ entries }: SettingsText): [string, Entry][] {
  return [...entries].filter(([name]) => !isSetting(name))
}
