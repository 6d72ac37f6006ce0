import type { Catalogue } from './catalogue.ts'
import { zhBackup } from './zh-backup.ts'
import { zhChat } from './zh-chat.ts'
import { zhCli } from './zh-cli.ts'
import { zhCommon } from './zh-common.ts'
import { zhDemo } from './zh-demo.ts'
import { zhEngines } from './zh-engines.ts'
import { zhMessages } from './zh-messages.ts'
import { zhSafety } from './zh-safety.ts'
import { zhSealed } from './zh-sealed.ts'
import { zhSearch } from './zh-search.ts'

export const zh: Catalogue = {
  common: zhCommon,
  chat: zhChat,
  cli: zhCli,
  demo: zhDemo,
  safety: zhSafety,
  engines: zhEngines,
  search: zhSearch,
  backup: zhBackup,
  messages: zhMessages,
  sealed: zhSealed,
}
