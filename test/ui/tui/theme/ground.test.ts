import { expect, test } from 'vitest'
import type { Style } from '../../../../src/ui/tui/frame/style.ts'
import { chooseTheme, nameStyle, type Theme } from '../../../../src/ui/tui/theme/theme.ts'

/** Yellow, cyan, white and all bright ones: as good as white on white. */
const PALE = new Set([3, 6, 7, 9, 10, 11, 12, 13, 14, 15])

function pale(theme: Theme): string[] {
  const styles = Object.entries(theme).filter((entry): entry is [string, Style] => typeof entry[1] === 'object')
  return styles.filter(([, { fg, bg }]) => bg === undefined && fg !== undefined && PALE.has(fg)).map(([role]) => role)
}

test('nothing is pale on light ground where there are 16 colours, whether the terminal says so or a setting', () => {
  for (const theme of [chooseTheme('auto', '16', 'light'), chooseTheme('light', '16', undefined)]) {
    expect(pale(theme)).toEqual([])
    expect(theme.name).toBe('light')
    for (const peer of ['bob', 'eve', 'carol', 'dan']) expect(nameStyle(theme, peer).fg).toBeLessThan(7)
  }
})

test('the ground is dark where nobody says which', () => {
  expect(chooseTheme('auto', '16', undefined).name).toBe('dark')
  expect(chooseTheme('dark', '16', 'light').name).toBe('dark')
  expect(chooseTheme('auto', '256', 'light').name).toBe('light')
})
