import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { engines, GRAMMAR, missing, speech } from '../../support/engines.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const withoutApertium = missing('apertium')
const withoutSpeech = missing('pocketsphinx_continuous', 'espeak-ng', 'ffmpeg', 'sox')

/** A temporary folder of the test's own, in which nobody else's tasks are at work. */
async function ownTemporary(): Promise<string> {
  const { TMPDIR = '/tmp' } = process.env
  const folder = await temporaryFolder()
  process.env.TMPDIR = folder
  onTestFinished(() => {
    process.env.TMPDIR = TMPDIR
  })
  return folder
}

describe('translation', () => {
  it('without an engine says what to do', async () => {
    await expect(engines({}).translate('hello', 'es')).rejects.toMatchObject({
      code: 'no-engine',
      hint: expect.stringContaining('earshot settings set translate.engine'),
    })
  })

  it('by a command gets the languages in its words and the text on its input', async () => {
    const script = 'printf "%s>%s " "$1" "$2"; cat'
    const command = engines({ 'translate.engine': `sh -c '${script}' x {from} {to}`, 'translate.from': 'zh-CN' })
    expect(await command.translate('你好\nworld', 'en')).toEqual({ text: 'zh-CN>en 你好\nworld', engine: 'sh' })
    const auto = engines({ 'translate.engine': `sh -c '${script}' x {from} {to}`, 'translate.to': 'fr' })
    expect((await auto.translate('hi')).text).toBe('auto>fr hi')
  })

  it('needs a language to translate into, and takes nothing else for one', async () => {
    const cat = engines({ 'translate.engine': 'cat' })
    await expect(cat.translate('hello')).rejects.toMatchObject({
      code: 'invalid',
      hint: expect.stringContaining('--to'),
    })
    for (const to of ['--help', 'en;id', '../../etc'])
      await expect(cat.translate('hello', to)).rejects.toMatchObject({ code: 'invalid' })
    await expect(cat.translate('x'.repeat(300_000), 'en')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('that answers nothing is an error', async () => {
    await expect(engines({ 'translate.engine': 'sh -c "cat >/dev/null"' }).translate('hi', 'es')).rejects.toMatchObject(
      {
        code: 'engine-failed',
        message: 'sh answered nothing',
      },
    )
  })

  it('goes on with the next ones when one hangs; a few run at once, some wait, more are told so', async () => {
    const slow = engines({ 'translate.engine': `sh -c 'sleep 0.3; cat'`, 'engine.timeout': 20 })
    const before = performance.now()
    const answers = await Promise.allSettled(Array.from({ length: 13 }, (_, i) => slow.translate(`text ${i}`, 'es')))
    const done = answers.filter(each => each.status === 'fulfilled').map(each => each.value.text)
    const refused = answers
      .filter(each => each.status === 'rejected')
      .map(each => (each.reason as { code: string }).code)
    expect(done).toEqual(Array.from({ length: 10 }, (_, i) => `text ${i}`))
    expect(refused).toEqual(['busy', 'busy', 'busy'])
    // Two at a time, not ten.
    expect(performance.now() - before).toBeGreaterThan(1_400)
    expect((await slow.translate('again', 'es')).text).toBe('again')
  })

  it('leaves no folder behind, whether it went well or not', async () => {
    const folder = await ownTemporary()
    await engines({ 'translate.engine': `sh -c 'touch a b; cat'` }).translate('hi', 'es')
    await engines({ 'translate.engine': `sh -c 'mkdir -p a/b; exit 1'` })
      .translate('hi', 'es')
      .catch(() => undefined)
    await engines({ 'translate.engine': 'sleep 60', 'engine.timeout': 0.2 })
      .translate('hi', 'es')
      .catch(() => undefined)
    expect(readdirSync(folder)).toEqual([])
  })

  it('removes what a killed node left there long ago, and nothing else', async () => {
    const folder = await ownTemporary()
    const [old, fresh] = ['earshot-engine-old', 'earshot-engine-new'].map(name => join(folder, name)) as [
      string,
      string,
    ]
    for (const path of [old, fresh]) mkdirSync(path)
    writeFileSync(join(old, 'speech.wav'), 'words')
    const longAgo = Date.now() / 1000 - 3 * 3600
    utimesSync(old, longAgo, longAgo)
    await engines({ 'translate.engine': 'cat' }).translate('hi', 'es')
    expect([old, fresh].map(path => existsSync(path))).toEqual([false, true])
  })

  it('ends with the node', async () => {
    const slow = engines({ 'translate.engine': 'sleep 60' })
    const asked = Promise.allSettled([1, 2, 3].map(() => slow.translate('hi', 'es')))
    setTimeout(() => slow.stop(), 200)
    const before = performance.now()
    for (const each of await asked)
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'engine-failed' } })
    expect(performance.now() - before).toBeLessThan(30_000)
  })
})

