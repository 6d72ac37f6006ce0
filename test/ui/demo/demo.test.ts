import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runDemo } from '../../../src/ui/demo/demo.ts'
import { steps } from '../../../src/ui/demo/steps.ts'
import { removeFolder } from '../../support/temporary.ts'

interface Line {
  step: string
  ok: boolean
  error?: string
}

describe('a demo that cannot succeed', () => {
  let folder: string
  let printed: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'earshot-demo-test-'))
    // The demo makes its folder where temporary files belong; here that is a folder of the test's own, to see what is left.
    vi.stubEnv('TMPDIR', folder)
    printed = ''
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
      printed += String(text)
      return true
    })
  })

  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    removeFolder(folder)
  })

  /** A program that stands in for ours. */
  function program(source: string): string {
    const path = join(folder, 'program.mjs')
    writeFileSync(path, source)
    return path
  }

  function lines(): Line[] {
    return printed
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Line)
  }

  it('names the step that failed and why, and leaves nothing behind', async () => {
    const failing = program(
      `console.error(JSON.stringify({ error: { code: 'exists', message: 'an identity is here' } })); process.exit(4)`,
    )
    expect(await runDemo({ json: true, lang: 'en', program: failing })).toBe(1)
    expect(lines()).toMatchObject([
      { step: 'identities', ok: false, error: expect.stringContaining('ended with 4: an identity is here') },
      { step: 'cleanUp', ok: true },
    ])
    expect(readdirSync(folder)).toEqual(['program.mjs'])
  })

  it('tells people the same', async () => {
    const failing = program('process.exit(1)')
    expect(await runDemo({ lang: 'en', program: failing })).toBe(1)
    expect(printed).toContain(`Failed: Each makes an identity`)
    expect(printed).toContain(`${steps.length - 1} steps were not tried`)
  })

  it('believes nothing that was not shown', async () => {
    const lying = program(`console.log(JSON.stringify({ peerId: '12D3KooW'.padEnd(52, 'a'), name: 'x' }))`)
    expect(await runDemo({ json: true, lang: 'en', program: lying })).toBe(1)
    expect(lines()[0]).toMatchObject({ step: 'identities', ok: false })
  })

  it('ends what it started when it is interrupted', async () => {
    const hanging = program('setInterval(() => {}, 1000); process.on("SIGTERM", () => process.exit(0))')
    const running = runDemo({ json: true, lang: 'en', program: hanging })
    await expect.poll(() => process.listenerCount('SIGINT')).toBeGreaterThan(0)
    process.emit('SIGINT')
    expect(await running).toBe(1)
    expect(lines()).toMatchObject([
      { step: 'identities', ok: false, error: 'interrupted' },
      { step: 'cleanUp', ok: true },
    ])
    expect(readdirSync(folder)).toEqual(['program.mjs'])
  })
})
