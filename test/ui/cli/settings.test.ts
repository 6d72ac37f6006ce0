import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cli } from '../../support/cli.ts'

let cli: Cli

beforeEach(async () => {
  cli = new Cli()
  await cli.json('init', '--name', 'ann', '--no-passphrase')
})

afterEach(() => cli[Symbol.asyncDispose]())

describe('earshot settings', () => {
  it('shows, changes and takes back, with typed values, and tells who listens', async () => {
    const listening = await cli.listen()
    const all = await cli.json<Record<string, unknown>[]>('settings')
    expect(all.find(({ name }) => name === 'notify.bell')).toEqual({
      name: 'notify.bell',
      value: true,
      default: true,
      type: 'boolean',
      description: expect.stringContaining('bell'),
      allowed: 'true or false',
      values: [true, false],
      isDefault: true,
    })
    expect(await cli.json('settings', 'list')).toEqual(all)
    expect(await cli.json('settings', 'set', 'notify.bell', 'false')).toMatchObject({ value: false, isDefault: false })
    expect(await cli.json('rpc', 'settingsSet', '{"name":"notify.title","value":false}')).toMatchObject({
      value: false,
    })
    expect(await cli.json('settings', 'get', 'notify.bell')).toMatchObject({ value: false })
    await listening.line(line => line.event === 'settings' && line.name === 'notify.bell' && line.value === false)
    await cli.json('down')
    expect(await cli.json('settings', 'get', 'notify.bell')).toMatchObject({ value: false })
    expect(await cli.json('settings', 'reset', 'notify.bell')).toMatchObject({ value: true, isDefault: true })
  })

  it('refuses what a setting does not take, and says what it takes', async () => {
    expect(await cli.fails(['settings', 'set', 'notify.content', 'some'])).toEqual({
      exit: 2,
      code: 'invalid',
      message: 'notify.content cannot be "some"; it takes one of full, name, none',
    })
    expect(await cli.fails(['settings', 'get', 'nonsense'])).toMatchObject({ exit: 2, code: 'invalid' })
    expect(await cli.fails(['settings', 'set', 'notify.content'])).toMatchObject({ exit: 2, code: 'usage' })
    const { stderr } = await cli.run(['settings', 'set', 'notify.content', 'some', '--lang', 'zh'])
    expect(stderr).toContain('notify.content 的值 "some" 不对；可取：full、name、none 之一')
  })

  it('starts with a broken file, says which line, and leaves it alone', async () => {
    const file = join(cli.home, 'settings.yaml')
    const text = 'notify.bell: false\nnotify.content: [\n'
    writeFileSync(file, text)
    const shown = await cli.run(['settings', '--lang', 'en'])
    expect(shown.exit).toBe(0)
    expect(shown.stderr.match(/^error: settings\.yaml, line \d/gm)).toHaveLength(1)
    expect((await cli.run(['settings', '--lang', 'zh'])).stderr).toMatch(
      /^错误：settings\.yaml，第 \d 行：[^a-z]+\n设置存于/,
    )
    expect(await cli.fails(['settings', 'set', 'notify.bell', 'false'])).toMatchObject({
      exit: 2,
      hint: expect.stringContaining(file),
    })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('is shown in both languages', async () => {
    expect((await cli.run(['settings', '--lang', 'en'])).stdout).toMatch(/^notify\.quiet +"" +"" +Hours without/m)
    expect((await cli.run(['settings', '--lang', 'zh'])).stdout).toMatch(/^notify\.quiet +"" +"" +不通知/m)
    expect((await cli.run(['settings', 'get', 'notify.quiet', '--lang', 'zh'])).stdout).toContain('本地时间段')
  })

  it('is completed: names, then the values of those that have few', async () => {
    await cli.json('settings')
    const candidates = async (...words: string[]) => (await cli.run(['complete', '--', ...words])).stdout.split('\n')
    expect(await candidates('settings', '')).toEqual(expect.arrayContaining(['list', 'get', 'set', 'reset']))
    expect(await candidates('settings', 'set', 'notify.c')).toEqual(['notify.command', 'notify.content', ''])
    expect(await candidates('settings', 'set', 'notify.content', '')).toEqual(['full', 'name', 'none', ''])
    expect(await candidates('settings', 'set', 'notify.bell', 'f')).toEqual(['false', ''])
  })

  it('of the language holds for the chat, unless the command or EARSHOT_LANG says otherwise', async () => {
    await cli.json('settings', 'set', 'ui.lang', 'zh')
    const greeting = async (env: Record<string, string>, ...args: string[]) =>
      (await cli.run(['chat', ...args], { env })).stdout.includes('这里是 Earshot') ? 'zh' : 'en'
    expect(await greeting({ EARSHOT_LANG: '', LC_ALL: 'C' })).toBe('zh')
    expect(await greeting({ EARSHOT_LANG: 'en' })).toBe('en')
    expect(await greeting({ EARSHOT_LANG: '' }, '--lang', 'en')).toBe('en')
  })
})
