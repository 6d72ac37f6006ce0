/** Two people at the line mode, each with a real node: what one does to a message is seen by the other. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cli, twoFriends } from '../../support/cli.ts'

/** `earshot chat` without a terminal: lines in, lines out. */
class Chatting {
  readonly #process: ChildProcess
  #seen = ''

  constructor(cli: Cli, who: string) {
    this.#process = cli.spawn(['chat', who])
    this.#process.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.#seen += text
    })
  }

  type(line: string): void {
    this.#process.stdin!.write(`${line}\n`)
  }

  /** The first part of what was printed that fits; waits for it. */
  async sees(pattern: RegExp): Promise<RegExpExecArray> {
    await expect.poll(() => this.#seen, { timeout: 20_000 }).toMatch(pattern)
    return pattern.exec(this.#seen)!
  }

  get seen(): string {
    return this.#seen
  }

  async end(): Promise<void> {
    const closed = once(this.#process, 'close')
    this.#process.stdin!.end()
    expect((await closed)[0]).toBe(0)
  }
}

describe('two people at the line mode', () => {
  let alice: Cli
  let bob: Cli

  beforeAll(async () => {
    ;[alice, bob] = await twoFriends()
  })

  afterAll(async () => {
    await alice[Symbol.asyncDispose]()
    await bob[Symbol.asyncDispose]()
  })

  it('edit, react, answer, recall and forward what was said', async () => {
    const [one, two] = [new Chatting(alice, 'bob'), new Chatting(bob, 'alice')]
    await Promise.all([one.sees(/No messages yet/), two.sees(/No messages yet/)])
    one.type('helo bob')
    const [, code] = await two.sees(/\[(\d+)\] alice: helo bob/)
    one.type('/edit hello @bob, see https://example.org/')
    await two.sees(new RegExp(`alice edited \\[${code}\\]\\. It now says:\\n.*alice: hello @bob, .* {2}\\(edited\\)`))
    two.type(`/react ${code} 🎉`)
    await one.sees(/“hello @bob, see .*”: 🎉 bob/)
    two.type(`/reply ${code} there you are`)
    await one.sees(/ {4}↱ you: hello @bob, see https:\/\/example\.org\/\n.*bob: there you are/)
    one.type('a secret slip')
    const [, slip] = await two.sees(/\[(\d+)\] alice: a secret slip/)
    one.type('/recall')
    await two.sees(new RegExp(`alice recalled \\[${slip}\\]`))
    const before = two.seen.length
    two.type('/history')
    await two.sees(/alice \(message recalled\)/)
    expect(two.seen.slice(before)).not.toContain('a secret slip')
    two.type(`/recall ${code}`)
    await two.sees(/! only its author can recall a message/)
    two.type(`/show ${code}`)
    await two.sees(/helo bob\n.*hello @bob/)
    two.type(`/forward ${code} alice`)
    await one.sees(/bob: » forwarded from alice, /)
    expect(`${one.seen}${two.seen}`).not.toContain('\u001b')
    await Promise.all([one.end(), two.end()])
  })
})
