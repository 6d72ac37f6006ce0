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
  // Readline echoes to its output; where nothing is to be seen, that leads nowhere and the question is written past it.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const output = hidden ? nowhere : process.stderr
  const lines = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 })
  // Asked only once the terminal shows nothing any more of what is typed, however quick the answer.
  if (hidden) process.stderr.write(question)
  return new Promise((resolve, reject) => {
    let answered = false
    lines.once('SIGINT', () => lines.close())
    lines.once('close', () => {
      if (hidden || !answered) process.stderr.write('\n')
      if (!answered) reject(new EarshotError('usage', 'Nothing was typed'))
    })
    lines.question(hidden ? '' : question, answer => {
      answered = true
      lines.close()
      resolve(answer)
    })
  })
}
