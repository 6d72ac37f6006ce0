/** rpc: a method of the control socket by hand. */

import { EarshotError } from '../../../protocol/errors.ts'
import { jsonText } from '../../../protocol/json-text.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { stopSignal } from '../stop-signal.ts'

export async function rpc(context: Context, args: Args): Promise<undefined> {
  const method = args.text('method')
  const params = parameters(args.optional('params'))
  if (method === 'listen') {
    const { messenger } = await context.connection()
    context.link.lasting()
    for await (const event of messenger.listen(params, stopSignal())) await context.out.document(event)
    return
  }
  const result = await context.link.request(method, params)
  await context.out.result(result, () => jsonText(result, 2).split('\n'))
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
