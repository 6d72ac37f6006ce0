/**
 * JSON as it may be written to a terminal, too. `JSON.stringify` escapes the controls below space and leaves those above `~`, which
 * terminals obey as escape sequences, and characters that turn the direction of writing. Escaped they mean the same to every reader.
 */

const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** @param indent - spaces of a level, for people. @default everything on one line */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value, undefined, indent).replaceAll(OBEYED, escaped)
}
