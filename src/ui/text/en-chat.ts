/** Words of the chat, in English. */
export const enChat = {}
