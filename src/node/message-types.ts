/** What a message can be. Of front ends, too, which offer these where one is chosen. */
export const MESSAGE_TYPES = ['text', 'picture', 'file', 'audio', 'video', 'shake', 'call', 'system'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]
