/** What is left behind: a word about the node, and a terminal without modes of ours, also where it was found with them. */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { Cli } from '../../support/cli.ts'
import { earshotCommand } from '../../support/earshot-terminal.ts'
import { Tmux } from '../../support/tmux.ts'

const SIZE = { columns: 100, rows: 20 }
/** What a terminal is left with when nothing is left behind. */
const MODES = '#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{wrap_flag}'
const AS_FOUND = '0 0 1 1'

describe.skipIf(!Tmux.available)('leaving the terminal interface', Tmux.meta, () => {
  let cli: Cli

  beforeAll(async () => {
    cli = new Cli()
    await cli.json('init', '--name', 'alice', '--no-passphrase')
  })

  afterAll(async () => {
    await cli[Symbol.asyncDispose]()
  })

  /** Runs `earshot` as a shell does, which has the terminal afterwards. */
  async function leftBehind(words: string): Promise<string> {
    const tmux = new Tmux({
      command: `${earshotCommand(cli, words).replace(/^exec /, '')}; echo ended $?; cat`,
      ...SIZE,
    })
    onTestFinished(() => tmux.close())
    await tmux.shows('● alice')
    tmux.press('C-q')
    await tmux.shows('ended 0')
    return tmux.screen
  }

  it.each([
    ['en', /^The background node ends soon.*\nTo keep it: earshot up --detach\nended 0/],
    ['zh', /后台节点很快会结束.*\n要让它留着：earshot up --detach\nended 0/],
  ] as const)('says in %s that the node which it started ends, and how to keep it', async (lang, said) => {
    expect(await leftBehind(`--lang ${lang}`)).toMatch(said)
  })

  it('says nothing of a node that stays', async () => {
    await cli.json('up', '--detach')
    expect(await leftBehind('')).toMatch(/^ended 0/)
    await cli.json('down')
  })

  it('gives back screen, mouse and keys also where one that was killed kept them', async () => {
    const tmux = new Tmux({ command: 'sh', ...SIZE })
    onTestFinished(() => tmux.close())
    const start = earshotCommand(cli).replace(/^exec /, '')
    tmux.type(start)
    tmux.press('Enter')
    await tmux.shows('● alice')
    expect(tmux.ask(MODES)).not.toBe(AS_FOUND)
    // A shell that mends nothing: the terminal is as the program had it.
    const shell = tmux.ask('#{pane_pid}')
    process.kill(Number(execFileSync('pgrep', ['-P', shell], { encoding: 'utf8' })), 'SIGKILL')
    await tmux.shows('Killed')
    expect(tmux.ask(MODES)).not.toBe(AS_FOUND)
    tmux.type(start)
    // Enter is a return there, which ends no line.
    tmux.press('C-j')
    await expect.poll(() => tmux.screen, { timeout: 20_000 }).not.toContain('Killed')
    await tmux.shows('● alice')
    tmux.press('C-q')
    await expect.poll(() => tmux.ask(MODES), { timeout: 20_000 }).toBe(AS_FOUND)
  })
})
