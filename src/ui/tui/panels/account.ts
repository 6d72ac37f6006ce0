/** The own profile: how others see it, how the node is, and what can be done about both. */
import { join } from 'node:path'
import type { Profile, Status } from '../../../node/messenger.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import type { ActionName } from '../actions/action.ts'
import { actionNamed } from '../actions/all.ts'
import { filePath } from '../actions/message-outward.ts'
import type { App } from '../app.ts'
import { writePath } from '../editor/paths.ts'
import { progressLine } from '../frame/progress.ts'
import type { Line } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Look } from '../view/look.ts'
import { FormPanel } from './form-panel.ts'
import { ListPanel } from './list-panel.ts'
import { ask } from './menu.ts'

const ACTIONS_OF_ACCOUNT: readonly ActionName[] = [
  'account.profile',
  'account.picture',
  'account.passphrase',
  'account.backup',
  'settings',
  'account.erase',
  'account.down',
]

export function openAccount(app: App): void {
  let known: { profile: Profile; status: Status } | undefined
  const panel = new ListPanel<ActionName>(app, ACTIONS_OF_ACCOUNT, {
    title: app.words.tui.actions.account,
    filtered: false,
    empty: '',
    width: 70,
    head: (look, width) => [...(known === undefined ? [] : aboutLines(known, look, width)), []],
    row: (action, { words, theme, keyOf }) => ({
      left: [{ text: words.tui.actions[action], style: theme.text }],
      right: [{ text: keyOf(action), style: theme.key }],
    }),
    choose: action => {
      app.close(panel)
      app.run(async () => actionNamed(action).run(app, undefined))
    },
    event: event => {
      if (['profile', 'status', 'relay'].includes(event.event)) learn()
    },
  })
  const learn = (): void => {
    app.run(async () => {
      const [profile, status] = await Promise.all([app.messenger.profile(), app.messenger.status()])
      known = { profile, status }
    })
  }
  app.open(panel)
  learn()
}

function aboutLines({ profile, status }: { profile: Profile; status: Status }, look: Look, width: number): Line[] {
  const { theme, words, signs } = look
  const { account } = words.tui
  const plain = (text: string): Line => [{ text: sanitize(text, { lines: 'fold' }), style: theme.text }]
  const named = (label: string, text: string): Line => [
    { text: `${label}: `, style: theme.dim },
    { text: sanitize(text, { lines: 'fold' }), style: theme.text },
  ]
  const uptime = words.cli.duration(status.uptime)
  const lines: Line[] = [
    [
      { text: `${signs.presence[status.presence]} `, style: theme[status.presence] },
      { text: displayName(profile.name), style: theme.ownName },
    ],
    ...(profile.status === undefined ? [] : [named(account.status, profile.status)]),
    ...(profile.email === undefined ? [] : [named(account.email, profile.email)]),
    [{ text: profile.peerId, style: theme.dim }],
    plain(account.node(status.version, uptime, words.cli.size(status.memory))),
    named(account.addresses, status.addresses.join(' ') || account.noAddresses),
    plain(account.relays(status.relays, status.relaysKnown)),
  ]
  return lines.flatMap(line => wrap(line, width))
}

export async function openProfile(app: App): Promise<void> {
  const { account, actions, panels } = app.words.tui
  const profile = await app.messenger.profile()
  app.open(
    new FormPanel(app, {
      title: actions['account.profile'],
      head: ({ theme }) => [[{ text: account.emptyClears, style: theme.dim }]],
      fields: [
        { name: 'name', label: panels.entry.name, text: profile.name },
        { name: 'status', label: account.status, text: profile.status ?? '' },
        { name: 'email', label: account.email, text: profile.email ?? '' },
      ],
      submit: account.save,
      run: async ({ name = '', status = '', email = '' }) => {
        const now = await app.messenger.profileSet({ name: name.trim(), status: status.trim(), email: email.trim() })
        app.state.me = { ...app.state.me, name: now.name }
        app.tell(account.saved, 'good')
        return undefined
      },
    }),
  )
}

