/** A log in which one thing that happens a thousand times a second is one line in ten seconds: a full disk would be filled by saying that it is. */

/** Milliseconds between two lines that say the same. */
const EVERY_MS = 10_000
/** Lines that are remembered; the rest is written as it comes. */
const MAX_REMEMBERED = 256

export function withoutRepeats(log: (line: string) => void, clock = () => performance.now()): (line: string) => void {
  const said = new Map<string, { at: number; more: number }>()
  return line => {
    const now = clock()
    const before = said.get(line)
    if (before !== undefined && now - before.at < EVERY_MS) {
      before.more += 1
      return
    }
    said.delete(line)
    said.set(line, { at: now, more: 0 })
    const oldest = said.keys().next()
    if (said.size > MAX_REMEMBERED && !oldest.done) said.delete(oldest.value)
    log(before !== undefined && before.more > 0 ? `${line} (and ${before.more} times before)` : line)
  }
}
