/** Calls and shakes. */
import type { Call } from '../../../node/messenger.ts'
import type { App } from '../app.ts'
import { CallPanel } from '../panels/call.ts'
import { FormPanel } from '../panels/form-panel.ts'
import { onMessage } from '../state/apply.ts'
import type { State } from '../state/state.ts'
import type { Action } from './action.ts'
import { personMeant } from './person-meant.ts'

function show(app: App, id: string | undefined): void {
  const call = id === undefined ? app.state.call : app.state.calls.get(id)
  if (call === undefined) {
    app.tell(app.words.tui.people.call.none)
    return
  }
  const shown = app.panels.find(panel => panel instanceof CallPanel)
  if (shown?.id === call.call) return
  if (shown !== undefined) app.close(shown)
  app.open(new CallPanel(app, call))
}

/** Offers the address of something that both can open; it is the only kind of call that nodes make so far. */
function start(app: App, target: string | undefined): void {
  if (app.state.call !== undefined) {
    show(app, undefined)
    return
  }
  const who = personMeant(app, target)
  if (who === undefined) return
  const { call } = app.words.tui.people
  app.open(
    new FormPanel(app, {
      title: call.start(app.state.people.label(who)),
      head: ({ theme }) => [[{ text: call.sessionAbout, style: theme.dim }]],
      fields: [{ name: 'session', label: call.session, placeholder: 'https://' }],
      submit: call.call,
      run: async ({ session = '' }) => {
        if (session.trim() === '') throw app.invalid(call.sessionMissing)
        await app.messenger.call({ who, media: 'session', session: session.trim() })
        return undefined
      },
    }),
  )
}

/** The call that is meant: one that is named, one that rings, any. */
function meant(app: App, id: string | undefined): Call | undefined {
  const { calls, call } = app.state
  return id === undefined ? ([...calls.values()].find(rings) ?? call) : calls.get(id)
}

const rings = (call: Call): boolean => call.direction === 'in' && (call.state === 'offered' || call.state === 'ringing')

const anyCall = ({ call }: State): boolean => call !== undefined
const anyRings = ({ calls }: State): boolean => [...calls.values()].some(rings)

async function shake(app: App, target: string | undefined): Promise<void> {
  const who = personMeant(app, target)
  if (who === undefined) return
  const message = await app.messenger.shake({ who })
  const { open } = app.state
  if (open?.conv === who) open.conversation ??= message.conversation
  if (onMessage(app.state, message).conversations) app.arrivals.list()
  app.tell(app.words.tui.people.shaken(app.state.people.label(who)), 'good')
}

export const callsActions: readonly Action[] = [
  { name: 'call.start', group: 'calls', where: 'anywhere', keys: ['f7'], run: start },
  { name: 'call.show', group: 'calls', where: 'anywhere', keys: ['f8'], offered: anyCall, run: show },
  {
    name: 'call.accept',
    group: 'calls',
    where: 'anywhere',
    keys: ['alt+y'],
    offered: anyRings,
    run: async (app, id) => {
      const call = meant(app, id)
      if (call !== undefined) await app.messenger.answer({ who: call.peer.peerId })
    },
  },
  {
    name: 'call.decline',
    group: 'calls',
    where: 'anywhere',
    keys: ['alt+x'],
    offered: anyCall,
    run: async (app, id) => {
      const call = meant(app, id)
      if (call !== undefined) await app.messenger.hangup({ who: call.peer.peerId })
    },
  },
  { name: 'person.shake', group: 'calls', where: 'anywhere', keys: ['alt+k'], run: shake },
]
