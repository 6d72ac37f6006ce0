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

/**
 * The one error that crosses a boundary on purpose: a stable `code`, a `message` that says what happened and a `hint`
 * that says what to do next. Anything else that is thrown is a fault of ours and becomes `internal`.
 */
export class EarshotError extends Error {
  override readonly name = 'EarshotError'
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = hint
  }
}

/** What `{"error": …}` holds on standard error and in JSON-RPC's `error.data`. */
export interface ErrorReport {
  code: ErrorCode
  message: string
  hint?: string
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(EXIT_BY_CODE, value)
}

/** Turns anything thrown into a report; what is not an EarshotError keeps its message under `internal`. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof EarshotError) {
    return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) }
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) }
}
