import { userInfo } from 'node:os'

/** What the machine calls whoever sits there; undefined where it has no name for them. */
export function loginName(): string | undefined {
  try {
    return userInfo().username
  } catch (error) {
    // A container may run under a number that has no name.
    if (error instanceof Error) return undefined
    throw error
  }
}
