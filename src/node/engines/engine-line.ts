/**
 * What stands in the settings `translate.engine` and `transcribe.engine`: the name of a recipe (some take one word more), or a command.
 * A command is cut into words without a shell (settings/command-words.ts); then the placeholders in its words are replaced, so that
 * nothing put in their place can become another word.
 */
import { commandWords } from '../settings/command-words.ts'

export type EngineKind = 'translate' | 'transcribe'

/** Recipes by name: what they do, and what their name may be followed by. */
const RECIPE_NAMES = {
  apertium: { kind: 'translate' },
  'argos-translate': { kind: 'translate' },
  libretranslate: { kind: 'translate', argument: 'URL' },
  'whisper.cpp': { kind: 'transcribe', argument: 'MODEL' },
  pocketsphinx: { kind: 'transcribe' },
} as const satisfies Readonly<Record<string, { kind: EngineKind; argument?: string }>>

export type RecipeName = keyof typeof RECIPE_NAMES

export type EngineLine = { recipe: RecipeName; argument: string | undefined } | { words: string[] }

/** Undefined where the setting does not take this. An empty text is no engine; that is for the caller. */
export function readEngineLine(text: string, kind: EngineKind): EngineLine | undefined {
  const words = commandWords(text)
  const [name = '', argument] = words ?? []
  if (words === undefined || name === '') return undefined
  if (isRecipe(name)) {
    const recipe: { kind: EngineKind; argument?: string } = RECIPE_NAMES[name]
    const most = recipe.argument === undefined ? 1 : 2
    if (words.length <= most) return recipe.kind === kind ? { recipe: name, argument } : undefined
    // Further words make a command of it, where there is a program of this name.
    if (recipe.argument !== undefined) return undefined
  }
  const recording = words.some(word => word.includes('{file}') || word.includes('{wav}'))
  return kind === 'transcribe' && !recording ? undefined : { words }
}

function isRecipe(name: string): name is RecipeName {
  return Object.hasOwn(RECIPE_NAMES, name)
}

/** The words of a command with values in the place of `{names}`; what has no value here stays. */
export function filled(words: readonly string[], values: Readonly<Record<string, string>>): string[] {
  return words.map(word => word.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole))
}
