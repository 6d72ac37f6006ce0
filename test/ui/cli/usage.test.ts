import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/ui/cli/commands.ts'
import { Cli } from '../../support/cli.ts'

const cli = new Cli()
afterAll(() => cli[Symbol.asyncDispose]())

describe('what is typed', () => {
  it('may be a cry for help, in two languages', async () => {
    const english = await cli.run(['--help'])
    expect(english).toMatchObject({ exit: 0, stderr: '' })
    for (const { words, hidden } of COMMANDS) if (!hidden) expect(english.stdout).toContain(`  ${words}`)
    expect((await cli.run(['--help', '--lang', 'zh'])).stdout).toContain('局域网')
    expect((await cli.run(['--help'], { env: { EARSHOT_LANG: 'zh' } })).stdout).toContain('局域网')
    expect((await cli.run(['send', '--help'])).stdout).toContain('--wait relayed|delivered|read')
    expect((await cli.run(['profile', 'set', '-h'])).stdout).toContain('--email ADDRESS')
  })

  it('may be a question for the version', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'))
    expect(await cli.run(['--version'])).toMatchObject({ exit: 0, stdout: `${version}\n` })
  })

  it.each([
    [['frobnicate']],
    [['send']],
    [['friends', 'extra']],
    [['friends', '--frobnicate']],
    [['friends', '-x']],
    [['history', 'bob', '--limit']],
    [['history', 'bob', '--limit', 'many']],
    [['history', 'bob', '--limit', '0']],
    [['history', 'bob', '--type', 'poem']],
    [['send', 'bob', 'hi', '--wait', 'forever']],
    [['folders', 'frobnicate']],
    [['profile', 'set']],
    [['profile', 'show']],
    [['completion', 'tcsh']],
    [['friends', '--timeout', 'long']],
    [['friends', '--timeout', '-1']],
    [['friends', '--lang', 'fr']],
    [['friends', '--home', '/a', '--profile', 'b']],
    [['up', '--listen']],
    [['init']],
    [['init', '--name', 'x']],
    [['erase']],
    [['call', 'bob']],
    [['rpc', 'friends', 'nonsense']],
    [['rpc', 'friends', '[]']],
  ])('may be wrong: %j', async args => {
    expect(await cli.fails(args)).toMatchObject({ exit: 2, code: 'usage', message: expect.any(String) })
  })

  it('is not taken for a command when it names a profile that cannot be', async () => {
    expect(await cli.fails(['friends', '--profile', '../x'])).toMatchObject({ exit: 2, code: 'invalid' })
  })

  it('gets errors that people can read, and nothing on standard output', async () => {
    const { exit, stdout, stderr } = await cli.run(['frobnicate\u001b[2J'])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toMatch(/^error: .*\nhint: .*\n$/)
    expect(stderr).not.toContain('\u001b')
  })

  it('may end in a closed pipe', () => {
    const program = join(import.meta.dirname, '../../../bin/earshot')
    const { stderr } = spawnSync('sh', ['-c', `'${process.execPath}' '${program}' --help | head -1; exit 0`])
    expect(String(stderr)).toBe('')
  })
})

describe('without an identity', () => {
  it.each([['friends'], ['send', 'bob', 'hi'], ['status'], ['up'], ['erase', '--yes'], ['profile']])(
    '%s %s says so',
    async (...args) => {
      const given = args.filter(arg => arg !== undefined)
      expect(await cli.fails(given)).toMatchObject({
        exit: 3,
        code: 'no-identity',
        hint: expect.stringContaining('init'),
      })
    },
  )

  it('down finds no node', async () => {
    expect(await cli.fails(['down'])).toMatchObject({ exit: 5, code: 'no-node' })
  })
})

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('has a script for %s', async shell => {
    const { exit, stdout } = await cli.run(['completion', shell])
    expect(exit).toBe(0)
    expect(stdout).toContain('earshot complete -- ')
  })

  it.each([
    [['sen'], ['send']],
    [['folders', 'c'], ['create']],
    [['send', '--w'], ['--wait']],
    [
      ['send', '--wait', ''],
      ['relayed', 'delivered', 'read'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['send', ''], []],
  ])('of %j is %j', async (words, expected) => {
    const { stdout } = await cli.run(['complete', '--', ...words])
    expect(stdout.split('\n').filter(Boolean)).toEqual(expected)
  })
})
