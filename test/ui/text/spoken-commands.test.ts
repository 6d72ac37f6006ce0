import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/ui/chat/commands/all.ts'
import { inOwnWords } from '../../../src/ui/chat/own-words.ts'
import { sayCommands } from '../../../src/ui/text/spoken-commands.ts'
import { zhHints } from '../../../src/ui/text/zh-hints.ts'
import { ACTIONS } from '../../../src/ui/tui/actions/all.ts'
import { inActions } from '../../../src/ui/tui/actions/said.ts'
import { Keymap } from '../../../src/ui/tui/keys/keymap.ts'
import { loadTerminalWords } from '../../../src/ui/tui/words/words.ts'
import { phrasesInSource } from '../../support/phrases.ts'

/** What can only be done in a shell. */
const SHELL_ONLY = /earshot (?:init|up|send|listen|completion|rpc|call WHO|call 谁|-)/

const hints = phrasesInSource()
  .filter(({ at, hint }) => hint && /^src\/(?:node|store)\//.test(at))
  .map(({ text }) => text)
  .filter(hint => hint.includes('earshot ') && !SHELL_ONLY.test(hint))

describe('commands that sentences name', () => {
  it('are there', () => expect(hints.length).toBeGreaterThan(20))

  it('are said as commands of the line mode', () => {
    expect(inOwnWords('`earshot friends` lists whom you can write to')).toBe('/friends lists whom you can write to')
    expect(inOwnWords('answer with `earshot send --reply`')).toBe('answer with /reply')
    expect(inOwnWords('for example `earshot react ID 👍`')).toBe('for example /react NUMBER 👍')
    expect(inOwnWords('add --to en, or `earshot settings set translate.to en`')).toBe(
      'add en, or /settings set translate.to en',
    )
    expect(inOwnWords('“earshot unseal” opens it.')).toBe('/unseal opens it.')
    expect(inOwnWords('  earshot settings set translate.from en')).toBe('  /settings set translate.from en')
    expect(inOwnWords('make one with `earshot init --name NAME`')).toBe('make one with `earshot init --name NAME`')
  })

  it('are all known to the line mode, in both languages', () => {
    const names = new Set(commands.map(({ name }) => `/${name}`))
    for (const said of [...hints, ...hints.map(hint => zhHints[hint] ?? hint)].map(inOwnWords)) {
      expect(said).not.toContain('earshot ')
      for (const [command] of said.matchAll(/(?<![\w./])\/[a-z]+(?![\w/])/g)) expect(names).toContain(command)
    }
  })

  it('are all known to the full screen, with their keys', async () => {
    const words = await loadTerminalWords('en')
    const keymap = new Keymap(ACTIONS)
    for (const hint of hints) expect(inActions(hint, words, keymap)).not.toContain('earshot ')
    keymap.set('people.requests=f9')
    expect(inActions('`earshot requests` lists who has asked', words, keymap)).toBe(
      '“Requests” (f9) lists who has asked',
    )
    expect(inActions('`earshot settings set search on` makes one', words, keymap)).toMatch(
      /^“Settings”( \(\S+\))?: search on makes one$/,
    )
    const chinese = await loadTerminalWords('zh')
    expect(inActions(zhHints['`earshot unblock` first'] ?? '', chinese, keymap)).toContain(
      chinese.tui.actions['person.block'],
    )
  })

  it('are left alone where they are not known', () => {
    expect(sayCommands('`earshot x` and “earshot y”\nearshot z', () => undefined)).toBe(
      '`earshot x` and “earshot y”\nearshot z',
    )
  })
})
