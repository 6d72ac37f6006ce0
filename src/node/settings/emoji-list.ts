/** Emoji that are offered first, separated by spaces. */
import { segments } from '../../protocol/graphemes.ts'

const MOST = 16
/** UTF-16 units: a family of four with skin tones has fewer. */
const LONGEST = 40
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Undefined for what is no such list, or holds more than there is room for. */
export function emojiList(text: string): string[] | undefined {
  const emoji = text.split(' ').filter(each => each !== '')
  return emoji.length <= MOST && emoji.every(isEmoji) ? emoji : undefined
}

/** The list with one that was used now. Those at its beginning keep their places: a list that jumps is no help to whoever knows it. */
export function withEmoji(list: readonly string[], used: string): string[] {
  if (!isEmoji(used) || list.slice(0, MOST / 2).includes(used)) return [...list]
  return [used, ...list.filter(each => each !== used)].slice(0, MOST)
}

function isEmoji(text: string): boolean {
  return text.length <= LONGEST && PICTURE.test(text) && [...segments(text)].length === 1
}
