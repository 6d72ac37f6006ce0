/**
 * All words that people read, in English and Chinese. The English parts define the shape; the Chinese parts have the type of the
 * English ones, so a missing, surplus or wrongly called key does not compile. Texts with values in them are functions, never
 * templates to be filled at run time. A part belongs to one front end, so that front ends grow without meeting here.
 */
import type { en } from './en.ts'

export type Lang = 'en' | 'zh'

export type Catalogue = typeof en

/** The catalogue of a language; the other one is not loaded, which is felt at the start of each command. */
export async function loadWords(lang: Lang): Promise<Catalogue> {
  return lang === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en
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
