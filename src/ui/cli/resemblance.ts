/** Telling people, loudly, that somebody looks like a friend of theirs and is another. */
import type { Peer } from '../../node/messenger.ts'
import { EarshotError } from '../../protocol/errors.ts'
import type { Args } from './args.ts'
import type { Context } from './context.ts'

/** A line for each of those who look like a friend, then what to do about it; nothing where nobody does. */
export async function warnings(context: Context, peers: readonly Peer[]): Promise<string[]> {
  const alike = peers.filter(peer => peer.resembles !== undefined)
  if (alike.length === 0) return []
  const { resemblanceLine } = await import('./people-text.ts')
  const { out, words } = context
  return [...alike.map(peer => resemblanceLine(peer, words, out)), words.safety.whatToDo]
}

/**
 * Whom to become friends with, by what was typed. Somebody at a terminal is asked first where that one looks like a friend; a script is
 * not: there the object says so, or a line on standard error. `not-allowed` when the answer is no.
 */
export async function sureOf(context: Context, args: Args, typed: string): Promise<string> {
  if (!context.interactive || args.flag('yes')) return typed
  // Who is not to be found this way is for the command itself to judge.
  const peer = await context.node.profileShow({ who: typed }).catch(() => undefined)
  if (peer?.resembles === undefined) return typed
  for (const line of await warnings(context, [peer])) context.out.note(line)
  const { ask } = await import('./prompt.ts')
  const answer = await context.link.excuse(() => ask(context.words.safety.goOn))
  if (!/^\s*(?:y|yes|是|好)\s*$/i.test(answer)) throw new EarshotError('not-allowed', 'nothing was changed')
  return peer.peerId
}

/** Says it beside the result, where that did not: for scripts that read text. */
export async function warnOf(context: Context, args: Args, peer: Peer): Promise<void> {
  if (context.json || (context.interactive && !args.flag('yes'))) return
  for (const line of await warnings(context, [peer])) context.out.note(line)
}
