import type { enPalette } from './en-palette.ts'

/** What the palette and the list of places to go to say, in Chinese. */
export const zhPalette: typeof enPalette = {
  placeholder: '操作、名字或设置',
  gotoPlaceholder: '名字',
  nothing: '还没有可去的会话。',
  kinds: { person: '联系人', conversation: '会话', group: '群', folder: '分组', setting: '设置' },
  now: '当前',
  unread: count => `${count} 条未读`,
}
