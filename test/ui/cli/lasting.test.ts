import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cli } from '../../support/cli.ts'

/** Seconds for each call; what lasts goes on after them. */
const TIMEOUT_S = 5

let cli: Cli

beforeEach(async () => {
  cli = new Cli()
  await cli.json('init', '--name', 'ann', '--no-passphrase')
})

afterEach(() => cli[Symbol.asyncDispose]())

/** A process with what it printed so far. */
function watch(process: ChildProcess) {
  const watched = { process, text: '', ended: once(process, 'close').then(([code]) => code as number | null) }
  for (const stream of [process.stdout!, process.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      watched.text += text
    })
  }
  return watched
}

describe('what runs until somebody stops it', () => {
  it('has its time for each call and each way to a node: the chat', async () => {
    // A node that starts has its own time.
    await cli.up()
    const chat = watch(cli.spawn(['chat', '--timeout', String(TIMEOUT_S)]))
    await delay(TIMEOUT_S * 1000 + 1_000)
    chat.process.stdin!.write('/folders create Late\n')
    await expect.poll(() => chat.text, { timeout: 30_000 }).toContain('Late')
    process.kill(await cli.pid(), 'SIGKILL')
    await expect.poll(() => chat.text, { timeout: 30_000 }).toContain('Connected again')
    chat.process.stdin!.end('/folders create Later\n')
    expect(await chat.ended).toBe(0)
    expect(chat.text).toContain('Later')
    expect(chat.text).not.toContain('did not answer')
  })

  it('has its time for each call: listen, nearby --watch, rpc listen', async () => {
    await cli.up()
    const commands = [['listen'], ['nearby', '--watch'], ['rpc', 'listen']]
    const all = commands.map(words => watch(cli.spawn([...words, '--json', '--timeout', String(TIMEOUT_S)])))
    await delay(TIMEOUT_S * 1000 + 1_000)
    for (const { process } of all) process.kill('SIGINT')
    expect(await Promise.all(all.map(({ ended }) => ended))).toEqual([0, 0, 0])
    expect(all.map(({ text }) => text)).toEqual(['', '', ''])
  })

  it('is bounded all the same', async () => {
    expect(await cli.fails(['listen', '--timeout', '0'])).toMatchObject({ exit: 6, code: 'timeout' })
  })
})
