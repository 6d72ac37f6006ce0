import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LOG_NAME, openLog } from '../../../src/relay/admin/log.ts'
import { withoutRepeats } from '../../../src/relay/admin/repeats.ts'
import { temporaryFolder } from '../../support/temporary.ts'

it('keeps a log of bounded size that nobody else reads, and one older one', async () => {
  const home = await temporaryFolder()
  const logger = openLog({ home, max: 10_000 })
  for (let i = 0; i < 1000; i++) logger.info(`line ${i}`)
  const path = join(home, LOG_NAME)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  for (const file of [path, `${path}.old`]) expect(statSync(file).size).toBeLessThan(10_200)
  expect(
    readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).msg)
      .at(-1),
  ).toBe('line 999')
})

it('goes on in the log of last time', async () => {
  const home = await temporaryFolder()
  openLog({ home }).info('one')
  openLog({ home }).info('two')
  expect(readFileSync(join(home, LOG_NAME), 'utf8').trim().split('\n')).toHaveLength(2)
})

it('shows people each line with its time, whether or not the file can be written', async () => {
  const home = await temporaryFolder()
  const shown: string[] = []
  const logger = openLog({ home, max: 1, echo: line => shown.push(line) })
  logger.info('one')
  rmSync(join(home, LOG_NAME))
  mkdirSync(join(home, LOG_NAME))
  mkdirSync(join(home, `${LOG_NAME}.old`))
  mkdirSync(join(home, `${LOG_NAME}.old`, 'full'))
  logger.info('two')
  expect(shown).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z one$/), expect.stringMatching(/ two$/)])
})

it('says again what happens again only every ten seconds, and how often it happened', () => {
  const said: string[] = []
  let now = 0
  const log = withoutRepeats(
    line => said.push(line),
    () => now,
  )
  for (let i = 0; i < 5; i++) log('full')
  log('other')
  now = 9_999
  log('full')
  now = 10_000
  log('full')
  log('full')
  now = 30_000
  log('other')
  expect(said).toEqual(['full', 'other', 'full (and 5 times before)', 'other'])
})
