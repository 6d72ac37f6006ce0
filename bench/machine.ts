import { spawnSync } from 'node:child_process'
import { fdatasyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from './measure.ts'

/** What a reader needs to know to compare figures with those of another machine. */
export interface Machine {
  cpu: string
  cores: number
  /** GiB. */
  memory: number
  kernel: string
  node: string
  /** Where the stores lay, and what one appended and synced block of 512 bytes costs there: the floor of every durable message. */
  disk: { filesystem: string; syncMicroseconds: number }
}

/** When and of what a section's figures are. */
export interface Occasion {
  date: string
  /** What was measured: the commit, with a `+` where files differ from it; absent outside a checkout. */
  commit: string | undefined
  /** Runnable processes over the last minute, before and after. Ours are in the latter; far above the cores, others were measured too. */
  load: [before: number, after: number]
}

const FILESYSTEMS: Record<number, string> = {
  61267: 'ext4',
  16914836: 'tmpfs',
  2435016766: 'btrfs',
  1481003842: 'xfs',
  2035054128: 'overlayfs',
  16914839: '9p',
  801189825: 'zfs',
}

export function describeMachine(): Machine {
  const type = statfsSync(tmpdir()).type
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    kernel: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
    disk: { filesystem: FILESYSTEMS[type] ?? `0x${type.toString(16)}`, syncMicroseconds: syncCost() },
  }
}

export function describeOccasion(): Occasion {
  return { date: new Date().toISOString(), commit: commit(), load: [loadNow(), loadNow()] }
}

function commit(): string | undefined {
  const git = (...args: string[]) => {
    const { status, stdout } = spawnSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' })
    return status === 0 ? stdout.trim() : undefined
  }
  const head = git('rev-parse', '--short', 'HEAD')
  if (head === undefined) return undefined
  return git('status', '--porcelain', '--', '../src', '../bin') === '' ? head : `${head}+`
}

export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 10) / 10

function syncCost(): number {
  const path = join(tmpdir(), `earshot-bench-sync-${process.pid}`)
  const file = openSync(path, 'w')
  try {
    const block = Buffer.alloc(512, 1)
    const times = Array.from({ length: 200 }, () => {
      const start = performance.now()
      writeSync(file, block)
      fdatasyncSync(file)
      return (performance.now() - start) * 1000
    })
    return Math.round(median(times))
  } finally {
    rmSync(path, { force: true })
  }
}
