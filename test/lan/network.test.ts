/** The test network itself: that it is a network, that its faults are faults, and that nothing gets out of it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Host } from '../support/lan/host.ts'
import { itSkewsClocks, lan } from '../support/lan/lan.ts'
import { createNetwork, type Network } from '../support/lan/network.ts'
import { multicastListener, multicastSend, tcpClient, tcpServer } from '../support/lan/probe.ts'
import { LineStream, type StreamLine } from '../support/lan/stream.ts'
import { until } from '../support/lan/until.ts'

lan('the test network', () => {
  let network: Network
  let ann: Host
  let ben: Host

  beforeAll(async () => {
    network = await createNetwork('ann', 'ben')
    ;[ann, ben] = network.hosts as [Host, Host]
  })
  afterAll(() => network?.close())

  const links = async (place: { must(program: string, args: string[]): Promise<string> }) =>
    (JSON.parse(await place.must('ip', ['-json', 'link'])) as { ifname: string }[])
      .map(link => link.ifname)
      // Kernel modules for tunnels put a dead interface of their own into every new namespace.
      .filter(name => !/^(sit|tunl|gre|gretap|erspan|ip6tnl|ip6gre|ip6_vti|ip_vti|ifb)\d/.test(name))
      .sort()

  it('connects hosts by multicast on the port of mDNS and by TCP', async () => {
    await using ear = await multicastListener(ben)
    await multicastSend(ann, 'anybody here')
    const heard = await ear.waitFor(line => line.event === 'heard', { what: 'the datagram' })
    expect(heard).toMatchObject({ text: 'anybody here', from: ann.address })
    await using server = await tcpServer(ben, 4000)
    await using client = tcpClient(ann, ben.address, 4000)
    await client.waitFor(line => line.event === 'open', { what: 'a connection' })
    await server.waitFor(line => line.event === 'data', { what: 'data' })
  })

  it('has no way out: no interface but its own, and not even this machine answers', async () => {
    expect(await links(network.namespace)).toEqual(['lan', 'lo', 'port2', 'port3'])
    expect(await links(ann.namespace)).toEqual(['eth0', 'lo'])
    const own = readlinkSync('/proc/self/ns/net')
    for (const place of [network.namespace, ann.namespace, ben.namespace]) {
      expect((await place.must('readlink', ['/proc/self/ns/net'])).trim()).not.toBe(own)
    }
    // A server of this machine, on all its addresses, is out of reach: the packets have nowhere to go.
    const server = createServer().listen(0, '0.0.0.0')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const addresses = Object.values(networkInterfaces()).flat()
    for (const { address } of addresses.filter(entry => entry?.family === 'IPv4').map(entry => entry!)) {
      await using client = tcpClient(ann, address, port)
      const end = await client.waitFor(() => true, { what: 'the end of the attempt' })
      expect(end, `connecting to ${address} from a test host`).toMatchObject({ event: 'failed' })
    }
    server.close()
  })

  it.each(['unplugged', 'silent'] as const)('cuts a cable (%s) without telling anybody, and mends it', async how => {
    const port = how === 'silent' ? 4001 : 4002
    await using server = await tcpServer(ben, port)
    await using client = tcpClient(ann, ben.address, port)
    await server.waitFor(line => line.event === 'data', { what: 'data' })
    await ben.cut(how)
    // The client goes on sending every 100 ms; what was under way may still come.
    let quiet = server.position
    await until(
      async () => {
        const [before, sent] = [server.position, client.position]
        await new Promise(resolve => setTimeout(resolve, 1_000))
        quiet = server.position
        return quiet === before && client.position > sent + 4
      },
      { what: 'a second without data' },
    )
    expect(client.lines.filter(line => line.event === 'failed')).toEqual([])
    await ben.restore()
    await server.waitFor(line => line.event === 'data', { what: 'data again', from: quiet })
  })

  it('keeps multicast from a host and lets the rest pass', async () => {
    await using ear = await multicastListener(ben)
    await ben.multicast(false)
    await multicastSend(ann, 'unheard')
    await using server = await tcpServer(ben, 4003)
    await using client = tcpClient(ann, ben.address, 4003)
    await server.waitFor(line => line.event === 'data', { what: 'data' })
    await client.stop()
    await ben.multicast(true)
    await multicastSend(ann, 'heard')
    const first = await ear.waitFor(line => line.event === 'heard', { what: 'the second datagram' })
    expect(first.text).toBe('heard')
  })

  it('slows a cable down', async () => {
    await using server = await tcpServer(ben, 4004)
    await ben.slow('400kbit')
    const began = performance.now()
    await using _client = tcpClient(ann, ben.address, 4004, 50_000, 50)
    const bytes = () => server.all('data').reduce((sum, line) => sum + Number(line.bytes), 0)
    await until(() => bytes() > 120_000, { what: 'data' })
    // 50 kB/s and what fits into the bucket, where 1 MB/s was offered.
    expect(bytes()).toBeLessThan(150_000 + 60 * (performance.now() - began))
    expect(performance.now() - began).toBeGreaterThan(1_000)
    await ben.slow(undefined)
    await until(() => bytes() > 2_000_000, { what: 'full speed again' })
  })

  it('fills a small disk and frees it', async () => {
    const cat = await network.host('cat')
    await cat.smallDisk(256 * 1024)
    await cat.fillDisk()
    const full = await cat.exec('sh', ['-c', 'cp /bin/sh "$EARSHOT_HOME/file"'])
    expect(full.exit).not.toBe(0)
    expect(full.stderr).toContain('No space left')
    await cat.freeDisk()
    expect((await cat.exec('sh', ['-c', 'echo more > "$EARSHOT_HOME/file"'])).exit).toBe(0)
    await expect(ann.fillDisk()).rejects.toThrow('small disk')
  })

  itSkewsClocks('skews the clock of one host and leaves its timers right', async () => {
    const year = 366 * 24 * 3600
    const ask = async () => {
      const script = `const began = performance.now()
        setTimeout(() => console.log(JSON.stringify([Date.now(), performance.now() - began])), 300)`
      const { stdout } = await ann.exec(process.execPath, ['-e', script])
      return JSON.parse(stdout) as [number, number]
    }
    ann.skewClock(year)
    const [ahead, waited] = await ask()
    expect(Math.abs(ahead - Date.now() - year * 1000)).toBeLessThan(30_000)
    expect(waited).toBeLessThan(5_000)
    ann.skewClock(0)
    const [right] = await ask()
    expect(Math.abs(right - Date.now())).toBeLessThan(30_000)
  })

  it('rolls a profile back to a snapshot', async () => {
    await ann.exec('sh', ['-c', 'mkdir -p "$EARSHOT_HOME/db"; echo old > "$EARSHOT_HOME/db/file"'])
    const snapshot = await ann.snapshot()
    await ann.exec('sh', ['-c', 'echo new > "$EARSHOT_HOME/db/file"; touch "$EARSHOT_HOME/later"'])
    await ann.rollBack(snapshot)
    const { stdout } = await ann.exec('sh', ['-c', 'cd "$EARSHOT_HOME" && find . -type f -exec cat {} + && ls'])
    expect(stdout).toBe('old\ndb\n')
  })
})

lan('the end of a test network', () => {
  // Killed but not yet collected by its parent (Z) is dead.
  const alive = (id: number): boolean => {
    try {
      return !/\) Z /.test(readFileSync(`/proc/${id}/stat`, 'utf8'))
    } catch {
      return false
    }
  }

  it('takes along everything that ran on it', async () => {
    const network = await createNetwork('ann')
    const ann = network.hosts[0]!
    // Put into the background as a node is, with no parent that would miss it.
    await ann.exec('sh', ['-c', 'setsid sleep 600 </dev/null >/dev/null 2>&1 & echo $! > "$HOME/id"'])
    const id = Number((await ann.exec('cat', [join(network.folder, 'ann/id')])).stdout)
    expect(alive(id)).toBe(true)
    await network.close()
    expect(alive(id)).toBe(false)
    expect(existsSync(network.folder)).toBe(false)
    await network.close()
  })

  it.each(['SIGINT', 'SIGKILL'] as const)('comes also when the test is ended by %s', async signal => {
    const script = `
      import { createNetwork } from './test/support/lan/network.ts'
      const network = await createNetwork('ann')
      network.hosts[0].namespace.spawn('sleep', ['600'])
      console.log(JSON.stringify({ event: 'laid', folder: network.folder, ids: [network.namespace.pid, network.hosts[0].namespace.pid] }))
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'pipe' })
    await using test = new LineStream<StreamLine>(child, 'a test that is killed')
    const laid = await test.waitFor(line => line.event === 'laid', { what: 'the network' })
    await test.stop(signal)
    await until(() => !(laid.ids as number[]).some(alive) && !existsSync(String(laid.folder)), {
      what: 'nothing is left',
    })
  })
})
