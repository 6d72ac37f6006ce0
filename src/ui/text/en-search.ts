/** Words about search, in English. */
export const enSearch = {
  nothing: 'Nothing found.',
  more: (option: string) => `more: ${option}`,
}
