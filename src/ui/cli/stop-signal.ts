/** SIGINT, SIGTERM and SIGHUP as an `AbortSignal`, for commands that run until they are stopped; that is then no failure. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => stop.abort())
  }
  return stop.signal
}
