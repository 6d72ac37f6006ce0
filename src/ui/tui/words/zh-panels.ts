import type { enPanels } from './en-panels.ts'

/** What panels say, in Chinese. */
export const zhPanels: typeof enPanels = {
  ok: '确定',
  cancel: '取消',
  yes: '是',
  no: '否',
  close: '关闭',
  choose: '选择',
  working: '请稍候……',
  nothingFound: '没有匹配的内容。',
  entry: {
    welcome: 'Earshot',
    about: '与附近的人交谈。没有服务器，没有账号：有个名字就行。',
    name: '名字',
    passphrase: '口令',
    again: '再输一次',
    none: '无',
    begin: '开始',
    differ: '两次输入的口令不同，请都重新输入。',
    locked: 'Earshot 已锁定',
    lockedAbout: '输入口令打开。口令丢失后无人能恢复。',
    wrong: '口令不对。',
    unlock: '打开',
  },
}
