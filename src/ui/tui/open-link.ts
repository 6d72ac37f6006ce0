/** Opening an address in the desktop's program for it, when somebody asks for that. */
import { spawn } from 'node:child_process'
import { openableUri } from '../text/link.ts'
import type { Environment } from './terminal/capabilities.ts'

/** What a desktop opens; an address for this program is none of it. */
const SCHEMES = /^(https?|ftp|mailto):/

/** @returns false where there is no desktop, or the address is none for it; whether the program succeeds is not waited for */
export function openLink(uri: string, environment: Environment, platform = process.platform): boolean {
  const address = openableUri(uri)
  if (address === undefined || !SCHEMES.test(address)) return false
  const display = environment.DISPLAY ?? environment.WAYLAND_DISPLAY ?? ''
  if (platform !== 'darwin' && display === '') return false
  const program = platform === 'darwin' ? 'open' : 'xdg-open'
  const child = spawn(program, [address], { stdio: 'ignore', detached: true })
  // Without such a program the address is in the clipboard all the same.
  child.on('error', () => undefined)
  child.unref()
  return true
}
