/**
 * What a command and the node that it starts say to each other over a pipe before the control socket exists. The passphrase goes
 * this way: command lines and environments can be read by others.
 */
import type { Duplex } from 'node:stream'
import type { ErrorReport } from '../protocol/errors.ts'
import { LineSplitter } from '../protocol/lines.ts'

/** File descriptor of the pipe in the node. */
export const HANDSHAKE_FD = 3

export type FromNode = { need: 'passphrase' } | { ready: true } | { error: ErrorReport }
export interface FromCommand {
  /** Absent when there is none to give. */
  passphrase?: string
}

const MAX_LINE = 64 * 1024

export function say(pipe: Duplex, message: FromNode | FromCommand): void {
  pipe.write(`${JSON.stringify(message)}\n`)
}

/** The messages that arrive; ends with the pipe. */
export async function* hear<T>(pipe: Duplex): AsyncGenerator<T, void, undefined> {
  const splitter = new LineSplitter(MAX_LINE)
  pipe.setEncoding('utf8')
  for await (const chunk of pipe) {
    for (const line of splitter.push(String(chunk))) yield JSON.parse(line) as T
  }
}
