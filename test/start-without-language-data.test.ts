import { expect, test, vi } from 'vitest'

/** Each takes some of ICU's data the first time: 25 ms for graphemes alone, at each start of a program that loads such a module. */
test.each([
  ['the terminal interface', () => import('../src/ui/tui/run.ts')],
  ['a node', () => import('../src/node/peer.ts')],
])('%s is loaded without making what only some text needs', async (_, load) => {
  const made = (['Segmenter', 'DateTimeFormat', 'Collator', 'NumberFormat', 'ListFormat'] as const).map(name =>
    vi.spyOn(Intl, name),
  )
  vi.resetModules()
  await load()
  expect(made.flatMap(each => each.mock.calls)).toEqual([])
  vi.restoreAllMocks()
})
