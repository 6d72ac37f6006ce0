/**
 * `earshot demo`: one machine shows what the program does. Two throw-away peers as processes of their own, driven by the same
 * commands that people type; every step is checked, and whatever was started or written is gone in the end, come what may.
 */
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportOf } from '../../protocol/errors.ts'
import { type Catalogue, type Lang, loadWords } from '../text/catalogue.ts'
import { CheckFailed, same } from './check.ts'
import { DemoPeer } from './demo-peer.ts'
import { Report } from './report.ts'
import { type Stage, type Step, steps } from './steps.ts'

export interface DemoOptions {
  /** One JSON object for each step instead of lines for people. @default false */
  json?: boolean
  lang: Lang
  /** Leaves the profiles where they are. @default false */
  keep?: boolean
  /** The program's start script. @default the one that runs */
  program?: string
}

/** Runs the demo; 0 if every step held, else 1. */
export async function runDemo(options: DemoOptions): Promise<number> {
  const words = await loadWords(options.lang)
  const report = new Report(words, options.json === true)
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort(new CheckFailed(words.demo.check.interrupted))
  const folder = await mkdtemp(join(tmpdir(), 'earshot-demo-'))
  const program = options.program ?? process.argv[1] ?? 'earshot'
  const [alice, bob] = ['alice', 'bob'].map(
    name => new DemoPeer({ name, folder, program, words, signal: interrupted.signal }),
  ) as [DemoPeer, DemoPeer]
  const stage: Stage = { alice, bob, words, sent: [] }
  // The last resort: should this process have to exit, it takes everything with it.
  const onExit = () => {
    alice.killAll()
    bob.killAll()
    if (options.keep !== true) rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', onExit)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  report.begin()
  try {
    const cleanUp: Step = { name: 'cleanUp', run: () => cleanUpAll(stage, folder, options.keep === true) }
    let held = true
    for (const step of steps) {
      held = await runStep(step, stage, report, interrupted.signal)
      if (!held) break
    }
    // Cleaning up is a step like any other, and the only one that is always tried.
    const clean = await runStep(cleanUp, stage, report)
    report.end(held && clean, steps.length + 1)
    return held && clean ? 0 : 1
  } finally {
    process.off('exit', onExit)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupt)
  }
}

async function runStep(step: Step, stage: Stage, report: Report, signal?: AbortSignal): Promise<boolean> {
  const since = performance.now()
  report.trying(step.name)
  try {
    signal?.throwIfAborted()
    const detail = await step.run(stage)
    report.held(step.name, performance.now() - since, detail)
    return true
  } catch (error) {
    const what = error instanceof CheckFailed ? error.message : describe(error, stage.words)
    report.failed(step.name, performance.now() - since, what)
    return false
  }
}

function describe(error: unknown, words: Catalogue): string {
  return words.common.error(reportOf(error))
}

async function cleanUpAll(stage: Stage, folder: string, keep: boolean): Promise<string> {
  const { alice, bob, words } = stage
  await Promise.all([alice.cleanUp(), bob.cleanUp()])
  if (keep) return words.demo.details.kept(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  same(words, folder, existsSync(folder), false)
  return words.demo.details.gone
}
