/** `describe` and `it` for what this machine may not allow: where it does not, the tests are skipped and the reason is told. */
import { describe, it } from 'vitest'
import { faketimeLibrary, lanSupport } from './support.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Why this test, or every test of this suite, is skipped; `npm test` prints it. */
    skipReason?: string
  }
}

/** Tests on a network of namespaces. */
export function lan(name: string, tests: () => void): void {
  const support = lanSupport()
  if (support.available) describe(name, tests)
  else describe.skip(name, { meta: { skipReason: support.reason } }, tests)
}

/** A test that skews a host's clock. */
export function itSkewsClocks(name: string, test: () => Promise<void>, timeout?: number): void {
  if (faketimeLibrary() !== undefined) it(name, test, timeout)
  else it.skip(name, { meta: { skipReason: 'libfaketime not found: apt-get install libfaketime' } }, test)
}
