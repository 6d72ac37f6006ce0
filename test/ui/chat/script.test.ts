/** The line mode as a script drives it: the real program, its lines by a pipe, real nodes. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cli, twoFriends } from '../../support/cli.ts'

describe('a script at the line mode', () => {
  let alice: Cli
  let bob: Cli

  beforeAll(async () => {
    ;[alice, bob] = await twoFriends()
    await bob.json('send', 'alice', 'a needle', '--wait', 'delivered')
  })

  afterAll(async () => {
    for (const each of [alice, bob]) await each[Symbol.asyncDispose]()
  })

  async function chat(lines: string[], env: Record<string, string> = {}): Promise<string> {
    const { exit, stdout, stderr } = await alice.run(['chat', 'bob'], { input: `${lines.join('\n')}\n`, env })
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    return stdout
  }

  it('seals, opens and frees a conversation; the passphrase is the next line', async () => {
    const sealed = await chat(['/seal', 'second', 'second', '/history'])
    expect(sealed).toContain('The conversation with bob is sealed. /unseal opens it.')
    expect(sealed).toContain('! this conversation is sealed')
    expect(sealed).toMatch(/\n {2}\/unseal \S+ opens it with its second passphrase/)
    expect(await alice.json('conversations')).toMatchObject([{ sealed: true, locked: true }])
    const { exit, stdout } = await alice.run(['chat'], {
      input: '/list\n/unseal bob\nwrong\n/unseal bob --forever\nsecond\n/history --from bob\n/open bob\n/history\n',
    })
    expect(exit).toBe(0)
    expect(stdout).toMatch(/bob .*sealed/)
    expect(stdout).toContain('! this is not the second passphrase of this conversation')
    expect(stdout).toContain('The conversation with bob is not sealed any more.')
    expect(stdout).toContain('bob: a needle')
  })

  it('writes a backup and reads it again; nobody answering is no passphrase', async () => {
    const file = join(alice.folder, 'a backup')
    const made = await chat([`/backup "${file}"`, 'secret', 'secret', `/backup "${file}" --check`, 'secret'])
    expect(existsSync(file)).toBe(true)
    expect(made).toContain(file)
    expect(made).toMatch(/alice.*1 /)
    expect(await chat([`/backup "${file}.2"`])).toContain('! Nothing was typed')
    expect(existsSync(`${file}.2`)).toBe(false)
  })

  it('exports, saves, finds by time, and forwards by number', async () => {
    const page = join(alice.folder, 'page.html')
    const text = join(alice.folder, 'said.txt')
    const said = await chat([
      ...['/at 1h', '/search needle --from bob', `/export ${page}`, `/save 1 ${text}`, '/forward 1 bob', '/react 1 👍'],
      ...['/at 1', '/history 5 --type text', '/at whenever', '/export nowhere/there/page.txt'],
    ])
    expect(readFileSync(page, 'utf8')).toContain('a needle')
    expect(readFileSync(text, 'utf8')).toBe('a needle\n')
    expect(said).toContain('Sent to bob.')
    expect(said).toContain('👍 you')
    expect(said).toContain('! whenever is not a time')
    expect(said).toContain('nowhere/there/page.txt is no place for a file')
    expect(await alice.json('history', 'bob')).toMatchObject([{ reactions: [{ emoji: '👍' }] }, { forwarded: [{}] }])
  })

  it('manages relays, settings, presence and engines, and is told what is wrong in its own words', async () => {
    const said = await chat([
      ...['/relay', '/relay nearby', '/relay add nonsense', '/relay remove nobody', '/relay frobnicate'],
      ...[
        '/settings relay.mode',
        '/settings nonsense',
        '/presence away',
        '/presence auto',
        '/engines',
        '/invite relay',
        '/invite again',
      ],
    ])
    expect(said).toContain('! no relay of yours is called "nobody"')
    expect(said).toContain('/relay list lists them')
    expect(said).toContain('/settings lists them')
    expect(said).toContain('/settings set translate.engine')
    expect(said).toContain('/relay add one, or leave out relay')
    expect(said).not.toContain('earshot relay')
  })

  it('speaks Chinese to whoever reads Chinese', async () => {
    const said = await chat(['/open 没有人', '/relay remove nobody', '/presence'], { EARSHOT_LANG: 'zh' })
    expect(said).toContain('! 这里没有叫“没有人”的人')
    expect(said).toMatch(/\n {2}\/(?:nearby|friends) 列出/)
    expect(said).toContain('/relay list 列出中继')
    const refused = await alice.run(['history', 'nobody'], { env: { EARSHOT_LANG: 'zh' } })
    expect(refused.stderr).toMatch(/这里没有叫“nobody”的人[\s\S]*提示：`earshot \w+` 列出/)
  })
})
