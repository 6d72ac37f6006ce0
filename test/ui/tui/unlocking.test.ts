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
  it('is opened in all terminals by the passphrase typed into one', async () => {
    const cli = await locked()
    const one = openEarshot(cli, SIZE)
    await one.shows('Earshot is locked')
    one.type('swordfish')
    one.press('Enter')
    await one.shows('● alice')
    const other = openEarshot(cli, SIZE)
    await other.shows('● alice')
    one.press('F12')
    await one.shows('Earshot is locked')
    await other.shows('Earshot is locked')
    // Half of it, which nobody needs any more.
    other.type('sword')
    one.type('wrong')
    one.press('Enter')
    await one.shows('That is not the passphrase.')
    await delay(2_500)
    expect(other.screen).toContain('Earshot is locked')
    one.type('swordfish')
    one.press('Enter')
    await one.shows('● alice')
    await other.shows('● alice')
    expect(other.screen).not.toContain('Earshot is locked')
    other.press('C-q')
    await other.ended()
  })

  it('is left by escape while another terminal may open it', async () => {
    const tmux = openEarshot(await locked(), SIZE)
    await tmux.shows('Earshot is locked')
    await delay(1_500)
    tmux.press('Escape')
    await tmux.ended()
  })
})
