/**
 * All settings. What is read, the comments in settings.yaml, `earshot settings`, completion and docs/settings.md are made from this
 * table, so a new setting is one entry here, `npm run generate`, and `settings.get('its.name')` where it counts (or
 * `settings.on('its.name', …)`). An entry comes together with what it sets.
 */
import { readEngineLine } from '../engines/engine-line.ts'
import { isLanguage } from '../engines/languages.ts'
import type { SettingValue } from '../messenger.ts'
import { commandWords } from './command-words.ts'
import { emojiList } from './emoji-list.ts'
import { keyBindings } from './key-bindings.ts'
import { flag, type Kind, line, number, oneOf, type Words } from './kinds.ts'
import { quietHours } from './quiet-hours.ts'

/** A language, or nothing. */
const language = (allowed: Words, description: Words): Kind<string> =>
  line({ preset: '', allowed, fits: text => text === '' || isLanguage(text) }, description)

export const SETTINGS = {
  receipts: flag(true, {
    en: 'Tell friends what you have read, and see what they have read: both or neither; switched on again, it tells what was read meanwhile, too',
    zh: '告诉好友你读到了哪里，也看到好友读到了哪里：要么都有，要么都没有；重新打开后，期间读过的也会告诉对方',
  }),
  typing: flag(true, {
    en: 'Tell friends that you are typing, and see when they are: both or neither',
    zh: '告诉好友你正在输入，也看到好友正在输入：要么都有，要么都没有',
  }),
  presence: oneOf(['auto', 'here', 'away'], 'auto', {
    en: 'What connected friends see; auto is away where nobody sits at any terminal of yours',
    zh: '已连接的好友看到的状态：auto 在你不在任何终端前时显示“离开”，here 总是在线，away 总是离开',
  }),
  search: flag(true, {
    en: 'Keep an index of what is said, so that `earshot search` is fast; without one it looks at every message',
    zh: '为消息建立索引，使 `earshot search` 迅速；没有索引时逐条查看',
  }),
  'notify.desktop': flag(true, {
    en: 'Tell of new messages on the desktop, where there is one and nobody looks at the conversation',
    zh: '有桌面且无人正在看该会话时，在桌面上通知新消息',
  }),
  'notify.bell': flag(true, {
    en: 'Ring the terminal bell for new messages, in the terminal interface and the chat',
    zh: '终端界面和聊天界面中有新消息时响铃',
  }),
  'notify.title': flag(true, {
    en: "Show the number of unread messages in the terminal's title, in the terminal interface and the chat",
    zh: '终端界面和聊天界面中在终端标题里显示未读消息数',
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
  'translate.engine': line(
    {
      preset: '',
      allowed: {
        en: 'apertium, argos-translate, libretranslate [URL], or a command with {from} and {to} that reads the text and writes the translation (docs/engines.md); empty for none',
        zh: 'apertium、argos-translate、libretranslate [URL]，或含 {from} 和 {to} 的命令，从标准输入读原文、向标准输出写译文（docs/engines.md）；留空表示没有',
      },
      fits: text => text === '' || readEngineLine(text, 'translate') !== undefined,
    },
    {
      en: 'What translates messages; it runs on this machine, and sees those that you ask to be translated',
      zh: '用什么翻译消息；在本机运行，只会看到你要求翻译的消息',
    },
  ),
  'translate.from': language(
    {
      en: 'a language like en or zh-CN; empty to have the engine find out, where it can',
      zh: '语言，如 en 或 zh-CN；留空则由引擎判断（若它会）',
    },
    { en: 'The language that messages are translated from', zh: '从什么语言翻译' },
  ),
  'translate.to': language(
    { en: 'a language like en or zh-CN; empty to say it each time', zh: '语言，如 en 或 zh-CN；留空则每次指定' },
    { en: 'The language that messages are translated into', zh: '翻译成什么语言' },
  ),
  'transcribe.engine': line(
    {
      preset: '',
      allowed: {
        en: 'whisper.cpp MODEL, pocketsphinx, or a command with {file} or {wav} in it that writes the words (docs/engines.md); empty for none',
        zh: 'whisper.cpp 模型文件、pocketsphinx，或含 {file} 或 {wav} 的命令，向标准输出写文字（docs/engines.md）；留空表示没有',
      },
      fits: text => text === '' || readEngineLine(text, 'transcribe') !== undefined,
    },
    {
      en: 'What writes down recordings; it runs on this machine, and hears those that you ask for',
      zh: '用什么把录音转成文字；在本机运行，只会听到你要求转写的录音',
    },
  ),
  'transcribe.language': language(
    {
      en: 'a language like en or zh-CN; empty to have the engine find out, where it can',
      zh: '语言，如 en 或 zh-CN；留空则由引擎判断（若它会）',
    },
    { en: 'The language that is spoken in recordings', zh: '录音中说的语言' },
  ),
  'engine.timeout': number(
    { preset: 120, min: 1, max: 3_600, unit: { en: 'seconds', zh: '秒' } },
    { en: 'How long an engine may take before it is stopped', zh: '引擎最多可用多久，到时终止' },
  ),
  'seal.minutes': number(
    { preset: 10, min: 0, max: 10_080, unit: { en: 'minutes', zh: '分钟' } },
    {
      en: 'After how long without use an open sealed conversation closes by itself; 0 for never',
      zh: '已打开的加密会话多久不用后自动关闭；0 表示不自动关闭',
    },
  ),
  'ui.theme': oneOf(['auto', 'dark', 'light', 'mono'], 'auto', {
    en: 'Colours of the terminal interface; auto asks the terminal what its background is',
    zh: '终端界面的配色：auto 询问终端的背景色，dark 深色，light 浅色，mono 不用颜色',
  }),
  'ui.density': oneOf(['comfortable', 'compact'], 'comfortable', {
    en: 'How much room the terminal interface leaves between messages',
    zh: '终端界面中消息之间的间距：comfortable 宽松，compact 紧凑',
  }),
  'ui.time': oneOf(['24h', '12h'], '24h', {
    en: 'How times are shown in the chat and in the terminal interface',
    zh: '聊天界面和终端界面中时间的写法：24 小时制或 12 小时制',
  }),
  'ui.enter': oneOf(['send', 'newline'], 'send', {
    en: 'What Enter does where a message is written in the terminal interface; Ctrl+Enter and Alt+Enter do the other',
    zh: '终端界面写消息时 Enter 键的作用：send 发送，newline 换行；Ctrl+Enter 和 Alt+Enter 则相反',
  }),
  'ui.mouse': flag(true, {
    en: 'Take the mouse in the terminal interface; where not, the terminal itself selects text with it',
    zh: '终端界面使用鼠标；关闭后由终端自己用鼠标选择文字',
  }),
  'ui.pictures': oneOf(['auto', 'kitty', 'sixel', 'blocks', 'none'], 'auto', {
    en: 'How the terminal interface draws pictures; auto takes the best way that the terminal says it knows',
    zh: '终端界面显示图片的方式：auto 选用终端支持的最好方式，blocks 用色块，none 不显示',
  }),
  'ui.shake': flag(true, {
    en: 'Shake the terminal interface when a friend shakes you; where not, it only says so',
    zh: '好友抖动你时终端界面跟着抖动；关闭后只显示文字',
  }),
  'ui.lock': number(
    { preset: 0, min: 0, max: 1_440, unit: { en: 'minutes', zh: '分钟' } },
    {
      en: 'After how long without a key the terminal interface locks the profile, where it has a passphrase; 0 for never',
      zh: '终端界面多久没有按键后锁定（设有口令时）；0 表示不锁定',
    },
  ),
  'ui.away': number(
    { preset: 5, min: 0, max: 1_440, unit: { en: 'minutes', zh: '分钟' } },
    {
      en: 'After how long without a key friends see you as away; 0 for never',
      zh: '多久没有按键后好友看到你“离开”；0 表示从不',
    },
  ),
  'ui.emoji': line(
    {
      preset: '',
      allowed: {
        en: 'emoji, separated by spaces, 16 at most; empty for the common ones',
        zh: '以空格分隔的表情，最多 16 个；留空表示常见的那些',
      },
      fits: text => emojiList(text) !== undefined,
    },
    {
      en: 'Emoji that the terminal interface offers first: those you used lately',
      zh: '终端界面中排在最前的表情：最近用过的',
    },
  ),
  'ui.keys': line(
    {
      preset: '',
      allowed: {
        en: 'pairs of an action and a key, separated by commas, such as palette=ctrl+p, reply=r; empty for none',
        zh: '“操作=按键”，以逗号分隔，如 palette=ctrl+p, reply=r；留空表示没有',
      },
      fits: text => text === '' || keyBindings(text) !== undefined,
    },
    {
      en: 'Keys of your own for what the terminal interface does',
      zh: '终端界面的自定义按键',
    },
  ),
  'ui.lang': oneOf(['auto', 'en', 'zh'], 'auto', {
    en: 'The language of the interfaces where neither --lang nor EARSHOT_LANG says otherwise; auto for that of the system',
    zh: '界面语言，--lang 和 EARSHOT_LANG 优先；auto 为系统语言，en 英文，zh 中文',
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
