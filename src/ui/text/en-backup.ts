/** Words of backups and exports, in English. */
const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

export const enBackup = {
  ask: { passphrase: 'Passphrase of the backup: ', newPassphrase: 'New passphrase, of the backup: ' },
  empty: 'A backup has a passphrase: whoever has the file could read everything and be you.',
  saving: 'saving',
  checking: 'checking',
  restoring: 'restoring',
  exporting: (messages: number) => `${count(messages, 'message', 'messages')}`,
  made: (file: string, size: string, messages: number, conversations: number) =>
    `Saved ${count(messages, 'message', 'messages')} in ${count(conversations, 'conversation', 'conversations')}: ${file}, ${size}, read back and whole.`,
  precious: 'Keep the file and its passphrase apart. With both, anybody is you.',
  holds: (name: string, peerId: string, madeAt: string, messages: number, conversations: number) =>
    `${name} (${peerId}), saved ${madeAt}: ${count(messages, 'message', 'messages')} in ${count(conversations, 'conversation', 'conversations')}. The file is whole.`,
  restored: (name: string, madeAt: string, messages: number) =>
    `You are ${name} again, as of ${madeAt}, with ${count(messages, 'message', 'messages')}.`,
  next: 'What was said since comes back from friends as you meet. Do not run the old machine beside this one.',
  exported: (file: string, messages: number) => `${count(messages, 'message', 'messages')} in ${file}.`,
  page: {
    title: (name: string) => `Conversation with ${name}`,
    about: (when: string) => `Exported from Earshot on ${when}.`,
    edited: 'edited',
    forwarded: (name: string) => `from ${name}`,
    inReplyTo: (name: string) => `in reply to ${name}`,
    disappears: (when: string) => `disappears ${when}`,
    end: (messages: number) => `${count(messages, 'message', 'messages')}.`,
  },
}
