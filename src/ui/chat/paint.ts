/** Colours where the terminal has them. Words and marks carry the meaning by themselves, so nothing is lost without. */
import { styleText } from 'node:util'
import { hyperlink } from '../text/link.ts'

export interface Paint {
  /** Whether there are any colours. */
  readonly coloured: boolean
  dim(text: string): string
  bold(text: string): string
  /** What asks for attention: shakes, calls, requests. */
  notice(text: string): string
  error(text: string): string
  /** Somebody is named. */
  mention(text: string): string
  /** A link to be opened, where the terminal can; both have to be safe. */
  link(text: string, uri: string): string
}

const plain = (text: string) => text
export const plainPaint: Paint = {
  coloured: false,
  dim: plain,
  bold: plain,
  notice: plain,
  error: plain,
  mention: plain,
  link: plain,
}

const styled = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  styleText(format, text, { validateStream: false })
export const colourPaint: Paint = {
  coloured: true,
  dim: styled('dim'),
  bold: styled('bold'),
  notice: styled(['bold', 'yellow']),
  error: styled('red'),
  mention: styled('blue'),
  link: hyperlink,
}
