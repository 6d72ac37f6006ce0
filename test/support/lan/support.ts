/**
 * Whether this machine lets a test make network namespaces, and how: as root, or as anybody in a user namespace. Where
 * neither works the LAN tests are skipped, and the reason given here is what people read.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** A program the LAN tests need, and the Debian package that brings it. */
export interface Tool {
  program: string
  debianPackage: string
}

/** Without these there is no network of namespaces. */
export const LAN_TOOLS: readonly Tool[] = [
  { program: 'ip', debianPackage: 'iproute2' },
  { program: 'tc', debianPackage: 'iproute2' },
  { program: 'bridge', debianPackage: 'iproute2' },
  { program: 'unshare', debianPackage: 'util-linux' },
  { program: 'nsenter', debianPackage: 'util-linux' },
]

/** Without these there is no desktop to be notified on. */
export const DESKTOP_TOOLS: readonly Tool[] = [
  { program: 'notify-send', debianPackage: 'libnotify-bin' },
  { program: 'dunst', debianPackage: 'dunst' },
  { program: 'Xvfb', debianPackage: 'xvfb' },
  { program: 'dbus-daemon', debianPackage: 'dbus-daemon' },
  { program: 'dbus-send', debianPackage: 'dbus-bin' },
  { program: 'busctl', debianPackage: 'systemd' },
]

/** A real terminal with pictures. */
export const XTERM_TOOLS: readonly Tool[] = [
  { program: 'xterm', debianPackage: 'xterm' },
  { program: 'xdotool', debianPackage: 'xdotool' },
  { program: 'Xvfb', debianPackage: 'xvfb' },
]

/** How namespaces are made here. */
export type LanSupport = { available: true; mode: 'root' | 'user' } | { available: false; reason: string }

/** Debian keeps `ip` and `tc` in sbin, which is not on everybody's path. */
export const TOOL_PATH = [process.env.PATH ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin'].join(delimiter)

/** Where `program` is, or undefined when this machine does not have it. */
export function whichTool(program: string): string | undefined {
  return TOOL_PATH.split(delimiter)
    .filter(Boolean)
    .map(folder => join(folder, program))
    .find(path => existsSync(path))
}

/** The library that skews a process's clock (Debian's `libfaketime`), or undefined. */
export function faketimeLibrary(): string | undefined {
  const triplets = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' } as const
  const triplet = triplets[process.arch as keyof typeof triplets]
  const candidates = [`/usr/lib/${triplet}/faketime/libfaketimeMT.so.1`, '/usr/lib/faketime/libfaketimeMT.so.1']
  return candidates.find(path => existsSync(path))
}

// Everything a network is made of, tried once: what a container forbids shows here and not in the middle of a test.
const PROBE = [
  'ip link add probe-bridge type bridge',
  'ip link add probe-a type veth peer name probe-b',
  'ip link set probe-a master probe-bridge',
  'mount -t tmpfs -o size=64k probe /mnt',
].join(' && ')

let known: LanSupport | undefined

/** Finds out once what this machine allows. Set `EARSHOT_LAN=off` to pretend that it allows nothing. */
export function lanSupport(): LanSupport {
  known ??= findOut()
  return known
}

function findOut(): LanSupport {
  if (process.env.EARSHOT_LAN === 'off') return { available: false, reason: 'EARSHOT_LAN=off' }
  if (process.platform !== 'linux') {
    return { available: false, reason: `network namespaces are a thing of Linux, this is ${process.platform}` }
  }
  const missing = LAN_TOOLS.filter(tool => whichTool(tool.program) === undefined)
  if (missing.length > 0) {
    const packages = [...new Set(missing.map(tool => tool.debianPackage))].join(' ')
    const programs = missing.map(tool => tool.program).join(', ')
    return { available: false, reason: `${programs} not found: apt-get install ${packages}` }
  }
  const refusals: string[] = []
  const modes = process.getuid?.() === 0 ? (['root', 'user'] as const) : (['user'] as const)
  for (const mode of modes) {
    try {
      execFileSync('unshare', [...unshareFlags(mode), 'sh', '-c', PROBE], {
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        timeout: 10_000,
        env: { ...process.env, PATH: TOOL_PATH },
      })
      return { available: true, mode }
    } catch (error) {
      const stderr = (error as { stderr?: unknown }).stderr
      const said = typeof stderr === 'string' && stderr.trim() !== '' ? stderr.trim() : String(error)
      refusals.push(`${mode === 'root' ? 'as root' : 'in a user namespace'}: ${said.split('\n')[0]}`)
    }
  }
  return { available: false, reason: `no network namespaces here (${refusals.join('; ')})` }
}

/** Flags of `unshare` for a namespace of network and mounts, made the way this machine allows. */
export function unshareFlags(mode: 'root' | 'user'): string[] {
  return mode === 'root' ? ['--net', '--mount'] : ['--user', '--map-root-user', '--net', '--mount']
}
