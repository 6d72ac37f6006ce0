/**
 * All settings. What is read, the comments in settings.yaml, `earshot settings`, completion and docs/settings.md are made from this
 * table, so a new setting is one entry here, `npm run generate`, and `settings.get('its.name')` where it counts (or
 * `settings.on('its.name', …)`). An entry comes together with what it sets.
 */
import type { SettingValue } from '../messenger.ts'
import { commandWords } from './command-words.ts'
import { flag, type Kind, line, oneOf } from './kinds.ts'
import { quietHours } from './quiet-hours.ts'

export const SETTINGS = {
  receipts: flag(true, {
    en: 'Tell friends what you have read, and see what they have read: both or neither',
    zh: '告诉好友你读到了哪里，也看到好友读到了哪里：要么都有，要么都没有',
  }),
  typing: flag(true, {
    en: 'Tell friends that you are typing, and see when they are: both or neither',
    zh: '告诉好友你正在输入，也看到好友正在输入：要么都有，要么都没有',
  }),
  'notify.desktop': flag(true, {
    en: 'Tell of new messages on the desktop, where there is one and nobody looks at the conversation',
    zh: '有桌面且无人正在看该会话时，在桌面上通知新消息',
  }),
  'notify.bell': flag(true, {
    en: 'Ring the terminal bell for new messages, in the chat',
    zh: '聊天界面中有新消息时响铃',
  }),
  'notify.title': flag(true, {
    en: "Show the number of unread messages in the terminal's title, in the chat",
    zh: '聊天界面中在终端标题里显示未读消息数',
  }),
  'notify.command': line(
    {
      preset: '',
      allowed: {
        en: 'a program with its arguments, quoted as in a shell, though no shell reads it; empty for none',
        zh: '程序及其参数，引号用法同 shell，但不经过 shell；留空表示没有',
      },
      fits: text => text === '' || (commandWords(text)?.[0] ?? '') !== '',
    },
    {
      en: 'A program to run for each notice, which gets it as JSON on its standard input',
      zh: '每次通知时运行的程序，从标准输入得到 JSON',
    },
  ),
  'notify.content': oneOf(['full', 'name', 'none'], 'full', {
    en: 'What notices tell: who and the text, who only, or neither',
    zh: '通知中显示的内容：full 为姓名和文字，name 只有姓名，none 都不显示',
  }),
  'notify.quiet': line(
    {
      preset: '',
      allowed: {
        en: 'a span of local time such as 22:00-07:00; empty for none',
        zh: '本地时间段，如 22:00-07:00；留空表示没有',
      },
      fits: text => text === '' || quietHours(text) !== undefined,
    },
    { en: 'Hours without notices and bells', zh: '不通知、不响铃的时间' },
  ),
  'notify.mentions': flag(true, {
    en: 'Tell of messages that mention you in muted conversations too',
    zh: '免打扰的会话中有人提到你时也通知',
  }),
} as const satisfies Readonly<Record<string, Kind<boolean> | Kind<string> | Kind<number>>>

export type SettingName = keyof typeof SETTINGS
/** What a setting's value is in the program. */
export type ValueOf<N extends SettingName> = (typeof SETTINGS)[N] extends Kind<infer T> ? T : never

export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[]

export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name)
}

/** A setting, where its name is known at run time only. */
export function kindOf(name: SettingName): Kind<SettingValue> {
  return SETTINGS[name] as Kind<SettingValue>
}
