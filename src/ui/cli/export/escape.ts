/** Text of others for a page: nothing in it is markup, and nothing turns the direction of what stands around it. */
import { sanitize } from '../../text/sanitize.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for attributes in quotes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')
}

/** A text of somebody else's, line breaks and all. */
export function shown(text: string): string {
  return escaped(sanitize(text))
}

/** The same on one line. */
export function shownLine(text: string): string {
  return escaped(sanitize(text, { lines: 'fold' }).trim())
}

/** What may follow `href=`: the web and mail, nothing that runs. Undefined for anything else. */
export function linkTarget(url: string): string | undefined {
  return URL.canParse(url) && /^(https?|mailto):$/.test(new URL(url).protocol) ? escaped(new URL(url).href) : undefined
}
