import { isPhrase, type Phrase, type PhraseValue, speak } from './phrase.ts'

/** Stable codes that scripts may rely on, each with the exit code a command ends with (docs/cli.md). */
export const EXIT_BY_CODE = {
  internal: 1,
  'engine-failed': 1,
  usage: 2,
  invalid: 2,
  'no-identity': 3,
  'no-peer': 3,
  'no-group': 3,
  'no-message': 3,
  'no-file': 3,
  'no-engine': 3,
  ambiguous: 3,
  'wrong-passphrase': 4,
  'not-friends': 4,
  'not-allowed': 4,
  declined: 4,
  blocked: 4,
  quota: 4,
  exists: 4,
  offline: 5,
  'no-relay': 5,
  'no-node': 5,
  timeout: 6,
  'profile-in-use': 7,
  'address-in-use': 7,
  busy: 7,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof EXIT_BY_CODE

/** A sentence without values may be written as it is; with `${}` in it, it is no `string` but a `phrase`, or nobody could translate it. */
export type Sentence<Text extends string> =
  | Phrase
  | (Text extends string ? (Record<never, never> extends Record<Text, 1> ? never : Text) : never)

/** What an error says in phrases; a sentence without values says itself. */
export interface Said {
  message?: Phrase
  hint?: Phrase
}

/**
 * The one error that crosses a boundary on purpose: a stable `code`, a `message` that says what happened and a `hint`
 * that says what to do next, both in English; `say` is what they are made of, for readers of other languages. Anything else that is
 * thrown is a fault of ours and becomes `internal`.
 */
export class EarshotError<Message extends string = string, Hint extends string = string> extends Error {
  override readonly name = 'EarshotError'
  readonly code: ErrorCode
  readonly hint: string | undefined
  readonly say: Said

  constructor(code: ErrorCode, message: Sentence<Message>, hint?: Sentence<Hint>, cause?: unknown) {
    super(typeof message === 'object' ? speak(message) : message, cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = typeof hint === 'object' ? speak(hint) : hint
    this.say = {
      ...(typeof message === 'object' && message.values.length > 0 && { message }),
      ...(typeof hint === 'object' && hint.values.length > 0 && { hint }),
    }
  }
}

/** What `{"error": …}` holds on standard error, without `say`, and in JSON-RPC's `error.data`. */
export interface ErrorReport {
  code: ErrorCode
  message: string
  hint?: string
  /** Absent where neither the message nor the hint has values in it. */
  say?: Said
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(EXIT_BY_CODE, value)
}

/** Turns anything thrown into a report; what is not an EarshotError keeps its message under `internal`. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof EarshotError) {
    const { code, message, hint, say } = error
    return {
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...((say.message !== undefined || say.hint !== undefined) && { say }),
    }
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}

/** What scripts read of an error. */
export function inEnglish({ code, message, hint }: ErrorReport): ErrorReport {
  return { code, message, ...(hint !== undefined && { hint }) }
}

/** The error of a report from another process, whatever its version; what is not as it should be is left out. */
export function errorOf(report: Readonly<{ [K in keyof ErrorReport]?: unknown }>, cause?: unknown): EarshotError {
  const { code, message, hint, say } = report
  const { message: what, hint: next } =
    typeof say === 'object' && say !== null ? (say as Record<keyof Said, unknown>) : {}
  return new EarshotError(
    isErrorCode(code) ? code : 'internal',
    isPhrase(what) ? what : plain(typeof message === 'string' ? message : String(code)),
    isPhrase(next) ? next : typeof hint === 'string' ? plain(hint) : undefined,
    cause,
  )
}

/** What an error or its report says happened. */
export function messageOf({ message, say }: Pick<ErrorReport, 'message' | 'say'>): Phrase {
  return say?.message ?? plain(message)
}

/** What a report says to do next. */
export function hintOf({ hint, say }: ErrorReport): Phrase | undefined {
  return say?.hint ?? (hint === undefined ? undefined : plain(hint))
}

/** Why something failed, as a value in a phrase. */
export function reason(error: unknown): PhraseValue {
  if (error instanceof EarshotError) return messageOf(error)
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  // The code of a `DOMException` is a number.
  const name = typeof code === 'string' ? code : error.name
  return name === 'Error' ? error.message : { system: name, text: error.message }
}

/** A sentence without values, or one of which nothing more is known. */
function plain(text: string): Phrase {
  return { text, values: [] }
}
