/** Messages that leave the conversation: forwarded, copied, saved, their links opened. */
import { homedir } from 'node:os'
import type { Message } from '../../../node/messenger.ts'
import { finished } from '../../cli/text-file.ts'
import { openableUri } from '../../text/link.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import type { App } from '../app.ts'
import { entered } from '../editor/entered.ts'
import { writtenPath } from '../editor/paths.ts'
import { FormPanel } from '../panels/form-panel.ts'
import { openForward } from '../panels/forward.ts'
import { choose } from '../panels/menu.ts'
import type { State } from '../state/state.ts'
import { messageIds, messageOf, withMarked } from '../state/subject.ts'
import { inOrder } from '../state/timeline.ts'
import type { Action, ActionName } from './action.ts'

/** Digits of an id that are enough in a file's name. */
const SHORT_ID = 8

/** Those that it is about, in the conversation's order; marked ones may have left the memory. */
async function messages(app: App, ids: readonly string[]): Promise<Message[]> {
  const { open } = app.state
  const found = await Promise.all(ids.map(id => open?.timeline.get(id) ?? app.messenger.message({ id })))
  return found.sort(inOrder)
}

/** What they say; of several, who said it when. */
function textOf(app: App, all: readonly Message[]): string {
  const [only] = all
  if (only !== undefined && all.length === 1) return only.text ?? ''
  const name = (message: Message): string =>
    message.own ? displayName(app.state.me.name) : app.state.people.label(message.from.peerId, message.from.name)
  return all.map(each => `[${moment(each.at, app.look.times)}] ${name(each)}: ${each.text ?? ''}`).join('\n')
}

async function copy(app: App, target: string | undefined): Promise<void> {
  const all = await messages(app, messageIds(app.state, withMarked(app.state, target)))
  // Whoever pastes it into a shell gets no control characters of somebody else's.
  app.outlet.copy(entered(textOf(app, all)))
  app.tell(app.words.tui.toasts.copied, 'good')
}

async function forward(app: App, target: string | undefined): Promise<void> {
  const all = await messages(app, messageIds(app.state, withMarked(app.state, target)))
  openForward(
    app,
    all.map(({ id }) => id),
  )
}

async function save(app: App, target: string | undefined): Promise<void> {
  const all = await messages(app, messageIds(app.state, withMarked(app.state, target)))
  const { talk } = app.words.tui
  const [first] = all
  if (first === undefined) return
  app.open(
    new FormPanel(app, {
      title: talk.save,
      fields: [{ name: 'file', label: talk.file, text: `~/message-${first.id.slice(0, SHORT_ID)}.txt`, path: true }],
      submit: talk.saveYes,
      run: async ({ file = '' }) => {
        if (file.trim() === '') throw app.invalid(talk.noFile)
        const path = filePath(file)
        await finished(await app.createFile(path), written => written.write(`${textOf(app, all)}\n`))
        app.tell(talk.saved(path), 'good')
      },
    }),
  )
}

/** Where a typed path leads, from the folder that the program was started in. */
export function filePath(typed: string): string {
  return writtenPath(typed.trim(), { folder: process.cwd(), home: homedir() })
}

function links(state: State, target: string | undefined): string[] {
  const { links: all = [], recalled } = messageOf(state, target) ?? {}
  if (recalled !== undefined) return []
  return [...new Set(all.map(openableUri).filter(uri => uri !== undefined))]
}

function openLinks(app: App, target: string | undefined): void {
  const all = links(app.state, target)
  const [only] = all
  if (only !== undefined && all.length === 1) openUri(app, only)
  else if (all.length > 1)
    choose(
      app,
      app.words.tui.talk.links,
      all.map(uri => ({ text: sanitize(uri, { lines: 'fold' }), run: () => openUri(app, uri) })),
    )
}

function openUri(app: App, uri: string): void {
  const { talk } = app.words.tui
  app.outlet.copy(uri)
  app.tell(app.openLink(uri) ? talk.opens(uri) : talk.linkCopied(uri), 'good')
}

const outward = (name: ActionName, keys: readonly string[], run: Action['run']): Action => ({
  name,
  group: 'message',
  where: 'messages',
  keys,
  offered: (state, target) =>
    messageIds(state, withMarked(state, target)).some(id => messageOf(state, id)?.recalled === undefined),
  run,
})

export const messageOutwardActions: readonly Action[] = [
  outward('message.forward', ['f'], forward),
  outward('message.copy', ['y', 'c'], copy),
  outward('message.save', ['s'], save),
  {
    name: 'message.open',
    group: 'message',
    where: 'messages',
    keys: ['l'],
    offered: (state, target) => links(state, target).length > 0,
    run: openLinks,
  },
]
