/** Asking for a date to jump to, and for a file to export into. */
import { formatOf } from '../../cli/export/formats.ts'
import { beginExport, writeConversation } from '../../cli/export/write.ts'
import { finished } from '../../cli/text-file.ts'
import { timeOf } from '../../cli/times.ts'
import { displayName } from '../../text/sanitize.ts'
import { filePath } from '../actions/message-outward.ts'
import type { App } from '../app.ts'
import { FormPanel } from './form-panel.ts'

const TASK = 'export'

export function openDate(app: App, conv: string): void {
  const words = app.words.tui.conversation
  app.open(
    new FormPanel(app, {
      title: words.date,
      head: ({ theme }) => [[{ text: words.dateAbout, style: theme.dim }]],
      fields: [{ name: 'date', label: words.dateLabel }],
      submit: words.jump,
      run: async ({ date = '' }) => {
        const at = timeOf(date, words.dateLabel, app.clock())
        await app.talk.open(conv, { at })
      },
    }),
  )
}

export function openExport(app: App, conv: string): void {
  const words = app.words.tui.conversation
  const name = app.state.label(conv)
  app.open(
    new FormPanel(app, {
      title: words.export(name),
      head: ({ theme }) => [[{ text: words.exportAbout, style: theme.dim }]],
      fields: [{ name: 'file', label: app.words.tui.talk.file, text: `~/${fileName(name)}.html`, path: true }],
      submit: words.exportYes,
      run: async ({ file = '' }) => {
        if (file.trim() === '') throw app.invalid(app.words.tui.talk.noFile)
        const path = filePath(file)
        const messages = await exportInto(app, conv, path)
        app.tell(app.words.backup.exported(path, messages), 'good')
      },
    }),
  )
}

async function exportInto(app: App, conv: string, path: string): Promise<number> {
  const { state } = app
  const format = path.endsWith('.html') ? 'html' : path.endsWith('.json') ? 'json' : 'text'
  const { conversation, pages } = await beginExport(app.messenger, { conv })
  const progress = (count: number): void => {
    state.progress.set(TASK, { done: count })
    app.redraw()
  }
  try {
    return await finished(await app.createFile(path), file =>
      writeConversation({
        written: formatOf(format, conversation, app.words),
        pages,
        write: text => file.write(text),
        progress,
      }),
    )
  } finally {
    state.progress.delete(TASK)
  }
}

/** What of a name can be part of a file's. */
function fileName(name: string): string {
  return (
    displayName(name)
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
      .replaceAll(/^[-.]+|-+$/g, '') || 'earshot'
  )
}
