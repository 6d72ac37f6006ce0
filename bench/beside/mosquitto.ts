import { writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { Child } from '../child.ts'
import type { Context } from '../measure.ts'
import { folder } from './bare.ts'
import { MqttClient } from './mqtt.ts'
import { freePort, Window } from './net.ts'
import type { Alternative } from './packages.ts'

export const MOSQUITTO: Alternative = { program: 'mosquitto', packages: ['mosquitto'] }

/**
 * `changes`: the broker writes its whole database (written, synced, renamed) after every round of its loop that changed
 * something, which is as durable as it gets. It still acknowledges a message *before* that; one that was acknowledged
 * and not yet saved is lost with the broker. `seconds`: it writes it once a second. `memory`: it saves when it ends.
 */
export type Saving = 'changes' | 'seconds' | 'memory'

export interface Broker {
  child: Child
  port: number
  /** Where it keeps its database. */
  place: string
}

export async function startBroker(context: Context, program: string, saving: Saving): Promise<Broker> {
  const place = await folder(context, 'mosquitto')
  const port = await freePort()
  const config = join(place, 'mosquitto.conf')
  await writeFile(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      // Started by root it would change to its own user, who may not write here.
      `user ${userInfo().username}`,
      'persistence true',
      `persistence_location ${place}/`,
      `autosave_on_changes ${saving === 'changes'}`,
      `autosave_interval ${saving === 'memory' ? 0 : 1}`,
      'max_queued_messages 0',
      'max_inflight_messages 1000',
      'set_tcp_nodelay true',
      'log_dest stderr',
      'log_type error',
      '',
    ].join('\n'),
  )
  const child = context.owned.use(new Child({ command: program, args: ['-c', config], signal: context.signal }))
  return { child, port, place }
}

/** Messages a second through a mosquitto broker, QoS 1 on both legs, to a subscriber with a kept session. */
export async function mosquitto(
  context: Context,
  program: string,
  saving: Saving,
  size: number,
): Promise<(count: number) => Promise<number>> {
  const { port } = await startBroker(context, program, saving)
  const bob = context.owned.use(await MqttClient.open(port, 'bob', true, context.signal))
  const alice = context.owned.use(await MqttClient.open(port, 'alice', false, context.signal))
  await bob.subscribe('alice/bob')
  const payload = Buffer.alloc(size, 'x')
  return async count => {
    const done = Promise.withResolvers<void>()
    let received = 0
    bob.onMessage = () => {
      if (++received === count) done.resolve()
    }
    const start = performance.now()
    await alice.publish('alice/bob', payload, count, new Window(1_000))
    await done.promise
    return (count / (performance.now() - start)) * 1000
  }
}
