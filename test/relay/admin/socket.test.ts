import { once } from 'node:events'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { EarshotError } from '../../../src/protocol/errors.ts'
import { ask } from '../../../src/relay/admin/client.ts'
import { makeSocketFolder, socketPath } from '../../../src/relay/admin/endpoint.ts'
import { type AdminMethods, startAdminServer } from '../../../src/relay/admin/server.ts'
import { temporaryFolder } from '../../support/temporary.ts'

async function served(home: string, methods: AdminMethods) {
  const path = socketPath(home)
  makeSocketFolder(home, path)
  const logged: string[] = []
  const server = await startAdminServer({ path, methods, log: line => logged.push(line) })
  onTestFinished(() => server.close())
  return { path, server, logged }
}

/** All that comes back for what is sent as it stands, until the other side ends or `lines` have come. */
async function raw(path: string, text: string, lines = 1): Promise<string[]> {
  const socket = createConnection(path)
  let got = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    got += chunk
    if (got.split('\n').length > lines) socket.end()
  })
  socket.on('error', () => socket.destroy())
  socket.write(text)
  // A connection may also end by force.
  await new Promise(resolve => socket.once('close', resolve))
  return got.split('\n').filter(Boolean)
}

describe('the admin socket', () => {
  it('answers, with results and with coded errors', async () => {
    const home = await temporaryFolder()
    await served(home, {
      echo: params => params,
      refuse: () => {
        throw new EarshotError('no-peer', 'nobody', 'look again')
      },
    })
    expect(await ask(home, 'echo', { a: [1, 'ü'] })).toEqual({ a: [1, 'ü'] })
    await expect(ask(home, 'refuse')).rejects.toMatchObject({ code: 'no-peer', message: 'nobody', hint: 'look again' })
    await expect(ask(home, 'unknown')).rejects.toMatchObject({ code: 'internal' })
  })

  it('lets nobody else in', async () => {
    const { path } = await served(await temporaryFolder(), {})
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is no-node where nothing runs, and where a dead relay left its socket', async () => {
    const home = await temporaryFolder()
    await expect(ask(home, 'status')).rejects.toMatchObject({ code: 'no-node' })
    await expect(ask(join(home, 'nowhere'), 'status')).rejects.toMatchObject({ code: 'no-node' })
    writeFileSync(socketPath(home), '')
    await expect(ask(home, 'status')).rejects.toMatchObject({ code: 'no-node' })
    await served(home, { status: () => 'here' })
    expect(await ask(home, 'status')).toBe('here')
  })

  it('says no-node when the relay goes away before it answers', async () => {
    const home = await temporaryFolder()
    const { server } = await served(home, { wait: () => new Promise(() => undefined) })
    const asked = ask(home, 'wait')
    const told = expect(asked).rejects.toMatchObject({ code: 'no-node' })
    setTimeout(() => void server.close(), 100)
    await told
  })

  it('removes the socket when it stops accepting, and answers who is connected', async () => {
    const home = await temporaryFolder()
    const [came, done] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()]
    const { path, server } = await served(home, {
      slow: () => {
        came.resolve()
        return done.promise
      },
    })
    const asked = ask(home, 'slow')
    await came.promise
    server.stopAccepting()
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined()
    done.resolve('done')
    expect(await asked).toBe('done')
  })

  it('lies under /tmp where the folder has a long path, in a folder of the relay’s user alone', async () => {
    const home = join(await temporaryFolder(), 'x'.repeat(100))
    mkdirSync(home)
    const { path } = await served(home, { status: () => 1 })
    onTestFinished(() => rmSync(path, { force: true }))
    expect(Buffer.byteLength(path)).toBeLessThan(104)
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
    expect(await ask(home, 'status')).toBe(1)
  })

  it('survives clients that say what is no request', async () => {
    const home = await temporaryFolder()
    const { path } = await served(home, { status: () => 1 })
    expect(JSON.parse((await raw(path, 'GET / HTTP/1.1\n'))[0]!)).toMatchObject({ error: { code: -32_700 } })
    expect(JSON.parse((await raw(path, '{"jsonrpc":"2.0"}\n'))[0]!)).toMatchObject({ error: { code: -32_600 } })
    // Without an end, and too long: the connection is closed without an answer.
    expect(await raw(path, 'x'.repeat(1_000_000))).toEqual([])
    const two = '{"jsonrpc":"2.0","id":1,"method":"status"}\n{"jsonrpc":"2.0","id":2,"method":"status"}\n'
    expect((await raw(path, two, 2)).map(line => JSON.parse(line).id)).toEqual([1, 2])
    expect(await ask(home, 'status')).toBe(1)
  })

  it('gives up on a relay that never answers', async () => {
    const home = await temporaryFolder()
    const silent = createServer(() => undefined).listen(socketPath(home))
    await once(silent, 'listening')
    onTestFinished(() => void silent.close())
    await expect(ask(home, 'status', {}, 200)).rejects.toMatchObject({ code: 'timeout' })
  })
})
