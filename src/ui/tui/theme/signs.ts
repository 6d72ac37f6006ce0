/** Signs of one cell that stand for something; the console of Linux, and those without Unicode, get letters. */
import type { OwnState, Presence } from '../../../node/messenger.ts'

export interface Signs {
  readonly presence: Record<Presence, string>
  readonly state: Record<OwnState, string>
  readonly pinned: string
  readonly muted: string
  readonly sealed: string
  readonly opened: string
  readonly draft: string
  readonly folded: string
  readonly unfolded: string
  readonly marked: string
  readonly selected: string
  readonly quote: string
  readonly verified: string
  readonly warning: string
  readonly timer: string
  readonly shake: string
  readonly call: string
  readonly more: string
  /** There is more above, below. */
  readonly above: string
  readonly below: string
  readonly rule: string
  readonly upright: string
  /** Upper left, upper right, lower left, lower right. */
  readonly corners: readonly [string, string, string, string]
  readonly thumb: string
}

export const UNICODE: Signs = {
  presence: { here: '●', away: '◐', offline: '○' },
  state: { queued: '…', relayed: '→', delivered: '✓', read: '✓✓' },
  pinned: '^',
  muted: '∅',
  sealed: '⊠',
  opened: '⊡',
  draft: '✎',
  folded: '▸',
  unfolded: '▾',
  marked: '▌',
  selected: '▐',
  quote: '│',
  verified: '✔',
  warning: '!',
  timer: '⧗',
  shake: '≋',
  call: '☎',
  more: '…',
  above: '▴',
  below: '▾',
  rule: '─',
  upright: '│',
  corners: ['╭', '╮', '╰', '╯'],
  thumb: '█',
}

export const ASCII: Signs = {
  presence: { here: '*', away: '~', offline: '-' },
  state: { queued: '..', relayed: '>', delivered: 'v', read: 'vv' },
  pinned: '^',
  muted: 'm',
  sealed: '#',
  opened: '=',
  draft: '+',
  folded: '+',
  unfolded: '-',
  marked: '*',
  selected: '>',
  quote: '|',
  verified: 'v',
  warning: '!',
  timer: 't',
  shake: '~',
  call: '&',
  more: '~',
  above: '^',
  below: 'v',
  rule: '-',
  upright: '|',
  corners: ['+', '+', '+', '+'],
  thumb: '#',
}
