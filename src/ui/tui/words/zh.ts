import type { TerminalWords } from './words.ts'
import { zhAccount } from './zh-account.ts'
import { zhActions } from './zh-actions.ts'
import { zhConversation } from './zh-conversation.ts'
import { zhHelp } from './zh-help.ts'
import { zhMessages } from './zh-messages.ts'
import { zhPalette } from './zh-palette.ts'
import { zhPanels } from './zh-panels.ts'
import { zhPeople } from './zh-people.ts'
import { zhSearch } from './zh-search.ts'
import { zhSettings } from './zh-settings.ts'

/** What the terminal interface says, in Chinese. */
export const zh: TerminalWords = {
  actions: zhActions,
  panels: zhPanels,
  people: zhPeople,
  talk: zhMessages,
  help: zhHelp,
  palette: zhPalette,
  find: zhSearch,
  account: zhAccount,
  settings: zhSettings,
  conversation: zhConversation,
  hints: {
    palette: '命令',
    goto: '转到',
    help: '帮助',
    'panel.close': '关闭',
    'focus.next': '窗格',
    'focus.editor': '输入',
    'message.reply': '回复',
    'message.react': '回应',
    'message.menu': '菜单',
    'list.open': '打开',
    'list.menu': '菜单',
    'list.filter': '筛选',
  },
  groups: {
    go: '移动',
    conversation: '会话',
    message: '消息',
    people: '联系人',
    calls: '通话与抖动',
    account: '账号',
    screen: '屏幕',
  },
  list: {
    sections: {
      requests: '请求',
      pinned: '置顶',
      groups: '群',
      archived: '已归档',
      nearby: '附近',
    },
    noFolder: '其他',
    nobody: '还没有人。附近的人会出现在这里。',
    nothing: '没有匹配的内容。',
  },
  welcome: {
    title: name => `你好，${name}。`,
    noFriends: nearby =>
      nearby === 0 ? '还没有好友，附近也没有人。可以用邀请链接。' : `还没有好友。附近有 ${nearby} 人。`,
    palette: '所有功能',
    goto: '打开会话',
    add: '请附近的人加好友',
    invite: '用链接或二维码邀请',
    help: '所有按键',
    quit: '退出',
  },
  header: {
    verified: '已核对',
    resembles: name => `看上去像 ${name}，但不是同一个人`,
    muted: '免打扰',
    sealed: '已封存',
  },
  messages: {
    newOnes: '新消息',
    loading: '正在读取……',
    locked: key => `该会话已封存，按 ${key} 打开。`,
    below: count => `下面有 ${count} 条新消息`,
    toEnd: '到末尾',
    moreLines: count => `…… 还有 ${count} 行`,
    kinds: {
      text: '文字',
      picture: '图片',
      file: '文件',
      audio: '录音',
      video: '视频',
      shake: '抖动',
      call: '通话',
      system: '系统',
    },
  },
  editor: {
    placeholder: name => `写给 ${name}`,
    sealed: '已关上。这里写的内容等打开后再发。',
    replying: name => `回复 ${name}：`,
    editing: '编辑：',
    typing: names => `${names} 正在输入……`,
    tooLong: (bytes, most) => `太长：${Math.ceil(bytes / 1024)} KiB，最多 ${Math.floor(most / 1024)} KiB。没有插入。`,
  },
  presence: { title: '好友看到你', auto: '按你是否在终端前显示在线或离开' },
  bar: {
    starting: '正在启动……',
    down: key => `节点已停止。按 ${key} 重新启动。`,
    retry: (why, seconds) => (seconds === 0 ? why : `${why} ${seconds} 秒后重试`),
    unread: count => `${count} 条未读`,
    queued: count => `${count} 条待发`,
    relays: (connected, all) => (connected === 0 ? '中继未连接' : all === 1 ? '中继' : `中继 ${connected}/${all}`),
    tasks: { export: '导出', backup: '备份', seal: '封存', index: '建立索引' },
  },
  toasts: {
    request: name => `${name} 请求加你为好友。`,
    requestHint: key => `按 ${key} 查看请求。`,
    resembles: (name, other) => `注意：${name} 看上去像 ${other}，但不是同一个人。`,
    nowFriends: name => `你和 ${name} 现在是好友了。`,
    declined: name => `${name} 拒绝了。`,
    archived: name => `${name} 已归档，有新消息时会回来。`,
    copied: '已复制。',
    nodeBack: '已重新连接。',
    otherVersion: (running, own) => `正在运行的节点版本是 ${running}，本程序是 ${own}。`,
    otherVersionHint: '用 `earshot down` 停止它，再启动的就是新版。',
    elsewhere: name => `与 ${name} 的会话已在另一个终端打开，已切换到那里。`,
    shakes: name => `${name} 抖了你一下！`,
    pressAgain: '再按一次退出。',
    noSuchKey: pair => `ui.keys：看不懂“${pair}”。`,
    keyTaken: pair => `ui.keys：“${pair}”的按键已另有用途。`,
  },
  errors: {
    replaced: { message: 'Earshot 已被换成另一个版本', hint: '请退出后重新启动。' },
    nodeGone: '节点没有运行',
    nodeDownHint: key => `按 ${key} 启动。`,
    nodeGoneHint: '正在重新启动；已受理的消息不会丢失。',
  },
}
