/** A conversation, page by page, so that any length of it fits into memory; for the command and for the terminal interface. */
import type { ExportQuery, Message, Messenger } from '../../../node/messenger.ts'
import type { Written } from './formats.ts'

/** The first page is fetched before anything is opened: a conversation that is none leaves no file. */
export async function beginExport(
  node: Messenger,
  query: ExportQuery,
): Promise<{ conversation: string; pages: AsyncIterable<Message[]> }> {
  const conversations = await node.conversations()
  const first = await node.exportPage(query)
  async function* pages(): AsyncGenerator<Message[]> {
    let page = first
    yield page.messages
    while (page.next !== undefined) {
      page = await node.exportPage({ ...query, after: page.next })
      yield page.messages
    }
  }
  const [message] = first.messages
  const known = conversations.find(each => each.conversation === message?.conversation)
  const typed = conversations.find(each => [each.name, each.peerId, each.conversation].includes(query.conv))
  return { conversation: known?.name ?? message?.name ?? typed?.name ?? query.conv, pages: pages() }
}

export interface Writing {
  readonly written: Written
  readonly pages: AsyncIterable<Message[]>
  readonly write: (text: string) => Promise<void>
  /** How many messages were written so far. */
  readonly progress: (count: number) => void
}

/** Gives how many messages there were. */
export async function writeConversation({ written, pages, write, progress }: Writing): Promise<number> {
  let count = 0
  await write(written.begin())
  for await (const messages of pages) {
    const text = messages.map(message => written.message(message, count++)).join('')
    if (text !== '') await write(text)
    progress(count)
  }
  await write(written.end(count))
  return count
}
