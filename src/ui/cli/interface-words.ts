/**
 * The words of an interface that lasts. A command speaks before it has found a node, and so goes by `--lang` and the environment; an
 * interface heeds `ui.lang` too.
 */
import type { Messenger } from '../../node/messenger.ts'
import { type Catalogue, chooseLanguage, loadWords } from '../text/catalogue.ts'
import type { Context } from './context.ts'

export async function interfaceWords(context: Context, messenger: Messenger): Promise<Catalogue> {
  const setting = (await messenger.settings()).find(({ name }) => name === 'ui.lang')
  const lang = chooseLanguage(context.asked, process.env, setting === undefined ? undefined : String(setting.value))
  return lang === context.lang ? context.words : loadWords(lang)
}
