import type { Context } from '../measure.ts'
import { type Load, type Post, Tally, watched } from '../relay-post.ts'
import { type Saving, startBroker } from './mosquitto.ts'
import { MqttClient } from './mqtt.ts'
import { Window } from './net.ts'

/**
 * Messages for subscribers with kept sessions who are away, QoS 1 on both legs. Accepted: acknowledged to the publisher, which the
 * broker does before it saves. The subscribers keep nothing.
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
      () => alice.publish(topics, payload, readers * each, new Window(1_000)),
      async () => {
        const opened = topics.map(topic => MqttClient.open(broker.port, topic, true, signal, tally.add))
        for (const reader of await Promise.all(opened)) open.use(reader)
        await tally.until(readers * each, signal)
      },
    )
  }
}
