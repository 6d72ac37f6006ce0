/**
 * `npm test`: builds the programs, then runs the unit tests, then the tests on a network of real hosts (`test/lan/`), and ends with one
 * line: `N passed, M failed, K skipped`. `npm test -- unit` or `lan` runs one of the two; further words choose files by
 * their names, as vitest does. `-u` keeps what files of snapshots are compared with anew.
 */
import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { type Reporter, startVitest, type TestCase, type TestModule, type TestSuite } from 'vitest/node'
import { ENGINE_TOOLS } from '../test/support/engines.ts'
import {
  DESKTOP_TOOLS,
  faketimeLibrary,
  LAN_TOOLS,
  lanSupport,
  type Tool,
  whichTool,
  XTERM_TOOLS,
} from '../test/support/lan/support.ts'

const SUITES = {
  unit: { title: 'Unit tests', include: ['test/**/*.test.ts'], exclude: ['test/lan/**'] },
  // Hosts mostly wait for each other, and share the machine's cores: more files at a time would measure the machine.
  lan: { title: 'Tests on a network of hosts', include: ['test/lan/**/*.test.ts'], exclude: [] },
} as const
type SuiteName = keyof typeof SUITES

const TOOLS: readonly Tool[] = [
  ...LAN_TOOLS,
  { program: 'tmux', debianPackage: 'tmux' },
  ...ENGINE_TOOLS,
  ...DESKTOP_TOOLS,
  ...XTERM_TOOLS,
]

/** Counts what vitest tells, and collects what failed and why tests were skipped. */
class Tally implements Reporter {
  passed = 0
  skipped = 0
  /** What failed, a line each: where, and the first line of why. */
  readonly failures: string[] = []
  /** Reason of skipping → how many tests. */
  readonly reasons = new Map<string, number>()

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    // An error outside any test (a promise nobody waited for) is a failure that no test counts.
    for (const error of unhandled) this.#fail('outside any test', [error])
    for (const module of modules) this.#count(module)
  }

  #fail(where: string, errors: readonly unknown[]): void {
    const [error] = errors
    const why = error !== null && typeof error === 'object' && 'message' in error ? error.message : error
    this.failures.push(`${where}: ${String(why).split('\n', 1)[0]}`)
  }

  #count(module: TestModule): void {
    // A file that cannot be imported and a hook that fails fail no test of their own.
    if (module.errors().length > 0) this.#fail(module.relativeModuleId, module.errors())
    for (const suite of module.children.allSuites()) {
      if (suite.errors().length > 0) this.#fail(`${module.relativeModuleId} > ${suite.fullName}`, suite.errors())
    }
    for (const test of module.children.allTests()) {
      const result = test.result()
      if (result.state === 'passed') this.passed += 1
      else if (result.state === 'skipped') {
        this.skipped += 1
        const reason = result.note ?? reasonOf(test) ?? `no reason given in ${module.relativeModuleId}`
        this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
      } else this.#fail(`${module.relativeModuleId} > ${test.fullName}`, result.errors ?? [])
    }
  }
}

/** The nearest `skipReason` that the test or a suite around it names (test/support/lan/lan.ts). */
function reasonOf(test: TestCase): string | undefined {
  let place: TestCase | TestSuite | TestModule = test
  while (place.type !== 'module') {
    const { skipReason } = place.meta() as { skipReason?: unknown }
    if (typeof skipReason === 'string') return skipReason
    place = place.parent
  }
  return undefined
}

function tellWhatIsMissing(): void {
  const missing = TOOLS.filter(tool => whichTool(tool.program) === undefined)
  const packages = new Set(missing.map(tool => tool.debianPackage))
  if (faketimeLibrary() === undefined) packages.add('libfaketime')
  if (process.platform === 'linux' && packages.size > 0) {
    const names = [...packages].join(' ')
    console.log(`\nNot all tests can run here. Missing: ${names}. On Debian: sudo apt-get install ${names}\n`)
  }
  const support = lanSupport()
  if (!support.available) {
    const bar = '!'.repeat(100)
    console.log(`\n${bar}\nThe tests on a network of hosts are SKIPPED: ${support.reason}\n${bar}\n`)
  }
}

async function runSuite(name: SuiteName, filters: string[], tally: Tally): Promise<void> {
  const suite = SUITES[name]
  console.log(`\n${suite.title}`)
  const vitest = await startVitest('test', filters, {
    run: true,
    watch: false,
    ...(update ? { update: true } : {}),
    include: [...suite.include],
    exclude: ['**/node_modules/**', ...suite.exclude],
    passWithNoTests: true,
    reporters: ['default', tally],
    // A test starts dozens of programs one after the other: its own waits end it long before this, whatever they take.
    ...(name === 'lan' ? { maxWorkers: 2, testTimeout: 600_000 } : {}),
  })
  await vitest.close()
}

const words = process.argv.slice(2).filter(word => word !== '-u')
const update = words.length < process.argv.length - 2
const only = words[0] !== undefined && words[0] in SUITES ? (words.shift() as SuiteName) : undefined
if (update) process.env.EARSHOT_TEST_UPDATE = '1'
const tally = new Tally()
tellWhatIsMissing()
execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
for (const name of Object.keys(SUITES) as SuiteName[]) {
  if (only === undefined || only === name) await runSuite(name, words, tally)
}
for (const [reason, count] of tally.reasons) console.log(`skipped ${count}: ${reason}`)
// Once more, at the end: whoever reads the last lines of a long run sees what failed.
for (const failure of tally.failures) console.log(`failed: ${failure}`)
const failed = tally.failures.length
const ran = tally.passed + failed
if (ran === 0) console.log('No test ran.')
console.log(`${tally.passed} passed, ${failed} failed, ${tally.skipped} skipped`)
// Not by falling off the end: a handle that a test left behind must not keep the run from ending.
process.exit(failed > 0 || ran === 0 ? 1 : 0)
