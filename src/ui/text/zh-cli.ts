import type { enCli } from './en-cli.ts'

/** Words of the commands, in Chinese. */
export const zhCli: typeof enCli = {}
