/** Which folder is the relay's. */
import { resolve } from 'node:path'
import envPaths from 'env-paths'
import { EarshotError } from '../../protocol/errors.ts'

/** What was typed goes before the environment; without either it is the user's data folder. */
export function chooseRelayHome(typed: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (typed === '')
    throw new EarshotError('usage', '--home needs a folder', 'Leave it away for the folder of your user.')
  if (typed !== undefined) return resolve(typed)
  if (env.EARSHOT_HOME) return resolve(env.EARSHOT_HOME)
  return envPaths('earshot-relay', { suffix: '' }).data
}
