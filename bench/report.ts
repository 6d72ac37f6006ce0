import type { Machine, Occasion } from './machine.ts'
import type { Row } from './measure.ts'

export interface Section {
  name: string
  about: string
  occasion: Occasion
  /** Seconds that the benchmark took. */
  took: number
  rows: Row[]
  failure?: string
}

export interface Report {
  machine: Machine
  sections: Section[]
}

function figure(value: number | undefined, unit: Row['unit']): string {
  if (value === undefined) return '–'
  const digits = unit === 'ms' ? (value < 10 ? 2 : value < 100 ? 1 : 0) : 0
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return unit === 'messages/s' ? `${text}/s` : `${text} ${unit}`
}

/** Earshot's figure by the alternative's. */
export function ratio(row: Row): number | undefined {
  return row.earshot === undefined || !row.beside?.value ? undefined : row.earshot / row.beside.value
}

function line(row: Row): string {
  const times = ratio(row)
  const cells = [
    row.what,
    figure(row.earshot, row.unit),
    row.beside === undefined ? '' : `${row.beside.name}: ${figure(row.beside.value, row.unit)}`,
    times === undefined ? '' : `${times.toFixed(2)} ×`,
    row.aim?.text ?? '',
    row.aim?.met === undefined ? '' : row.aim.met ? 'yes' : '**no**',
  ]
  return `| ${cells.join(' | ')} |`
}

function occasionOf({ date, commit, load }: Occasion): string {
  const of = commit === undefined ? '' : ` at ${commit}`
  return `*${date.slice(0, 10)}, ${date.slice(11, 16)} UTC${of}; load ${load[0].toFixed(1)} → ${load[1].toFixed(1)}.*`
}

/** The report as Markdown: the machine, then a table for each benchmark, its notes below it. */
export function markdown(report: Report): string {
  const { machine } = report
  const lines = [
    '# Benchmarks',
    '',
    "Made by `npm run bench`. Each table's two sides were measured in the same run, in turns; medians unless it says p99. The ratios",
    'are what counts: absolute times belong to this machine, and to what else it did (load: runnable processes, before and after).',
    '',
    `- **Machine**: ${machine.cpu}, ${machine.cores} cores, ${machine.memory} GiB; ${machine.kernel}`,
    `- **Node.js** ${machine.node}`,
    `- **Disk**: ${machine.disk.filesystem}; one appended and synced block takes ${machine.disk.syncMicroseconds} µs`,
    '',
  ]
  for (const section of report.sections) {
    lines.push(`## ${section.name}`, '', section.about, '', occasionOf(section.occasion), '')
    if (section.failure !== undefined)
      lines.push(`**Failed after ${section.took.toFixed(0)} s**: ${section.failure}`, '')
    if (section.rows.length > 0) {
      lines.push('| What | Earshot | Beside | Ratio | Aim | Met |', '| --- | ---: | ---: | ---: | --- | --- |')
      lines.push(...section.rows.map(line), '')
      const notes = section.rows.filter(row => row.note !== undefined)
      if (notes.length > 0) lines.push(...notes.map(row => `- ${row.what}: ${row.note}`), '')
    }
  }
  return `${lines.join('\n').trimEnd()}\n`
}
