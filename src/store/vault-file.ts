/** Where the vault lies: apart from the vault itself, so that a front end can look without loading its cryptography. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const VAULT_FILE = 'vault.json'

export function vaultPath(home: string): string {
  return join(home, VAULT_FILE)
}

/** Whether something is there that may be a vault; whether it is one is found by whoever opens it. */
export function hasVault(home: string): boolean {
  return existsSync(vaultPath(home))
}
