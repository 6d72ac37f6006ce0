import type { enSealed } from './en-sealed.ts'

/** Words about sealed conversations, in Chinese. */
export const zhSealed: typeof enSealed = {
  ask: { passphrase: '第二口令：', newPassphrase: '新的第二口令：' },
  empty: '封存的会话必须有口令。',
  precious: '第二口令无法找回：忘记它，封存的内容也就没有了。',
  working: '正在重写',
  closed: name => `与 ${name} 的会话已封存并关上，用“earshot unseal”打开。`,
  open: name => `与 ${name} 的会话已打开，直到执行“earshot seal”、节点停止或一段时间不用。`,
  gone: name => `与 ${name} 的会话不再封存。`,
  changed: name => `与 ${name} 的会话换了第二口令。`,
  mark: locked => (locked ? '已封存' : '已封存，现已打开'),
}
