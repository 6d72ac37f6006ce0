/**
 * What Noise encrypts comes out in pieces (length, header, body, tag), and TCP writes each by itself: four packets for a frame, four
 * wake-ups of whoever reads. Joined before they go down, a frame is one write and, as a rule, one read.
 */
import type { ConnectionEncrypter, MessageStream } from '@libp2p/interface'

/** The encrypter, with what goes out over its connections written in one piece. */
export function inWholeWrites<Components>(
  make: (components: Components) => ConnectionEncrypter,
): (components: Components) => ConnectionEncrypter {
  return components => {
    const encrypter = make(components)
    const inbound = encrypter.secureInbound.bind(encrypter)
    const outbound = encrypter.secureOutbound.bind(encrypter)
    encrypter.secureInbound = (connection, options) => inbound(joining(connection), options)
    encrypter.secureOutbound = (connection, options) => outbound(joining(connection), options)
    return encrypter
  }
}

function joining(connection: MessageStream): MessageStream {
  const send = connection.send.bind(connection)
  connection.send = data => send(data instanceof Uint8Array ? data : data.subarray())
  return connection
}
