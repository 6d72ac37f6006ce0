/** Saving the profile, and giving a conversation out whole. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'
import type { StoredEntry } from '../../store/stored.ts'
import type { BackupVerbs, ExportQuery } from '../messenger.ts'
import type { Context } from './context.ts'
import { conversationOf } from './who.ts'

/** Entries that one page looks at, and bytes of them, whatever of them fits the times that are asked for. */
const PAGE_ENTRIES = 1_000
const PAGE_BYTES = 2 * 1024 * 1024

export function backupVerbs(context: Context): BackupVerbs {
  const { store, views, backups } = context

  return {
    backup: params => backups.make(params),

    async exportPage({ conv, after, since, until }: ExportQuery) {
      const { record } = conversationOf(context, conv)
      context.sealing.use(record)
      const from = after === undefined ? undefined : await store.history.find(after)
      if (record === undefined || (from !== undefined && from.conversation !== record.number)) return { messages: [] }
      if (store.sealed.isLocked(record)) {
        const name = views.titleOf(record.peer)
        throw new EarshotError(
          'not-allowed',
          phrase`the conversation with ${name} is sealed and closed`,
          'open it first',
        )
      }
      const page: StoredEntry[] = []
      let bytes = 0
      for await (const entry of store.history.from(record.number, from)) {
        page.push(entry)
        bytes += entry.entry.bytes.byteLength
        if (page.length >= PAGE_ENTRIES || bytes >= PAGE_BYTES) break
      }
      const [earliest, latest] = [since, until].map(time => (time === undefined ? undefined : Date.parse(time)))
      const messages = page
        .map(entry => views.message(entry))
        .filter(({ at }) => {
          const time = Date.parse(at)
          return (earliest === undefined || time >= earliest) && (latest === undefined || time < latest)
        })
      const last = page.at(-1)
      const more = page.length >= PAGE_ENTRIES || bytes >= PAGE_BYTES
      return more && last !== undefined ? { messages, next: last.id } : { messages }
    },
  }
}
