/** The node's log file in the profile. Who writes to it never passes on what a message says, a key or a passphrase. */
import { renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { LOG_FILE } from '../store/profile-files.ts'

/** Bytes after which a log is put aside at the next start; one older one is kept. */
const MAX_LOG_BYTES = 4 * 1024 * 1024

export function openLog(home: string): Logger {
  const path = join(home, LOG_FILE)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) renameSync(path, `${path}.old`)
  // Written at once: the last line before a crash is the one that is wanted. Little is logged.
  const destination = pino.destination({ dest: path, sync: true, mode: 0o600 })
  return pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}
