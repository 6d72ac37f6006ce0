import { type ErrorCode, type ErrorReport, hintOf, messageOf } from '../../protocol/errors.ts'
import { chinese, inChinese } from './chinese.ts'
import type { enCommon } from './en-common.ts'

const errors: Record<ErrorCode, string> = {
  internal: '内部错误',
  'engine-failed': '引擎出错',
  usage: '用法不对',
  invalid: '值无效',
  'no-identity': '这里还没有身份',
  'no-peer': '找不到这个人',
  'no-group': '找不到这个群',
  'no-message': '找不到这条消息',
  'no-file': '找不到这个文件',
  'no-engine': '没有可用的引擎',
  ambiguous: '有多个匹配',
  'wrong-passphrase': '口令不对',
  'not-friends': '你们还不是好友',
  'not-allowed': '不允许这样做',
  declined: '对方拒绝了',
  blocked: '已被屏蔽',
  quota: '配额已满',
  exists: '已经存在',
  offline: '对方不在线',
  'no-relay': '没有可用的中继',
  'no-node': '节点没有运行',
  timeout: '等待超时',
  'profile-in-use': '这个档案正被另一个进程使用',
  'address-in-use': '地址已被占用',
  busy: '忙，请稍候再试',
}

const FOLDERS = { Friends: '好友', Family: '家人' }

/** Words that every front end uses, in Chinese. */
export const zhCommon: typeof enCommon = {
  say: inChinese,
  error(report: ErrorReport): string {
    const message = messageOf(report)
    // What a node of another version says, and what was never to be thrown, is told by its code, and not hidden.
    return chinese.text(message.text) === undefined ? `${errors[report.code]}（${report.message}）` : inChinese(message)
  },
  hint(report: ErrorReport): string | undefined {
    const hint = hintOf(report)
    return hint && inChinese(hint)
  },
  folder: name => (Object.hasOwn(FOLDERS, name) ? FOLDERS[name as keyof typeof FOLDERS] : name),
  presence: { here: '在线', away: '离开', offline: '离线' },
  friendState: {
    friend: '好友',
    requested: '已申请，等待答复',
    received: '想加你为好友',
    declined: '已拒绝',
    removed: '已删除',
    blocked: '已屏蔽',
  },
  ownState: { queued: '在本机等待', relayed: '已到中继', delivered: '已送达', read: '已读' },
  callState: {
    offered: '呼叫中',
    ringing: '响铃中',
    accepted: '已接受，正在连接',
    connected: '已接通',
    ended: '已结束',
  },
  callReason: {
    'hung-up': '已挂断',
    declined: '已拒接',
    busy: '对方正忙',
    missed: '未接',
    cancelled: '已取消',
    failed: '失败',
  },
  callMedia: { audio: '语音通话', video: '视频通话', session: '通话会话' },
  list: items => items.join('、'),
  bracketed: text => `（${text}）`,
  aside: text => `（${text}）`,
  labelled: (label, text) => `${label}：${text}`,
  lang: 'zh',
  locale: 'zh-CN',
}
