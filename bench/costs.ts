/**
 * `node bench/costs.ts PROFILE.cpuprofile..`: where the time of a node went, from what `node --cpu-prof` wrote: self time by
 * function and by file, with bundled places traced back to their sources.
 */
import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'

interface CpuProfile {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
    children?: number[]
  }[]
  samples: number[]
  timeDeltas: number[]
}

const maps = new Map<string, SourceMap | undefined>()

function mapOf(url: string): SourceMap | undefined {
  if (!maps.has(url)) {
    const path = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : ''
    maps.set(url, existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : undefined)
  }
  return maps.get(url)
}

function placeOf(frame: CpuProfile['nodes'][number]['callFrame']): { file: string; name: string } {
  const name = frame.functionName || '(anonymous)'
  if (frame.url === '') return { file: '(engine)', name }
  const entry = mapOf(frame.url)?.findEntry(frame.lineNumber, frame.columnNumber)
  if (entry === undefined || !('originalSource' in entry)) {
    return { file: frame.url.replace(/^file:.*\/(?=node_modules\/)/, ''), name: `${name}:${frame.lineNumber + 1}` }
  }
  return { file: entry.originalSource.replace(/^(\.\.\/)+/, ''), name: `${name}:${entry.originalLine + 1}` }
}

function sum(totals: Map<string, number>, key: string, time: number): void {
  totals.set(key, (totals.get(key) ?? 0) + time)
}

for (const path of process.argv.slice(2)) {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as CpuProfile
  const selves = new Map<number, number>()
  profile.samples.forEach((id, i) => {
    selves.set(id, (selves.get(id) ?? 0) + (profile.timeDeltas[i] ?? 0) / 1000)
  })
  const byId = new Map(profile.nodes.map(node => [node.id, node]))
  const functions = new Map<string, number>()
  const files = new Map<string, number>()
  /** With everything called below, a function counted once however deep it recurs. */
  const inclusive = new Map<string, number>()
  let total = 0
  const walk = (id: number, above: Set<string>): number => {
    const node = byId.get(id)!
    const { file, name } = placeOf(node.callFrame)
    const key = `${file} ${name}`
    const self = selves.get(id) ?? 0
    total += self
    sum(functions, key, self)
    sum(files, file, self)
    const fresh = !above.has(key)
    if (fresh) above.add(key)
    const all = self + (node.children ?? []).reduce((time, child) => time + walk(child, above), 0)
    if (fresh) {
      above.delete(key)
      sum(inclusive, key, all)
    }
    return all
  }
  walk(profile.nodes[0]!.id, new Set())
  const idle = functions.get('(engine) (idle)') ?? 0
  console.log(`${path}\n${total.toFixed(0)} ms, of which idle ${idle.toFixed(0)} ms`)
  const busy = total - idle
  for (const [title, totals, count] of [
    ['self, by file', files, 25],
    ['self, by function', functions, 40],
    ['with callees', inclusive, 60],
  ] as const) {
    console.log(`\n${title} (share of ${busy.toFixed(0)} ms busy)`)
    const top = [...totals].filter(([key]) => key !== '(engine) (idle)').toSorted((a, b) => b[1] - a[1])
    for (const [key, time] of top.slice(0, count)) {
      console.log(`${time.toFixed(0).padStart(7)} ms ${((time / busy) * 100).toFixed(1).padStart(5)} %  ${key}`)
    }
  }
}
