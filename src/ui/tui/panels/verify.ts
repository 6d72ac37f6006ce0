/** The safety number of somebody and oneself: shown, compared with what they see, and confirmed. */
import type { Verification } from '../../../node/messenger.ts'
import { reportOf } from '../../../protocol/errors.ts'
import type { App } from '../app.ts'
import { type Line, mix } from '../frame/style.ts'
import type { Look } from '../view/look.ts'
import { FormPanel } from './form-panel.ts'
import { ask } from './menu.ts'
import { QrFigure } from './qr-figure.ts'
import { type Doing, SheetPanel } from './sheet-panel.ts'

/** Groups of five digits in a row. */
const GROUPS = 4

type Compared = 'same' | 'other' | undefined

export async function openVerify(app: App, who: string): Promise<void> {
  app.open(new VerifyPanel(app, await app.messenger.verify({ who })))
}

class VerifyPanel extends SheetPanel {
  #verification: Verification
  #compared: Compared
  readonly #qr: QrFigure

  constructor(app: App, verification: Verification) {
    const title = (): string => app.words.tui.people.verify.title
    const qr = new QrFigure(app, title, verification.qr)
    super(app, {
      title,
      figure: qr,
      lines: look => this.#lines(look),
      doings: () => this.#doings(),
      width: 64,
    })
    this.#verification = verification
    this.#qr = qr
  }

  get #name(): string {
    return this.app.state.people.label(this.#verification.peerId, this.#verification.name)
  }

  #lines({ theme, signs, words }: Look): Line[] {
    const { safetyNumber, verified } = this.#verification
    const { safety } = words
    const groups = safetyNumber.split(/\s+/)
    const rows = Array.from({ length: Math.ceil(groups.length / GROUPS) }, (_, row) =>
      groups.slice(row * GROUPS, (row + 1) * GROUPS).join('  '),
    )
    const said: Line[] =
      this.#compared === 'other'
        ? [
            [{ text: `${signs.warning} ${safety.differ(this.#name)}`, style: theme.error }],
            [{ text: safety.differHint(this.#name), style: theme.error }],
          ]
        : this.#compared === 'same'
          ? [[{ text: `${signs.verified} ${safety.matches}`, style: theme.good }]]
          : []
    return [
      [{ text: safety.numberOf(this.#name), style: theme.heading }],
      ...rows.map((row): Line => [{ text: `  ${row}`, style: mix(theme.text, { bold: true }) }]),
      [{ text: safety.compareHow(this.#name), style: theme.dim }],
      ...this.#qr.note,
      ...said,
      ...(verified ? [[{ text: `${signs.verified} ${safety.isVerified(this.#name)}`, style: theme.good }]] : []),
    ]
  }

  #doings(): Doing[] {
    const { verify } = this.app.words.tui.people
    const compare: Doing = { key: 'c', label: verify.compare, run: () => this.#askNumber() }
    if (this.#verification.verified)
      return [{ key: 'u', label: verify.undo, role: 'error', run: () => this.#confirm(false) }, compare, this.#qr.alone]
    return [
      compare,
      {
        key: 's',
        label: verify.same,
        role: 'good',
        run: () => ask(this.app, verify.sure(this.#name), verify.sureYes, () => this.#confirm(true)),
      },
      this.#qr.alone,
    ]
  }

  #askNumber(): void {
    const { app } = this
    const { verify } = app.words.tui.people
    app.open(
      new FormPanel(app, {
        title: verify.compare,
        head: ({ theme }) => [[{ text: verify.compareAbout(this.#name), style: theme.dim }]],
        fields: [{ name: 'number', label: verify.number }],
        submit: verify.compareNow,
        width: 84,
        run: async ({ number = '' }) => {
          const who = this.#verification.peerId
          try {
            this.#verification = await app.messenger.verify({ who, compare: number, confirm: true })
            this.#compared = 'same'
          } catch (error) {
            if (reportOf(error).code !== 'not-allowed') throw error
            this.#compared = 'other'
          }
          return undefined
        },
      }),
    )
  }

  async #confirm(confirm: boolean): Promise<void> {
    const { app } = this
    const who = this.#verification.peerId
    this.#verification = await app.messenger.verify({ who, confirm })
    const { people } = app.state
    const person = people.get(who)
    // Of those with whom nothing began no event tells.
    if (person !== undefined) person.verified = this.#verification.verified
    const { verifiedNow, unverifiedNow } = app.words.safety
    app.tell(confirm ? verifiedNow(this.#name) : unverifiedNow(this.#name), 'good')
  }
}
