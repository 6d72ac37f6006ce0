/** What is said about people, in English: calls, requests, invitations, profiles. */
export const enPeople = {
  nobodyMeant: 'Nobody is meant. Open a conversation or choose somebody in the list first.',
  shaken: (name: string): string => `You shook ${name}.`,
  call: {
    title: 'Call',
    none: 'There is no call.',
    start: (name: string): string => `Call ${name}`,
    from: (name: string, kind: string): string => `${name}: ${kind}`,
    to: (name: string, kind: string): string => `To ${name}: ${kind}`,
    accept: 'Accept',
    acceptSession: 'Accept with my own session',
    decline: 'Decline',
    cancel: 'Cancel',
    hangUp: 'Hang up',
    call: 'Call',
    session: 'Session',
    sessionAbout: 'The address of what is to be opened together: a meeting, a terminal, a document.',
    sessionMissing: 'There is no session to offer.',
    copy: 'Copy the session',
  },
}
