import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Child } from '../child.ts'
import type { Context } from '../measure.ts'
import { folder } from './bare.ts'
import { freePort } from './net.ts'
import type { Alternative } from './packages.ts'
import { XmppClient } from './xmpp.ts'

export const PROSODY: Alternative = { program: 'prosody', packages: ['prosody'] }

/** Messages that the sender is ahead of the receiver. */
const AHEAD = 1_000

/** What the accounts log in with. */
export const PASSWORD = 'secret'

export interface XmppServer {
  child: Child
  port: number
  /** Where it keeps its data. */
  place: string
}

/** A Prosody server with these accounts, which keeps what it keeps in its own files. */
export async function startProsody(
  context: Context,
  program: string,
  options: { accounts: readonly string[]; with: string; without: string },
): Promise<XmppServer> {
  const place = await folder(context, 'prosody')
  const port = await freePort()
  const accounts = join(place, 'localhost', 'accounts')
  await mkdir(accounts, { recursive: true })
  for (const name of options.accounts) {
    await writeFile(join(accounts, `${name}.dat`), `return { ["password"] = "${PASSWORD}" };\n`)
  }
  const config = join(place, 'prosody.cfg.lua')
  await writeFile(
    config,
    [
      `data_path = "${place}"`,
      `pidfile = "${place}/prosody.pid"`,
      'run_as_root = true',
      'interfaces = { "127.0.0.1" }',
      `c2s_ports = { ${port} }`,
      `modules_enabled = { "roster"; "saslauth"; "disco"; "${options.with}" }`,
      `modules_disabled = { "s2s"; "tls"; "http"; "${options.without}" }`,
      'c2s_require_encryption = false',
      'allow_unencrypted_plain_auth = true',
      'authentication = "internal_plain"',
      'storage = "internal"',
      'default_archive_policy = true',
      'archive_expires_after = "never"',
      // The default of 10,000 messages an archive would throw away half of them.
      'storage_archive_item_limit = 10000000',
      'log = { error = "*console" }',
      'VirtualHost "localhost"',
      '',
    ].join('\n'),
  )
  const child = context.owned.use(
    new Child({ command: program, args: ['-F', '--config', config], signal: context.signal }),
  )
  return { child, port, place }
}

/**
 * Messages a second through a Prosody server that archives them (message archive, one copy for each of the two), between two
 * clients. The archive is appended to without a sync, and nothing tells the sender that it was.
 */
export async function prosody(
  context: Context,
  program: string,
  size: number,
): Promise<(count: number) => Promise<number>> {
  const { port, place } = await startProsody(context, program, {
    accounts: ['alice', 'bob'],
    with: 'mam',
    without: 'offline',
  })
  const host = 'localhost'
  const password = PASSWORD
  const bob = context.owned.use(await XmppClient.open(port, { name: 'bob', host, password }, context.signal))
  const alice = context.owned.use(await XmppClient.open(port, { name: 'alice', host, password }, context.signal))
  const body = 'x'.repeat(size)
  let run = 0
  return async count => {
    run++
    let received = 0
    let wake: () => void = () => undefined
    bob.onMessages = messages => {
      received += messages
      wake()
    }
    const until = async (number: number) => {
      while (received < number) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
    }
    const start = performance.now()
    for (let i = 0; i < count; i++) {
      alice.message('bob@localhost', `${run}-${i}`, body)
      if (i % 100 === 99) await alice.flushed()
      await until(i - AHEAD)
    }
    await until(count)
    const time = performance.now() - start
    // A module that failed to load would make it fast and forgetful.
    await stat(join(place, 'localhost', 'archive', 'bob.list'))
    return (count / time) * 1000
  }
}
