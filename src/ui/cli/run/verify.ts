/** verify: the safety number of somebody and oneself, comparing it, and marking it as compared. */
import type { Verification } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

const GROUPS_IN_LINE = 4

export async function verify(context: Context, args: Args): Promise<undefined> {
  const [confirm, undo] = [args.flag('confirm'), args.flag('undo')]
  if (confirm && undo) throw context.usage('--confirm and --undo exclude each other')
  const shown = await context.node.verify({
    who: args.text('who'),
    ...args.pick('compare'),
    ...(confirm || undo ? { confirm } : {}),
  })
  await context.out.result(shown, () => lines(context, shown, { confirm, undo }))
}

async function lines(
  context: Context,
  shown: Verification,
  asked: { confirm: boolean; undo: boolean },
): Promise<string[]> {
  const { displayName } = await import('../../text/sanitize.ts')
  const { safety } = context.words
  const name = context.out.style(displayName(shown.name), 'bold')
  const said: string[] = shown.matches ? [context.out.style(safety.matches, 'green')] : []
  if (asked.confirm) return [...said, context.out.style(safety.verifiedNow(name), 'green')]
  if (asked.undo) return [...said, safety.unverifiedNow(name)]
  const groups = shown.safetyNumber.split(' ')
  const rows = Array.from({ length: groups.length / GROUPS_IN_LINE }, (_, row) =>
    groups.slice(row * GROUPS_IN_LINE, (row + 1) * GROUPS_IN_LINE).join(' '),
  )
  const code: string[] = []
  if (context.out.terminal) {
    const { renderUnicodeCompact } = await import('uqr')
    code.push('', ...renderUnicodeCompact(shown.qr, { border: 2, ecc: 'L' }).split('\n'))
  }
  return [
    ...said,
    safety.numberOf(name),
    '',
    ...rows.map(row => `  ${row}`),
    ...code,
    '',
    safety.compareHow(name),
    shown.verified ? context.out.style(safety.isVerified(name), 'green') : safety.confirmHow(shown.peerId),
  ]
}
