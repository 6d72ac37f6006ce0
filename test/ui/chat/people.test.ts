import { expect, test } from 'vitest'
import type { Peer } from '../../../src/node/messenger.ts'
import { People } from '../../../src/ui/chat/people.ts'
import { effort } from '../../support/effort.ts'

const peer = (peerId: string, name: string, nick?: string): Peer =>
  ({ peerId, name, presence: 'here', verified: false, kind: 'peer', ...(nick !== undefined && { nick }) }) as Peer

const ANN = '12D3KooWAnnAnnAnnAnn'
const ANNA = '12D3KooWAnotherAnother'

test('tells people apart who are called alike, and no longer once one is called otherwise', () => {
  const people = new People()
  people.learn(peer(ANN, 'Ann'))
  expect(people.label(ANN)).toBe('Ann')
  people.learn(peer(ANNA, 'ANN'))
  expect(people.label(ANN)).toBe('Ann (12D3KooWAnnAnn)')
  expect(people.label('12D3KooWUnknown', ' ann ')).toBe('ann (12D3KooWUnknow)')
  expect(people.resolve('ann')).toBe('ann')
  people.learn(peer(ANNA, 'ANN', 'Anna'))
  expect(people.label(ANN)).toBe('Ann')
  expect(people.label(ANNA)).toBe('Anna')
  expect(people.resolve(' anna')).toBe(ANNA)
  people.forget()
  expect(people.label(ANN, 'Ann')).toBe('Ann')
  expect(people.resolve('anna')).toBe('anna')
})

test('finds names among thousands without looking at each', () => {
  const people = new People()
  for (let at = 0; at < 3_000; at++) people.learn(peer(`12D3KooW${at}`, `friend ${at}`))
  const took = effort(() => {
    for (const { peerId } of people.all) people.label(peerId)
  })
  // Comparing all with all takes seconds.
  expect(took).toBeLessThan(500)
})
