/** A relay put together: identity, store, host, mailboxes. Starts from the disk outward and stops in reverse. */

import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Faults } from '../host/faults.ts'
import { hex } from '../protocol/bytes.ts'
import { EarshotError } from '../protocol/errors.ts'
import { peerIdOf, publicKeyOf } from '../protocol/ids.ts'
import { phrase } from '../protocol/phrase.ts'
import { formatRelayInvite } from '../protocol/relay-invite.ts'
import { signerOf } from '../protocol/signing.ts'
import { passHash } from '../protocol/token.ts'
import { cardOf, currentCard } from './card.ts'
import { Counters } from './counters.ts'
import { answerHellos } from './hello.ts'
import { type RelayIdentity, readIdentity } from './identity.ts'
import { LevelStore } from './level-store.ts'
import { listed } from './listing.ts'
import type { MailboxStore } from './mailbox-store.ts'
import { Mailboxes, TOKEN_BYTES } from './mailboxes.ts'
import type { MailboxLimits } from './quotas.ts'
import { openHost } from './relay-host.ts'
import { RelayTime } from './relay-time.ts'
import type { RelayOptions, RunningRelay } from './running.ts'
import { MailboxService } from './service.ts'
import { WhoIsHere } from './who-is-here.ts'

export { initRelay } from './identity.ts'
export type { RelayOptions, RelayStatus, RunningRelay } from './running.ts'

const DEFAULT_TTL_DAYS = 30
const DEFAULT_MAILBOX: MailboxLimits = { bytes: 64 * 1024 * 1024, parcels: 20_000 }
const DAY_MS = 24 * 3600 * 1000
/** How often what is too old is deleted, and the relay's time is kept. */
const EXPIRY_MS = 60_000
/** Milliseconds that an invitation can be used. */
const INVITATION_MS = 30 * DAY_MS

/**
 * Opens the store and starts the relay; a failed start leaves nothing open. `no-identity` before `initRelay`, `profile-in-use` when
 * another process runs it, `invalid` and `address-in-use` for addresses, and as `LevelStore.open`.
 */
export async function openRelay(options: RelayOptions): Promise<RunningRelay> {
  const { home, clock = Date.now } = options
  const identity = await readIdentity(home)
  const open = options.openStore ?? (() => LevelStore.open({ folder: join(home, 'db'), clock }))
  const store = await open(home)
  try {
    return await startRelay({ options, identity, store })
  } catch (error) {
    await store.close()
    throw error
  }
}

interface Parts {
  options: RelayOptions
  identity: RelayIdentity
  store: MailboxStore
}

async function startRelay({ options, identity, store }: Parts): Promise<RunningRelay> {
  const { home, clock = Date.now, version = '0', ttlDays = DEFAULT_TTL_DAYS } = options
  const log = options.log ?? (() => undefined)
  const signer = signerOf(identity.seed)
  const peerId = peerIdOf(signer.publicKey)
  const faults = new Faults()
  const counters = new Counters()
  const here = new WhoIsHere()
  const time = new RelayTime({
    saved: store.savedTime,
    clock,
    ...(options.elapsed === undefined ? {} : { elapsed: options.elapsed }),
  })
  const mailboxes = new Mailboxes({
    store,
    limits: {
      bytes: options.mailboxBytes ?? DEFAULT_MAILBOX.bytes,
      parcels: options.mailboxParcels ?? DEFAULT_MAILBOX.parcels,
    },
    ttl: Math.floor((ttlDays * DAY_MS) / 1000),
    open: options.open ?? false,
    time,
    clock,
    here,
    counters,
  })
  const { host, port } = await openHost({
    seed: identity.seed,
    publicKey: signer.publicKey,
    ...(options.listen === undefined ? {} : { listen: options.listen }),
    ...(identity.port === undefined ? {} : { port: identity.port }),
    mdns: options.mdns ?? true,
    store,
    version,
    log,
  })
  const service = new MailboxService({ host, mailboxes, store, here, faults, counters, clock, log })
  const expire = async (): Promise<void> => {
    counters.expired += await store.expire(time.now() - ttlDays * DAY_MS)
    await store.saveTime(time.save())
  }
  try {
    const card = await currentCard(home, { ...identity, port }, signer, version).catch((error: Error) => {
      // On a full disk it goes on with the card that it has.
      log(`card or port not kept: ${error.message}`)
      return cardOf(identity, signer, version)
    })
    await answerHellos(host, card, faults)
    await service.start()
  } catch (error) {
    await service.stop()
    await host.stop()
    throw error
  }
  let expiring: Promise<void> = Promise.resolve()
  const expireNow = (): void => {
    expiring = expiring.then(expire).catch((error: Error) => log(`not expired: ${error.message}`))
  }
  expireNow()
  const expiry = setInterval(expireNow, EXPIRY_MS)

  const stop = async (): Promise<void> => {
    clearInterval(expiry)
    await service.stop()
    await host.stop()
    await expiring
    await store.saveTime(time.save()).catch((error: Error) => log(`time not kept: ${error.message}`))
    await store.close()
  }
  const startedAt = performance.now()
  let stopped: Promise<void> | undefined
  return {
    peerId,
    name: identity.name,
    storeId: hex(store.storeId),
    addresses: () => host.addresses(),
    status: () => {
      const { deposited, collected, expired, refusals: refused } = counters
      return {
        peerId,
        name: identity.name,
        storeId: hex(store.storeId),
        ...store.totals,
        connections: host.connectionCount,
        deposited,
        collected,
        expired,
        refused,
        uptime: Math.floor((performance.now() - startedAt) / 1000),
        version,
      }
    },
    mailboxes: () => listed(store, here),
    async invite() {
      const code = randomBytes(TOKEN_BYTES)
      await store.expireInvitations(time.now())
      await store.invite(passHash(code), time.now() + INVITATION_MS)
      const addresses = host.outwardAddresses()
      const link = formatRelayInvite({ peerId, name: identity.name, addresses, code: code.toString('base64url') })
      return { link, expiresAt: new Date(clock() + INVITATION_MS).toISOString() }
    },
    async evict(who) {
      const owner = publicKeyOf(who)
      if (owner === undefined) throw new EarshotError('invalid', phrase`not a peer id: ${who}`)
      return store.evict(owner)
    },
    healthy: () => store.healthy(),
    counters: () => ({
      ...counters.snapshot(),
      ...store.totals,
      connections: host.connectionCount,
      owners: here.count,
      faults: faults.report(),
    }),
    onDeposit(listener) {
      counters.onDeposit = listener
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
