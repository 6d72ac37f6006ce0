/** Commands given within an interface that lasts: the same as on the command line, but what they print and ask goes through it. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { GLOBAL_OPTIONS } from './command.ts'
import { COMMANDS } from './commands.ts'
import { Context, type ContextOptions, type Person } from './context.ts'
import { candidates } from './first-word.ts'
import type { Output } from './output.ts'
import { parse } from './parse.ts'

/** Where a command is given. */
export interface Place {
  words: Catalogue
  output: Output
  person: Person
}

/** What the interface was itself started with. */
export type Outer = Pick<ContextOptions, 'home' | 'timeout' | 'program' | 'link'>

/** Runs a command. @throws EarshotError what the command fails with, `usage` above all */
export async function runWithin(outer: Outer, argv: readonly string[], { words, ...place }: Place): Promise<void> {
  const { spec, args } = parse(argv, candidates(argv[0], COMMANDS))
  if (spec === undefined) throw new EarshotError('usage', phrase`There is no command ${JSON.stringify(argv[0] ?? '')}`)
  // The interface has its profile, its language and its output; a command in it has no others.
  for (const name of Object.keys(GLOBAL_OPTIONS))
    if (args.optional(name) !== undefined)
      throw new EarshotError('usage', phrase`There is no option ${`--${name}`} here`)
  const { lang } = words.common
  const context = new Context({ ...outer, ...place, words, lang, json: false })
  const run = await spec.load()
  await run(context, args)
}
