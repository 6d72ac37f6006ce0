/**
 * All words that people read, in English and Chinese. The English parts define the shape; the Chinese parts have the type of the
 * English ones, so a missing, surplus or wrongly called key does not compile. Texts with values in them are functions, never
 * templates to be filled at run time. A part belongs to one front end, so that front ends grow without meeting here.
 */
import type { Lang } from '../../node/language.ts'
import type { en } from './en.ts'

export { chooseLanguage, type Lang } from '../../node/language.ts'

export type Catalogue = typeof en

/** The catalogue of a language; the other one is not loaded, which is felt at the start of each command. */
export async function loadWords(lang: Lang): Promise<Catalogue> {
  return lang === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en
}
