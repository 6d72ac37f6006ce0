/**
 * What of typed or pasted text is taken: everything that can be sent, as it is. Line breaks of every kind become `\n`, half surrogate
 * pairs `\ufffd`. Controls go: nobody types them, and pasted ones are a terminal's leftovers or somebody's trick. Characters that
 * turn the direction of writing stay; the editor shows them harmless.
 */
const PLAIN = /^[\n\t\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\uffff]*$/
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/g
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g

export function entered(text: string): string {
  if (PLAIN.test(text)) return text
  return text.toWellFormed().replaceAll(LINE_BREAKS, '\n').replaceAll(CONTROLS, '')
}
