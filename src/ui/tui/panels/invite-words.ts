/** What an invitation says of whoever made it, to be shown before it is used. Whether it is whole and still good is judged by the node. */
export interface InviteWords {
  readonly peerId: string
  /** Their word; not safe to draw. */
  readonly name: string
  /** How many relays it names. */
  readonly relays: number
}

/** @returns undefined for what is no link of ours */
export function inviteWords(link: string): InviteWords | undefined {
  const found = /^earshot:([1-9A-HJ-NP-Za-km-z]{40,64})\?(.*)$/s.exec(link)
  if (found === null) return undefined
  const [, peerId = '', query] = found
  const fields = new URLSearchParams(query)
  return { peerId, name: fields.get('n') ?? '', relays: fields.getAll('r').length }
}
