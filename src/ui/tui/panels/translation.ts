/** What the chosen engine makes of a message. */
import type { Message } from '../../../node/messenger.ts'
import type { ErrorReport } from '../../../protocol/errors.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import { entered } from '../editor/entered.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import { TextPanel } from './text-panel.ts'

type Answer = { text: string; engine: string } | { fault: ErrorReport }

export function showTranslation(app: App, message: Message): void {
  const { id, text = '' } = message
  const { talk } = app.words.tui
  let answer: Answer | undefined
  const panel = new TextPanel(app, {
    title: talk.translate,
    about: message,
    lines: look => [...plain(text, look.theme.quote), [], ...answerLines(answer, look)],
    key: key => {
      if (answer === undefined) return false
      if ('fault' in answer) {
        if (key !== 'enter' || answer.fault.code !== 'no-engine') return false
        app.close(panel)
        app.do('engines')
        return true
      }
      if (key !== 'y') return false
      app.outlet.copy(entered(answer.text))
      app.tell(app.words.tui.toasts.copied, 'good')
      return true
    },
  })
  app.open(panel)
  app.run(async () => {
    try {
      answer = await app.messenger.translate({ id })
    } catch (error) {
      answer = { fault: app.explain(error) }
    }
  })
}

function plain(text: string, style: Look['theme']['text']): Line[] {
  return sanitize(text)
    .split('\n')
    .map(line => [{ text: line, style }])
}

function answerLines(answer: Answer | undefined, { theme, words }: Look): Line[] {
  const { talk, panels } = words.tui
  if (answer === undefined) return [[{ text: panels.working, style: theme.dim }]]
  if ('fault' in answer) {
    const { message, hint, code } = answer.fault
    return [
      [{ text: message, style: theme.error }],
      ...(hint === undefined ? [] : [[{ text: hint, style: theme.dim }]]),
      ...(code === 'no-engine' ? [[], [{ text: talk.noEngineKey, style: theme.key }]] : []),
    ]
  }
  return [
    ...plain(answer.text, theme.text),
    [],
    [{ text: `${talk.translation(displayName(answer.engine))}  ${talk.copyKey}`, style: theme.dim }],
  ]
}
