/**
 * All sentences that the source makes for readers of several languages, as the compiler sees them: what is tagged `phrase`, and the
 * plain sentences of errors. The types see to it that a sentence with values in it cannot be given in any other way.
 */
import { join } from 'node:path'
import type { Expression, Node, SourceFile } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { API, type Checker, type Type } from 'typescript/unstable/sync'

const ROOT = join(import.meta.dirname, '../..')
/** Calls that take sentences, and from which argument on: errors, refusals of a command, and what a relay answers to peers. */
const TAKES_SENTENCES: readonly [RegExp, number][] = [
  [/^EarshotError$/, 1],
  [/^context\.usage$/, 0],
  [/^Refused$/, 1],
]

export interface FoundPhrase {
  /** In English, `{0}` for the first value. */
  text: string
  /** From the root of the project on, with the line. */
  at: string
  /** Whether it stands where an error says what to do next. */
  hint: boolean
  /** Words that stand within the values, where no language but one is spoken. */
  hidden: string[]
}

export function phrasesInSource(): FoundPhrase[] {
  const api = new API({ cwd: ROOT })
  try {
    const config = join(ROOT, 'tsconfig.json')
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)
    if (project === undefined) throw new Error('the project cannot be read')
    return project.rootFiles
      .filter(file => /^(?:src|bin)\//.test(file.slice(ROOT.length + 1)))
      .flatMap(file => {
        const source = project.program.getSourceFile(file)
        return source === undefined ? [] : phrasesIn(source, file.slice(ROOT.length + 1), project.checker)
      })
  } finally {
    api.close()
  }
}

function phrasesIn(source: SourceFile, file: string, checker: Checker): FoundPhrase[] {
  if (!/phrase`|EarshotError\(|\.usage\(|Refused\(/.test(source.text)) return []
  const found: FoundPhrase[] = []
  const hints = new Set<Node>()
  const add = (node: Node, text: string, values: readonly Expression[]): void => {
    const line = source.text.slice(0, node.getStart(source)).split('\n').length
    const hidden = values.flatMap(value => wordsIn(value))
    found.push({ text, at: `${file}:${line}`, hint: hints.has(node), hidden })
  }
  const visit = (node: Node): void => {
    if (is.isTaggedTemplateExpression(node) && node.tag.getText(source) === 'phrase') {
      const { template } = node
      if (is.isNoSubstitutionTemplateLiteral(template)) add(node, template.text, [])
      else {
        const spans = template.templateSpans
        add(
          node,
          template.head.text + spans.map(({ literal }, at) => `{${at}}${literal.text}`).join(''),
          spans.map(({ expression }) => expression),
        )
      }
    }
    if (is.isNewExpression(node) || is.isCallExpression(node)) {
      const callee = node.expression.getText(source)
      const first = TAKES_SENTENCES.find(([name]) => name.test(callee))?.[1]
      if (first !== undefined)
        for (const [at, argument] of (node.arguments ?? []).slice(first, first + 2).entries())
          for (const sentence of branches(argument)) {
            if (at === 1) hints.add(sentence)
            if (is.isStringLiteral(sentence) || is.isNoSubstitutionTemplateLiteral(sentence))
              add(sentence, sentence.text, [])
            else if (is.isIdentifier(sentence))
              for (const text of literals(checker.getTypeAtLocation(sentence))) add(sentence, text, [])
          }
    }
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

/** The texts that a name stands for, by its type. */
function literals(type: Type | undefined): string[] {
  if (type === undefined) return []
  if (type.isUnionType()) return type.getTypes().flatMap(literals)
  return type.isStringLiteralType() ? [type.value] : []
}

/** What an expression may be, where a condition decides. */
function branches(expression: Expression): Expression[] {
  if (is.isConditionalExpression(expression))
    return [...branches(expression.whenTrue), ...branches(expression.whenFalse)]
  return [expression]
}

/** Texts with a word in them that a value may become. What something is compared with, a call is given or is looked up by is not said. */
function wordsIn(value: Expression): string[] {
  const parts = branches(value).flatMap(branch =>
    is.isBinaryExpression(branch) && /[?|+]/.test(branch.operatorToken.getText())
      ? [branch.left, branch.right]
      : [branch],
  )
  return parts.flatMap(part => {
    if (is.isStringLiteral(part) || is.isNoSubstitutionTemplateLiteral(part)) return worded(part.text)
    if (is.isTemplateExpression(part))
      return [part.head.text, ...part.templateSpans.map(({ literal }) => literal.text)].flatMap(worded)
    return []
  })
}

/** The name of an option is typed, not said. */
const worded = (text: string): string[] => (/^(?!--)(?=.*\p{L}{2})/u.test(text) ? [text] : [])
