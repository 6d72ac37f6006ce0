/** An invitation: a link and its QR code, for whoever is not to be found by themselves. */

import type { Invite } from '../../../node/messenger.ts'
import { moment } from '../../text/time.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import { inviteWords } from './invite-words.ts'
import { QrFigure } from './qr-figure.ts'
import { type Doing, SheetPanel } from './sheet-panel.ts'

/** Makes an invitation, with the relays of this profile where it has some, and shows it. */
export async function openInvite(app: App, head: string | undefined = undefined): Promise<void> {
  const invite = await app.messenger.invite()
  showInvite(app, invite, head)
}

function showInvite(app: App, invite: Invite, head: string | undefined): void {
  const qr = new QrFigure(app, invite.link)
  const text = app.words.tui.people.invite
  // A code needs room: the link may stand aside for it.
  let alone = false
  const relays = inviteWords(invite.link)?.relays ?? 0
  const lines = (look: Look): Line[] => {
    const { theme, words } = look
    const rest: Line[] = [
      ...(head === undefined ? [] : [[{ text: head, style: theme.heading }]]),
      [{ text: invite.link, style: theme.link }],
      [{ text: text.about, style: theme.text }],
      [{ text: text.expires(moment(invite.expiresAt, look.times)), style: theme.dim }],
      [{ text: relays > 0 ? text.withRelay : text.withoutRelay, style: theme.dim }],
    ]
    const { lacks } = qr
    const small: Line[] =
      lacks === undefined ? [] : [[{ text: words.tui.people.tooSmall(lacks.width, lacks.height), style: theme.notice }]]
    return alone ? small : [...rest, ...small]
  }
  const doings = (): Doing[] => [
    {
      key: 'c',
      label: text.copy,
      role: 'good',
      run: () => {
        app.outlet.copy(invite.link)
        app.tell(app.words.tui.toasts.copied, 'good')
      },
    },
    {
      key: 'q',
      label: alone ? text.both : text.codeAlone,
      run: () => {
        alone = !alone
      },
    },
    ...(app.state.relays.length > 0
      ? [
          {
            key: 'r',
            label: text.onlyRelay,
            run: async () => {
              const other = await app.messenger.invite({ relay: true })
              app.close(panel)
              showInvite(app, other, head)
            },
          },
        ]
      : []),
  ]
  const panel = new SheetPanel(app, { title: () => text.title, figure: qr, lines, doings, width: 72 })
  app.open(panel)
}
