import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AckPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { Child } from '../child.ts'
import type { Context } from '../measure.ts'
import { type Load, type Post, Tally, watched } from '../relay-post.ts'
import { folder } from './bare.ts'
import { freePort, reach, Window } from './net.ts'
import type { Alternative } from './packages.ts'

export const NATS: Alternative = { program: 'nats-server', packages: ['nats-server'] }

/** Messages that a reader asks for at a time. */
const AHEAD = 1_000

/**
 * A JetStream in files from which each message goes when its reader has acknowledged it, with a durable consumer for each reader.
 * Accepted: acknowledged by the stream, which has written it but syncs every two minutes only.
 */
export async function natsOffline(context: Context, program: string, size: number): Promise<Post> {
  const { signal } = context
  const place = await folder(context, 'nats')
  const port = await freePort()
  const config = join(place, 'nats.conf')
  await writeFile(config, `listen: "127.0.0.1:${port}"\njetstream { store_dir: "${join(place, 'store')}" }\n`)
  const child = context.owned.use(new Child({ command: program, args: ['-c', config], signal }))
  const probe = await reach(port, signal)
  probe.destroy()
  const servers = `127.0.0.1:${port}`
  const alice = await connect({ servers })
  context.owned.defer(() => alice.close())
  const payload = Buffer.alloc(size, 'x')
  let run = 0
  return async ({ readers, each }: Load) => {
    const stream = `run${run++}`
    const count = readers * each
    const manager = await jetstreamManager(alice)
    await manager.streams.add({
      name: stream,
      subjects: [`${stream}.*`],
      storage: StorageType.File,
      retention: RetentionPolicy.Workqueue,
    })
    for (let i = 0; i < readers; i++) {
      await manager.consumers.add(stream, {
        durable_name: `reader${i}`,
        filter_subject: `${stream}.${i}`,
        ack_policy: AckPolicy.Explicit,
      })
    }
    const open: NatsConnection[] = []
    const tally = new Tally()
    const publisher = jetstream(alice)
    const posted = await watched(
      { child, place },
      async () => {
        const window = new Window(1_000)
        const acknowledged: Promise<void>[] = []
        for (let i = 0; i < count; i++) {
          await window.enter()
          acknowledged.push(publisher.publish(`${stream}.${i % readers}`, payload).then(() => window.leave()))
        }
        await Promise.all(acknowledged)
      },
      async () => {
        const fetch = async (i: number) => {
          const connection = await connect({ servers })
          open.push(connection)
          const consumer = await jetstream(connection).consumers.get(stream, `reader${i}`)
          const callback = (message: { ack(): void }) => {
            message.ack()
            tally.add()
          }
          await consumer.consume({ max_messages: Math.min(AHEAD, each), callback })
        }
        await Promise.all(Array.from({ length: readers }, (_, i) => fetch(i)))
        await tally.until(count, signal)
      },
    )
    await Promise.all(open.map(connection => connection.close()))
    await manager.streams.delete(stream)
    return posted
  }
}
