/** Cuts what a terminal sends into pieces: runs of text, single controls, whole escape sequences. Knows nothing of what they mean. */

export type Piece =
  /** Characters and line breaks that came together. */
  | { readonly piece: 'text'; readonly text: string }
  /** One C0 control or DEL. */
  | { readonly piece: 'control'; readonly text: string }
  /** `ESC [ …`, `ESC O …`, with all of its bytes. */
  | { readonly piece: 'sequence'; readonly text: string }
  /** OSC, DCS, APC: what a terminal answers. Without its end. */
  | { readonly piece: 'string'; readonly text: string }
  /** An escape followed by something that is a key by itself: Alt was held. */
  | { readonly piece: 'alt' }

export interface Cut {
  readonly pieces: Piece[]
  /** The beginning of a sequence whose end has not come. */
  readonly rest: string
}

/** Beyond this it is no sequence, and its beginning is thrown away. */
const MAX_SEQUENCE = 256
const MAX_STRING = 65_536

/** With the console's F1 to F5, old mouse reports and rxvt's keys with shift, which end as no others do. */
const CSI = /^\x1b\[(?:\[[A-E]|M[^\x1b]{3}|\d{1,2}\$|(?!M)[0-?]*[ -/]*[@-Z\\-~])/
const CSI_BEGUN = /^\x1b\[(?:\[|M[^\x1b]{0,2}|[0-?]*[ -/]*)$/
const SS3 = /^\x1bO(?:\d(?:;\d)?)?[A-Za-z]/
/** Strings begin as answers do; Alt with a bracket, typed quickly, does not. */
const STRING = /^\x1b(?:\](?=\d)|P(?=[0-9>!|$+])|_(?=G))/
const STRING_BEGUN = /^\x1b[\]P_]$/
const STRING_END = /\x07|\x1b\\/
const TEXT = /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+/

export function cut(input: string): Cut {
  const pieces: Piece[] = []
  let rest = input
  while (rest !== '') {
    if (rest.charAt(0) !== '\x1b') {
      const text = TEXT.exec(rest)?.[0]
      pieces.push(text === undefined ? { piece: 'control', text: rest.charAt(0) } : { piece: 'text', text })
      rest = rest.slice(text?.length ?? 1)
      continue
    }
    const whole = CSI.exec(rest)?.[0] ?? SS3.exec(rest)?.[0]
    if (whole !== undefined) {
      pieces.push({ piece: 'sequence', text: whole })
      rest = rest.slice(whole.length)
      continue
    }
    if (STRING.test(rest)) {
      const end = STRING_END.exec(rest)
      if (end === null) {
        if (rest.length <= MAX_STRING) return { pieces, rest }
        rest = ''
        continue
      }
      pieces.push({ piece: 'string', text: rest.slice(0, end.index) })
      rest = rest.slice(end.index + end[0].length)
      continue
    }
    if (isBegun(rest)) return { pieces, rest }
    // A sequence that breaks off is not typed text: what there is of it goes.
    const broken = /^\x1b\[[0-?]+[ -/]*/.exec(rest)?.[0]
    if (broken === undefined) pieces.push({ piece: 'alt' })
    rest = rest.slice(broken?.length ?? 1)
  }
  return { pieces, rest: '' }
}

function isBegun(rest: string): boolean {
  if (rest === '\x1b' || rest === '\x1bO' || STRING_BEGUN.test(rest) || /^\x1bO\d(?:;\d?)?$/.test(rest)) return true
  // Alt and an arrow, of some terminals: two escapes.
  if (/^\x1b\x1b(?:$|[[O])/.test(rest)) return rest === '\x1b\x1b' || isBegun(rest.slice(1))
  return rest.length <= MAX_SEQUENCE && CSI_BEGUN.test(rest)
}

/** What is left of a beginning when nothing follows: keys, if keys send the same. */
export function give(rest: string): Piece[] {
  if (rest === '\x1b') return [{ piece: 'control', text: '\x1b' }]
  if (rest === '\x1b\x1b') return [{ piece: 'alt' }, { piece: 'control', text: '\x1b' }]
  if (/^\x1b[[O\]P_]$/.test(rest)) return [{ piece: 'alt' }, { piece: 'text', text: rest.charAt(1) }]
  return []
}
