/** The texts of errors as they stand in the source: messages and hints of all that is thrown for people to read. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const THROWN = /new EarshotError\(|\bcontext\.usage\(/g

export interface ErrorText {
  file: string
  /** Its texts, with `{}` for values; two where a condition decides. */
  message: string[]
  hint: string[]
}

export function errorTexts(): ErrorText[] {
  return globSync('src/**/*.ts', { cwd: ROOT }).flatMap(file => {
    const source = readFileSync(join(ROOT, file), 'utf8')
    return [...source.matchAll(THROWN)].map(({ 0: call, index }) => {
      const given = argumentsAt(source, index + call.length)
      const [message = '', hint = ''] = call.startsWith('new') ? given.slice(1) : given
      return { file, message: textsOf(message), hint: textsOf(hint) }
    })
  })
}

/** The arguments of the call whose parenthesis ends before `at`, as they are written. */
function argumentsAt(source: string, at: number): string[] {
  const found: string[] = []
  let begin = at
  let depth = 0
  for (let here = at; here < source.length; here++) {
    const sign = source[here] ?? ''
    if (`'"\``.includes(sign)) here = endOfText(source, here)
    else if ('([{'.includes(sign)) depth++
    else if (')]}'.includes(sign) && depth-- === 0) return [...found, source.slice(begin, here).trim()]
    else if (sign === ',' && depth === 0) {
      found.push(source.slice(begin, here).trim())
      begin = here + 1
    }
  }
  throw new Error('a call without an end')
}

/** Where the text ends that begins at `from`. */
function endOfText(source: string, from: number): number {
  const quote = source[from]
  for (let here = from + 1; here < source.length; here++) {
    if (source[here] === '\\') here++
    else if (source[here] === quote) return here
    else if (quote === '`' && source.startsWith('${', here)) here = endOfValue(source, here + 2)
  }
  throw new Error('a text without an end')
}

/** Where the value in a template ends that begins at `from`. */
function endOfValue(source: string, from: number): number {
  let depth = 0
  for (let here = from; here < source.length; here++) {
    const sign = source[here] ?? ''
    if (`'"\``.includes(sign)) here = endOfText(source, here)
    else if (sign === '{') depth++
    else if (sign === '}' && depth-- === 0) return here
  }
  throw new Error('a value without an end')
}

/** The texts in an expression, outermost ones; of those in a template's values none. */
function textsOf(expression: string): string[] {
  const found: string[] = []
  let last = 0
  for (let here = 0; here < expression.length; here++) {
    if (!`'"\``.includes(expression[here] ?? '')) continue
    // What something is compared with is not said.
    const compared = /[=!]==\s*$/.test(expression.slice(0, here))
    const end = endOfText(expression, here)
    const text = plainText(expression.slice(here + 1, end))
    if (expression.slice(last, here).trim() === '+') found.push((found.pop() ?? '') + text)
    else if (!compared) found.push(text)
    here = end
    last = end + 1
  }
  return found
}

function plainText(written: string): string {
  let plain = ''
  for (let here = 0; here < written.length; here++) {
    if (written[here] === '\\') plain += written[++here]
    else if (written.startsWith('${', here)) {
      plain += '{}'
      here = endOfValue(written, here + 2)
    } else plain += written[here]
  }
  return plain
}
