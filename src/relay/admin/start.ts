/** `earshot-relay start`: runs the relay until a signal ends it. */
import type { Logger } from 'pino'
import { phrase } from '../../protocol/phrase.ts'
import type { openRelay } from '../relay.ts'
import type { RelayOptions } from '../running.ts'
import { ownFolder } from './folder.ts'
import { LOG_NAME, openLog } from './log.ts'
import type { Output } from './output.ts'
import { printable } from './print.ts'
import { withoutRepeats } from './repeats.ts'
import { type Service, startService } from './service.ts'
import type { HttpAddress } from './values.ts'

export interface StartOptions extends Omit<RelayOptions, 'log' | 'clock' | 'elapsed' | 'openStore'> {
  /** The kind of store. */
  store: string
  metrics?: HttpAddress
}

/** Milliseconds for a clean end; after that the process ends anyway, and the store copes with that. */
const STOP_MS = 15_000

/** Gives the exit code. Errors before it is ready are thrown. */
export async function start(options: StartOptions, out: Output, open: typeof openRelay): Promise<number> {
  const { store, metrics, ...relay } = options
  ownFolder(options.home)
  // The folder has to be a relay's before there is a log in it: opening checks that and may refuse.
  const early: string[] = []
  let logger: Logger | undefined
  const log = (line: string) => {
    if (logger === undefined) early.push(line)
    else logger.info(line)
  }
  const reason = untilStopped(log)
  const service = await startService({
    relay: { ...relay, log: withoutRepeats(log) },
    openRelay: open,
    ...(metrics === undefined ? {} : { metrics }),
  })
  try {
    const echo = (line: string) => void process.stderr.write(`${printable(line)}\n`)
    logger = openLog({
      home: options.home,
      ...(out.json ? {} : { echo }),
    })
    for (const line of early) logger.info(line)
    announce(service, options, out)
    log('ready')
    const why = await reason
    log(`stopping (${why})`)
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await service.stop()
    log('stopped')
    return why === 'failure' ? 1 : 0
  } catch (error) {
    log(`failed: ${String(error)}`)
    await service.stop()
    throw error
  }
}

function announce(service: Service, options: StartOptions, out: Output): void {
  const { peerId, name } = service.relay
  const addresses = service.relay.addresses()
  const { metrics } = service
  // Who started us may have gone: the relay stays.
  process.stdout.on('error', () => undefined)
  if (out.json) {
    out.document({
      event: 'ready',
      peerId,
      name,
      addresses,
      store: options.store,
      ...(metrics === undefined ? {} : { metrics }),
    })
    return
  }
  out.print(
    out.say(phrase`The relay ${name} runs.`),
    '',
    out.say(phrase`It listens on`),
    ...addresses.map(address => `  ${address}`),
    '',
    out.say(
      options.open === true
        ? phrase`It gives a mailbox to everyone who asks: \`earshot relay add ADDRESS\`, with one of the addresses above.`
        : phrase`Invite people: \`earshot-relay invite\` prints a link for one of them, who gives it to \`earshot relay add\`.`,
    ),
    out.say(phrase`See what it does: \`earshot-relay status\`, \`earshot-relay mailboxes\`.`),
    ...(metrics === undefined
      ? []
      : [out.say(phrase`Metrics: ${metrics}; health: ${metrics.replace(/metrics$/, 'healthz')}`)]),
    out.say(phrase`Log: ${LOG_NAME} in ${options.home}. Ctrl-C stops it.`),
    '',
  )
}

/** Resolves with the first reason to stop. A second signal ends the process at once. */
function untilStopped(log: (message: string) => void): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let signals = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      signals += 1
      if (signals > 1) process.exit(1)
      resolve(signal)
    })
  }
  const onFault = (error: unknown) => {
    log(`fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    resolve('failure')
  }
  process.on('uncaughtException', onFault)
  process.on('unhandledRejection', onFault)
  return promise
}
