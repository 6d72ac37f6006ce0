import { expect, test } from 'vitest'
import { chooseTheme, nameStyle } from '../../../../src/ui/tui/theme/theme.ts'

test('somebody keeps the colour of their name, however often it is shown', () => {
  const theme = chooseTheme('dark', '256', 'dark')
  const first = nameStyle(theme, '12D3KooWGoFzvmPex8xQ6zf8Ezq3sShw2PVqEQd1zVya4LaqRfee')
  expect(first.fg).toBeGreaterThan(15)
  expect(nameStyle(theme, '12D3KooWGoFzvmPex8xQ6zf8Ezq3sShw2PVqEQd1zVya4LaqRfee')).toEqual(first)
})
