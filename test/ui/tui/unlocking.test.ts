/** Opening a locked profile, by the real program in a real terminal. */
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createIdentity } from '../../../src/store/vault.ts'
import { Cli } from '../../support/cli.ts'
import { openEarshot } from '../../support/earshot-terminal.ts'
import { Tmux } from '../../support/tmux.ts'

const SIZE = { columns: 80, rows: 20 }

async function locked(): Promise<Cli> {
  const cli = new Cli()
  onTestFinished(() => cli[Symbol.asyncDispose]())
  await createIdentity({ home: cli.home, name: 'alice', passphrase: 'swordfish' })
  return cli
}

describe.skipIf(!Tmux.available)('a locked profile', Tmux.meta, () => {
  it('is opened by whoever takes longer to type than the node would have had to start', async () => {
    const seconds = 4
    const tmux = openEarshot(await locked(), { ...SIZE, words: `--timeout ${seconds}` })
    await tmux.shows('Earshot is locked')
    tmux.type('sword')
    await delay((seconds + 1) * 1_000)
    tmux.type('fish')
    tmux.press('Enter')
    await tmux.shows('● alice')
    expect(tmux.screen).not.toContain('Earshot is locked')
  })
})
