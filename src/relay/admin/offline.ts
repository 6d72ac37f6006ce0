/** Commands that work on the relay's folder themselves. */
import { setTimeout as delay } from 'node:timers/promises'
import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import { initRelay } from '../identity.ts'
import type { openRelay } from '../relay.ts'
import type { RelayInvitation } from '../running.ts'
import { ask } from './client.ts'
import { identityThere, ownFolder } from './folder.ts'
import type { Output } from './output.ts'

export async function init(options: { home: string; name: string }, out: Output): Promise<void> {
  ownFolder(options.home)
  const made = await initRelay(options)
  out.result(made, ({ peerId, name, home }) => [
    out.say(phrase`The relay ${name} lives in ${home}.`),
    out.say(phrase`Its peer id is ${peerId}.`),
    out.say(phrase`Run it with \`earshot-relay start\`; invite people with \`earshot-relay invite\`.`),
  ])
}

export interface InviteOptions {
  home: string
  /** Where the relay is going to listen, if it does not run. @default where it listened last */
  listen?: string[]
  version: string
}

/** Milliseconds between two tries while another process has the store and does not answer yet, or not any more. */
const AGAIN_MS = 250
const TRIES = 20

export async function invite(
  options: InviteOptions,
  out: Output,
  open: () => Promise<typeof openRelay>,
): Promise<void> {
  await identityThere(options.home)
  const made = await invitation(options, open)
  const lines: string[] = []
  if (!out.json && out.terminal) {
    const { renderUnicodeCompact } = await import('uqr')
    lines.push(...renderUnicodeCompact(made.link, { border: 2, ecc: 'L' }).split('\n'), '')
  }
  out.result(made, ({ link, expiresAt }) => [
    ...lines,
    link,
    '',
    out.say(phrase`Good for one mailbox, until ${expiresAt.slice(0, 10)}.`),
    out.say(phrase`Whoever gets it gives it to their node: \`earshot relay add 'LINK'\`, in quotes.`),
  ])
}

/** From the running relay; where none runs, from its folder. */
async function invitation(options: InviteOptions, open: () => Promise<typeof openRelay>): Promise<RelayInvitation> {
  for (let tries = 1; ; tries++) {
    try {
      return (await ask(options.home, 'invite')) as RelayInvitation
    } catch (error) {
      if (!(error instanceof EarshotError) || error.code !== 'no-node') throw error
    }
    try {
      return await fromFolder(options, await open())
    } catch (error) {
      // It starts, or stops, at this moment.
      if (!(error instanceof EarshotError) || error.code !== 'profile-in-use' || tries >= TRIES) throw error
      await delay(AGAIN_MS)
    }
  }
}

/** Opens the relay for a moment: thereby the addresses in the link are those that it will have, and its port stays the same. */
async function fromFolder({ home, listen, version }: InviteOptions, open: typeof openRelay): Promise<RelayInvitation> {
  ownFolder(home)
  const relay = await open({ home, mdns: false, version, ...(listen === undefined ? {} : { listen }) })
  try {
    return await relay.invite()
  } finally {
    await relay.stop()
  }
}
