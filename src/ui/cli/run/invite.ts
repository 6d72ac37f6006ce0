/** invite: a link, and for people a QR code. */
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

export async function invite(context: Context, args: Args): Promise<undefined> {
  const made = await context.node.invite({
    ...(args.flag('relay') && { relay: true }),
    ...(args.flag('again') && { again: true }),
  })
  await context.out.result(made, async () => {
    const { cli } = context.words
    const lines: string[] = []
    if (context.out.terminal) {
      const { renderUnicodeCompact } = await import('uqr')
      // Drawn for dark terminals; scanners read it either way round.
      lines.push(...renderUnicodeCompact(made.link, { border: 2, ecc: 'L' }).split('\n'), '')
    }
    lines.push(made.link, '', cli.inviteExpires(context.moment(made.expiresAt)), cli.inviteHow)
    return lines
  })
}
