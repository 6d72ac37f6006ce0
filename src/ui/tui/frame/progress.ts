/** How far something is, as a bar with its share in figures. */
import type { Signs } from '../theme/signs.ts'
import type { Line, Style } from './style.ts'

/** Cells of the figures behind the bar. */
const FIGURES = 6

/**
 * @param share - 0 to 1, cut where it is beyond; undefined where nobody knows how much there is
 * @param cells - width of bar and figures together
 */
export function progressLine(
  share: number | undefined,
  cells: number,
  styles: { readonly done: Style; readonly rest: Style; readonly signs: Signs },
): Line {
  const { done, rest, signs } = styles
  if (share === undefined || Number.isNaN(share)) return [{ text: '…', style: done }]
  const part = Math.min(1, Math.max(0, share))
  const figures = `${Math.floor(part * 100)} %`.padStart(FIGURES)
  const bar = Math.max(0, cells - FIGURES)
  const filled = Math.round(bar * part)
  return [
    { text: signs.thumb.repeat(filled), style: done },
    { text: signs.rule.repeat(bar - filled), style: rest },
    { text: figures, style: done },
  ]
}
