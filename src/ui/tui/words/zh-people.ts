import type { enPeople } from './en-people.ts'

/** What is said about people, in Chinese: calls, requests, invitations, profiles. */
export const zhPeople: typeof enPeople = {
  nobodyMeant: '不知道指的是谁。请先打开会话，或在列表中选一个人。',
  shaken: name => `你抖了${name}一下。`,
  call: {
    title: '通话',
    none: '没有通话。',
    start: name => `呼叫${name}`,
    from: (name, kind) => `${name}：${kind}`,
    to: (name, kind) => `呼叫${name}：${kind}`,
    accept: '接听',
    acceptSession: '用我的会话接听',
    decline: '拒绝',
    cancel: '取消',
    hangUp: '挂断',
    call: '呼叫',
    session: '会话地址',
    sessionAbout: '要一起打开的地址：会议、终端或文档。',
    sessionMissing: '没有填写会话地址。',
    copy: '复制会话地址',
  },
}
