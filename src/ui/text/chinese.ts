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

/** Why others fail, by their own names for it. */
const SYSTEM: Phrases = {
  // Of the operating system.
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
  // Of libp2p, and of waiting in general.
  AbortError: '已中止',
  ConnectionClosedError: '连接已关闭',
  ConnectionClosingError: '连接正在关闭',
  ConnectionFailedError: '连接失败',
  DialDeniedError: '不许连接',
  DialError: '连不上',
  EncryptionFailedError: '无法建立加密连接',
  InvalidMessageError: '收到的内容无效',
  LimitedConnectionError: '经中继的连接不允许这样做',
  MuxerClosedError: '连接已关闭',
  NoValidAddressesError: '没有可用的地址',
  NotFoundError: '没有找到',
  StreamAbortedError: '数据流已中止',
  StreamClosedError: '数据流已关闭',
  StreamResetError: '对方中断了数据流',
  TimeoutError: '等待超时',
  TooManyOutboundProtocolStreamsError: '打开的数据流太多',
  UnexpectedEOFError: '数据提前结束',
  UnexpectedPeerError: '那里是另一个节点',
  UnsupportedProtocolError: '对方不支持这个协议',
  // Of the parser of settings.
  ALIAS_PROPS: '别名不能带锚点或标签',
  BAD_ALIAS: '别名写错了',
  BAD_COLLECTION_TYPE: '集合的类型不对',
  BAD_DIRECTIVE: '指令写错了',
  BAD_DQ_ESCAPE: '双引号里的转义写错了',
  BAD_INDENT: '缩进不对',
  BAD_PROP_ORDER: '锚点或标签的位置不对',
  BAD_SCALAR_START: '值的开头不对，也许需要引号',
  BLOCK_AS_IMPLICIT_KEY: '名称和值的写法不对',
  BLOCK_IN_FLOW: '括号里不能分行列项',
  DUPLICATE_KEY: '名称重复',
  IMPOSSIBLE: '无法解析',
  KEY_OVER_1024_CHARS: '名称超过 1024 个字符',
  MISSING_CHAR: '缺少一个字符，如引号、括号或冒号',
  MULTILINE_IMPLICIT_KEY: '名称不能跨行',
  MULTIPLE_ANCHORS: '锚点多于一个',
  MULTIPLE_DOCS: '文件里有多个文档',
  MULTIPLE_TAGS: '标签多于一个',
  NON_STRING_KEY: '名称必须是文字',
  RESOURCE_EXHAUSTION: '内容太多',
  TAB_AS_INDENT: '不能用制表符缩进',
  TAG_RESOLVE_FAILED: '标签无法识别',
  UNEXPECTED_TOKEN: '有多余的字符',
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
