/** What notices say, in the language of the node: that of `ui.lang`, else of the environment in which it was started. */
import type { Lang } from '../language.ts'
import type { Message } from '../messenger.ts'

const en = {
  /** Stands for whoever is not to be named. */
  nobody: 'Earshot',
  messages: (count: number) => (count === 1 ? 'New message' : `${count} new messages`),
  summary: (count: number, conversations: number) => `${count} new messages in ${conversations} conversations`,
  mentioned: 'mentions you',
  calls: 'is calling you',
  call: 'Incoming call',
  asks: 'asks to be your friend',
  request: 'Request to be friends',
  kinds: {
    text: '',
    shake: 'shakes you',
    call: 'Missed call',
    picture: 'Picture',
    file: 'File',
    audio: 'Audio',
    video: 'Video',
    system: 'Notice',
  } satisfies Record<Message['type'], string>,
}

export type NoticeWords = typeof en

const zh: NoticeWords = {
  nobody: 'Earshot',
  messages: count => (count === 1 ? '新消息' : `${count} 条新消息`),
  summary: (count, conversations) => `${conversations} 个会话中有 ${count} 条新消息`,
  mentioned: '提到了你',
  calls: '正在呼叫你',
  call: '来电',
  asks: '想加你为好友',
  request: '好友请求',
  kinds: {
    text: '',
    shake: '抖了你一下',
    call: '未接来电',
    picture: '图片',
    file: '文件',
    audio: '语音',
    video: '视频',
    system: '通知',
  },
}

export function noticeWords(lang: Lang): NoticeWords {
  return lang === 'zh' ? zh : en
}
