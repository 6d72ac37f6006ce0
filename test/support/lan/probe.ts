/** Plain programs run on hosts to try the network itself, without Earshot. */
import process from 'node:process'
import type { Host } from './host.ts'
import { LineStream } from './stream.ts'

const MDNS = { group: '224.0.0.251', port: 5353 }

function node(host: Host, name: string, script: string): LineStream {
  return new LineStream(
    host.namespace.spawn(process.execPath, ['-e', script], { env: host.env }),
    `${host.name}: ${name}`,
  )
}

/** Prints `heard` for each multicast datagram on mDNS's group and port, in the way multicast-dns joins it. */
export async function multicastListener(host: Host): Promise<LineStream> {
  const stream = node(
    host,
    'multicast listener',
    `const socket = require('node:dgram').createSocket({ type: 'udp4', reuseAddr: true })
     const say = line => console.log(JSON.stringify(line))
     socket.on('message', (bytes, from) => say({ event: 'heard', text: bytes.toString(), from: from.address }))
     socket.bind(${MDNS.port}, () => { socket.addMembership('${MDNS.group}'); say({ event: 'ready' }) })`,
  )
  await stream.waitFor(line => line.event === 'ready', { what: 'the multicast listener is ready' })
  return stream
}

/** Sends one datagram to mDNS's group from this host. */
export async function multicastSend(host: Host, text: string): Promise<void> {
  const script = `const socket = require('node:dgram').createSocket({ type: 'udp4', reuseAddr: true })
    socket.bind(0, () => socket.send(${JSON.stringify(text)}, ${MDNS.port}, '${MDNS.group}', error => {
      socket.close()
      if (error) throw error
    }))`
  await host.namespace.must(process.execPath, ['-e', script], { env: host.env })
}

/** A TCP server that prints `connected`, `data` with a count of bytes, and `gone`. */
export async function tcpServer(host: Host, port: number): Promise<LineStream> {
  const stream = node(
    host,
    'TCP server',
    `const say = line => console.log(JSON.stringify(line))
     require('node:net').createServer(socket => {
       say({ event: 'connected' })
       socket.on('data', bytes => say({ event: 'data', bytes: bytes.length }))
       socket.on('error', error => say({ event: 'failed', code: error.code }))
       socket.on('close', () => say({ event: 'gone' }))
     }).listen(${port}, '0.0.0.0', () => say({ event: 'ready' }))`,
  )
  await stream.waitFor(line => line.event === 'ready', { what: 'the TCP server is ready' })
  return stream
}

/** Connects to an address, sends `bytes` bytes every `every` ms, and prints `open`, `failed`, `sent`. */
export function tcpClient(host: Host, address: string, port: number, bytes = 1, every = 100): LineStream {
  return node(
    host,
    'TCP client',
    `const say = line => console.log(JSON.stringify(line))
     const socket = require('node:net').createConnection({ host: '${address}', port: ${port}, timeout: 2000 }, () => {
       say({ event: 'open' })
       setInterval(() => socket.write(Buffer.alloc(${bytes}), () => say({ event: 'sent' })), ${every})
     })
     socket.on('error', error => { say({ event: 'failed', code: error.code }); process.exit(1) })
     socket.on('timeout', () => { if (socket.connecting) { say({ event: 'failed', code: 'silence' }); process.exit(1) } })`,
  )
}
