import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeFilters } from '../../../src/ui/chat/filters.ts'
import { takeWord } from '../../../src/ui/chat/input.ts'
import { LinesProgress } from '../../../src/ui/chat/lines-output.ts'
import { ChatDriver } from '../../support/chat-driver.ts'
import { type MemoryMessenger, MemoryWorld } from '../../support/memory-messenger.ts'
import { removeFolder } from '../../support/temporary.ts'

let folder: string
let alice: MemoryMessenger
let bob: MemoryMessenger
let driver: ChatDriver

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-chat-'))
  ;[alice, bob] = new MemoryWorld().friends('alice', 'bob smith')
  driver = new ChatDriver(alice)
  await driver.session.start(bob.peerId)
})

afterEach(async () => {
  await driver.stop()
  removeFolder(folder)
})

describe('commands shared with the command line', () => {
  it('show, change and reset settings', async () => {
    expect((await driver.type('/settings')).join('\n')).toMatch(/ui\.density.*comfortable/)
    expect((await driver.type('/settings ui.density')).join('\n')).toContain('ui.density')
    await driver.type('/settings ui.density compact')
    expect(alice.settingValues.get('ui.density')).toBe('compact')
    await driver.type('/settings reset ui.density')
    expect(alice.settingValues.get('ui.density')).toBe('comfortable')
    await driver.type('/settings set ui.keys "quit=ctrl+x, help=f2"')
    expect(alice.settingValues.get('ui.keys')).toBe('quit=ctrl+x, help=f2')
    expect((await driver.type('/settings ui.density loud'))[0]).toContain('! ui.density cannot be loud')
    expect((await driver.type('/settings nonsense'))[0]).toContain('there is no setting nonsense')
  })

  it('take no options of the program itself', async () => {
    expect((await driver.type('/presence --json'))[0]).toMatch(/^! .*--json/)
    expect((await driver.type('/presence --home /tmp'))[0]).toMatch(/^! .*--home/)
  })

  it('say how friends see one, and change it', async () => {
    expect(await driver.type('/presence')).toEqual(['here'])
    await driver.type('/presence away')
    expect(alice.settingValues.get('presence')).toBe('away')
    expect((await driver.type('/presence elsewhere'))[0]).toMatch(/^! .*auto, here, away/)
  })

  it('export the open conversation, or another one, in the form that the name of the file says', async () => {
    await driver.type('first thing')
    const page = join(folder, 'page.html')
    expect((await driver.type(`/export ${page}`)).join('\n')).toContain(page)
    expect(readFileSync(page, 'utf8')).toMatch(/<!doctype html>[\s\S]*first thing/i)
    const list = join(folder, 'a list.json')
    await driver.type(`/export "${list}" bob smith --until 2h`)
    expect(JSON.parse(readFileSync(list, 'utf8'))).toBeInstanceOf(Array)
    expect((await driver.type(`/export ${page}`)).join('\n')).toMatch(/^! /m)
  })
})

describe('what is said can be', () => {
  it('saved: one message as it is, several with time and author', async () => {
    await driver.type('one', 'two')
    const file = join(folder, 'said.txt')
    expect(await driver.type(`/save 1 ${file}`)).toEqual([`  Saved as ${file}.`])
    expect(readFileSync(file, 'utf8')).toBe('one\n')
    expect((await driver.type(`/save 1 ${file}`))[0]).toMatch(/^! there is a file at/)
    await driver.type(`/save 1,2 ${file}.2`)
    expect(readFileSync(`${file}.2`, 'utf8')).toMatch(/^\[.*10:00.*\] alice: one\n\[.*\] alice: two\n$/)
    expect((await driver.type('/save 9 x'))[0]).toContain('No message here has the number 9')
  })

  it('sought by author and place, whose names may have spaces', async () => {
    await driver.type('needle', '/search needle --from bob smith --in bob smith')
    expect(alice.asked.at(-1)).toBe(
      `search ${JSON.stringify({ text: 'needle', limit: 10, from: bob.peerId, in: bob.peerId })}`,
    )
    expect((await driver.type('/search needle --since whenever'))[0]).toContain('is not a time')
  })

  it('translated by its number', async () => {
    await driver.see(() => bob.send({ conv: [alice.peerId], text: 'hallo' }))
    await driver.see(() => bob.send({ conv: [alice.peerId], text: 'welt' }))
    expect((await driver.type('/translate 1 en'))[0]).toBe('  in en')
  })
})

it('reads filters anywhere in the line', () => {
  const { people } = driver.session.model
  expect(takeFilters('20 --type call', people)).toEqual([{ type: 'call' }, '20'])
  expect(takeFilters('--from "bob smith" two words --in bob smith', people)).toEqual([
    { from: bob.peerId, in: bob.peerId },
    'two words',
  ])
})

it.each([
  ['one two  three', ['one', 'two  three']],
  ['"one two" three', ['one two', 'three']],
  ["'one two'", ['one two', '']],
  ['one\\ two three', ['one\\ two', 'three']],
  ['', ['', '']],
])('takes the first word of %s', (line, taken) => {
  expect(takeWord(line)).toEqual(taken)
})

it('tells how far something long is now and then, and nothing of what is over soon', () => {
  let now = 0
  const said: string[] = []
  const progress = new LinesProgress(
    line => said.push(line),
    () => now,
  )
  for (now = 0; now < 12_000; now += 100) progress.share('writing', now, 12_000)
  expect(said).toEqual(['writing: 41 %', 'writing: 83 %'])
})
