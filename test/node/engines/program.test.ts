import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../../../src/node/engines/program.ts'
import { eventually } from '../../support/peers.ts'
import { temporaryFolder } from '../../support/temporary.ts'

interface How {
  input?: string
  seconds?: number
  maxOutput?: number
  signal?: AbortSignal
}

async function run(words: string[], how: How = {}): Promise<string> {
  const { input, seconds: timeout = 10, maxOutput, signal = new AbortController().signal } = how
  return runProgram({
    words,
    folder: await temporaryFolder(),
    timeout,
    until: performance.now() + timeout * 1000,
    signal,
    ...(input === undefined ? {} : { input }),
    ...(maxOutput === undefined ? {} : { maxOutput }),
  })
}

const shell = (script: string, how: How = {}) => run(['/bin/sh', '-c', script], how)

/** A while that nobody else on this machine sleeps for, in seconds, by which a process is known. */
const nap = (seconds: number): string => `${seconds}.${process.pid}`

/** No process sleeps that long any more; one that only waits to be buried has no command line. */
const isGone = (nap: string): Promise<boolean> =>
  eventually(`sleep ${nap} is gone`, () =>
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .every(pid => !commandLine(pid).startsWith(`sleep ${nap} `)),
  )

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // It ended meanwhile.
    return ''
  }
}

describe('a program', () => {
  it('gets its input, and answers', async () => {
    expect(await run(['cat'], { input: 'hello, 你好 👋\n' })).toBe('hello, 你好 👋\n')
    const much = 'x'.repeat(200_000)
    expect(await run(['cat'], { input: much })).toBe(much)
    expect(await run(['cat'])).toBe('')
  })

  it('may open its input by its name', async () => {
    expect(await run(['cat', '/dev/stdin'], { input: 'by name' })).toBe('by name')
  })

  it('is called without a shell', async () => {
    expect(await run(['echo', '$HOME', '`id`', ';', '* | "x"'])).toBe('$HOME `id` ; * | "x"\n')
    expect(await run(['echo', '$HOME', '`id`', ';', '"$@"'], { input: 'x' })).toBe('$HOME `id` ; "$@"\n')
  })

  it('has a folder of its own and a small environment', async () => {
    process.env.EARSHOT_SECRET_OF_TEST = 'secret'
    const said = await shell('pwd; env; touch made; ls')
    delete process.env.EARSHOT_SECRET_OF_TEST
    expect(said).not.toContain('secret')
    expect(said).not.toContain('EARSHOT')
    expect(said).toMatch(/^PATH=/m)
    expect(said).toContain(`TMPDIR=${said.split('\n')[0]}`)
    expect(said).toMatch(/\nmade\n$/)
  })

  it('that is missing, or is no program, is named', async () => {
    await expect(run(['no-such-translator', 'en'])).rejects.toMatchObject({
      code: 'no-engine',
      message: 'no-such-translator: there is no such program',
      hint: expect.stringContaining('earshot engines'),
    })
    await expect(run(['/etc/passwd'])).rejects.toMatchObject({
      code: 'no-engine',
      message: expect.stringContaining('EACCES'),
    })
    await expect(run(['a\0b'])).rejects.toMatchObject({ code: 'no-engine' })
  })

  it('that fails is told with its exit code and its last words, without what would move a cursor', async () => {
    const script = `echo first >&2; printf 'the \\033[31mmode\\033[0m\\a is \\342\\200\\256wrong\\n\\n' >&2; exit 3`
    await expect(shell(script)).rejects.toMatchObject({
      code: 'engine-failed',
      message: '/bin/sh ended with exit code 3: the mode  is  wrong',
      hint: expect.stringContaining('/bin/sh -c'),
    })
    for (const how of [{}, { input: 'x' }])
      await expect(shell('kill -SEGV $$', how)).rejects.toMatchObject({
        code: 'engine-failed',
        message: expect.stringContaining('SIGSEGV'),
      })
  })

  it('that hangs is killed with everything that it started', async () => {
    const before = performance.now()
    const hanging = shell(`sleep ${nap(4711)} & sleep ${nap(4712)}; echo late`, { seconds: 0.5 })
    await expect(hanging).rejects.toMatchObject({ code: 'timeout', message: '/bin/sh was not done within 0.5 s' })
    expect(performance.now() - before).toBeLessThan(30_000)
    await isGone(nap(4711))
    await isGone(nap(4712))
  })

  it('that ignores polite signals is killed too', async () => {
    await expect(shell(`trap '' TERM INT HUP; while :; do sleep 0.05; done`, { seconds: 0.4 })).rejects.toMatchObject({
      code: 'timeout',
    })
  })

  it('that floods is stopped, and its errors are not kept', async () => {
    const before = process.memoryUsage().rss
    await expect(run(['yes'], { maxOutput: 100_000 })).rejects.toMatchObject({
      code: 'engine-failed',
      message: 'yes wrote more than 97 KiB',
    })
    await expect(
      shell('yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | head -c 200000000 >&2; echo >&2; echo end >&2; exit 1'),
    ).rejects.toMatchObject({ message: expect.stringContaining('exit code 1: end') })
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  it('that writes garbage is not believed', async () => {
    await expect(run(['head', '-c', '10000', '/dev/urandom'])).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('no text in UTF-8'),
    })
    // Half a character at the end, too.
    await expect(shell(`printf 'ok \\344\\275'`)).rejects.toMatchObject({ code: 'engine-failed' })
  })

  it('that ends before it has read its input is told, not trusted', async () => {
    await expect(shell('echo done', { input: 'x'.repeat(1_000_000) })).rejects.toMatchObject({
      code: 'engine-failed',
      message: '/bin/sh ended before it had read its input',
    })
    await expect(shell('exec <&-; sleep 0.2; exit 7', { input: 'x'.repeat(1_000_000) })).rejects.toMatchObject({
      message: expect.stringContaining('exit code 7'),
    })
  })

  it('that leaves a child with its output open is not waited for, and the child is killed', async () => {
    const before = performance.now()
    await expect(shell(`sleep ${nap(4713)} & echo started`)).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('holds its output open'),
    })
    expect(performance.now() - before).toBeLessThan(30_000)
    await isGone(nap(4713))
  })

  it('whose child got away into a session of its own is not waited for either', async () => {
    const before = performance.now()
    await expect(shell('setsid sleep 30 & echo started')).rejects.toMatchObject({ code: 'engine-failed' })
    expect(performance.now() - before).toBeLessThan(25_000)
  })

  it('ends when it is told to', async () => {
    const stop = new AbortController()
    const running = run(['sleep', nap(4714)], { signal: stop.signal })
    setTimeout(() => stop.abort(), 100)
    await expect(running).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('the node stops'),
    })
    await isGone(nap(4714))
    await expect(run(['echo'], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'engine-failed' })
  })

  it('leaves no descriptor behind, however it ended', async () => {
    const open = () => readdirSync('/proc/self/fd').length
    await shell('exit 1').catch(() => undefined)
    await delay(50)
    const before = open()
    for (let i = 0; i < 20; i++) {
      await shell('exit 1', { input: 'x' }).catch(() => undefined)
      await run(['no-such-program']).catch(() => undefined)
      await run(['yes'], { maxOutput: 1_000 }).catch(() => undefined)
      await shell('sleep 9', { seconds: 0.01 }).catch(() => undefined)
    }
    await eventually('the descriptors are closed', () => open() <= before + 2)
  })
})
