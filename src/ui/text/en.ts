import { enBackup } from './en-backup.ts'
import { enChat } from './en-chat.ts'
import { enCli } from './en-cli.ts'
import { enCommon } from './en-common.ts'
import { enDemo } from './en-demo.ts'
import { enEngines } from './en-engines.ts'
import { enMessages } from './en-messages.ts'
import { enSafety } from './en-safety.ts'
import { enSealed } from './en-sealed.ts'
import { enSearch } from './en-search.ts'

export const en = {
  common: enCommon,
  chat: enChat,
  cli: enCli,
  demo: enDemo,
  safety: enSafety,
  engines: enEngines,
  search: enSearch,
  backup: enBackup,
  messages: enMessages,
  sealed: enSealed,
}
