import { expect, test } from 'vitest'
import { ACTIONS } from '../../../src/ui/tui/actions/all.ts'
import { Keymap } from '../../../src/ui/tui/keys/keymap.ts'
import { enActions } from '../../../src/ui/tui/words/en-actions.ts'
import { loadTerminalWords } from '../../../src/ui/tui/words/words.ts'

test('no two actions have the same key at the same place', () => {
  expect(new Keymap(ACTIONS).faults).toEqual([])
})

test('a key that holds anywhere is not hidden by one of a place', () => {
  const anywhere = new Set(ACTIONS.filter(({ where }) => where === 'anywhere').flatMap(({ keys }) => keys))
  const hiding = ACTIONS.filter(({ where, keys }) => where !== 'anywhere' && keys.some(key => anywhere.has(key)))
  expect(hiding.map(({ name }) => name)).toEqual([])
})

test('each action is there once, with words in both languages', async () => {
  const names = ACTIONS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const lang of ['en', 'zh'] as const) {
    const { tui } = await loadTerminalWords(lang)
    expect(names.filter(name => (tui.actions[name] ?? '') === '')).toEqual([])
  }
})

test('every name of an action has one', () => {
  const there = new Set<string>(ACTIONS.map(({ name }) => name))
  expect(Object.keys(enActions).filter(name => !there.has(name))).toEqual([])
})

test('letters alone mean something only where nothing is written', () => {
  const letters = ACTIONS.filter(({ where }) => where === 'editor').flatMap(({ keys }) => keys)
  expect(letters.filter(key => key.length === 1)).toEqual([])
})
