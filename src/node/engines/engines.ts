/**
 * Translation and speech to text by engines that the user chose: one task at a time in a folder of its own, which is removed with
 * everything in it, few tasks at once, all of a task within one time limit. Nothing goes to an engine but the one text or recording
 * that somebody asked about.
 */

import { basename } from 'node:path'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { EngineList } from '../messenger.ts'
import type { Settings } from '../settings/settings.ts'
import { type EngineKind, type EngineLine, filled, readEngineLine } from './engine-line.ts'
import { isLanguage } from './languages.ts'
import type { RunCommand, Surroundings, TranscriptionRecipe, TranslationRecipe } from './recipes.ts'
import { sweep, withFolder } from './task-folder.ts'

export interface Answer {
  text: string
  /** The recipe's name, or the command's program. */
  engine: string
}

/** Engines are hungry: more at once would take longer together than one after another. */
const AT_ONCE = 2
const MAX_WAITING = 8
const MAX_INPUT_BYTES = 256 * 1024

/** What a task has to do with. */
interface Task {
  folder: string
  run: RunCommand
  surroundings(recipe: TranslationRecipe | TranscriptionRecipe, argument: string | undefined): Promise<Surroundings>
}

export class Engines {
  readonly #settings: Pick<Settings, 'get'>
  readonly #stopping = new AbortController()
  readonly #waiting: (() => void)[] = []
  #running = 0
  #swept: Promise<void> | undefined

  constructor(settings: Pick<Settings, 'get'>) {
    this.#settings = settings
  }

  /** Ends what runs. Whoever waits for it gets an error. */
  stop(): void {
    this.#stopping.abort()
  }

