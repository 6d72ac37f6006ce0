import type { Context } from '../measure.ts'
import { type Load, type Post, Tally, watched } from '../relay-post.ts'
import { PASSWORD, startProsody } from './prosody.ts'
import { XmppClient } from './xmpp.ts'

const HOST = 'localhost'

/**
 * Offline messages of a Prosody server (mod_offline, kept in its own files): appended one by one without a sync, and sent to whoever
 * says that they are there. Nothing tells the sender; accepted is when the server has answered what was asked after the last one.
 */
export async function prosodyOffline(context: Context, program: string, size: number): Promise<Post> {
  const { signal } = context
  const body = 'x'.repeat(size)
  return async ({ readers, each }: Load) => {
    const names = Array.from({ length: readers }, (_, i) => `reader${i}`)
    const server = await startProsody(context, program, {
      accounts: ['alice', ...names],
      with: 'offline',
      without: 'mam',
    })
    const user = (name: string) => ({ name, host: HOST, password: PASSWORD })
    using alice = await XmppClient.open(server.port, user('alice'), signal)
    using open = new DisposableStack()
    const tally = new Tally()
    const posted = await watched(
      server,
      async () => {
        for (let i = 0; i < readers * each; i++) {
          alice.message(`${names[i % readers]}@${HOST}`, String(i), body)
          if (i % 100 === 99) await alice.flushed()
        }
        await alice.settled()
      },
      async () => {
        const opened = names.map(name => XmppClient.open(server.port, user(name), signal, tally.add))
        for (const reader of await Promise.all(opened)) open.use(reader)
        await tally.until(readers * each, signal)
      },
    )
    await server.child.stop()
    return posted
  }
}
