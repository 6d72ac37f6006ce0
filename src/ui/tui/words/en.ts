import type { MessageType } from '../../../node/messenger.ts'
import { enAccount } from './en-account.ts'
import { enActions } from './en-actions.ts'
import { enConversation } from './en-conversation.ts'
import { enHelp } from './en-help.ts'
import { enMessages } from './en-messages.ts'
import { enPalette } from './en-palette.ts'
import { enPanels } from './en-panels.ts'
import { enPeople } from './en-people.ts'
import { enSearch } from './en-search.ts'
import { enSettings } from './en-settings.ts'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** What the terminal interface says, in English. */
export const en = {
  actions: enActions as Record<keyof typeof enActions, string>,
  panels: enPanels,
  people: enPeople,
  talk: enMessages,
  help: enHelp,
  palette: enPalette,
  find: enSearch,
  account: enAccount,
  settings: enSettings,
  conversation: enConversation,
  /** Short words for the keys at the bottom. */
  hints: {
    palette: 'commands',
    goto: 'go to',
    help: 'help',
    'panel.close': 'close',
    'focus.next': 'pane',
    'focus.editor': 'write',
    'message.reply': 'reply',
    'message.react': 'react',
    'message.menu': 'menu',
    'list.open': 'open',
    'list.menu': 'menu',
    'list.filter': 'filter',
  } as Partial<Record<keyof typeof enActions, string>>,
  groups: {
    go: 'Getting around',
    conversation: 'Conversation',
    message: 'Message',
    people: 'People',
    calls: 'Calls and shakes',
    account: 'Account',
    screen: 'Screen',
  },
  list: {
    sections: {
      requests: 'Requests',
      pinned: 'Pinned',
      groups: 'Groups',
      archived: 'Archived',
      nearby: 'Nearby',
    },
    noFolder: 'Others',
    nobody: 'Nobody yet. Who is near appears here.',
    nothing: 'Nothing fits.',
  },
  welcome: {
    title: (name: string): string => `Hello, ${name}.`,
    noFriends: (nearby: number): string =>
      nearby === 0
        ? 'No friends yet, and nobody is nearby. An invitation reaches further.'
        : `No friends yet. ${many(nearby, 'person is', 'people are')} nearby.`,
    palette: 'everything there is',
    goto: 'open a conversation',
    add: 'ask somebody nearby to be friends',
    invite: 'invite somebody by link or QR code',
    help: 'every key',
    quit: 'leave',
  },
  header: {
    verified: 'verified',
    resembles: (name: string): string => `looks like ${name}, and is somebody else`,
    muted: 'muted',
    sealed: 'sealed',
  },
  messages: {
    newOnes: 'new',
    loading: 'loading …',
    locked: (key: string): string => `This conversation is sealed. ${key} opens it.`,
    below: (count: number): string => `${many(count, 'new message', 'new messages')} below`,
    toEnd: 'to the end',
    moreLines: (count: number): string => `… ${many(count, 'more line', 'more lines')}`,
    kinds: {
      text: 'text',
      picture: 'picture',
      file: 'file',
      audio: 'recording',
      video: 'video',
      shake: 'shake',
      call: 'call',
      system: 'system',
    } satisfies Record<MessageType, string>,
  },
  editor: {
    placeholder: (name: string): string => `Write to ${name}`,
    sealed: 'Closed. What is written here waits until it is open.',
    replying: (name: string): string => `Reply to ${name}:`,
    editing: 'Edit:',
    typing: (names: string): string => `${names} is typing …`,
    tooLong: (bytes: number, most: number): string =>
      `Too long: ${Math.ceil(bytes / 1024)} of ${Math.floor(most / 1024)} KiB. Nothing was inserted.`,
  },
  presence: { title: 'Friends see you as', auto: 'here or away, by whether you are at a terminal' },
  bar: {
    starting: 'starting …',
    down: (key: string): string => `The node was stopped. ${key} starts it again.`,
    retry: (why: string, seconds: number): string => (seconds === 0 ? why : `${why} Trying again in ${seconds} s`),
    unread: (count: number): string => `${count} unread`,
    queued: (count: number): string => `${count} waiting`,
    relays: (connected: number, all: number): string =>
      connected === 0 ? `relay away` : all === 1 ? 'relay' : `${connected} of ${all} relays`,
    tasks: { export: 'export', backup: 'backup', seal: 'sealing', index: 'indexing' } as Record<string, string>,
  },
  toasts: {
    request: (name: string): string => `${name} asks to be your friend.`,
    requestHint: (key: string): string => `${key} shows requests.`,
    resembles: (name: string, other: string): string => `Careful: ${name} looks like ${other}, and is somebody else.`,
    nowFriends: (name: string): string => `${name} and you are friends now.`,
    declined: (name: string): string => `${name} declined.`,
    archived: (name: string): string => `${name} is archived, and comes back when somebody writes there.`,
    copied: 'Copied.',
    nodeBack: 'Connected again.',
    otherVersion: (running: string, own: string): string => `The node that runs is version ${running}, this is ${own}.`,
    otherVersionHint: '`earshot down` ends it; the next one is new.',
    elsewhere: (name: string): string => `${name} is open in another terminal, which was brought to the front.`,
    shakes: (name: string): string => `${name} shakes you!`,
    pressAgain: 'Press again to quit.',
    noSuchKey: (pair: string): string => `ui.keys: “${pair}” is not understood.`,
    keyTaken: (pair: string): string => `ui.keys: the key of “${pair}” does something else already.`,
  },
  errors: {
    replaced: { message: 'Earshot was replaced by another version', hint: 'Quit, and start it again.' },
    nodeGone: 'The node is not running',
    nodeDownHint: (key: string): string => `${key} starts it.`,
    nodeGoneHint: 'It is being started again; nothing that was accepted is lost.',
  },
}
