import type { enSettings } from './en-settings.ts'

/** What the list of settings says, in Chinese. */
export const zhSettings: typeof enSettings = {
  placeholder: '设置名或用途',
  now: '当前',
  preset: '默认',
  value: '值',
  takes: allowed => `可取：${allowed}。`,
  presetIs: value => `默认：${value}`,
  edit: '修改',
  reset: '恢复默认',
  prefixes: {
    '': '好友看到什么、搜索',
    notify: '通知',
    translate: '翻译',
    transcribe: '语音转文字',
    engine: '引擎',
    seal: '封存的会话',
    ui: '终端界面',
  },
  unknown: '不认识的',
  none: '节点没有任何设置。',
  faults: count => `settings.yaml 中有 ${count} 行看不懂。`,
  is: (name, value) => `${name}：${value}`,
}
