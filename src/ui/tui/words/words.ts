/** What the terminal interface says, beside the catalogue that all front ends share. Loaded with it, so that no command pays for it. */
import type { Lang } from '../../../node/language.ts'
import type { Catalogue } from '../../text/catalogue.ts'
import { loadWords } from '../../text/catalogue.ts'
import type { en } from './en.ts'

export type TerminalWords = typeof en
export type Words = Catalogue & { readonly tui: TerminalWords }

export async function loadTerminalWords(lang: Lang): Promise<Words> {
  const [all, tui] = await Promise.all([
    loadWords(lang),
    lang === 'zh' ? import('./zh.ts').then(({ zh }) => zh) : import('./en.ts').then(({ en }) => en),
  ])
  return { ...all, tui }
}
