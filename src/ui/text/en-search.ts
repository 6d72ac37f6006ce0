/** Words about search, in English. */
export const enSearch = {
  nothing: 'Nothing found.',
  sealed: (names: string) => `Not looked into, since they are sealed: ${names}. Open one and search it by --in.`,
  more: (option: string) => `more: ${option}`,
}
