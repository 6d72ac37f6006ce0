/** The relay's log: a file in its folder, of bounded size, and lines for whoever started it. Nobody passes content, tokens or invitations on to it. */
import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'

export const LOG_NAME = 'relay.log'
/** Bytes after which the log is put aside; one older one is kept. */
const MAX_LOG_BYTES = 8 * 1024 * 1024

/** A file that is put aside when it has grown; written at once, since the last line before a crash is the one that is wanted. */
class BoundedFile {
  readonly #path: string
  readonly #max: number
  #file: number
  #size: number

  constructor(path: string, max: number) {
    this.#path = path
    this.#max = max
    this.#file = openSync(path, 'a', 0o600)
    this.#size = fstatSync(this.#file).size
  }

  write(line: string): void {
    try {
      if (this.#size > this.#max) this.#turn()
      this.#size += writeSync(this.#file, line)
    } catch (error) {
      // A full disk is no reason to end; whoever started us is told, as far as that goes.
      process.stderr.write(`the log cannot be written: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }

  #turn(): void {
    renameSync(this.#path, `${this.#path}.old`)
    const fresh = openSync(this.#path, 'a', 0o600)
    closeSync(this.#file)
    this.#file = fresh
    this.#size = 0
  }
}

export interface LogOptions {
  home: string
  /** Gets each line as people read it. */
  echo?: (line: string) => void
  /** Bytes. @default MAX_LOG_BYTES */
  max?: number
}

export function openLog({ home, echo, max = MAX_LOG_BYTES }: LogOptions): Logger {
  const file = new BoundedFile(join(home, LOG_NAME), max)
  const write = (line: string) => {
    file.write(line)
    if (echo === undefined) return
    const { time, msg } = JSON.parse(line) as { time: string; msg?: string }
    echo(`${time} ${msg ?? ''}`)
  }
  return pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, { write })
}
