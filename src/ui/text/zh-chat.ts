import type { enChat } from './en-chat.ts'

/** Words of the chat, in Chinese. */
export const zhChat: typeof enChat = {}
