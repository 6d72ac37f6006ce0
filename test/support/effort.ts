/**
 * Milliseconds of this thread's processor time that some work takes, the least of a few runs: what else the machine does then does not
 * count. For tests of what must not grow out of hand; how fast a thing is, is the benchmarks' to say.
 */
export function effort(work: () => void, runs = 3): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
