/** Where the relay's commands print: one JSON document, or text for people. */
import { printable } from './print.ts'

export class Output {
  readonly json: boolean

  constructor(json: boolean) {
    this.json = json
  }

  get terminal(): boolean {
    return process.stdout.isTTY === true
  }

  document(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value)}\n`)
  }

  print(...lines: string[]): void {
    for (const line of lines) process.stdout.write(`${printable(line)}\n`)
  }

  /** The result: as JSON if that was asked for, else what `show` makes of it. */
  result<T>(value: T, show: (value: T) => string[]): void {
    if (this.json) this.document(value)
    else this.print(...show(value))
  }
}
