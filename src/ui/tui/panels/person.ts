/** Somebody's profile, and everything that can be done about them. */
import type { PeerIdString, PublicProfile } from '../../../node/messenger.ts'
import type { Person } from '../../chat/people.ts'
import { displayName, sanitize } from '../../text/sanitize.ts'
import { moment } from '../../text/time.ts'
import { displayWidth } from '../../text/width.ts'
import type { ActionName } from '../actions/action.ts'
import type { App } from '../app.ts'
import { type Line, mix } from '../frame/style.ts'
import type { KeyName } from '../terminal/input.ts'
import type { Look } from '../view/look.ts'
import { AvatarFigure } from './avatar-figure.ts'
import { resemblanceLines } from './person-lines.ts'
import { acceptWhenSure } from './resemblance.ts'
import { type Doing, SheetPanel } from './sheet-panel.ts'

export class PersonPanel extends SheetPanel {
  readonly peerId: PeerIdString
  #profile: PublicProfile | undefined

  constructor(app: App, peerId: PeerIdString) {
    const avatar = new AvatarFigure(app, peerId)
    super(app, {
      title: () => app.words.tui.people.profile.title,
      figure: avatar,
      lines: look => this.#lines(look),
      doings: () => this.#doings(),
      width: 66,
    })
    this.peerId = peerId
    const learn = async (): Promise<void> => {
      this.#profile = await app.messenger.profileShow({ who: peerId })
      if (this.#profile.avatar !== undefined) await avatar.learn(this.#profile.avatar)
    }
    // What the state knows is shown meanwhile, and stays where nothing more is known.
    learn()
      .catch((error: unknown) => this.fail(error))
      .finally(() => app.redraw())
  }

  get #person(): Person | undefined {
    return this.app.state.people.get(this.peerId)
  }

  #lines(look: Look): Line[] {
    const { theme, signs, words } = look
    const { people } = this.app.state
    const { profile } = words.tui.people
    const person = this.#person
    const rows: [label: string, text: string | undefined, style?: 'good' | 'notice'][] = [
      [profile.name, displayName(person?.name ?? '')],
      [profile.nick, displayName(person?.nick ?? '')],
      [profile.status, sanitize(person?.status ?? '', { lines: 'fold' })],
      [profile.email, sanitize(this.#profile?.email ?? '', { lines: 'fold' })],
      [profile.friend, words.common.friendState[person?.state ?? 'friend'], 'notice'],
      [profile.presence, person === undefined ? undefined : this.#presence(person, look)],
      [profile.folder, person?.folder === undefined ? undefined : folderName(person.folder, look)],
      [profile.verified, person?.verified ? `${signs.verified} ${profile.yes}` : profile.no, 'good'],
      [profile.greeting, person?.state === 'friend' ? undefined : sanitize(person?.greeting ?? '', { lines: 'fold' })],
      [profile.peerId, sanitize(this.peerId, { lines: 'fold' })],
    ]
    const shown = rows.filter(([label, text]) => {
      if (text === undefined || text === '') return false
      if (label === profile.friend) return person?.state !== undefined
      return label !== profile.folder || person?.state === 'friend'
    })
    const wide = Math.max(...shown.map(([label]) => displayWidth(label)))
    return [
      [{ text: people.label(this.peerId, this.#profile?.name), style: theme.heading }],
      ...(person === undefined ? [] : resemblanceLines(person, people, look)),
      ...shown.map(([label, text = '', role]): Line => {
        const gap = ' '.repeat(wide - displayWidth(label) + 2)
        const good = role === 'good' && person?.verified !== true ? theme.dim : role && theme[role]
        return [
          { text: `${label}${gap}`, style: theme.dim },
          { text, style: good ?? theme.text },
        ]
      }),
    ]
  }

  #presence(person: Person, look: Look): string {
    const { words, signs } = look
    const { presence, lastSeen } = person
    const near = this.app.state.nearby.has(this.peerId)
    if (presence === 'offline' && !near && lastSeen !== undefined)
      return `${signs.presence.offline} ${words.chat.lastSeen(moment(lastSeen, look.times))}`
    return `${signs.presence[presence]} ${words.common.list([words.common.presence[presence], ...(near ? [words.tui.people.profile.near] : [])])}`
  }

  #doings(): Doing[] {
    const { app, peerId } = this
    const { doing } = app.words.tui.people
    const does = (key: KeyName, label: string, action: ActionName, role?: Doing['role']): Doing => ({
      key,
      label,
      ...(role && { role }),
      run: () => app.do(action, peerId),
    })
    const message: Doing = {
      key: 'm',
      label: doing.message,
      role: 'good',
      run: () => {
        app.close(this)
        return app.talk.open(peerId)
      },
    }
    const verify = does('v', doing.verify, 'person.verify')
    const nick = does('n', doing.nick, 'person.nick')
    const block = does('b', doing.block, 'person.block', 'error')
    const ask = does('a', doing.add, 'people.add', 'good')
    switch (this.#person?.state) {
      case 'friend':
        return [
          message,
          does('c', doing.call, 'call.start'),
          does('s', doing.shake, 'person.shake'),
          verify,
          nick,
          does('f', doing.move, 'person.move'),
          does('r', doing.remove, 'person.remove', 'error'),
          block,
        ]
      case 'received':
        return [
          { key: 'a', label: doing.accept, role: 'good', run: () => acceptWhenSure(app, peerId) },
          { key: 'd', label: doing.decline, role: 'error', run: () => app.messenger.decline({ who: peerId }) },
          verify,
          block,
        ]
      case 'requested':
        return [does('r', doing.withdraw, 'person.remove', 'error'), verify, nick, block]
      case 'blocked':
        return [does('b', doing.unblock, 'person.block'), verify]
      case 'removed':
        return [ask, message, verify, nick, block]
      default:
        return [ask, verify, block]
    }
  }
}

/** A folder's name; those of a fresh profile have English names until somebody gives them others. */
export function folderName(name: string, { words }: Look): string {
  return sanitize(words.common.folder(name), { lines: 'fold' })
}

/** A person in one line: presence, name, and what speaks for or against them. */
export function personSpans(app: App, person: Person, { theme, signs }: Look): Line {
  const { presence, verified, peerId, resembles } = person
  return [
    { text: `${signs.presence[presence]} `, style: theme[presence] },
    { text: app.state.people.label(peerId), style: mix(theme.text, { bold: true }) },
    ...(verified ? [{ text: ` ${signs.verified}`, style: theme.good }] : []),
    ...(resembles === undefined ? [] : [{ text: ` ${signs.warning}`, style: theme.error }]),
  ]
}
