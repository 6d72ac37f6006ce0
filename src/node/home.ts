/** Which folder is the profile. */
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { EarshotError } from '../protocol/errors.ts'

export interface HomeChoice {
  /** `--home` */
  home?: string | undefined
  /** `--profile` */
  profile?: string | undefined
}

const PROFILE_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u

/**
 * What was typed goes before the environment, a folder before a name; without either it is the profile `default` in the user's
 * data folder.
 */
export function chooseHome(choice: HomeChoice, env: Readonly<Record<string, string | undefined>>): string {
  if (choice.home !== undefined && choice.profile !== undefined) {
    throw new EarshotError('usage', '--home and --profile exclude each other')
  }
  if (choice.home === '' || choice.profile === '') {
    throw new EarshotError('usage', choice.home === '' ? '--home needs a folder' : '--profile needs a name')
  }
  if (choice.home !== undefined) return resolve(choice.home)
  if (choice.profile !== undefined) return profileFolder(choice.profile)
  if (env.EARSHOT_HOME) return resolve(env.EARSHOT_HOME)
  return profileFolder(env.EARSHOT_PROFILE || 'default')
}

function profileFolder(name: string): string {
  if (!PROFILE_NAME.test(name)) {
    throw new EarshotError(
      'invalid',
      'This is no name for a profile',
      'Take letters, digits, dots, dashes and underscores, at most 64; for any folder use --home.',
    )
  }
  return join(envPaths('earshot', { suffix: '' }).data, 'profiles', name)
}
