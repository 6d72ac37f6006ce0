/**
 * All words that people read, in English and Chinese. The English parts define the shape; the Chinese parts have the type of the
 * English ones, so a missing, surplus or wrongly called key does not compile. Texts with values in them are functions, never
 * templates to be filled at run time. A part belongs to one front end, so that front ends grow without meeting here.
 */
import { enChat } from './en-chat.ts'
import { enCli } from './en-cli.ts'
import { enCommon } from './en-common.ts'
import { enDemo } from './en-demo.ts'
import { zhChat } from './zh-chat.ts'
import { zhCli } from './zh-cli.ts'
import { zhCommon } from './zh-common.ts'
import { zhDemo } from './zh-demo.ts'

export type Lang = 'en' | 'zh'

const en = { common: enCommon, chat: enChat, cli: enCli, demo: enDemo }
export type Catalogue = typeof en
const zh: Catalogue = { common: zhCommon, chat: zhChat, cli: zhCli, demo: zhDemo }

/** The catalogue of a language: `t(lang).chat.welcome`. */
export function t(lang: Lang): Catalogue {
  return lang === 'zh' ? zh : en
}

/**
 * The language to speak: what was asked for (`--lang`), else `EARSHOT_LANG`, else what the system says in the order of POSIX
 * (`LC_ALL`, `LC_MESSAGES`, `LANG`). Anything that is not Chinese is English.
 */
export function chooseLanguage(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  const candidates = [asked, env.EARSHOT_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG]
  const chosen = candidates.find(candidate => candidate !== undefined && candidate !== '')
  return chosen?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
