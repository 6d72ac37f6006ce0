import type { Machine } from './machine.ts'
import type { Row } from './measure.ts'

export interface Section {
  name: string
  about: string
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
  return row.earshot === undefined || row.beside === undefined ? undefined : row.earshot / row.beside.value
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

/** The report as Markdown: the machine, then a table for each benchmark, its notes below it. */
export function markdown(report: Report): string {
  const { machine } = report
  const lines = [
    '# Benchmarks',
    '',
    `Made by \`npm run bench\` on ${machine.date.slice(0, 10)}, ${machine.date.slice(11, 16)} UTC. Each table's two sides were measured in the same run, in turns;`,
    'medians unless it says p99. The ratios are what counts: absolute times belong to this machine.',
    '',
    `- **Machine**: ${machine.cpu}, ${machine.cores} cores, ${machine.memory} GiB; ${machine.kernel}`,
    `- **Node.js** ${machine.node}${machine.commit === undefined ? '' : `; Earshot at ${machine.commit}`}`,
    `- **Disk**: ${machine.disk.filesystem}; one appended and synced block takes ${machine.disk.syncMicroseconds} µs`,
    `- **Load**: ${machine.load.before} when it began, at most ${machine.load.most} (other work on the machine is in these figures)`,
    '',
  ]
  for (const section of report.sections) {
    lines.push(`## ${section.name}`, '', section.about, '')
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
