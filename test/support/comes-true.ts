import { vi } from 'vitest'

/**
 * Waits until an assertion holds, and fails as it does. Vitest's own limit, a second, is little for a machine that has much else to do.
 */
export function comesTrue<T>(assertion: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertion, { timeout: 30_000, interval: 20 })
}
