/**
 * The node's program, for what happens in this process: an identity is made, a node runs in the foreground. It is loaded by its path,
 * because its libraries must not become part of the commands' bundle.
 */
import type * as Program from '../../../bin/node.mts'
import { errorOf, isErrorCode } from '../../protocol/errors.ts'

type Used = 'identity' | 'init' | 'run' | 'expectNone' | 'checkBackup' | 'restore' | 'openTarget'
export type NodeProgram = Pick<typeof Program, Used>
export type { Ready } from '../../../bin/node.mts'

export async function loadNodeProgram(path: string): Promise<NodeProgram> {
  const { pathToFileURL } = await import('node:url')
  const program: NodeProgram = await import(pathToFileURL(path).href)
  return {
    identity: home => ours(program.identity(home)),
    init: options => ours(program.init(options)),
    run: options => ours(program.run(options)),
    expectNone: home => ours(program.expectNone(home)),
    checkBackup: options => ours(program.checkBackup(options)),
    restore: options => ours(program.restore(options)),
    async openTarget(file, replace) {
      const target = await ours(program.openTarget(file, replace))
      return {
        write: text => ours(target.write(text)),
        finish: () => ours(target.finish()),
        discard: () => ours(target.discard()),
      }
    },
  }
}

/** The two bundles have an `EarshotError` each; beyond this line there is one. */
async function ours<T>(result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (error) {
    if (error instanceof Error && error.name === 'EarshotError' && 'code' in error && isErrorCode(error.code)) {
      throw errorOf(error, error)
    }
    throw error
  }
}
