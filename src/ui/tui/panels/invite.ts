/** An invitation: a link and its QR code, for whoever is not to be found by themselves. It is the same one until somebody used it. */
import type { Event, Invite } from '../../../node/messenger.ts'
import { moment } from '../../text/time.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import { inviteWords } from './invite-words.ts'
import { QrFigure } from './qr-figure.ts'
import { type Doing, SheetPanel } from './sheet-panel.ts'

/** Shows the invitation that was made last, where it is still good; else a new one, with the relays of this profile. */
export async function openInvite(app: App, head: string | undefined = undefined): Promise<void> {
  app.open(new InvitePanel(app, await app.messenger.invite({ again: true }), head))
}

class InvitePanel extends SheetPanel {
  readonly #qr: QrFigure
  /** Why it is shown though nobody asked for it. */
  readonly #head: string | undefined
  #invite: Invite

  constructor(app: App, invite: Invite, head: string | undefined) {
    const title = (): string => app.words.tui.people.invite.title
    const qr = new QrFigure(app, title, invite.link)
    super(app, { title, figure: qr, lines: look => this.#lines(look), doings: () => this.#doings(), width: 72 })
    this.#qr = qr
    this.#head = head
    this.#invite = invite
  }

  /** Whoever became a friend may have used it. */
  event(event: Event): void {
    if (event.event !== 'friend' || event.friend.state !== 'friend') return
    const { app } = this
    app.run(async () => {
      const invite = await app.messenger.invite({ again: true })
      if (invite.expiresAt === this.#invite.expiresAt) return
      if (this.#head === undefined) {
        this.#show(invite)
        app.tell(app.words.tui.people.invite.used)
        return
      }
      // The first friend has come: there is somebody to talk to.
      app.close(this)
      await app.talk.open(event.friend.peerId)
    })
  }

  #show(invite: Invite): void {
    this.#invite = invite
    this.#qr.text = invite.link
  }

  #lines(look: Look): Line[] {
    const { theme, words } = look
    const { link, expiresAt } = this.#invite
    const text = words.tui.people.invite
    const relayed = (inviteWords(link)?.relays ?? 0) > 0
    return [
      ...(this.#head === undefined ? [] : [[{ text: this.#head, style: theme.heading }]]),
      [{ text: link, style: theme.link }],
      [{ text: text.about, style: theme.text }],
      [{ text: text.expires(moment(expiresAt, look.times)), style: theme.dim }],
      [{ text: relayed ? text.withRelay : text.withoutRelay, style: theme.dim }],
      ...this.#qr.note,
    ]
  }

  #doings(): Doing[] {
    const { app } = this
    const text = app.words.tui.people.invite
    return [
      { key: 'c', label: text.copy, role: 'good', run: () => app.copy(this.#invite.link) },
      this.#qr.alone,
      { key: 'n', label: text.another, run: async () => this.#show(await app.messenger.invite()) },
    ]
  }
}
