/** What a program wrote to a terminal: what of it the terminal obeys, and whether the program meant it. */

/** Everything that Earshot itself writes besides text, in the full screen, in the line mode and in commands. */
const OWN = [
  // Colours, cursor, erasing, modes, keys by their code, synchronized output; questions.
  /\x1b\[[?>=<]?[\d;]*(?:[A-HJKPXmhlnstrucq]|\$p|S)/y,
  // The title: with the number of unread messages before it, or empty.
  /\x1b\][02];(?:(?:\(\d+\) )?Earshot)?\x07/y,
  // Links; the colour of the background.
  /\x1b\]8;;[\x21-\x7e]*\x1b\\/y,
  /\x1b\]11;\?\x1b\\/y,
  /\x1b[78=>]/y,
  /[\r\n\b]/y,
]
const TEXT = /[^\x00-\x1f\x7f-\x9f]+/y
/** They turn the direction of writing. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const HIDDEN = /[\u200b\u2060\ufeff\u115f\u1160\u3164\uffa0\u{e0001}]/u

/**
 * The first thing in it that Earshot does not write, with what is around it; undefined where there is none. A bell is one.
 *
 * @param exact - texts are said as they are, JSON for programs: what is hidden may be in them, what is obeyed may not
 */
export function foreignBytes(written: string, exact = false): string | undefined {
  for (let at = 0; at < written.length; ) {
    const known = [TEXT, ...OWN].find(pattern => {
      pattern.lastIndex = at
      return pattern.test(written)
    })
    const text = known === undefined ? '' : written.slice(at, known.lastIndex)
    if (known === undefined || TURNING.test(text) || (!exact && HIDDEN.test(text)))
      return JSON.stringify(written.slice(Math.max(0, at - 60), at + 80))
    at = known.lastIndex
  }
  return undefined
}
