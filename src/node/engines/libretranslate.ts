/**
 * LibreTranslate on this machine, asked over HTTP. Only loopback addresses are called, by address and not by what a name resolves to, and no
 * redirection is followed: whoever wants texts to go to another machine writes a command that says so.
 */

import { request } from 'node:http'
import { EarshotError, reason } from '../../protocol/errors.ts'
import { type PhraseValue, phrase } from '../../protocol/phrase.ts'
import { bestOf } from './languages.ts'
import type { Pair, Surroundings } from './recipes.ts'

const DEFAULT_URL = 'http://127.0.0.1:5000'
/** Milliseconds to see whether it is there. */
const LOOK_MS = 1_000
const MAX_ANSWER = 1024 * 1024

export async function askLibreTranslate(text: string, pair: Pair, around: Surroundings): Promise<string> {
  const base = loopback(around.argument ?? DEFAULT_URL)
  const signal = AbortSignal.any([around.signal, AbortSignal.timeout(around.timeout * 1000)])
  const ask = (path: string, body?: object): Promise<unknown> => answer(new URL(path, base), body, signal)
  const languages = codesOf(await ask('languages'))
  const code = (tag: string): string => {
    const found = bestOf(tag, languages)
    if (found !== undefined) return found
    throw new EarshotError(
      'invalid',
      phrase`LibreTranslate has no ${tag} there`,
      phrase`it has ${languages.length > 0 ? languages : phrase`none`}`,
    )
  }
  const source = pair.from === 'auto' ? 'auto' : code(pair.from)
  const translated = await ask('translate', { q: text, source, target: code(pair.to), format: 'text' })
  if (isObject(translated) && typeof translated.translatedText === 'string') return translated.translatedText
  throw failed('its answer holds no translation')
}

/** Whether one answers there. */
export async function libreTranslateAnswers(argument: string | undefined, signal: AbortSignal): Promise<boolean> {
  try {
    const url = new URL('languages', loopback(argument ?? DEFAULT_URL))
    await answer(url, undefined, AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]))
    return true
  } catch {
    // Whatever is wrong there, it is told when it is asked to translate.
    return false
  }
}

/** `not-allowed` for what is not on this machine. */
function loopback(text: string): URL {
  const url = URL.parse(text.endsWith('/') ? text : `${text}/`)
  if (url === null || url.protocol !== 'http:')
    throw new EarshotError(
      'invalid',
      phrase`${text} is no http:// address`,
      phrase`LibreTranslate here is at ${DEFAULT_URL}`,
    )
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1'
  if (/^127\.\d+\.\d+\.\d+$/.test(url.hostname) || url.hostname === '[::1]') return url
  throw new EarshotError(
    'not-allowed',
    phrase`${url.host} is another machine: texts would leave this one`,
    'if that is wanted, write a command that sends them there as the engine; docs/engines.md has one with curl',
  )
}

/** Asks for JSON; with a body, by POST. */
async function answer(url: URL, body: object | undefined, signal: AbortSignal): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const sent = body === undefined ? '' : JSON.stringify(body)
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  // An agent of its own: whatever proxy is set for others is none of this.
  const call = request(
    url,
    { method: body === undefined ? 'GET' : 'POST', headers, signal, agent: false },
    response => {
      let got = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        got += text
        if (got.length > MAX_ANSWER) response.destroy(failed(phrase`its answer is too long`))
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(got)
        else reject(failed(phrase`it answered ${response.statusCode ?? 0}: ${errorIn(got)}`))
      })
      response.on('error', reject)
      response.on('close', () => reject(failed(phrase`it broke off`)))
    },
  )
  call.on('error', reject)
  call.end(sent)
  try {
    return JSON.parse(await promise) as unknown
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, url)
  }
}

function explained(error: NodeJS.ErrnoException, url: URL): Error {
  if (error instanceof EarshotError) return error
  if (error instanceof SyntaxError) return failed(phrase`its answer is no JSON`)
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return new EarshotError(
      'timeout',
      'LibreTranslate did not answer in time',
      '`earshot settings set engine.timeout SECONDS` gives it longer',
      error,
    )
  if (error.code === 'ECONNREFUSED')
    return new EarshotError(
      'no-engine',
      phrase`no LibreTranslate answers at ${url.origin}`,
      'start it there: `libretranslate --host 127.0.0.1 --port 5000`',
      error,
    )
  return failed(reason(error))
}

function failed(what: PhraseValue): EarshotError {
  return new EarshotError('engine-failed', phrase`LibreTranslate: ${what}`, 'its log may tell more')
}

/** What LibreTranslate says of an error, on one short line. */
function errorIn(body: string): string {
  let said: unknown = body
  try {
    const parsed: unknown = JSON.parse(body)
    if (isObject(parsed)) said = parsed.error
  } catch {
    // Not JSON: the text itself, then.
  }
  return String(said)
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ')
    .slice(0, 200)
}

function codesOf(languages: unknown): string[] {
  if (!Array.isArray(languages)) throw failed('its list of languages is none')
  return languages.flatMap((each: unknown) => (isObject(each) && typeof each.code === 'string' ? [each.code] : []))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
