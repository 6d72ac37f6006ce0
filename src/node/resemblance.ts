/**
 * Who looks like somebody known, and is not: names are neither unique nor trusted, so whoever takes the name (or e-mail address) of a friend
 * is shown for what they may be. Names are compared as people see them: compatibility forms, case, gaps and signs folded, letters that look
 * alike taken for one (the skeletons of Unicode UTS #39, by the data of `unhomoglyph`).
 *
 * Not found: names that only sound alike, misspelt ones, and accents left out. A warning is a reason to compare safety numbers, its absence none to trust.
 */
import { createRequire } from 'node:module'
import type { PeerIdString } from '../protocol/ids.ts'
import type { Contacts } from '../store/contacts.ts'
import type { ContactRecord } from '../store/records.ts'
import { isFriend } from './friendship.ts'
import type { Resembled } from './messenger.ts'

type Known = Pick<Contacts, 'all' | 'get' | 'changes'>
/** Gives each letter the one that stands for all that look like it. */
type Unhomoglyph = (text: string) => string

/** What somebody shows of themselves. */
export interface Shown {
  name: string
  email: string
}

/** Keys of names are worked out once for each name; names are few. */
const REMEMBERED = 4_096
const IGNORED = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{P}]/gu

const load = createRequire(import.meta.url)

export class Resemblance {
  readonly #contacts: Known
  #unhomoglyph: Unhomoglyph | undefined
  readonly #keys = new Map<string, readonly string[]>()
  /** By key of a name: the friends who have it, those first who count most. */
  #known = new Map<string, ContactRecord[]>()
  #asOf = -1

  constructor(contacts: Known) {
    this.#contacts = contacts
  }

  /**
   * The table of letters. Making it takes 20 ms, which no start waits for: it is made when somebody is first held against somebody known,
   * or before, when there is time. At once and not in a promise, so that nobody is shown unmarked meanwhile.
   */
  letters(): Unhomoglyph {
    this.#unhomoglyph ??= load('unhomoglyph') as Unhomoglyph
    return this.#unhomoglyph
  }

  /**
   * The friend that somebody of another peer id looks like. Whoever is verified looks like nobody but themselves; of two friends who look
   * alike it is the newer one, unless that one is the verified.
   */
  of(peer: PeerIdString, shown: Shown): Resembled | undefined {
    const contact = this.#contacts.get(peer)
    if (contact?.verified || contact?.blocked) return undefined
    this.#refresh()
    if (this.#known.size === 0) return undefined
    const alike = this.#keysOf(shown)
      .flatMap(key => this.#known.get(key) ?? [])
      .filter(known => known.peerId !== peer && standsBefore(known, contact))
    const [first] = alike.sort(byWeight)
    if (first === undefined) return undefined
    return { peerId: first.peerId, name: first.nick || first.card?.name || '', verified: first.verified }
  }

  #refresh(): void {
    if (this.#asOf === this.#contacts.changes) return
    this.#asOf = this.#contacts.changes
    this.#known = new Map()
    for (const contact of this.#contacts.all()) {
      if (!isKnown(contact)) continue
      const { name = '', email = '' } = contact.card ?? {}
      const keys = new Set([...this.#keysOf({ name, email }), ...this.#keysOf({ name: contact.nick ?? '', email: '' })])
      for (const key of keys) this.#known.set(key, [...(this.#known.get(key) ?? []), contact])
    }
  }

  #keysOf({ name, email }: Shown): string[] {
    return [
      ...this.#skeletons(name).map(skeleton => `name ${skeleton}`),
      ...this.#skeletons(email).map(skeleton => `email ${skeleton}`),
    ]
  }

  /** Two, since letters look alike before their case is folded (I, l) and after it (K, κ); names that share one look alike. */
  #skeletons(text: string): readonly string[] {
    const known = this.#keys.get(text)
    if (known !== undefined) return known
    const whole = text.normalize('NFKC')
    // What consists of signs alone is compared as it is.
    const letters = whole.replaceAll(IGNORED, '') || whole.replaceAll(/\s/g, '')
    const skeleton = (from: string): string => this.letters()(from.normalize('NFD')).normalize('NFD')
    const skeletons = [skeleton(letters).toLowerCase(), skeleton(letters.toLowerCase())]
    const both = [...new Set(skeletons)].filter(each => each !== '')
    if (this.#keys.size >= REMEMBERED) this.#keys.clear()
    this.#keys.set(text, both)
    return both
  }
}

/** Somebody with whom there was a friendship, and who was not sent away for good. */
function isKnown(contact: ContactRecord): boolean {
  return contact.friendSince !== undefined && !contact.blocked
}

/** Whether somebody known has the better right to a name than whoever also shows it. */
function standsBefore(known: ContactRecord, other: ContactRecord | undefined): boolean {
  if (known.verified || other === undefined || !isKnown(other)) return true
  return byWeight(known, other) < 0
}

/** Verified ones first, then friends before former friends, then by how long they are known. */
function byWeight(a: ContactRecord, b: ContactRecord): number {
  return (
    Number(b.verified) - Number(a.verified) ||
    Number(isFriend(b)) - Number(isFriend(a)) ||
    (a.friendSince ?? 0) - (b.friendSince ?? 0) ||
    (a.peerId < b.peerId ? -1 : 1)
  )
}
