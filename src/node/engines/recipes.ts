/** Engines that Earshot knows how to call: what they need, and the command for a pair of languages or a file. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { RecipeName } from './engine-line.ts'
import { bare, bestOf, isTraditional } from './languages.ts'
import { askLibreTranslate, libreTranslateAnswers } from './libretranslate.ts'

/** Runs a command in the folder of the present task. */
export type RunCommand = (words: readonly string[], input?: string) => Promise<string>

export interface Pair {
  /** `auto` where the user did not say. */
  from: string
  to: string
}

export interface Surroundings {
  run: RunCommand
  /** The word after the recipe's name, if there is one. */
  argument: string | undefined
  /** Which of the recipe's programs is there; undefined where it has none. */
  program: string
  /** Seconds that it may take in all. */
  timeout: number
  signal: AbortSignal
}

interface Recipe {
  name: RecipeName
  /** Any one of these is what it needs. Empty: it is a server. */
  programs: readonly string[]
  /** Where it comes from. */
  site: string
  /** For a server: whether it is there. */
  answers?(argument: string | undefined, signal: AbortSignal): Promise<boolean>
}

export interface TranslationRecipe extends Recipe {
  kind: 'translate'
  translate(text: string, pair: Pair, around: Surroundings): Promise<string>
}

export interface TranscriptionRecipe extends Recipe {
  kind: 'transcribe'
  /** Of a file with 16,000 samples a second, one channel, 16 bits. */
  transcribe(wav: string, language: string, around: Surroundings): Promise<string>
}

export const RECIPES: readonly (TranslationRecipe | TranscriptionRecipe)[] = [
  {
    name: 'apertium',
    kind: 'translate',
    programs: ['apertium'],
    site: 'https://www.apertium.org',
    async translate(text, pair, { run, program }) {
      requireSource(pair, 'apertium')
      const modes = (await run([program, '-l'])).split('\n').map(line => line.trim())
      const mode = apertiumMode(pair, modes)
      const named = modes.filter(each => each !== '')
      if (mode === undefined)
        throw new EarshotError(
          'invalid',
          phrase`apertium has no translation from ${pair.from} to ${pair.to} here`,
          phrase`it has ${named.length > 0 ? named : phrase`none`}; on Debian \`apt search apertium-\` lists more`,
        )
      return run([program, '-u', mode], text)
    },
  },
  {
    name: 'argos-translate',
    kind: 'translate',
    programs: ['argos-translate'],
    site: 'https://github.com/argosopentech/argos-translate',
    translate(text, pair, { run, program }) {
      requireSource(pair, 'argos-translate')
      const code = (tag: string): string => (isTraditional(tag) ? 'zt' : bare(tag))
      return run([program, '--from-lang', code(pair.from), '--to-lang', code(pair.to)], text)
    },
  },
  {
    name: 'libretranslate',
    kind: 'translate',
    programs: [],
    site: 'https://github.com/LibreTranslate/LibreTranslate',
    answers: libreTranslateAnswers,
    translate: (text, pair, around) => askLibreTranslate(text, pair, around),
  },
  {
    name: 'whisper.cpp',
    kind: 'transcribe',
    programs: ['whisper-cli', 'whisper-cpp'],
    site: 'https://github.com/ggml-org/whisper.cpp',
    transcribe(wav, language, { run, program, argument }) {
      if (argument === undefined)
        throw new EarshotError(
          'no-engine',
          'whisper.cpp needs a model',
          '`earshot settings set transcribe.engine "whisper.cpp /path/to/ggml-base.bin"`',
        )
      const spoken = language === 'auto' ? 'auto' : bare(language)
      return run([program, '--model', argument, '--file', wav, '--language', spoken, '--no-timestamps', '--no-prints'])
    },
  },
  {
    name: 'pocketsphinx',
    kind: 'transcribe',
    programs: ['pocketsphinx_continuous'],
    site: 'https://cmusphinx.github.io',
    transcribe(wav, language, { run, program }) {
      if (language !== 'auto' && bare(language) !== 'en')
        throw new EarshotError(
          'invalid',
          'pocketsphinx comes with a model for English only',
          'with a model for another language, write the whole command: docs/engines.md shows how',
        )
      return run([program, '-infile', wav, '-logfn', '/dev/null'])
    },
  },
]

/** Of the modes that apertium lists (`eng-spa`), the one for a pair of languages. */
function apertiumMode({ from, to }: Pair, modes: readonly string[]): string | undefined {
  const pairs = modes.map(mode => ({ mode, from: mode.split('-')[0] ?? '', to: mode.split('-')[1] ?? '' }))
  const source = bestOf(
    from,
    pairs.map(each => each.from),
  )
  const fitting = pairs.filter(each => each.from === source)
  const target = bestOf(
    to,
    fitting.map(each => each.to),
  )
  return fitting.find(each => each.to === target)?.mode
}

function requireSource({ from }: Pair, engine: string): void {
  if (from === 'auto')
    throw new EarshotError(
      'invalid',
      phrase`${engine} has to be told the language to translate from`,
      '`earshot settings set translate.from en`, for example',
    )
}
