/** rpc: a method of the control socket by hand. */

import { newKey } from '../../../node/control/client.ts'
import { isKeyed, isMethod } from '../../../node/control/methods.ts'
import { EarshotError } from '../../../protocol/errors.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { stopSignal } from '../stop-signal.ts'

export async function rpc(context: Context, args: Args): Promise<undefined> {
  const method = args.text('method')
  const params = parameters(args.optional('params'))
  const connection = await context.connection()
  if (method === 'listen') {
    for await (const event of connection.messenger.listen(params, stopSignal())) await context.out.document(event)
    return
  }
  const keyed = isMethod(method) && isKeyed(method) && !('key' in params)
  const result = await connection.request(method, keyed ? { ...params, key: newKey() } : params)
  await context.out.result(result, () => JSON.stringify(result, undefined, 2).split('\n'))
}

function parameters(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new EarshotError(
      'usage',
      'The parameters are not JSON',
      'For example: earshot rpc find \'{"text":"bob"}\'',
      error,
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new EarshotError('usage', 'The parameters must be a JSON object')
  }
  return { ...value }
}
