/** What actions are about: the selected message, or all that are marked; the conversation that is named, selected in the list, or open. */
import type { Conversation, Message } from '../../../node/messenger.ts'
import { chosenRow } from './rows.ts'
import type { State } from './state.ts'

/** The message that is named, or selected where the messages have the keys. */
export function messageOf(state: State, target?: string): Message | undefined {
  const timeline = state.open?.timeline
  if (target !== undefined) return timeline?.get(target)
  return state.focus === 'messages' ? timeline?.get(timeline.selected) : undefined
}

/** Marked ones, where there are any and none is named; else the one. */
export function messageIds(state: State, target?: string): string[] {
  const marked = state.open?.timeline.marked
  if (target === undefined && marked !== undefined && marked.size > 0) return [...marked]
  const one = messageOf(state, target)
  return one === undefined ? [] : [one.id]
}

/** A target that is among the marked ones stands for all of them. */
export function withMarked(state: State, target?: string): string | undefined {
  return target !== undefined && state.open?.timeline.marked.has(target) === true ? undefined : target
}

/** Whose text is there, and no other's words. */
export function isOwnText(message: Message | undefined): message is Message {
  return message?.own === true && message.type === 'text' && message.recalled === undefined
}

/** What the messenger is asked with about the conversation that is named, or that the keys are about. */
export function convOf(state: State, target?: string): string | undefined {
  if (target !== undefined) return target
  if (state.focus === 'list') {
    const row = chosenRow(state)
    if (row?.row === 'conversation') return row.conv
  }
  return state.open?.conv
}

/** What the node tells of it; undefined where nothing was said yet. */
export function conversationOf(state: State, target?: string): Conversation | undefined {
  const conv = convOf(state, target)
  return conv === undefined ? undefined : (state.conversations.get(conv) ?? state.conversationWith(conv))
}
