/**
 * yamux here tells the other side after each piece of data how much more may come: a packet back for each packet, with its own
 * encryption and wake-up at both ends. As the specification's own implementation does, a stream tells once half of its window is used.
 */
import { StreamState, YamuxStream } from '@libp2p/yamux/stream'

/** What of a stream decides; private there, so a test watches that it is still so. */
interface Window {
  recvWindow: number
  recvWindowCapacity: number
}

let installed = false

/** For all streams from now on. Idempotent. */
export function tellWindowsAtHalf(): void {
  if (installed) return
  installed = true
  const tell = YamuxStream.prototype.sendWindowUpdate
  YamuxStream.prototype.sendWindowUpdate = function (this: YamuxStream) {
    const { recvWindow, recvWindowCapacity } = this as unknown as Window
    // Before it is established an update is what says so.
    if (this.state === StreamState.Established && recvWindowCapacity > recvWindow / 2) return
    tell.call(this)
  }
}
