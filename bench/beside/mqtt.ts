/**
 * As much of an MQTT 3.1.1 client as publishing and receiving with QoS 1 takes, pipelined and writing many packets at once, so
 * that the broker is what is measured. (OASIS MQTT 3.1.1, sections in brackets.)
 */
import type { Socket } from 'node:net'
import { reach, type Window } from './net.ts'

const CONNECT = 1
const CONNACK = 2
const PUBLISH = 3
const PUBACK = 4
const SUBSCRIBE = 8
const SUBACK = 9

/** Remaining length, seven bits a byte [2.2.3]. */
function lengthOf(size: number): number[] {
  return size < 128 ? [size] : [(size % 128) | 128, ...lengthOf(Math.floor(size / 128))]
}

function packet(type: number, flags: number, ...parts: Uint8Array[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Uint8Array.from([(type << 4) | flags, ...lengthOf(size)]), ...parts])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([number(bytes.length), bytes])
}

const number = (value: number) => Uint8Array.from([value >> 8, value & 255])

export class MqttClient implements Disposable {
  readonly #socket: Socket
  #rest = Buffer.alloc(0)
  #out: Buffer[] = []
  readonly #answers = new Map<number, () => void>()
  onMessage: () => void = () => undefined
  onAck: () => void = () => undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', bytes => this.#read(bytes))
  }

  /**
   * `persistent` asks the broker to keep the session, and what it has not delivered, when the connection ends [3.1.2.4]. What was kept
   * comes right after the broker's answer: whoever wants it names `onMessage` here.
   */
  static async open(
    port: number,
    id: string,
    persistent: boolean,
    signal: AbortSignal,
    onMessage: () => void = () => undefined,
  ): Promise<MqttClient> {
    const client = new MqttClient(await reach(port, signal))
    client.onMessage = onMessage
    const answered = client.#answer(CONNACK)
    client.#send(packet(CONNECT, 0, text('MQTT'), Uint8Array.from([4, persistent ? 0 : 2]), number(600), text(id)))
    await answered
    return client
  }

  async subscribe(topic: string): Promise<void> {
    const answered = this.#answer(SUBACK)
    this.#send(packet(SUBSCRIBE, 2, number(1), text(topic), Uint8Array.from([1])))
    await answered
  }

  /** Publishes `count` messages with QoS 1, to the topics in turn; the window bounds those that the broker has not acknowledged. */
  async publish(topics: string | readonly string[], payload: Uint8Array, count: number, window: Window): Promise<void> {
    let acknowledged = 0
    const all = Promise.withResolvers<void>()
    this.onAck = () => {
      window.leave()
      if (++acknowledged === count) all.resolve()
    }
    const names = [topics].flat().map(text)
    for (let i = 0; i < count; i++) {
      await window.enter()
      this.#send(packet(PUBLISH, 2, names[i % names.length]!, number((i % 65_535) + 1), payload))
    }
    await all.promise
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }

  #answer(type: number): Promise<void> {
    return new Promise(resolve => this.#answers.set(type, resolve))
  }

  #send(bytes: Buffer): void {
    if (this.#out.push(bytes) > 1) return
    setImmediate(() => {
      this.#socket.write(Buffer.concat(this.#out))
      this.#out = []
    })
  }

  #read(bytes: Buffer): void {
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    for (let size = this.#take(rest); size > 0; size = this.#take(rest)) rest = rest.subarray(size)
    this.#rest = Buffer.from(rest)
  }

  /** Handles the first packet and gives its size; 0 when it is not whole yet. */
  #take(bytes: Buffer): number {
    let size = 0
    let head = 1
    for (let shift = 0; ; shift += 7) {
      const digit = bytes[head++]
      if (digit === undefined) return 0
      size |= (digit & 127) << shift
      if (digit < 128) break
    }
    if (bytes.length < head + size) return 0
    this.#handle(bytes[0]! >> 4, (bytes[0]! >> 1) & 3, bytes.subarray(head, head + size))
    return head + size
  }

  #handle(type: number, qos: number, body: Buffer): void {
    if (type === PUBLISH) {
      if (qos === 1) {
        const id = 2 + body.readUInt16BE(0)
        this.#send(packet(PUBACK, 0, Buffer.from(body.subarray(id, id + 2))))
      }
      this.onMessage()
    } else if (type === PUBACK) this.onAck()
    else this.#answers.get(type)?.()
  }
}