describe.skipIf(withoutApertium !== undefined)('apertium', { meta: { skipReason: withoutApertium ?? '' } }, () => {
  const spanish = { 'translate.engine': 'apertium', 'translate.from': 'en' }

  it('translates, with the languages named as people name them', async () => {
    const answer = await engines(spanish).translate('Where is the house? I want water. 👋', 'es')
    expect(answer).toEqual({
      text: expect.stringMatching(/Dónde es la casa\?\s+Quiero agua\. 👋/),
      engine: 'apertium',
    })
    const back = await engines({ ...spanish, 'translate.from': 'es-MX' }).translate('La casa es roja.', 'en-US')
    expect(back.text).toBe('The house is red.')
  })

  it('keeps the lines and what it does not know', async () => {
    const { text } = await engines(spanish).translate('The house.\n\nIt is a xyzzyplugh <b> [ ] ^ $ \\ @', 'es')
    // Blanks come and go around what it adds.
    expect(text.replaceAll(/ +/g, ' ').replaceAll('\n ', '\n')).toBe('La casa.\n\nEs un xyzzyplugh <b> [ ] ^ $ \\ @')
  })

  it('says what it has where it lacks a pair, and asks for the language to translate from', async () => {
    await expect(engines(spanish).translate('hello', 'zh-CN')).rejects.toMatchObject({
      code: 'invalid',
      message: 'apertium has no translation from en to zh-CN here',
      hint: expect.stringContaining('eng-spa'),
    })
    await expect(engines({ 'translate.engine': 'apertium' }).translate('hello', 'es')).rejects.toMatchObject({
      code: 'invalid',
      hint: expect.stringContaining('translate.from'),
    })
  })

  it('works as a command of one’s own too', async () => {
    const own = engines({ 'translate.engine': 'apertium -u eng-spa' })
    expect((await own.translate('The house is red.', 'es')).text).toBe('La casa es roja.')
    const broken = engines({ 'translate.engine': 'apertium -u eng-zzz' })
    await expect(broken.translate('hi', 'es')).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('exit code 1'),
    })
  })
})

