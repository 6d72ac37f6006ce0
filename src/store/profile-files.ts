/** What lies in a profile's folder. Nothing more, so that front ends know it without loading cryptography or LevelDB. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const VAULT_FILE = 'vault.json'
export const DATABASE_FOLDER = 'db'
/** The owner's; absent where nothing was set. */
export const SETTINGS_FILE = 'settings.yaml'
/** What the node in the background says. */
export const LOG_FILE = 'node.log'

/** Whether something is there that may be a vault; whether it is one is found by whoever opens it. */
export function hasVault(home: string): boolean {
  return existsSync(join(home, VAULT_FILE))
}
