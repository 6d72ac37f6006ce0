import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, sleep } from '../measure.ts'
import { type Load, type Post, Tally, watched } from '../relay-post.ts'
import { type Saving, startBroker } from './mosquitto.ts'
import { MqttClient } from './mqtt.ts'
import { Window } from './net.ts'

/** When the broker last wrote its database, milliseconds since 1970; 0 before. */
async function savedAt(place: string): Promise<number> {
  try {
    return (await stat(join(place, 'mosquitto.db'))).mtimeMs
  } catch {
    return 0
  }
}

/**
 * Messages for subscribers with kept sessions who are away, QoS 1 on both legs. Accepted: acknowledged to the publisher, which the
 * broker does before it saves; where it saves by the clock, until it has saved after that. The subscribers keep nothing.
 */
export async function mosquittoOffline(context: Context, program: string, saving: Saving, size: number): Promise<Post> {
  const broker = await startBroker(context, program, saving)
  const { signal } = context
  const payload = Buffer.alloc(size, 'x')
  let run = 0
  return async ({ readers, each }: Load) => {
    const name = `run${run++}`
    const topics = Array.from({ length: readers }, (_, i) => `${name}/${i}`)
    for (const topic of topics) {
      using reader = await MqttClient.open(broker.port, topic, true, signal)
      await reader.subscribe(topic)
    }
    using alice = await MqttClient.open(broker.port, 'alice', false, signal)
    using open = new DisposableStack()
    const tally = new Tally()
    return await watched(
      broker,
      async () => {
        await alice.publish(topics, payload, readers * each, new Window(1_000))
        const acknowledged = Date.now()
        while (saving === 'seconds' && (await savedAt(broker.place)) < acknowledged) await sleep(5, signal)
      },
      async () => {
        const opened = topics.map(topic => MqttClient.open(broker.port, topic, true, signal, tally.add))
        for (const reader of await Promise.all(opened)) open.use(reader)
        await tally.until(readers * each, signal)
      },
    )
  }
}
