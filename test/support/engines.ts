/** Engines of this machine for tests, settings that stand in memory, and speech. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { Engines } from '../../src/node/engines/engines.ts'
import type { Settings } from '../../src/node/settings/settings.ts'
import { kindOf, type SettingName, type ValueOf } from '../../src/node/settings/table.ts'
import { whichTool } from './lan/support.ts'

/** Programs of Debian that tests of engines run. */
export const ENGINE_TOOLS = [
  { program: 'apertium', debianPackage: 'apertium apertium-eng-spa' },
  { program: 'pocketsphinx_continuous', debianPackage: 'pocketsphinx pocketsphinx-en-us' },
  { program: 'espeak-ng', debianPackage: 'espeak-ng' },
  { program: 'ffmpeg', debianPackage: 'ffmpeg' },
  { program: 'sox', debianPackage: 'sox' },
] as const

type Program = (typeof ENGINE_TOOLS)[number]['program']

/** For `describe.skipIf` and the reason given there; undefined where all of these are here. */
export function missing(...programs: Program[]): string | undefined {
  const absent = ENGINE_TOOLS.filter(({ program }) => programs.includes(program) && whichTool(program) === undefined)
  if (absent.length === 0) return undefined
  return `not found: apt-get install ${absent.map(tool => tool.debianPackage).join(' ')}`
}

export function engines(set: Partial<Record<SettingName, string | number>>): Engines {
  const get = <N extends SettingName>(name: N): ValueOf<N> => (set[name] ?? kindOf(name).default) as ValueOf<N>
  return new Engines({ get } satisfies Pick<Settings, 'get'>)
}

/** A recording of an English sentence, as espeak-ng makes it: 22,050 samples a second. */
export function speech(folder: string, sentence: string): string {
  const path = join(folder, 'said it.wav')
  execFileSync('espeak-ng', ['-v', 'en-us', '-s', '140', '-w', path, sentence])
  return path
}

/** A grammar for pocketsphinx, with which it hears exactly; free dictation is poor. */
export const GRAMMAR = `#JSGF V1.0;
grammar door;
public <command> = (open | close) the (door | window);
`
