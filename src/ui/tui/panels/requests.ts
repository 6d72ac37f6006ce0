/** Requests to be friends: those received, with what was said and who they look like, and those sent. */
import type { Person } from '../../chat/people.ts'
import { sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import type { Line } from '../frame/style.ts'
import { wrap } from '../frame/wrap.ts'
import type { Look } from '../view/look.ts'
import { ListPanel } from './list-panel.ts'
import { personSpans } from './person.ts'
import { resemblanceLines } from './person-lines.ts'
import { acceptWhenSure } from './resemblance.ts'

export function openRequests(app: App): void {
  const { requests, doing } = app.words.tui.people
  const { people } = app.state
  const all = (): Person[] => [
    ...people.all.filter(({ state }) => state === 'received'),
    ...people.all.filter(({ state }) => state === 'requested'),
  ]
  /** Those of the selected one: what they said, and what warns of them. */
  const about = (look: Look): Line[] => {
    const person = panel.selected
    const greeting = person?.state === 'received' ? sanitize(person.greeting ?? '', { lines: 'fold' }) : ''
    return [
      [{ text: greeting === '' ? requests.noGreeting : requests.says(greeting), style: look.theme.quote }],
      ...(person === undefined ? [] : resemblanceLines(person, people, look)),
      [],
    ]
  }
  const panel: ListPanel<Person> = new ListPanel<Person>(app, all(), {
    title: requests.title,
    filtered: false,
    empty: requests.none,
    head: (look, width) => (panel.selected === undefined ? [] : about(look).flatMap(line => wrap(line, width))),
    row: (person, look) => ({
      left: personSpans(app, person, look),
      right: [{ text: person.state === 'received' ? requests.received : requests.sent, style: look.theme.dim }],
    }),
    keys: [
      {
        key: 'a',
        label: doing.accept,
        run: ({ peerId, state }) => {
          if (state === 'received') app.run(() => acceptWhenSure(app, peerId))
        },
      },
      {
        key: 'd',
        label: app.words.common.list([doing.decline, doing.withdraw]),
        run: ({ peerId, state }) => {
          if (state === 'received') app.run(() => app.messenger.decline({ who: peerId }))
          else app.do('person.remove', peerId)
        },
      },
      { key: 'b', label: doing.block, run: ({ peerId }) => app.do('person.block', peerId) },
    ],
    choose: ({ peerId }) => app.do('person.show', peerId),
    event: ({ event }) => {
      if (event === 'friend' || event === 'presence' || event === 'nearby') panel.items = all()
    },
    width: 70,
  })
  app.open(panel)
}
