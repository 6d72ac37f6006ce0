/** What happens now: shakes, calls, and listening to all of it. */
import { EarshotError } from '../../protocol/errors.ts'
import { relationOf } from '../friendship.ts'
import type { CallVerbs, Event, ListenVerbs } from '../messenger.ts'
import type { Context } from './context.ts'
import { anyEntry } from './messages.ts'
import { friendOf } from './who.ts'

export function liveVerbs(context: Context): CallVerbs & ListenVerbs {
  const { store, views, calls, shakes, meetings, events } = context

  const caller = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : friendOf(context, name)

  return {
    async shake({ who: name, key }) {
      const peer = friendOf(context, name)
      if (!store.results.done('shake', key)) await shakes.shake(peer)
      const { result } = await store.results.once(
        'shake',
        key,
        tx => store.conversations.append(tx, peer, { kind: 'shake' }).id,
      )
      const at = await store.history.find(result)
      const stored = at === undefined ? undefined : store.history.get(at)
      if (stored === undefined) throw new EarshotError('no-message', 'the shake is not in the history any more')
      meetings.wake(peer)
      return views.message(stored)
    },

    async call({ who: name, media, session }) {
      const peer = friendOf(context, name)
      if (media !== undefined && media !== 'session')
        throw new EarshotError(
          'not-allowed',
          'voice and video calls are not part of this version',
          'offer a session of your own with --session URI',
        )
      if (session === undefined)
        throw new EarshotError(
          'usage',
          'what is offered?',
          'give --session URI, such as --session rtp://192.168.1.20:5004',
        )
      return views.call(calls.offer(peer, 'session', session))
    },

    async answer({ who: name, session }) {
      return views.call(calls.answer(caller(name), session))
    },

    async hangup(params) {
      return views.call(calls.hangUp(caller(params?.who)))
    },

    async calls() {
      return calls.all().map(call => views.call(call))
    },

    listen({ since }, signal) {
      // Subscribed at once, so that nothing falls between what was and what is to come.
      const happenings = events.listen(signal)
      return listenFrom(context, since, happenings)
    },
  }
}

async function* listenFrom(
  context: Context,
  since: string | undefined,
  happenings: AsyncIterable<{ event: Event; arrival?: number }>,
): AsyncGenerator<Event> {
  const { store, views } = context
  let told = 0
  if (since !== undefined) {
    told = (await anyEntry(context, since)).arrival
    for await (const entry of store.history.arrivals(told)) {
      // An own message or that of somebody blocked since then is history all the same.
      const record = store.conversations.byNumber(entry.conversation)
      if (relationOf(context.people.get(record?.peer ?? ''))?.state === 'blocked') continue
      if (store.sealed.isLocked(record)) continue
      yield { event: 'message', message: views.message(entry) }
      told = entry.arrival
    }
  }
  for await (const { event, arrival } of happenings) {
    if (arrival !== undefined && arrival <= told) continue
    yield event
  }
}
