/** What the palette and the list of places to go to say, in English. */
export const enPalette = {
  placeholder: 'an action, a name, a setting',
  gotoPlaceholder: 'a name',
  nothing: 'There is nobody to go to yet.',
  kinds: { person: 'person', conversation: 'conversation', group: 'group', folder: 'folder', setting: 'setting' },
  now: 'now',
  unread: (count: number): string => `${count} unread`,
}
