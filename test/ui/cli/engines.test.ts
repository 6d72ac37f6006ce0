import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineList } from '../../../src/node/messenger.ts'
import { type Cli, twoFriends } from '../../support/cli.ts'
import { GRAMMAR, missing, speech } from '../../support/engines.ts'

const withoutApertium = missing('apertium')
const withoutSpeech = missing('pocketsphinx_continuous', 'espeak-ng', 'ffmpeg', 'sox')

describe('engines on the command line', () => {
  let alice: Cli
  let bob: Cli
  let id: string

  const set = (name: string, value: string) => alice.json('settings', 'set', name, value)

  beforeAll(async () => {
    ;[alice, bob] = await twoFriends()
    const [sent] = await bob.json<{ id: string }[]>('send', 'alice', 'The house is red.', '--wait', 'delivered')
    id = sent!.id
  })

  afterAll(async () => {
    for (const each of [alice, bob]) await each[Symbol.asyncDispose]()
  })

  it('are not chosen at first, and the error says how to choose', async () => {
    const failed = await alice.fails(['translate', id, '--to', 'es'])
    expect(failed).toMatchObject({ exit: 3, code: 'no-engine' })
    expect(failed.hint).toContain('earshot settings set translate.engine apertium')
    expect(await alice.fails(['transcribe', '/etc/hostname'])).toMatchObject({ exit: 3, code: 'no-engine' })
  })

  it('are listed with what is here, in both languages', async () => {
    const list = await alice.json<EngineList>('engines')
    expect(list.recipes.map(({ name }) => name)).toContain('whisper.cpp')
    expect(list.translate.engine).toBe('')
    const shown = (await alice.run(['engines'])).stdout
    expect(shown).toContain('pocketsphinx')
    expect(shown).toContain('earshot settings set translate.engine apertium')
    expect((await alice.run(['engines', '--lang', 'zh'])).stdout).toContain('选择引擎')
  })

  it('are refused by the setting where they can do nothing', async () => {
    expect(await alice.fails(['settings', 'set', 'transcribe.engine', 'recognise fast'])).toMatchObject({
      code: 'invalid',
    })
    expect(await alice.fails(['settings', 'set', 'translate.engine', 'pocketsphinx'])).toMatchObject({
      code: 'invalid',
    })
    expect(await alice.fails(['settings', 'set', 'translate.to', 'en;id'])).toMatchObject({ code: 'invalid' })
  })

  it.skipIf(withoutApertium !== undefined)(
    'translate a message, and after an edit what it says now',
    { meta: { skipReason: withoutApertium ?? '' } },
    async () => {
      await set('translate.engine', 'apertium')
      await set('translate.from', 'en')
      expect(await alice.json('translate', id, '--to', 'es')).toEqual({
        id,
        text: 'La casa es roja.',
        engine: 'apertium',
      })
      await set('translate.to', 'es')
      expect((await alice.run(['translate', id])).stdout).toBe('La casa es roja.\n')
      await bob.json('rpc', 'edit', JSON.stringify({ id, text: 'The house is white.' }))
      for (;;) {
        const [message] = await alice.json<{ text: string }[]>('history', 'bob')
        if (message?.text === 'The house is white.') break
      }
      expect(await alice.json('translate', id)).toMatchObject({ text: 'La casa es blanca.' })
      expect(await alice.fails(['translate', id, '--to', 'zh-CN'])).toMatchObject({ exit: 2, code: 'invalid' })
    },
  )

  it('that fail leave message and node as they were', async () => {
    await set('translate.to', 'es')
    for (const [engine, code] of [
      ['sh -c "echo broken >&2; exit 9"', 'engine-failed'],
      ['sleep 60', 'timeout'],
      ['yes', 'engine-failed'],
      ['head -c 1000 /dev/urandom', 'engine-failed'],
      ['no-such-engine', 'no-engine'],
    ] as const) {
      // Only of one it is said that it takes long; the others have the time that a machine needs.
      await set('engine.timeout', code === 'timeout' ? '1' : '60')
      await set('translate.engine', engine)
      expect(await alice.fails(['translate', id]), engine).toMatchObject({ code })
    }
    const text = await alice.run(['translate', id, '--lang', 'zh'])
    expect(text).toMatchObject({ exit: 3, stdout: '' })
    expect(text.stderr).toContain('no-such-engine：没有这个程序')
    expect(await alice.json('status')).toMatchObject({ running: true })
    expect(await alice.json('history', 'bob')).toMatchObject([{ id }])
  })

  it('take messages that are there, with text, and files that are there', async () => {
    await set('translate.engine', 'cat')
    await set('transcribe.engine', 'cat {file}')
    const nothing = '0'.repeat(32)
    expect(await alice.fails(['translate', nothing])).toMatchObject({ exit: 3, code: 'no-message' })
    expect(await alice.fails(['transcribe', nothing])).toMatchObject({ exit: 3, code: 'no-message' })
    expect(await alice.fails(['transcribe', id])).toMatchObject({ exit: 3, code: 'no-file' })
    expect(await alice.fails(['transcribe', 'not-there.wav'])).toMatchObject({ exit: 3, code: 'no-file' })
    expect(await alice.fails(['rpc', 'transcribe', '{"file":"relative.wav"}'])).toMatchObject({ code: 'invalid' })
    expect(await alice.fails(['rpc', 'transcribe', '{}'])).toMatchObject({ code: 'usage' })
  })

  it('show what they answer without what would move the cursor', async () => {
    await set('translate.engine', String.raw`sh -c 'cat >/dev/null; printf "a\033[2Jb\n"'`)
    expect((await alice.run(['translate', id])).stdout).not.toContain('\u001b')
  })

  it.skipIf(withoutSpeech !== undefined)(
    'write down a recording on this disk',
    { meta: { skipReason: withoutSpeech ?? '' } },
    async () => {
      await set('engine.timeout', '60')
      const path = speech(alice.folder, 'open the window')
      const grammar = join(alice.folder, 'door.gram')
      writeFileSync(grammar, GRAMMAR)
      await set('transcribe.engine', `pocketsphinx_continuous -infile {wav} -jsgf ${grammar} -logfn /dev/null`)
      const engine = 'pocketsphinx_continuous'
      expect(await alice.json('transcribe', path)).toEqual({ text: 'open the window', engine })
      expect((await alice.run(['transcribe', path, '--language', 'en'])).stdout).toBe('open the window\n')
      const silence = join(alice.folder, 'silence.wav')
      execFileSync('sox', ['-n', '-r', '16000', '-c', '1', silence, 'trim', '0', '1'])
      await set('transcribe.engine', 'true {file}')
      const heard = await alice.run(['transcribe', silence])
      expect(heard).toMatchObject({ exit: 0, stdout: '' })
      expect(heard.stderr).toContain('No words were heard')
    },
  )

  it('run as docs/engines.md shows them', () => {
    const page = readFileSync('docs/engines.md', 'utf8')
    for (const name of ['apertium', 'argos-translate', 'libretranslate', 'whisper.cpp', 'pocketsphinx'])
      expect(page).toContain(
        `translate.engine: ${name}`.replace(/translate(?=\.engine: (?:whisper|pocket))/, 'transcribe'),
      )
  })
})
