/** Colours where the terminal has them. Words and marks carry the meaning by themselves, so nothing is lost without. */
import { styleText } from 'node:util'

export interface Paint {
  dim(text: string): string
  bold(text: string): string
  /** What asks for attention: shakes, calls, requests. */
  notice(text: string): string
  error(text: string): string
}

const plain = (text: string) => text
export const plainPaint: Paint = { dim: plain, bold: plain, notice: plain, error: plain }

const styled = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  styleText(format, text, { validateStream: false })
export const colourPaint: Paint = {
  dim: styled('dim'),
  bold: styled('bold'),
  notice: styled(['bold', 'yellow']),
  error: styled('red'),
}
