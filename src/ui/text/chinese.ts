/** How Chinese says what was made as a phrase elsewhere: errors of the node, above all. */
import { type Phrase, speak, type Tongue } from '../../protocol/phrase.ts'
import { zhFaults } from './zh-faults.ts'
import { zhHints } from './zh-hints.ts'
import { zhRelay } from './zh-relay.ts'
import { zhRelayWords } from './zh-relay-words.ts'
import { zhTerms } from './zh-terms.ts'

/** From the English text to the Chinese one, with the same values in any order. */
export type Phrases = Readonly<Record<string, string>>

/** Which table comes first does not matter: what two of them hold, they hold alike. */
const TABLES: readonly Phrases[] = [zhFaults, zhHints, zhTerms, zhRelay, zhRelayWords]

/** Why the operating system fails, by its own names. */
const SYSTEM: Phrases = {
  EACCES: '没有权限',
  EADDRINUSE: '地址已被占用',
  EADDRNOTAVAIL: '本机没有这个地址',
  EBUSY: '正被使用',
  ECONNREFUSED: '连接被拒绝',
  ECONNRESET: '连接被对方断开',
  EDQUOT: '磁盘配额已用完',
  EEXIST: '已经存在',
  EFBIG: '文件太大',
  EHOSTUNREACH: '无法到达主机',
  EINVAL: '参数无效',
  EIO: '磁盘读写出错',
  EISDIR: '这是文件夹',
  ELOOP: '符号链接太多',
  EMFILE: '打开的文件太多',
  ENAMETOOLONG: '名字太长',
  ENETUNREACH: '无法到达网络',
  ENFILE: '系统打开的文件太多',
  ENOENT: '没有这个文件或文件夹',
  ENOMEM: '内存不足',
  ENOSPC: '磁盘已满',
  ENOTDIR: '路径中有一段不是文件夹',
  ENOTEMPTY: '文件夹不是空的',
  ENXIO: '没有这个设备',
  EPERM: '不允许这样做',
  EPIPE: '对方已关闭',
  EROFS: '文件系统是只读的',
  ETIMEDOUT: '等待超时',
  ETXTBSY: '程序文件正被使用',
}

export const chinese: Tongue = {
  lang: 'zh',
  // What is in the reader's language already is nothing but its value.
  text: english => (english === '{0}' ? english : TABLES.find(table => Object.hasOwn(table, english))?.[english]),
  system: code => (Object.hasOwn(SYSTEM, code) ? SYSTEM[code] : undefined),
  separator: '、',
}

export function inChinese(said: Phrase): string {
  return speak(said, chinese)
}
