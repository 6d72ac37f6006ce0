/** What the verbs of the Messenger work on. */

import type { Faults } from '../../host/faults.ts'
import type { Host } from '../../host/host.ts'
import type { Store } from '../../store/store.ts'
import type { Backups } from '../backups.ts'
import type { Calls } from '../calls.ts'
import type { Discovery } from '../discovery.ts'
import type { Engines } from '../engines/engines.ts'
import type { Events } from '../events.ts'
import type { Expiry } from '../expiry.ts'
import type { Hellos } from '../hello.ts'
import type { Mail } from '../mail/mail.ts'
import type { Nearby } from '../nearby.ts'
import type { News } from '../news.ts'
import type { Notices } from '../notices/notices.ts'
import type { OwnPresence } from '../own-presence.ts'
import type { PeerLog, StopReason } from '../peer.ts'
import type { People } from '../people.ts'
import type { Sealing } from '../sealing.ts'
import type { Settings } from '../settings/settings.ts'
import type { Shakes } from '../shakes.ts'
import type { StatusPulse } from '../status-pulse.ts'
import type { Meetings } from '../sync/meetings.ts'
import type { Typing } from '../typing.ts'
import type { Views } from './views.ts'

export interface Context {
  store: Store
  people: People
  nearby: Nearby
  discovery: Discovery
  news: News
  host: Host
  hellos: Hellos
  meetings: Meetings
  mail: Mail
  events: Events
  faults: Faults
  calls: Calls
  backups: Backups
  shakes: Shakes
  typing: Typing
  expiry: Expiry
  views: Views
  settings: Settings
  sealing: Sealing
  engines: Engines
  notices: Notices
  ownPresence: OwnPresence
  statusPulse: StatusPulse
  clock: () => number
  version: string
  /** Milliseconds since 1970. */
  startedAt: number
  /** Asks the owner of the node to stop it. */
  stop: (reason: StopReason) => void
  log: PeerLog
}
