/** What a relay counts, as Prometheus reads it. No number names a peer. docs/relay.md lists them. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { LATENCY_BOUNDS } from '../counters.ts'
import type { RelayCounters, RunningRelay } from '../running.ts'

const PREFIX = 'earshot_relay_'

export class RelayMetrics {
  readonly #registry = new Registry()
  readonly #relay: RunningRelay

  constructor(relay: RunningRelay) {
    this.#relay = relay
    collectDefaultMetrics({ register: this.#registry })
    this.#now()
    this.#since()
    const latency = new Histogram({
      name: `${PREFIX}deposit_seconds`,
      help: 'Seconds from a deposit to its acknowledgement, which follows its being on disk',
      buckets: [...LATENCY_BOUNDS],
      registers: [this.#registry],
    })
    relay.onDeposit(seconds => latency.observe(seconds))
  }

  async text(): Promise<{ text: string; contentType: string }> {
    return { text: await this.#registry.metrics(), contentType: this.#registry.contentType }
  }

  /** What there is now. */
  #now(): void {
    const gauge = (name: keyof RelayCounters & string, help: string) => {
      const read = () => Number(this.#relay.counters()[name])
      new Gauge({
        name: PREFIX + name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read())
        },
      })
    }
    gauge('mailboxes', 'Mailboxes')
    gauge('parcels', 'Parcels that wait for their readers')
    gauge('bytes', 'Bytes of the parcels that wait')
    gauge('connections', 'Connections now')
    gauge('owners', 'Owners of mailboxes who are connected now')
  }

  /** What it has done since it started: counted elsewhere, here it is only said. */
  #since(): void {
    const counter = (name: string, help: string, read: () => number) =>
      new Counter({
        name: `${PREFIX}${name}_total`,
        help,
        registers: [this.#registry],
        collect() {
          this.reset()
          this.inc(read())
        },
      })
    const labelled = (name: string, help: string, label: string, read: () => Record<string, number>) =>
      new Counter({
        name: `${PREFIX}${name}_total`,
        help,
        labelNames: [label],
        registers: [this.#registry],
        collect() {
          this.reset()
          for (const [value, count] of Object.entries(read())) this.inc({ [label]: value }, count)
        },
      })
    const counters = () => this.#relay.counters()
    counter('deposited', 'Parcels deposited', () => counters().deposited)
    counter('deposited_bytes', 'Bytes of the parcels deposited', () => counters().depositedBytes)
    counter('collected', 'Parcels that their readers collected', () => counters().collected)
    counter('collected_bytes', 'Bytes of the parcels collected', () => counters().collectedBytes)
    counter('expired', 'Parcels that nobody collected in time', () => counters().expired)
    counter('withdrawn', 'Parcels that whoever deposited them took back', () => counters().withdrawn)
    labelled('refused', 'Requests refused, by the code of the refusal', 'code', () => counters().refused)
    labelled('faults', 'What peers did that they should not have, by kind', 'kind', () => counters().faults)
  }
}
