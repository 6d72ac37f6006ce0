/** Notices of a running node put together: who looks, what is told, where it goes. */
import type { Store } from '../../store/store.ts'
import { chooseLanguage } from '../language.ts'
import type { Settings } from '../settings/settings.ts'
import type { Views } from '../verbs/views.ts'
import { Looking } from './looking.ts'
import { Notifier } from './notifier.ts'
import { Telling } from './telling.ts'
import { noticeWords } from './words.ts'

export interface NoticesOptions {
  store: Store
  views: Views
  settings: Settings
  clock: () => number
  log: (message: string) => void
}

export interface Notices {
  looking: Looking
  notifier: Notifier
  stop(): void
}

export function openNotices({ store, views, settings, clock, log }: NoticesOptions): Notices {
  const looking = new Looking()
  const telling = new Telling({ home: store.home, settings, log })
  const notifier = new Notifier({
    settings,
    looking,
    words: () => noticeWords(chooseLanguage(undefined, process.env, settings.get('ui.lang'))),
    self: store.self,
    conversation: async number => {
      const record = store.conversations.byNumber(number)
      return record === undefined ? undefined : views.conversation(record)
    },
    message: stored => {
      // As it is now: it may have been recalled since.
      const now = store.history.get(stored)
      return now === undefined ? undefined : views.message(now)
    },
    wanted: () => telling.wanted,
    tell: notice => telling.tell(notice),
    clock,
    log,
  })
  return {
    looking,
    notifier,
    stop() {
      notifier.stop()
      telling.stop()
    },
  }
}
