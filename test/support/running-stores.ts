/** The stores of the nodes that run in this process: what nothing outside tells of is waited for there. */
import { vi } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { TestPeer } from './peers.ts'

/** By folder. */
const stores = new Map<string, Store>()

/** To be called before any node of the file starts. */
export function watchStores(): void {
  const open = Store.open.bind(Store)
  vi.spyOn(Store, 'open').mockImplementation(async options => {
    const store = await open(options)
    stores.set(options.home, store)
    return store
  })
}

export function storeOf(peer: Pick<TestPeer, 'home' | 'name'>): Store {
  const store = stores.get(peer.home)
  if (store === undefined) throw new Error(`${peer.name} was started before stores were watched`)
  return store
}
