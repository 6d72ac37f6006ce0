/** What finds everything else. */
import { openGoto, openPalette } from '../panels/palette.ts'
import type { Action } from './action.ts'

export const paletteActions: readonly Action[] = [
  { name: 'palette', group: 'go', where: 'anywhere', keys: ['ctrl+p', 'f9'], run: openPalette },
  { name: 'goto', group: 'go', where: 'anywhere', keys: ['ctrl+o', 'alt+g'], run: openGoto },
]
