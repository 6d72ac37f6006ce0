/** Questions to the person at the terminal. They go to standard error, so that standard output holds results only. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { EarshotError } from '../../protocol/errors.ts'

export function ask(question: string): Promise<string> {
  return prompt(question, false)
}

/** Asks without showing what is typed. */
export function askSecret(question: string): Promise<string> {
  return prompt(question, true)
}

function prompt(question: string, hidden: boolean): Promise<string> {
  let silent = false
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (silent) done()
      else process.stderr.write(chunk, () => done())
    },
  })
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })
  return new Promise((resolve, reject) => {
    let answered = false
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      if (hidden || !answered) process.stderr.write('\n')
      if (!answered) reject(new EarshotError('usage', 'Nothing was typed'))
    })
    lines.question(question, answer => {
      answered = true
      lines.close()
      resolve(answer)
    })
    silent = hidden
  })
}
