/** How the screen looks, from the settings and what the terminal can. */
import type { SettingValue } from '../../node/messenger.ts'
import type { ActionName } from './actions/action.ts'
import type { Keymap } from './keys/keymap.ts'
import type { Depth } from './terminal/colours.ts'
import { ASCII, UNICODE } from './theme/signs.ts'
import { chooseTheme } from './theme/theme.ts'
import type { Look } from './view/look.ts'
import type { Words } from './words/words.ts'

/** What the terminal tells of itself. */
export interface Appearance {
  readonly depth: Depth
  /** The console of the kernel and its like: few characters, no window. */
  readonly bare: boolean
  readonly background: 'dark' | 'light' | undefined
}

export function makeLook(
  settings: ReadonlyMap<string, SettingValue>,
  { depth, bare, background }: Appearance,
  words: Words,
  keymap: Keymap,
): Look {
  return {
    theme: chooseTheme(String(settings.get('ui.theme') ?? 'auto'), depth, background),
    signs: bare ? ASCII : UNICODE,
    words,
    density: settings.get('ui.density') === 'compact' ? 'compact' : 'comfortable',
    times: { locale: words.common.locale, hours: settings.get('ui.time') === '12h' ? '12h' : '24h' },
    keyOf: action => keymap.keysOf(action as ActionName)[0] ?? '',
  }
}
