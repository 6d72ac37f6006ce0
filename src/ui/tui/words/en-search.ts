/** What the search says, in English. */
export const enSearch = {
  placeholder: 'words, and what narrows it',
  filters: 'from:NAME  in:CONVERSATION  since:2d  until:2026-11-01  type:text',
  fills: 'complete a filter',
  complete: (values: string): string => `Tab: ${values}`,
  typeSomething: 'Say a word to look for.',
  running: 'looking …',
  nothing: 'Nothing found.',
  found: (count: number, more: boolean): string => `${count}${more ? '+' : ''} found`,
  notUnderstood: (filter: string, value: string): string =>
    filter === 'type'
      ? `type:${value} is none of text, picture, file, audio, video, shake, call, system.`
      : `${filter}:${value} is no time. Give a date, or an age like 2h or 7d.`,
  sealed: (names: string): string => `Not looked into, since sealed: ${names}. in:NAME looks into one that is open.`,
  indexing: 'Making the index',
  inside: (name: string): string => `in ${name}`,
  open: 'show it there',
}
