/** presence: whether friends see this profile here or away. */
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

export async function presence(context: Context, args: Args): Promise<undefined> {
  const value = args.optional('presence')
  const { node, lang } = context
  const setting =
    value === undefined
      ? await node.settingsGet({ name: 'presence', lang })
      : await node.settingsSet({ name: 'presence', value, lang })
  const found = { presence: (await node.status()).presence, wish: String(setting.value) }
  await context.out.result(found, () => {
    const { cli, common } = context.words
    return [`${common.presence[found.presence]}${found.wish === 'auto' ? '' : common.aside(cli.presenceWished)}`]
  })
}
