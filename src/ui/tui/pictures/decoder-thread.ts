/** The thread that decodes pictures: bytes in; pixels, an avatar's file or an error out. See `decoder.ts`. */
import { parentPort } from 'node:worker_threads'
import { type ErrorReport, reportOf } from '../../../protocol/errors.ts'
import type { Picture } from '../frame/frame.ts'
import { type DecodeOptions, decode } from './decode.ts'
import { encodeAvatar } from './encode-avatar.ts'

export type Order =
  | { readonly kind: 'picture'; readonly bytes: Uint8Array; readonly options: DecodeOptions }
  | { readonly kind: 'avatar'; readonly bytes: Uint8Array }

export type Answer = { picture: Picture } | { file: Uint8Array } | { error: ErrorReport }

async function answer(order: Order): Promise<Answer> {
  if (order.kind === 'avatar') return { file: encodeAvatar(await decode(order.bytes)) }
  const { width, height, rgba } = await decode(order.bytes, order.options)
  // A decoder's bytes may be a part of a larger buffer; what goes over is the pixels alone.
  return { picture: { width, height, rgba: new Uint8Array(rgba) } }
}

parentPort?.on('message', (order: Order) => {
  void answer(order)
    .catch((error: unknown): Answer => ({ error: reportOf(error) }))
    .then(result => parentPort?.postMessage(result))
})
