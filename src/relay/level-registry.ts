/** Who has a mailbox, in LevelDB: made, renewed, listed and taken away, and the invitations to make one. */
import { type Bytes, equal } from '../protocol/bytes.ts'
import {
  after as afterTag,
  ageKey,
  cardKey,
  indexKey,
  invitationKey,
  mailboxKey,
  mailboxValue,
  nameKey,
  ownerIn,
  ownerKey,
  parcelIn,
  parcelKey,
  readIndex,
  readMailbox,
  readTime,
  seenKey,
  timeValue,
  usageKey,
  usageValue,
} from './level-keys.ts'
import type { LevelParts } from './level-parcels.ts'
import type { Invitation, MailboxSummary, Registration } from './mailbox-store.ts'
import { Usage } from './usage.ts'

/** Rows read at once. */
const CHUNK = 1000

export class LevelRegistry {
  readonly #parts: LevelParts

  constructor(parts: LevelParts) {
    this.#parts = parts
  }

  async make(
    owner: Bytes,
    { card, passes, registeredAt }: Registration & { registeredAt: number },
    invitation?: Invitation,
  ): Promise<boolean> {
    const { database, own, writer } = this.#parts
    let made = true
    await writer.write({
      size: card.byteLength,
      sync: true,
      prepare: async batch => {
        const key = mailboxKey(owner)
        const code = invitation === undefined ? undefined : invitationKey(invitation.hash)
        const [there, invited] = await database.getMany([key, code ?? key])
        // Nothing waits from here on: two works of one batch cannot both claim a name.
        if (there !== undefined || batch.isClaimed(key)) return
        if (invitation !== undefined && code !== undefined) {
          made = invited !== undefined && readTime(invited) > invitation.at && batch.claim(code)
          if (!made) return
          batch.rows.push({ key: code, value: undefined })
        }
        batch.claim(key)
        const number = own.number()
        own.reserve(batch, number)
        batch.rows.push(
          { key, value: mailboxValue({ number, registeredAt, passes }) },
          { key: cardKey(owner), value: card },
          { key: ownerKey(number), value: owner },
          { key: usageKey(owner), value: usageValue(new Usage()) },
        )
        batch.mailboxes += 1
      },
    })
    return made
  }

  async renew(owner: Bytes, { card, passes }: Registration): Promise<boolean> {
    const { database, mailboxes, writer } = this.#parts
    let there = false
    await writer.write({
      size: card.byteLength,
      sync: true,
      alone: true,
      prepare: async batch => {
        const [value, before] = await database.getMany([mailboxKey(owner), cardKey(owner)])
        if (value === undefined) return
        there = true
        if (before === undefined || !equal(before, card)) batch.rows.push({ key: cardKey(owner), value: card })
        const renewed = mailboxValue({ ...readMailbox(value), passes })
        if (equal(value, renewed)) return
        batch.rows.push({ key: mailboxKey(owner), value: renewed })
        const mailbox = await mailboxes.find(owner)
        if (mailbox === undefined) return
        batch.after.push(() => {
          mailbox.renew(passes)
          mailboxes.reweigh(mailbox)
        })
      },
    })
    return there
  }

  seen(owner: Bytes, at: number): Promise<void> {
    const { database, writer } = this.#parts
    return writer.write({
      size: 40,
      sync: false,
      prepare: async batch => {
        // An owner whose mailbox was taken away leaves nothing behind.
        if ((await database.get(mailboxKey(owner))) === undefined) return
        batch.rows.push({ key: seenKey(owner), value: timeValue(at) })
      },
    })
  }

  async evict(owner: Bytes): Promise<boolean> {
    const { database, mailboxes, writer } = this.#parts
    let there = false
    await writer.write({
      size: 0,
      sync: true,
      alone: true,
      prepare: async batch => {
        const mailbox = await mailboxes.find(owner)
        if (mailbox === undefined) return
        there = true
        const { number } = mailbox
        const gone: Bytes[] = [mailboxKey, cardKey, seenKey, usageKey].map(key => key(owner))
        gone.push(ownerKey(number))
        for (let from = 0; ; ) {
          const range = { gte: indexKey(number, from), lt: indexKey(number + 1, 0), limit: CHUNK }
          const rows = await database.rows(range)
          for (const [key, index] of rows) {
            const { at, size, name } = readIndex(index)
            gone.push(key, parcelKey(parcelIn(key)), ageKey(at, number, parcelIn(key)))
            if (name.byteLength > 0) gone.push(nameKey(number, name, parcelIn(key)))
            batch.parcels -= 1
            batch.bytes -= size
          }
          if (rows.length < CHUNK) break
          from = parcelIn(rows.at(-1)![0]) + 1
        }
        for (const key of gone) batch.rows.push({ key, value: undefined })
        batch.mailboxes -= 1
        batch.after.push(() => mailboxes.forget(mailbox))
      },
    })
    return there
  }

  async list(after: Bytes | undefined, limit: number): Promise<MailboxSummary[]> {
    const { database, mailboxes } = this.#parts
    const gte = after === undefined ? Buffer.from('m') : Buffer.concat([mailboxKey(after), Uint8Array.of(0)])
    const keys = await database.keys({ gte, lt: afterTag('m'), limit })
    const owners = keys.map(ownerIn)
    const seen = await database.getMany(owners.map(seenKey))
    const found = await Promise.all(owners.map(owner => mailboxes.find(owner)))
    return found.flatMap((mailbox, i) => {
      if (mailbox === undefined) return []
      const { owner, registeredAt, total } = mailbox
      const at = seen[i]
      return [{ owner, registeredAt, ...total, lastSeen: at === undefined ? undefined : readTime(at) }]
    })
  }

  invite(hash: Bytes, expiresAt: number): Promise<void> {
    return this.#parts.writer.write({
      size: 64,
      sync: true,
      prepare: batch => void batch.rows.push({ key: invitationKey(hash), value: timeValue(expiresAt) }),
    })
  }

  async expireInvitations(now: number): Promise<number> {
    const { database, writer } = this.#parts
    let expired = 0
    for (let gte: Bytes | undefined = Buffer.from('n'); gte !== undefined; ) {
      const rows: [Bytes, Bytes][] = await database.rows({ gte, lt: afterTag('n'), limit: CHUNK })
      const old = rows.filter(([, value]) => readTime(value) <= now).map(([key]) => ({ key, value: undefined }))
      if (old.length > 0)
        await writer.write({ size: 40 * old.length, sync: false, prepare: batch => void batch.rows.push(...old) })
      expired += old.length
      gte = rows.length < CHUNK ? undefined : Buffer.concat([rows.at(-1)![0], Uint8Array.of(0)])
    }
    return expired
  }
}