/** A server with the part of LibreTranslate's interface that is used; the real one brings models of gigabytes. */
async function libreTranslate(handle?: (path: string) => [status: number, body: string] | undefined): Promise<string> {
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      const [status, text] = handle?.(request.url ?? '') ?? standard(request.url ?? '', body)
      response.writeHead(status, { 'content-type': 'application/json', location: 'http://192.0.2.1/' })
      response.end(text)
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function standard(path: string, body: string): [number, string] {
  if (path === '/languages') return [200, JSON.stringify([{ code: 'en' }, { code: 'zh-Hans' }, { code: 'zh-Hant' }])]
  const { q, source, target, format } = JSON.parse(body) as Record<string, string>
  return [200, JSON.stringify({ translatedText: `${source}>${target} ${format}: ${q}` })]
}

describe('LibreTranslate', () => {
  const at = (url: string, more = {}) => engines({ 'translate.engine': `libretranslate ${url}`, ...more })

  it('is asked on this machine, with its own names of languages', async () => {
    const url = await libreTranslate()
    expect(await at(url).translate('hello "you"\n', 'zh-CN')).toEqual({
      text: 'auto>zh-Hans text: hello "you"',
      engine: 'libretranslate',
    })
    const named = at(`${url.replace('127.0.0.1', 'localhost')}/`, { 'translate.from': 'en-GB' })
    expect((await named.translate('x', 'zh-TW')).text).toBe('en>zh-Hant text: x')
    await expect(at(url).translate('x', 'fr')).rejects.toMatchObject({
      code: 'invalid',
      hint: expect.stringContaining('zh-Hans'),
    })
    const { recipes } = await at(url).list()
    expect(recipes.find(({ name }) => name === 'libretranslate')).toMatchObject({ here: true, chosen: true })
  })

  it('is not asked anywhere else', async () => {
    for (const url of [
      'http://192.0.2.7:5000',
      'http://example.org',
      'http://127.0.0.1.example.org',
      'http://[2001:db8::1]:5000',
      'http://0.0.0.0:5000',
    ])
      await expect(at(url).translate('secret', 'es'), url).rejects.toMatchObject({ code: 'not-allowed' })
    for (const url of ['https://127.0.0.1', 'file:///etc/passwd', 'nonsense'])
      await expect(at(url).translate('secret', 'es'), url).rejects.toMatchObject({ code: 'invalid' })
  })

  it('that is not there, errs, redirects, breaks off or talks nonsense is told as such', async () => {
    await expect(at('http://127.0.0.1:9').translate('x', 'en')).rejects.toMatchObject({ code: 'no-engine' })
    for (const [answer, message] of [
      [[500, '{"error":"no \\u001b[31mmodel"}'], 'it answered 500: no  [31mmodel'],
      [[302, ''], 'it answered 302'],
      [[200, 'nonsense'], 'no JSON'],
      [[200, '{}'], 'list of languages'],
      [[200, `["${'x'.repeat(2_000_000)}"]`], 'too long'],
    ] as [[number, string], string][]) {
      const url = await libreTranslate(() => answer)
      await expect(at(url).translate('x', 'en')).rejects.toMatchObject({
        code: 'engine-failed',
        message: expect.stringContaining(message),
      })
    }
  })

  it('that does not answer is given up', async () => {
    const server = createServer(() => undefined)
    server.listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(at(url, { 'engine.timeout': 0.3 }).translate('x', 'en')).rejects.toMatchObject({ code: 'timeout' })
  })
})

describe('speech to text', () => {
  it('of what is no recording says so', async () => {
    const folder = await temporaryFolder()
    const own = engines({ 'transcribe.engine': 'cat {file}' })
    writeFileSync(join(folder, 'empty'), '')
    for (const [path, code] of [
      [join(folder, 'nothing'), 'no-file'],
      [folder, 'no-file'],
      ['/dev/zero', 'no-file'],
      [join(folder, 'empty'), 'invalid'],
    ] as const)
      await expect(own.transcribe(path), path).rejects.toMatchObject({ code })
    await expect(engines({}).transcribe('/etc/hostname')).rejects.toMatchObject({ code: 'no-engine' })
  })

  it('by a command gets the path, the language, and no shell', async () => {
    const path = join(await temporaryFolder(), 'a $(touch x) "b.txt')
    writeFileSync(path, 'words\n')
    const own = engines({ 'transcribe.engine': `sh -c 'echo "$2"; cat "$1"' x {file} {language}` })
    expect(await own.transcribe(path, 'zh-CN')).toEqual({ text: 'zh-CN\nwords', engine: 'sh' })
  })
})

describe.skipIf(withoutSpeech !== undefined)('pocketsphinx', { meta: { skipReason: withoutSpeech ?? '' } }, () => {
  async function recorded(sentence: string): Promise<{ folder: string; path: string; command: string }> {
    const folder = await temporaryFolder()
    const grammar = join(folder, 'door.gram')
    writeFileSync(grammar, GRAMMAR)
    const command = `pocketsphinx_continuous -infile {wav} -jsgf ${grammar} -logfn /dev/null`
    return { folder, path: speech(folder, sentence), command }
  }

  it('hears what was said, exactly, with a grammar', async () => {
    for (const sentence of ['open the door', 'close the window']) {
      const { path, command } = await recorded(sentence)
      expect(await engines({ 'transcribe.engine': command }).transcribe(path)).toEqual({
        text: sentence,
        engine: 'pocketsphinx_continuous',
      })
    }
  })

  it('is given what ffmpeg or sox can read, and a fitting file as it is', async () => {
    const { folder, path, command } = await recorded('open the window')
    const hears = async (file: string) => (await engines({ 'transcribe.engine': command }).transcribe(file)).text
    const compressed = join(folder, 'said.ogg')
    execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-c:a', 'libopus', '-b:a', '32k', compressed])
    expect(await hears(compressed)).toBe('open the window')
    const fitting = join(folder, 'fitting.wav')
    execFileSync('sox', [path, '-r', '16000', '-c', '1', '-b', '16', fitting])
    expect(await hears(fitting)).toBe('open the window')
    const shown = engines({ 'transcribe.engine': 'echo {wav}' })
    expect((await shown.transcribe(fitting)).text).toBe(fitting)
    expect((await shown.transcribe(compressed)).text).toMatch(/earshot-engine-.*\/speech\.wav$/)
  })

  it('as a recipe hears something, in English only', async () => {
    const { path } = await recorded('open the door')
    const recipe = engines({ 'transcribe.engine': 'pocketsphinx' })
    const answer = await recipe.transcribe(path, 'en')
    expect(answer.engine).toBe('pocketsphinx')
    expect(answer.text).toMatch(/[a-z]/)
    await expect(recipe.transcribe(path, 'zh-CN')).rejects.toMatchObject({ code: 'invalid' })
  })

  it('gets no file that names others, and no text passed off as sound', async () => {
    const { folder, path } = await recorded('open the door')
    const list = join(folder, 'list.m3u8')
    writeFileSync(list, `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${path}\n#EXT-X-ENDLIST\n`)
    const words = join(folder, 'words.wav')
    writeFileSync(words, 'these are words')
    for (const file of [list, words])
      await expect(engines({ 'transcribe.engine': 'pocketsphinx' }).transcribe(file)).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('no recording that ffmpeg can read'),
      })
  })

  it('says which tool is missing where a file has to be converted', async () => {
    const { folder, path } = await recorded('open the door')
    const { PATH } = process.env
    process.env.PATH = folder
    onTestFinished(() => {
      process.env.PATH = PATH
    })
    const echo = engines({ 'transcribe.engine': '/bin/echo {wav}' })
    await expect(echo.transcribe(path)).rejects.toMatchObject({
      code: 'no-engine',
      message: expect.stringContaining('ffmpeg'),
    })
    await expect(engines({ 'transcribe.engine': 'pocketsphinx' }).transcribe(path)).rejects.toMatchObject({
      code: 'no-engine',
      message: 'pocketsphinx_continuous is not installed here',
    })
  })
})

describe('the list of engines', () => {
  it('tells what is here and what is chosen', async () => {
    const { recipes, ...chosen } = await engines({
      'translate.engine': 'apertium',
      'translate.to': 'es',
      'transcribe.engine': 'echo {file}',
    }).list()
    expect(chosen).toEqual({
      translate: { engine: 'apertium', from: '', to: 'es' },
      transcribe: { engine: 'echo {file}', language: '' },
      timeout: 120,
    })
    expect(recipes.map(({ name, kind, chosen }) => [name, kind, chosen])).toEqual([
      ['apertium', 'translate', true],
      ['argos-translate', 'translate', false],
      ['libretranslate', 'translate', false],
      ['whisper.cpp', 'transcribe', false],
      ['pocketsphinx', 'transcribe', false],
    ])
    expect(recipes[0]?.here).toBe(withoutApertium === undefined)
  })
})