/** The picture that friends see, from a file. */
export function openPicture(app: App): void {
  const { account, actions } = app.words.tui
  const words = account.picture
  app.open(
    new FormPanel(app, {
      title: actions['account.picture'],
      head: ({ theme }) => [[{ text: words.about, style: theme.dim }]],
      fields: [{ name: 'file', label: words.file, path: true }],
      submit: account.save,
      run: async ({ file = '' }) => {
        const { avatarOf } = await import('../../cli/avatar.ts')
        const avatar = file.trim() === '' ? '' : await avatarOf(filePath(file))
        await app.messenger.profileSet({ avatar })
        app.tell(avatar === '' ? words.gone : words.changed, 'good')
        return undefined
      },
    }),
  )
}

export function openPassphrase(app: App): void {
  const { account, actions } = app.words.tui
  const words = account.passphrase
  const { passphrase: has } = app.state.me
  app.open(
    new FormPanel(app, {
      title: actions['account.passphrase'],
      head: ({ theme }) => [[{ text: words.about, style: theme.dim }]],
      fields: [
        ...(has ? [{ name: 'current', label: words.current, secret: true } as const] : []),
        { name: 'next', label: words.next, secret: true },
        { name: 'again', label: words.again, secret: true },
      ],
      same: { first: 'next', second: 'again', differ: words.differ },
      submit: account.save,
      run: async ({ current, next = '' }) => {
        const profile = await app.messenger.passwd({
          ...(current !== undefined && { current }),
          ...(next !== '' && { next }),
        })
        app.state.me = { ...app.state.me, passphrase: profile.passphrase }
        app.tell(profile.passphrase ? words.changed : words.gone, 'good')
        return undefined
      },
    }),
  )
}

export async function openBackup(app: App): Promise<void> {
  const { account, actions } = app.words.tui
  const { backup: words } = account
  const { backup: texts, cli } = app.words
  const { home } = await app.messenger.profile()
  const save = async (file: string, passphrase: string, force: boolean): Promise<void> => {
    const made = await app.messenger.backup({ file, passphrase, ...(force && { force }) })
    app.tell(texts.made(made.file, cli.size(made.bytes), made.messages, made.conversations), 'good', texts.precious)
  }
  app.open(
    new FormPanel(app, {
      title: actions['account.backup'],
      width: 70,
      head: ({ theme, signs }, width) => {
        const progress = app.state.progress.get('backup')
        const about: Line = [{ text: texts.precious, style: theme.dim }]
        if (progress === undefined) return [about]
        const share = progress.total === undefined ? undefined : progress.done / progress.total
        return [about, progressLine(share, width, { done: theme.good, rest: theme.dim, signs })]
      },
      fields: [
        { name: 'file', label: words.file, text: writePath(join(home, '..', 'earshot.backup')), path: true },
        { name: 'passphrase', label: words.passphrase, secret: true },
        { name: 'again', label: words.again, secret: true },
      ],
      same: { first: 'passphrase', second: 'again', differ: account.passphrase.differ },
      submit: words.start,
      run: async ({ file = '', passphrase = '' }) => {
        if (passphrase === '') throw app.invalid(texts.empty)
        try {
          await save(filePath(file), passphrase, false)
          return undefined
        } catch (error) {
          if (app.explain(error).code !== 'exists') throw error
          ask(app, words.replace, words.overwrite, () => save(filePath(file), passphrase, true))
          return 'stay'
        }
      },
    }),
  )
}

/** Two steps: the name (and the passphrase) is typed, then it is asked once more. */
export function openErase(app: App): void {
  const { account, actions } = app.words.tui
  const { erase: words } = account
  const { name: own, passphrase: has } = app.state.me
  app.open(
    new FormPanel(app, {
      title: actions['account.erase'],
      width: 64,
      head: ({ theme }) => [[{ text: words.about, style: theme.error }]],
      fields: [
        { name: 'name', label: words.name(displayName(own)) },
        ...(has ? [{ name: 'passphrase', label: words.passphrase, secret: true } as const] : []),
      ],
      submit: words.go,
      run: async ({ name = '', passphrase }) => {
        if (name.trim() !== own.trim()) throw app.invalid(words.wrongName)
        ask(app, words.question, words.yes, () =>
          app.messenger.erase({ yes: true, ...(passphrase !== undefined && { passphrase }) }),
        )
        return undefined
      },
    }),
  )
}

export function askDown(app: App): void {
  const { down } = app.words.tui.account
  ask(app, down.question, down.yes, () => app.messenger.down())
}
