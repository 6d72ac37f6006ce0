/** Words of the demo, in English. */
export const enDemo = {}
