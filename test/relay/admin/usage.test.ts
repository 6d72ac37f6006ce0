import { describe, expect, it } from 'vitest'
import { RelayProgram } from './program.ts'

describe('what cannot be meant', () => {
  it.each([
    [[], 'usage'],
    [['frobnicate'], 'usage'],
    [['start', 'now'], 'usage'],
    [['start', '--fast'], 'usage'],
    [['start', '-x'], 'usage'],
    [['start', '--name', 'attic'], 'usage'],
    [['status', '--open'], 'usage'],
    [['status', 'twice'], 'usage'],
    [['evict'], 'usage'],
    [['evict', ''], 'usage'],
    [['evict', 'one', 'two'], 'usage'],
    [['init'], 'usage'],
    [['init', '--name'], 'usage'],
    [['init', '--name', ''], 'invalid'],
    [['init', '--name', 'x'.repeat(65)], 'invalid'],
    [['init', '--name', 'a\u0007b'], 'invalid'],
    [['status', '--home', ''], 'usage'],
    [['start', '--listen'], 'usage'],
    [['start', '--listen', 'localhost:4600'], 'invalid'],
    [['invite', '--listen', '4600'], 'invalid'],
    [['start', '--ttl', '0'], 'invalid'],
    [['start', '--ttl', '-1'], 'invalid'],
    [['start', '--ttl', '31'], 'invalid'],
    [['start', '--mailbox-bytes', '64Q'], 'invalid'],
    [['start', '--mailbox-parcels', '1.5'], 'invalid'],
    [['start', '--store', 'nats://127.0.0.1:4222'], 'invalid'],
    [['start', '--metrics', '0.0.0.0:9464'], 'invalid'],
    [['start', '--metrics', '9464'], 'invalid'],
  ])('%j ends with 2 and a hint', async (args, code) => {
    const failed = await new RelayProgram().fails(args)
    expect(failed).toMatchObject({ exit: 2, code })
    if (code === 'usage') expect(failed.hint).toMatch(/--help|folder/)
  })

  it('is told to people without their controls', async () => {
    const { exit, stdout, stderr } = await new RelayProgram().run(['frobnicate\u001b[2J'])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toMatch(/^error: .*\nhint: .*\n$/)
    expect(stderr).not.toContain('\u001b')
  })
})

describe('help', () => {
  it.each([[['--help']], [['-h']], [['start', '--help']], [['evict', '-h']], [['--version']]])('%j', async args => {
    const { exit, stdout, stderr } = await new RelayProgram().run(args)
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    expect(stdout.length).toBeGreaterThan(4)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })
})

describe('in Chinese', () => {
  it.each([
    [['--help']],
    [['init', '--help']],
    [['start', '--help']],
    [['status', '--help']],
    [['mailboxes', '--help']],
    [['invite', '--help']],
    [['evict', '--help']],
  ])('%j has no English but what is typed', async args => {
    const { stdout } = await new RelayProgram().run([...args, '--lang', 'zh'])
    const [first = '', ...rest] = stdout.trimEnd().split('\n')
    expect(first).toMatch(/^earshot-relay (?:命令|[a-z]+.*)( \[选项])?$/)
    for (const line of rest.filter(each => each !== '' && !/^ {2}earshot-relay [^`]*$/.test(each)))
      expect(line).toMatch(/[\u4e00-\u9fff]/)
  })

  it.each([
    [['frobnicate'], '错误：没有命令 "frobnicate"\n提示：用 `earshot-relay --help` 查看用法。\n'],
    [['start', '--fast'], '错误：start 没有选项 --fast\n提示：用 `earshot-relay start --help` 查看用法。\n'],
    [['init', '--name'], '错误：--name 需要一个值\n提示：用 `earshot-relay init --help` 查看用法。\n'],
    [['evict', 'a', 'b'], '错误：多余的 "b"\n提示：用 `earshot-relay evict --help` 查看用法。\n'],
    [['start', '--ttl', '99'], '错误：--ttl 需要整数天数\n提示：可取 1 到 30。\n'],
    [['init', '--name', ''], '错误：名字不能为空\n'],
  ])('%j is refused so', async (args, told) => {
    expect((await new RelayProgram().run(args, { EARSHOT_LANG: 'zh' })).stderr).toBe(told)
  })

  it('leaves what scripts read in English', async () => {
    expect(await new RelayProgram().fails(['evict', '--lang', 'zh'])).toEqual({
      exit: 2,
      code: 'usage',
      message: 'PEER is missing',
      hint: '`earshot-relay evict --help` shows what there is.',
    })
  })

  it('says how a relay is, in columns as wide as they look', async () => {
    const relay = new RelayProgram()
    await relay.init()
    await relay.start()
    const { stdout } = await relay.run(['status', '--lang=zh'])
    expect(stdout).toMatch(/^中继 {5}attic\n节点 ID {2}12D3KooW/)
    expect(stdout).toMatch(/^磁盘 {5}可以存入\n信箱 {5}0\n包裹 {5}0 \(0 B\)$/m)
    expect(stdout).toMatch(/^已运行 {3}\d+ 秒$/m)
  })

  it('refuses a language that it does not speak', async () => {
    expect(await new RelayProgram().fails(['status', '--lang', 'fr'])).toMatchObject({ exit: 2, code: 'usage' })
  })
})
