/** What the palette and the list of places to go to are made of: one entry for whatever can be chosen, each with what choosing it does. */
import type { Conversation, Setting } from '../../../node/messenger.ts'
import { isMuted } from '../../chat/lines.ts'
import type { Person } from '../../chat/people.ts'
import { sanitize } from '../../text/sanitize.ts'
import type { Action, ActionName } from '../actions/action.ts'
import { offeredActions } from '../actions/all.ts'
import type { App } from '../app.ts'
import type { Span } from '../frame/style.ts'
import { presenceStyle } from '../view/list.ts'
import type { Look } from '../view/look.ts'
import { editSetting, setSetting, shownValue } from './setting-edit.ts'

export interface Entry {
  /** The same for the same thing: what was used lately is remembered by it. */
  readonly key: string
  /** Safe to show, and what is searched. */
  readonly label: string
  /** How much it counts among others that fit alike. @default 1 */
  readonly weight?: number
  /** A sign in front of it. */
  readonly sign?: (look: Look) => Span
  readonly right: (look: Look) => Span
  run(): void
}

/** What one most likely wants stands first, by chapter; what ends the program last. */
const CHAPTERS: readonly Action['group'][] = ['message', 'conversation', 'people', 'calls', 'account', 'go', 'screen']
const FIRST: readonly ActionName[] = ['goto', 'search']

/** Every action that makes sense now, but for the one that opens the palette. */
export function actionEntries(app: App): Entry[] {
  const place = ({ name, group }: Action): number => (FIRST.includes(name) ? -1 : CHAPTERS.indexOf(group))
  return offeredActions(app.state)
    .filter(({ name }) => name !== 'palette')
    .toSorted((a, b) => place(a) - place(b))
    .map(({ name }) => ({
      key: `action:${name}`,
      label: app.words.tui.actions[name],
      right: look => ({ text: look.keyOf(name), style: look.theme.key }),
      run: () => app.do(name),
    }))
}

/** Conversations as the list has them, and friends with whom nothing was said yet. */
export function conversationEntries(app: App): Entry[] {
  const { state } = app
  const spoken = new Set<string>()
  const entries: { entry: Entry; urgency: number }[] = []
  for (const id of state.order) {
    const conversation = state.conversations.get(id)
    if (conversation === undefined) continue
    const conv = state.convOf(conversation)
    spoken.add(conv)
    entries.push({ entry: conversationEntry(app, conv, conversation), urgency: urgency(conversation) })
  }
  const silent = state.people.friends
    .filter(({ peerId }) => !spoken.has(peerId))
    .map(({ peerId }) => ({ entry: conversationEntry(app, peerId, undefined), urgency: 0 }))
    .sort((a, b) => a.entry.label.localeCompare(b.entry.label))
  return [...entries, ...silent].sort((a, b) => b.urgency - a.urgency).map(({ entry }) => entry)
}

/** Who is meant comes first, then what is unread, then what is unread and muted. */
function urgency({ mentions, unread, markedUnread, ...rest }: Conversation): number {
  if (mentions > 0) return 3
  if (unread === 0 && !markedUnread) return 0
  return isMuted(rest as Conversation) ? 1 : 2
}

function conversationEntry(app: App, conv: string, conversation: Conversation | undefined): Entry {
  const { state } = app
  const kind = conversation?.kind === 'group' ? 'group' : 'conversation'
  return {
    key: `conversation:${conv}`,
    label: state.label(conv, conversation?.name),
    sign: look => presenceSign(state.people.get(conv), look),
    right: look => {
      const { kinds, unread } = look.words.tui.palette
      return conversation !== undefined && conversation.unread > 0
        ? { text: unread(conversation.unread), style: look.theme.unread }
        : { text: kinds[kind], style: look.theme.dim }
    },
    run: () => app.run(() => app.talk.open(conv)),
  }
}

function presenceSign(person: Person | undefined, look: Look): Span {
  return person?.state === 'friend'
    ? { text: look.signs.presence[person.presence], style: presenceStyle(person.presence, look) }
    : { text: ' ', style: look.theme.text }
}

/** Who is nearby or asked, and is no friend: their profile. */
export function personEntries(app: App): Entry[] {
  const { state } = app
  return state.people.all
    .filter(({ peerId, state: relation }) => relation !== 'friend' && peerId !== state.me.peerId)
    .filter(({ peerId, state: relation }) => relation !== undefined || state.nearby.has(peerId))
    .map(({ peerId }) => ({
      key: `person:${peerId}`,
      label: state.people.label(peerId),
      right: ({ words, theme }) => ({ text: words.tui.palette.kinds.person, style: theme.dim }),
      run: () => app.do('person.show', peerId),
    }))
}

/** Folders of friends: to their place in the list. */
export function folderEntries(app: App): Entry[] {
  const { state } = app
  return state.folders.map(name => {
    const key = `folder:${name}`
    return {
      key,
      label: sanitize(app.words.common.folder(name), { lines: 'fold' }),
      right: ({ words, theme }) => ({ text: words.tui.palette.kinds.folder, style: theme.dim }),
      run: () => {
        state.filter = undefined
        state.folded.delete(key)
        state.row = key
        state.focus = 'list'
      },
    }
  })
}

/** Whoever types what is both done and set wants to do it. */
const SETTING_WEIGHT = 0.7

/** A setting for each value that it may have, or one to write it; found by what it is called and by what it does. */
export function settingEntries(app: App, settings: readonly Setting[]): Entry[] {
  return settings
    .filter(({ type }) => type !== 'unknown')
    .flatMap(setting => {
      const { name, values, value } = setting
      const about = sanitize(setting.description, { lines: 'fold' })
      const right = ({ words, theme }: Look, text: string): Span => ({
        text: text || words.tui.palette.kinds.setting,
        style: theme.dim,
      })
      if (values === undefined) {
        return [
          {
            key: `setting:${name}`,
            label: `${name} = …  ${about}`,
            weight: SETTING_WEIGHT,
            right: (look: Look) => right(look, shownValue(value)),
            run: () => editSetting(app, setting),
          },
        ]
      }
      return values.map(each => ({
        key: `setting:${name}=${each}`,
        label: `${name} = ${shownValue(each)}  ${about}`,
        weight: SETTING_WEIGHT,
        right: (look: Look) => right(look, each === value ? look.words.tui.palette.now : ''),
        run: () => app.run(() => setSetting(app, name, each)),
      }))
    })
}
