/** A desktop of its own: an X server without a screen, a session bus, and dunst, which shows notifications and remembers them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { DESKTOP_TOOLS, whichTool } from './lan/support.ts'
import { eventually } from './peers.ts'
import { temporaryFolder } from './temporary.ts'

/** What keeps these tests from running here. */
export const noDesktop = DESKTOP_TOOLS.some(({ program }) => whichTool(program) === undefined)
  ? `no desktop to test with: apt-get install ${DESKTOP_TOOLS.map(({ debianPackage }) => debianPackage).join(' ')}`
  : undefined

export interface ShownNotice {
  application: string
  summary: string
  body: string
}

export interface Desktop {
  env: { DBUS_SESSION_BUS_ADDRESS: string }
  /** All that was shown since the start, in the order of being shown. */
  shown(): ShownNotice[]
}

export async function startDesktop(): Promise<Desktop> {
  const folder = await temporaryFolder()
  const display = `:${await firstLine('Xvfb', ['-displayfd', '1', '-screen', '0', '640x480x24', '-nolisten', 'tcp'])}`
  const address = await firstLine('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'])
  const env = { ...process.env, DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: address }
  const conf = join(folder, 'dunstrc')
  writeFileSync(conf, '[global]\nhistory_length = 100\n')
  started(spawn('dunst', ['-conf', conf], { env, stdio: 'ignore' }))
  const dunstctl = (...args: string[]) => execFileSync('dunstctl', args, { env, encoding: 'utf8', stdio: 'pipe' })
  await eventually('dunst is there', () => {
    try {
      return dunstctl('count') !== ''
    } catch {
      return false
    }
  })
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    shown() {
      dunstctl('close-all')
      const { data } = JSON.parse(dunstctl('history')) as { data: [Record<string, { data: string }>[]] }
      return data[0]
        .map(each => ({
          application: each.appname?.data ?? '',
          summary: each.summary?.data ?? '',
          body: each.body?.data ?? '',
        }))
        .reverse()
    },
  }
}

function started(child: ChildProcess): ChildProcess {
  onTestFinished(() => {
    child.kill()
  })
  return child
}

async function firstLine(program: string, args: string[]): Promise<string> {
  const child = started(spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] }))
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return line
}
