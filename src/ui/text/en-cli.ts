/** Words of the commands, in English. */
export const enCli = {}
