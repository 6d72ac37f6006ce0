/** The card of a relay, and what it reads in those of others. */
import type { Signer } from '../protocol/signing.ts'
import { type SignedCard, signCard } from '../protocol/statements.ts'
import { Card, Signed } from '../protocol/wire/frames.ts'
import { keepIdentity, type RelayIdentity, readIdentity } from './identity.ts'

/** A card that says something new counts higher than the one before. */
export async function currentCard(
  home: string,
  identity: RelayIdentity & { port: number },
  signer: Signer,
  version: string,
): Promise<SignedCard> {
  const before = await readIdentity(home)
  const { counter } = before.card
  const renewed = before.card.version === version ? counter : counter + 1
  const current: RelayIdentity = { ...identity, card: { counter: renewed, version } }
  if (renewed !== counter || before.port !== identity.port) await keepIdentity(home, current)
  return cardOf(current, signer, version)
}

export function cardOf({ name, card }: RelayIdentity, signer: Signer, version: string): SignedCard {
  const none = new Uint8Array(0)
  const empty = { status: '', email: '', avatar: none, installations: [], cardKey: none, relays: [] }
  return signCard(signer, { ...empty, counter: card.counter, name, version, kind: 'relay' })
}

/** It was checked when it was registered. */
export function nameIn(card: Uint8Array<ArrayBuffer> | undefined): string | undefined {
  return card === undefined ? undefined : Card.decode(Signed.decode(card).bytes).name
}
