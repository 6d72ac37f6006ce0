import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/ui/cli/commands.ts'
import { commandHelp, overview } from '../../../src/ui/cli/help.ts'
import { Output } from '../../../src/ui/cli/output.ts'
import { loadWords } from '../../../src/ui/text/catalogue.ts'
import { Cli } from '../../support/cli.ts'

/** Two words of English in a row, outside of what is typed or quoted. */
function english(text: string): string[] {
  return (
    text.replaceAll(/`[^`]*`|earshot [a-z]+|“[^”]*”|"[^"]*"|'[^']*'/g, '`').match(/\b[a-z]{2,} [a-z]{2,}\b/gi) ?? []
  )
}

describe('commands in Chinese', () => {
  const cli = new Cli()
  cli.env.EARSHOT_LANG = 'zh'
  beforeAll(() => cli.json('init', '--name', 'ann', '--no-passphrase'))
  afterAll(() => cli[Symbol.asyncDispose]())

  it.each([
    [['frobnicate']],
    [['send']],
    [['friends', 'extra']],
    [['friends', '--frobnicate']],
    [['history', 'bob', '--limit']],
    [['history', 'bob', '--limit', 'many']],
    [['completion', 'tcsh']],
    [['presence', 'maybe']],
    [['friends', '--timeout', '-1']],
    [['friends', '--profile', '../x']],
    [['friends', '--home', '/a', '--profile', 'b']],
    [['up', '--listen', 'nowhere']],
    [['init', '--name', 'x', '--no-passphrase']],
    [['send', 'bob', 'hi']],
    [['send', '#us', 'hi']],
    [['add', 'earshot:nonsense']],
    [['accept', 'bob']],
    [['edit', '00000000000000000000000000000000', 'x']],
    [['react', '00000000', 'no emoji']],
    [['mute', 'bob', '--until', 'yesterday']],
    [['move', 'bob', 'nowhere']],
    [['folders', 'delete', 'nowhere']],
    [['folders', 'create', '好友']],
    [['profile', 'set', '--name', '']],
    [['profile', 'set', '--name', 'x'.repeat(65)]],
    [['profile', 'set', '--avatar', '/nonexistent']],
    [['profile', 'set', '--avatar', '/']],
    [['connect', 'nowhere']],
    [['connect', '/ip4/127.0.0.1/tcp/1']],
    [['relay', 'add', 'earshot-relay:nonsense']],
    [['relay', 'remove', 'attic']],
    [['settings', 'set', 'ui.lang', 'fr']],
    [['settings', 'get', 'nope']],
    [['search', 'x', '--since', 'some day']],
    [['history', 'ann', '--since', 'some day']],
    [['transcribe', '/nonexistent']],
    [['backup', '/nonexistent/x']],
    [['listen', '--since', 'zz']],
    [['hangup']],
    [['answer']],
    [['lock']],
    [['erase']],
    [['rpc', 'frobnicate']],
    [['rpc', 'send']],
    [['rpc', 'send', '{"conv":1}']],
    [['rpc', 'send', '{"conv":["a"],"text":1}']],
    [['rpc', 'send', '{"conv":["a"],"text":"a","zz":1}']],
    [['rpc', 'history', '{"conv":"a","limit":0}']],
    [['rpc', 'search', '{"text":"a","type":"poem"}']],
    [['rpc', 'friends', '[']],
  ])('say what is wrong: %j', async args => {
    const { exit, stdout, stderr } = await cli.run(args)
    expect({ exit, stdout }).toEqual({ exit: expect.toSatisfy(code => code > 1), stdout: '' })
    expect(stderr).toMatch(/^错误：.*[\u4e00-\u9fff].*\n(提示：.+\n)?$/)
    expect(english(stderr)).toEqual([])
  })

  it('tell scripts in English, whatever the language', async () => {
    expect(await cli.fails(['history', 'bob', '--limit'])).toEqual({
      exit: 2,
      code: 'usage',
      message: '--limit needs a value',
      hint: '`earshot history --help` shows what there is.',
    })
    expect(await cli.fails(['send', 'bob', 'hi'])).toEqual({
      exit: 3,
      code: 'no-peer',
      message: 'nobody here is called "bob"',
      hint: '`earshot friends` lists whom you can write to',
    })
  })

  it('call the folders of a fresh profile by Chinese names, and know these', async () => {
    expect((await cli.run(['folders'])).stdout).toMatch(/^分组 +好友\n好友 +0\n家人 +0\n$/)
    expect(await cli.json('folders', 'delete', '家人')).toEqual([{ name: 'Friends', friends: 0 }])
  })
})

describe('help in Chinese', () => {
  it('has no English but what is typed', async () => {
    const words = await loadWords('zh')
    const out = new Output({ json: false, plain: true })
    const lines = [...overview(COMMANDS, words, out), ...COMMANDS.flatMap(spec => commandHelp([spec], words, out))]
    expect(lines.length).toBeGreaterThan(500)
    // What is typed stands on the left, what it is for behind two spaces.
    const told = lines.map(line => /^ {2}.*? {2,}(.*)$/.exec(line)?.[1] ?? line)
    const typed = /^(?:earshot .*|)$/
    expect(told.filter(text => !typed.test(text) && !/[\u4e00-\u9fff]/.test(text))).toEqual([])
    expect(told.filter(text => !typed.test(text) && english(text).length > 0)).toEqual([])
  })
})
