/** Words about sealed conversations, in English. */
export const enSealed = {
  ask: { passphrase: 'Second passphrase: ', newPassphrase: 'New second passphrase: ' },
  empty: 'A sealed conversation has a passphrase.',
  precious: 'Nobody can recover a second passphrase: what it seals is lost with it.',
  working: 'writing anew',
  closed: (name: string) => `The conversation with ${name} is sealed. “earshot unseal” opens it.`,
  open: (name: string) =>
    `The conversation with ${name} is open, until “earshot seal”, the end of the node, or some time without use.`,
  gone: (name: string) => `The conversation with ${name} is not sealed any more.`,
  changed: (name: string) => `The conversation with ${name} has another second passphrase.`,
  mark: (locked: boolean): string => (locked ? 'sealed' : 'sealed, open now'),
}
