import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { run } from '../child.ts'
import type { Context } from '../measure.ts'

/** A server that is compared with: the program, and the Debian packages that bring it. */
export interface Alternative {
  program: string
  packages: string[]
}

const PLACES = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']

function locate(program: string): string | undefined {
  return PLACES.map(place => join(place, program)).find(path => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** The path of the alternative's program; installs it where that was asked for; else `undefined`, and says what is missing. */
export async function need(context: Context, alternative: Alternative): Promise<string | undefined> {
  const here = locate(alternative.program)
  if (here !== undefined) return here
  if (!context.install) {
    context.say(missing(alternative))
    return undefined
  }
  // Under run level 1 Debian's maintainer scripts do not start the service that they install.
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...alternative.packages], {
    signal: context.signal,
    env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  })
  return locate(alternative.program)
}

export const missing = (alternative: Alternative): string =>
  `not measured: the Debian package ${alternative.packages.join(', ')} is not installed (npm run bench -- --install)`
