import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Settings } from '../../../src/node/settings/settings.ts'
import { SETTING_NAMES } from '../../../src/node/settings/table.ts'
import { eventually } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

async function opened(text?: string) {
  const home = await temporaryFolder()
  const path = join(home, 'settings.yaml')
  if (text !== undefined) writeFileSync(path, text)
  const log: string[] = []
  const settings = await Settings.open({ home, log: message => log.push(message) })
  onTestFinished(() => settings.close())
  return { home, path, log, settings, read: () => readFileSync(path, 'utf8') }
}

const faultOf = (settings: Settings, name: string) => settings.list('en').find(each => each.name === name)?.fault

describe('the settings file', () => {
  it('is made with every setting in it, explained, none set, for its owner only', async () => {
    const { path, read, settings } = await opened()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    for (const name of SETTING_NAMES) expect(read()).toContain(`#${name}: `)
    expect(settings.list('en').every(({ isDefault, fault }) => isDefault && fault === undefined)).toBe(true)
    // Each offered line is a valid one: taking the # away sets the default.
    writeFileSync(path, read().replaceAll(/^#(?=[a-z.]+: )/gm, ''))
    const again = await Settings.open({ home: join(path, '..'), log: () => undefined })
    onTestFinished(() => again.close())
    expect(again.list('en').every(({ isDefault, fault }) => isDefault && fault === undefined)).toBe(true)
  })

  it('keeps every other byte when a setting is set and reset', async () => {
    const mine = [
      '# mine: keep this',
      'notify.quiet:   "21:00-06:00"   # I sleep   early',
      '',
      '',
      'later.feature: [1,   2]  # of a newer version',
      'notify.bell:',
      "notify.content: 'name'",
    ].join('\r\n')
    const { read, settings } = await opened(mine)
    await settings.set('notify.quiet', '22:00-07:00')
    await settings.set('notify.bell', false)
    const changed = mine.replace('   "21:00-06:00"', ' "22:00-07:00"').replace('notify.bell:', 'notify.bell: false')
    expect(read()).toBe(changed)
    expect([settings.get('notify.quiet'), settings.get('notify.bell')]).toEqual(['22:00-07:00', false])
    await settings.reset('notify.quiet')
    expect(read()).toContain('#notify.quiet: ""   # I sleep   early\r\n\r\n\r\nlater.feature: [1,   2]  # of')
    expect(settings.get('notify.quiet')).toBe('')
    // What was set by taking its offered line goes back to it.
    await settings.set('notify.quiet', '')
    expect(read().match(/notify\.quiet/g)).toHaveLength(1)
  })

  it('takes the offered line where a setting was not set, and explains one that the file does not offer', async () => {
    const { read, settings } = await opened()
    const before = read()
    await settings.set('notify.content', 'none')
    expect(read()).toBe(before.replace('#notify.content: "full"', 'notify.content: "none"'))
    await settings.reset('notify.content')
    expect(read()).toBe(before)
    const other = await opened('notify.bell: false')
    await other.settings.set('notify.content', 'name')
    expect(other.read()).toMatch(/^notify\.bell: false\n\n# What notices tell.*\n# 通知.*\nnotify\.content: "name"\n$/)
  })

  it.each([
    'say "hi" \'there\' # no comment: really',
    'C:\\tools\\tell.exe --to=\\"x\\"',
    '/bin/echo 你好 👋 - : {a} [b] !c &d *e %f @g `h`',
  ])('gives back the text %s', async text => {
    const { home, settings } = await opened()
    await settings.set('notify.command', text)
    const again = await Settings.open({ home, log: () => undefined })
    onTestFinished(() => again.close())
    expect(again.get('notify.command')).toBe(text)
    expect(readdirSync(home)).toEqual(['settings.yaml'])
  })

  it('replaces a value that takes several lines, and nothing around it', async () => {
    const { read, settings } = await opened('notify.command: |\n  one\n  two\n# mine\nnotify.bell: false\n')
    expect(faultOf(settings, 'notify.command')).toContain('line 1')
    await settings.set('notify.command', 'tell')
    expect(read()).toBe('notify.command: "tell"\n# mine\nnotify.bell: false\n')
    const other = await opened('notify.command: [tell, me] # mine\nnotify.content: &a none\n')
    await other.settings.set('notify.command', 'tell')
    await other.settings.set('notify.content', 'name')
    expect(other.read()).toBe('notify.command: "tell" # mine\nnotify.content: "name"\n')
  })

  it('refuses a change that it cannot make without harm', async () => {
    // Its lines are indented, so one that is not would end them.
    const text = '  notify.bell: false\n'
    const { read, settings } = await opened(text)
    await expect(settings.set('notify.quiet', '1:00-2:00')).rejects.toMatchObject({ code: 'not-allowed' })
    expect(read()).toBe(text)
  })

  it('says that the disk or the folder did not take it, and keeps what was there', async () => {
    const { home, path, settings } = await opened('notify.bell: true\n')
    // Where the file should be put aside first, a folder stands in the way: this holds for root too.
    mkdirSync(join(home, `settings.yaml.${process.pid}.new`))
    await expect(settings.set('notify.bell', false)).rejects.toMatchObject({ code: 'internal' })
    expect(readFileSync(path, 'utf8')).toBe('notify.bell: true\n')
    expect(settings.get('notify.bell')).toBe(true)
  })
})

describe('what the file says wrongly', () => {
  it.each([
    [
      'notify.content: some',
      'notify.content',
      'line 1: notify.content cannot be "some"; it takes one of full, name, none',
    ],
    ['\n\nnotify.bell: 3', 'notify.bell', 'line 3: notify.bell cannot be 3; it takes true or false'],
    ['notify.quiet: 25:00-07:00', 'notify.quiet', 'a span of local time'],
    ['notify.quiet: 07:00-07:00', 'notify.quiet', 'a span of local time'],
    ["notify.command: 'say \"hi'", 'notify.command', 'quoted as in a shell'],
    ['notify.command: "tell \\u001b[2J"', 'notify.command', 'cannot be'],
    ['notify.command: [a, b]', 'notify.command', 'cannot be more than one value'],
    ['notify.bell:', 'notify.bell', 'cannot be null'],
  ])('of one setting (%j) leaves it as it was and says where', async (text, name, fault) => {
    const { read, settings, log } = await opened(text)
    const shown = settings.list('en').find(each => each.name === name)
    expect(shown).toMatchObject({ isDefault: true, fault: expect.stringContaining(fault) })
    expect(read()).toBe(text)
    expect(log).toEqual([expect.stringContaining(name)])
    // The others are not touched by it, and setting it mends it.
    expect(settings.list('en').filter(each => each.fault !== undefined)).toHaveLength(1)
    await settings.reset(name)
    expect(faultOf(settings, name)).toBeUndefined()
  })

  it.each([
    ['notify.bell: false\nnonsense: [1\n', /line [23]: /],
    ['notify.bell: false\nnotify.bell: true\n', /line 2.*unique/],
    ['- a\n- b\n', /NAME: VALUE/],
    ['{notify.bell: false}\n', /NAME: VALUE/],
    ['just words', /NAME: VALUE/],
    ['notify.bell: false\n---\nnotify.bell: true\n', /line/],
    [`notify.bell: false\n#${'x'.repeat(300_000)}`, /larger than/],
  ])('as a whole (%j) is told of all, refused to be changed, and not overwritten', async (text, fault) => {
    const { read, settings } = await opened(text)
    expect(settings.get('notify.bell')).toBe(true)
    for (const each of settings.list('en')) expect(each.fault).toMatch(fault)
    await expect(settings.set('notify.bell', false)).rejects.toMatchObject({ code: 'invalid', hint: /mend/ })
    expect(read()).toBe(text)
  })

  it('is no reason not to start, even where the file is a folder', async () => {
    const home = await temporaryFolder()
    mkdirSync(join(home, 'settings.yaml'))
    const settings = await Settings.open({ home, log: () => undefined })
    onTestFinished(() => settings.close())
    expect(faultOf(settings, 'notify.bell')).toMatch(/cannot be read/)
    expect(settings.get('notify.bell')).toBe(true)
  })

  it('may be of a later version: it is told, and kept', async () => {
    const { read, settings } = await opened('future.thing: 3\nnotify:\n  bell: false\n')
    expect(settings.list('en').filter(({ type }) => type === 'unknown')).toEqual([
      expect.objectContaining({ name: 'future.thing', value: 3, fault: expect.stringContaining('line 1') }),
      expect.objectContaining({
        name: 'notify',
        fault: expect.stringContaining('line 2: settings do not stand below others; write `notify.bell: false`'),
      }),
    ])
    await settings.set('notify.bell', false)
    expect(read()).toMatch(/^future\.thing: 3\nnotify:\n {2}bell: false\n/)
  })
})

describe('a change', () => {
  it('by hand is noticed while it runs, told once, and a mistake keeps the last good value', async () => {
    const { path, settings } = await opened()
    const heard: unknown[] = []
    settings.on('notify.content', value => heard.push(value))
    writeFileSync(path, 'notify.content: name\n')
    await eventually('noticed', () => settings.get('notify.content') === 'name', 5)
    writeFileSync(path, 'notify.content: everything\n')
    await eventually('the mistake is noticed', () => faultOf(settings, 'notify.content'), 5)
    expect(settings.get('notify.content')).toBe('name')
    writeFileSync(path, 'notify.content: [\n')
    await eventually('the broken file is noticed', () => faultOf(settings, 'notify.bell'), 5)
    expect(settings.get('notify.content')).toBe('name')
    // As editors do: a new file in the place of the old one.
    writeFileSync(`${path}~`, 'notify.content: none\n')
    renameSync(`${path}~`, path)
    await eventually('mended', () => settings.get('notify.content') === 'none', 5)
    expect(heard).toEqual(['name', 'none'])
  })

  it('of a file that is a link to one elsewhere is noticed, and the link stays', async () => {
    const home = await temporaryFolder()
    const elsewhere = await temporaryFolder()
    const target = join(elsewhere, 'mine.yaml')
    writeFileSync(target, 'notify.content: name\n')
    symlinkSync(target, join(home, 'settings.yaml'))
    const settings = await Settings.open({ home, log: () => undefined })
    onTestFinished(() => settings.close())
    await settings.set('notify.bell', false)
    expect(readFileSync(target, 'utf8')).toMatch(/notify.bell: false\n$/)
    expect(existsSync(join(home, 'settings.yaml'))).toBe(true)
    writeFileSync(target, 'notify.content: none\n')
    await eventually('noticed', () => settings.get('notify.content') === 'none', 8)
  })

  it('after a hand’s, and many at once, lose nothing', async () => {
    const { path, settings } = await opened()
    writeFileSync(path, '# by hand\nnotify.content: name\n')
    await Promise.all([
      settings.set('notify.bell', 'no'),
      settings.set('notify.quiet', '1:00-2:30'),
      settings.set('notify.title', false),
    ])
    expect(readFileSync(path, 'utf8')).toMatch(/^# by hand\nnotify\.content: name\n/)
    expect(settings.list('en').filter(({ isDefault }) => !isDefault)).toMatchObject([
      { name: 'notify.bell', value: false },
      { name: 'notify.title', value: false },
      { name: 'notify.content', value: 'name' },
      { name: 'notify.quiet', value: '1:00-2:30' },
    ])
  })

  it('of the wrong kind, or of an unknown name, is refused', async () => {
    const { read, settings } = await opened()
    const before = read()
    await expect(settings.set('notify.bell', 'maybe')).rejects.toMatchObject({
      code: 'invalid',
      message: 'notify.bell cannot be "maybe"; it takes true or false',
    })
    for (const name of ['nothing', 'toString', '__proto__', ''])
      await expect(settings.set(name, true)).rejects.toMatchObject({ code: 'invalid', hint: /earshot settings/ })
    await expect(settings.set('notify.command', 'x'.repeat(2_000))).rejects.toMatchObject({ code: 'invalid' })
    expect(read()).toBe(before)
  })
})
