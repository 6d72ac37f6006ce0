/** Where a relay listens when it is not told, which no test may find out on the network of this machine: each relay has one of its own. */
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseRelayInvite } from '../../src/protocol/relay-invite.ts'
import { Stream } from '../support/cli.ts'
import { type Ready, RelayProgram } from './admin/program.ts'

const PROGRAM = join(import.meta.dirname, '../../bin/earshot-relay')
/** A host on a network, as far as it can tell. */
const NETWORK = 'ip link set lo up && ip address add 192.0.2.7/24 dev lo'
const networks = spawnSync('unshare', ['-rn', 'sh', '-c', NETWORK]).status === 0

/** `taken`: another program has that port. */
async function startAlone(relay: RelayProgram, taken?: number): Promise<{ ready: Ready; stream: Stream }> {
  const command = [process.execPath, PROGRAM, 'start', '--no-mdns', '--json']
  const other = `require("net").createServer().listen(${taken}, () => console.log("listening"))`
  const script = taken === undefined ? 'exec "$@"' : `"$1" -e '${other}' | { read line; "$@"; }`
  // Both end with the first process of theirs.
  const apart = taken === undefined ? [] : ['--fork', '--pid', '--kill-child']
  const child = spawn('unshare', ['-rn', ...apart, 'sh', '-c', `${NETWORK} && ${script}`, 'sh', ...command], {
    env: { ...process.env, EARSHOT_HOME: relay.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stream = new Stream(child)
  onTestFinished(async () => void (await stream.stop('SIGKILL')))
  return { ready: (await stream.line(line => line.event === 'ready')) as Ready, stream }
}

const portOf = ({ addresses }: Ready) => Number(/\/tcp\/(\d+)/.exec(addresses[0]!)![1])
const logOf = (relay: RelayProgram) => readFileSync(join(relay.home, 'relay.log'), 'utf8')

describe.skipIf(!networks)('a relay that is not told where to listen', () => {
  it('invites by the addresses that others can reach, not by loopback', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const { ready } = await startAlone(relay)
    expect(ready.addresses).toHaveLength(2)
    const { link } = await relay.json<{ link: string }>('invite')
    expect(parseRelayInvite(link)!.addresses).toEqual([`/ip4/192.0.2.7/tcp/${portOf(ready)}`])
  })

  it('takes the same port again', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const first = await startAlone(relay)
    await first.stream.stop('SIGTERM')
    const second = await startAlone(relay)
    expect(portOf(second.ready)).toBe(portOf(first.ready))
    expect(logOf(relay)).not.toContain('warning')
  })

  it('takes another one when that is taken, and says so', async () => {
    const relay = new RelayProgram()
    await relay.init()
    const first = await startAlone(relay)
    await first.stream.stop('SIGTERM')
    const port = portOf(first.ready)
    const second = await startAlone(relay, port)
    const moved = portOf(second.ready)
    expect(moved).not.toBe(port)
    expect(logOf(relay)).toMatch(new RegExp(`warning: port ${port} .* listening on ${moved} instead`))
  })
})
