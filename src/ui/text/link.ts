/**
 * Links that a terminal lets one open (OSC 8). What the link says is the address itself, never another text, so a reader sees where
 * it leads. The address comes from a peer: only known schemes, only printable ASCII, so that it can neither end the sequence that
 * carries it nor start something.
 */

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ftp:', 'mailto:', 'earshot:'])
const PRINTABLE = /^[\x21-\x7e]+$/
/** Terminals ignore longer addresses. */
const MAX_URI = 2_083

/** The address as it may stand in the sequence: percent-encoded, hosts in ASCII; undefined where it is none to be opened. */
export function openableUri(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  // Only http and its like encode everything; the others leave some printable signs, and never what is not ASCII.
  return SCHEMES.has(protocol) && PRINTABLE.test(href) && href.length <= MAX_URI ? href : undefined
}

/** `text` as a link; both must be safe already. */
export function hyperlink(text: string, uri: string): string {
  return `\u001b]8;;${uri}\u001b\\${text}\u001b]8;;\u001b\\`
}

/** What people may have typed for an address: as it is, or without the scheme where it is found without one. */
export function spellings(url: string): string[] {
  const bare = /^(?:https?:\/\/(?=www\.)|mailto:)(.+)$/i.exec(url)?.[1]
  return bare === undefined ? [url] : [url, bare]
}