  /** @param to - a BCP 47 tag. @default the setting `translate.to` */
  async translate(text: string, to: string = this.#settings.get('translate.to')): Promise<Answer> {
    const line = this.#chosen('translate')
    const from = this.#settings.get('translate.from') || 'auto'
    if (to === '')
      throw new EarshotError(
        'invalid',
        'into which language is not said',
        'add --to en, or `earshot settings set translate.to en`',
      )
    const pair = { from: checkedLanguage(from), to: checkedLanguage(to) }
    if (Buffer.byteLength(text) > MAX_INPUT_BYTES)
      throw new EarshotError('invalid', phrase`the text is longer than ${MAX_INPUT_BYTES / 1024} KiB`)
    const answer = await this.#task(async task => {
      if ('words' in line) return task.run(filled(line.words, pair), text)
      const recipe = await recipeOf(line.recipe, 'translate')
      return recipe.translate(text, pair, await task.surroundings(recipe, line.argument))
    })
    const translated = answer.replace(/\s+$/, '')
    if (translated === '')
      throw new EarshotError(
        'engine-failed',
        phrase`${nameOf(line)} answered nothing`,
        'an engine writes to standard output',
      )
    return { text: translated, engine: nameOf(line) }
  }

  /**
   * The words in a recording; an empty text where the engine heard none.
   * @param path - of a file on this disk, absolute
   * @param language - a BCP 47 tag. @default the setting `transcribe.language`
   */
  async transcribe(
    path: string,
    language: string = this.#settings.get('transcribe.language') || 'auto',
  ): Promise<Answer> {
    const line = this.#chosen('transcribe')
    const spoken = checkedLanguage(language)
    const { checkRecording, speechWav } = await import('./audio.ts')
    await checkRecording(path)
    const answer = await this.#task(async task => {
      const wav = (): Promise<string> => speechWav(path, task.folder, task.run)
      if ('words' in line) {
        const converted = line.words.some(word => word.includes('{wav}')) ? await wav() : ''
        return task.run(filled(line.words, { file: path, wav: converted, language: spoken }))
      }
      const recipe = await recipeOf(line.recipe, 'transcribe')
      // First what is missing of the engine, then the work of converting.
      const around = await task.surroundings(recipe, line.argument)
      return recipe.transcribe(await wav(), spoken, around)
    })
    const lines = answer.split('\n').map(each => each.trim())
    return { text: lines.filter(each => each !== '').join('\n'), engine: nameOf(line) }
  }

  /** What could be used here, and what is chosen. */
  async list(): Promise<EngineList> {
    const { RECIPES } = await import('./recipes.ts')
    const { firstProgram } = await import('./which.ts')
    const chosen = {
      translate: this.#settings.get('translate.engine'),
      transcribe: this.#settings.get('transcribe.engine'),
    }
    const recipes = await Promise.all(
      RECIPES.map(async recipe => {
        const line = readEngineLine(chosen[recipe.kind], recipe.kind)
        const used = line !== undefined && 'recipe' in line && line.recipe === recipe.name ? line : undefined
        const here =
          recipe.answers === undefined
            ? (await firstProgram(recipe.programs)) !== undefined
            : await recipe.answers(used?.argument, this.#stopping.signal)
        const { name, kind, programs, site } = recipe
        return { name, kind, here, chosen: used !== undefined, programs: [...programs], site }
      }),
    )
    return {
      translate: {
        engine: chosen.translate,
        from: this.#settings.get('translate.from'),
        to: this.#settings.get('translate.to'),
      },
      transcribe: { engine: chosen.transcribe, language: this.#settings.get('transcribe.language') },
      timeout: this.#settings.get('engine.timeout'),
      recipes,
    }
  }

  #chosen(kind: EngineKind): EngineLine {
    const text = this.#settings.get(`${kind}.engine`)
    const line = text === '' ? undefined : readEngineLine(text, kind)
    if (line !== undefined) return line
    const example = kind === 'translate' ? 'apertium' : 'pocketsphinx'
    throw new EarshotError(
      'no-engine',
      kind === 'translate' ? 'no engine for translation is chosen' : 'no engine for speech is chosen',
      phrase`\`earshot engines\` lists what there is; \`earshot settings set ${kind}.engine ${example}\` chooses one. It runs on this machine`,
    )
  }

  /** Runs a task when its turn has come. `busy` when too many wait already. */
  async #task(work: (task: Task) => Promise<string>): Promise<string> {
    await this.#turn()
    try {
      this.#swept ??= sweep(Date.now())
      await this.#swept
      return await withFolder(folder => work(this.#bounds(folder)))
    } finally {
      // Whoever waits gets this very place.
      const next = this.#waiting.shift()
      if (next === undefined) this.#running--
      else next()
    }
  }

  #bounds(folder: string): Task {
    const timeout = this.#settings.get('engine.timeout')
    const until = performance.now() + timeout * 1000
    const { signal } = this.#stopping
    const run: RunCommand = async (words, input) => {
      const { runProgram } = await import('./program.ts')
      return runProgram({ words, folder, timeout, until, signal, ...(input === undefined ? {} : { input }) })
    }
    return {
      folder,
      run,
      surroundings: async (recipe, argument) => {
        const { firstProgram } = await import('./which.ts')
        const [wanted] = recipe.programs
        const program = await firstProgram(recipe.programs)
        if (program === undefined && wanted !== undefined)
          throw new EarshotError(
            'no-engine',
            phrase`${wanted} is not installed here`,
            phrase`docs/engines.md says how to get it (${recipe.site}); \`earshot engines\` lists the others`,
          )
        return { run, argument, program: program ?? '', timeout, signal }
      },
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < AT_ONCE) {
      this.#running++
      return
    }
    if (this.#waiting.length >= MAX_WAITING)
      throw new EarshotError('busy', phrase`${MAX_WAITING} tasks wait for an engine already`, 'ask again in a while')
    await new Promise<void>(resolve => this.#waiting.push(resolve))
  }
}

async function recipeOf(name: string, kind: 'translate'): Promise<TranslationRecipe>
async function recipeOf(name: string, kind: 'transcribe'): Promise<TranscriptionRecipe>
async function recipeOf(name: string, kind: EngineKind): Promise<TranslationRecipe | TranscriptionRecipe> {
  const { RECIPES } = await import('./recipes.ts')
  const found = RECIPES.find(recipe => recipe.name === name && recipe.kind === kind)
  if (found === undefined) throw new Error(`a recipe that is named and not there: ${name}`)
  return found
}

function nameOf(line: EngineLine): string {
  return 'words' in line ? basename(line.words[0] ?? '') : line.recipe
}

function checkedLanguage(tag: string): string {
  if (tag === 'auto' || isLanguage(tag)) return tag
  throw new EarshotError(
    'invalid',
    phrase`${JSON.stringify(tag.slice(0, 40))} is no language`,
    'languages are named like en, es or zh-CN',
  )
}
