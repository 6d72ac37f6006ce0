/** Where a program lies. */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** The first of these names that is on the search path, and may be run. */
export async function firstProgram(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  for (const name of names) {
    for (const path of folders.flatMap(folder => endings.map(ending => join(folder, name + ending)))) {
      // Not there, or not to be run: the next one.
      if (
        await access(path, constants.X_OK).then(
          () => true,
          () => false,
        )
      )
        return name
    }
  }
  return undefined
}
