import type { enBackup } from './en-backup.ts'

/** Words of backups and exports, in Chinese. */
export const zhBackup: typeof enBackup = {
  ask: { passphrase: '备份的口令：', newPassphrase: '新口令（用于备份）：' },
  empty: '备份必须有口令：否则拿到文件的人能读到一切，并能冒充你。',
  saving: '正在保存',
  checking: '正在检查',
  restoring: '正在恢复',
  exporting: messages => `${messages} 条消息`,
  made: (file, size, messages, conversations) =>
    `已保存 ${conversations} 个会话中的 ${messages} 条消息：${file}，${size}，已读回核对，完整。`,
  precious: '文件和口令要分开保管。两样都有的人就能冒充你。',
  holds: (name, peerId, madeAt, messages, conversations) =>
    `${name}（${peerId}），保存于 ${madeAt}：${conversations} 个会话，${messages} 条消息。文件完整。`,
  restored: (name, madeAt, messages) => `你又是 ${name} 了，回到 ${madeAt}，共 ${messages} 条消息。`,
  next: '此后说过的话，会在与好友相遇时找回。不要让旧机器与这一台同时运行。',
  exported: (file, messages) => `${messages} 条消息已写入 ${file}。`,
  page: {
    title: name => `与 ${name} 的会话`,
    about: when => `${when} 由 Earshot 导出。`,
    edited: '已编辑',
    forwarded: name => `来自 ${name}`,
    inReplyTo: name => `回复 ${name}`,
    disappears: when => `${when} 消失`,
    end: messages => `共 ${messages} 条消息。`,
  },
}
