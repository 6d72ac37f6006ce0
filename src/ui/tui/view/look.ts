/** What the look of things depends on besides the state. */
import type { TimeStyle } from '../../text/time.ts'
import type { Signs } from '../theme/signs.ts'
import type { Theme } from '../theme/theme.ts'
import type { Words } from '../words/words.ts'

export interface Look {
  readonly theme: Theme
  readonly signs: Signs
  readonly words: Words
  readonly density: 'comfortable' | 'compact'
  readonly times: TimeStyle
  /** How a key is called, in few cells. */
  keyOf(action: string): string
}
