/**
 * `npm run bench [-- NAME..] [--install] [--save] [--profile FOLDER]`: runs the benchmarks (all unless named), prints the
 * tables, and writes them to `bench/results/`; of named ones only with `--save`, beside what is there of the others. Each has a time limit; what it started is ended with it, and the others go on.
 * With `--profile` nodes write CPU profiles into the folder (see costs.ts), and the figures are not for comparing.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backup } from './backup.ts'
import { buildIfStale } from './build.ts'
import { discovery } from './discovery.ts'
import { latency } from './latency.ts'
import { describeMachine, describeOccasion, loadNow } from './machine.ts'
import type { Benchmark, Context } from './measure.ts'
import { memory } from './memory.ts'
import { profile } from './profile.ts'
import { relayGrowth } from './relay-growth.ts'
import { relayMany, relayOne } from './relay-mail.ts'
import { relayReconnect } from './relay-reconnect.ts'
import { relayReturn } from './relay-return.ts'
import { markdown, type Report, type Section } from './report.ts'
import { search } from './search.ts'
import { start } from './start.ts'
import { terminal } from './terminal.ts'
import { throughput } from './throughput.ts'

const BENCHMARKS: Benchmark[] = [
  start,
  latency,
  throughput,
  discovery,
  memory,
  profile,
  backup,
  search,
  terminal,
  relayOne,
  relayMany,
  relayReconnect,
  relayGrowth,
  relayReturn,
]

async function measure(benchmark: Benchmark, options: Pick<Context, 'install' | 'profiles'>): Promise<Section> {
  const begin = performance.now()
  const say = (text: string) => process.stderr.write(`  ${text}\n`)
  process.stderr.write(`${benchmark.name}\n`)
  const stop = new AbortController()
  const interrupt = () => stop.abort(new Error('interrupted'))
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const timer = setTimeout(() => stop.abort(new Error(`longer than ${benchmark.limit} s`)), benchmark.limit * 1000)
  const owned = new AsyncDisposableStack()
  const section: Section = {
    name: benchmark.name,
    about: benchmark.about,
    occasion: describeOccasion(),
    took: 0,
    rows: [],
  }
  try {
    const late = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true })
    })
    // Not every wait inside listens to the signal; when this race is lost, what it waits for ends with its children.
    section.rows = await Promise.race([benchmark.run({ ...options, signal: stop.signal, say, owned }), late])
  } catch (error) {
    section.failure = error instanceof Error ? error.message : String(error)
    say(section.failure)
  } finally {
    clearTimeout(timer)
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    stop.abort(new Error('ended'))
    await owned.disposeAsync()
  }
  if (section.failure === 'interrupted') process.exit(130)
  section.occasion.load[1] = loadNow()
  section.took = Math.round((performance.now() - begin) / 100) / 10
  return section
}

/** Sections that were not measured now stay as they were, with their own date. */
function save(report: Report): void {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const json = join(folder, 'latest.json')
  const before = existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as Report).sections : []
  const all = BENCHMARKS.flatMap(
    ({ name }) => [...report.sections, ...before].find(section => section.name === name) ?? [],
  )
  const whole: Report = { machine: report.machine, sections: all }
  writeFileSync(join(folder, 'latest.md'), markdown(whole))
  writeFileSync(json, `${JSON.stringify(whole, undefined, 2)}\n`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { install: { type: 'boolean' }, save: { type: 'boolean' }, profile: { type: 'string' } },
})
const unknown = positionals.filter(name => !BENCHMARKS.some(benchmark => benchmark.name === name))
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}. There are: ${BENCHMARKS.map(each => each.name).join(', ')}`)
  process.exit(2)
}
// Waits that were given up reject when their child is gone, all for one reason; their benchmark has been reported by then.
const late = new Set<string>()
process.on('unhandledRejection', error => {
  if (!late.has(String(error))) process.stderr.write(`  late: ${String(error)}\n`)
  late.add(String(error))
})

buildIfStale()
const machine = describeMachine()
const sections: Section[] = []
for (const benchmark of BENCHMARKS) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue
  sections.push(await measure(benchmark, { install: values.install ?? false, profiles: values.profile }))
}
process.stdout.write(markdown({ machine, sections }))
if (values.profile === undefined && (positionals.length === 0 || values.save)) save({ machine, sections })
process.exit(sections.some(section => section.failure !== undefined) ? 1 : 0)
