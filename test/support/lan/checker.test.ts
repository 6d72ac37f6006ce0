/** The checker is the judge of the other tests: here it is shown that it finds each fault, and only faults. */

import { describe, expect, it } from 'vitest'
import fc from '../fast-check.ts'
import { Checker, type Seen, type ViolationKind } from './checker.ts'

const CONVERSATION = 'conversation'
const HOSTS = ['ann', 'ben', 'cat'] as const

/** A run in which everybody did right: `authors` says who wrote each message; all were seen by all as they were written. */
function goodRun(authors: readonly string[]) {
  const checker = new Checker()
  const histories = new Map<string, Seen[]>(HOSTS.map(host => [host, []]))
  for (const host of HOSTS) checker.listener(`${host}'s bot`, host, { complete: true })
  authors.forEach((author, number) => {
    const message = { id: `id-${number}`, conversation: CONVERSATION, text: `text ${number} of ${author}` }
    checker.attempt(author, CONVERSATION, message.text)
    checker.accept(message.text, message.id)
    for (const host of HOSTS) {
      checker.heard(`${host}'s bot`, message)
      histories.get(host)!.push(message)
    }
  })
  return { checker, histories }
}

function kinds(checker: Checker, histories: Map<string, Seen[]>): Set<ViolationKind> {
  for (const [host, messages] of histories) checker.history(host, CONVERSATION, messages)
  return new Set(checker.violations().map(violation => violation.kind))
}

const run = fc.array(fc.constantFrom(...HOSTS), { minLength: 2, maxLength: 30 })
const anyHost = fc.constantFrom(...HOSTS)

describe('the checker', () => {
  it('finds nothing in a run that kept the promise', () => {
    fc.assert(
      fc.property(run, authors => {
        const { checker, histories } = goodRun(authors)
        expect(kinds(checker, histories)).toEqual(new Set())
        checker.assertKept()
      }),
    )
  })

  it('accepts any order of what was written at the same time', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), order => {
        const checker = new Checker()
        HOSTS.forEach((host, number) => {
          checker.attempt(host, CONVERSATION, `text ${number}`)
        })
        HOSTS.forEach((_host, number) => {
          checker.accept(`text ${number}`, `id-${number}`)
        })
        const shown = order.map(number => ({ id: `id-${number}`, conversation: CONVERSATION, text: `text ${number}` }))
        expect(kinds(checker, new Map(HOSTS.map(host => [host, shown])))).toEqual(new Set())
      }),
    )
  })

  it('finds each fault, wherever it is', () => {
    const faults: Record<string, { kind: ViolationKind; commit: (messages: Seen[], at: number) => void }> = {
      'a message missing': { kind: 'lost', commit: (messages, at) => messages.splice(at, 1) },
      'a message shown twice': { kind: 'twice', commit: (messages, at) => messages.push(messages[at]!) },
      'a message shown again under another id': {
        kind: 'twice',
        commit: (messages, at) => messages.push({ ...messages[at]!, id: 'another' }),
      },
      'two messages exchanged': {
        kind: 'order',
        commit: (messages, at) => messages.splice(at === 0 ? 1 : at, 0, ...messages.splice(at === 0 ? 0 : at - 1, 1)),
      },
      'another text': {
        kind: 'altered',
        commit: (messages, at) => messages.splice(at, 1, { ...messages[at]!, text: 'other' }),
      },
      'another conversation': {
        kind: 'altered',
        commit: (messages, at) => messages.splice(at, 1, { ...messages[at]!, conversation: 'other' }),
      },
      'a message from nowhere': {
        kind: 'invented',
        commit: (messages, at) =>
          messages.splice(at, 0, { id: 'new', conversation: CONVERSATION, text: 'from nowhere' }),
      },
    }
    fc.assert(
      fc.property(run, anyHost, fc.nat(), fc.constantFrom(...Object.keys(faults)), (authors, host, number, name) => {
        const { checker, histories } = goodRun(authors)
        const fault = faults[name]!
        fault.commit(histories.get(host)!, number % authors.length)
        expect(kinds(checker, histories), name).toContain(fault.kind)
        expect(() => checker.assertKept()).toThrow(fault.kind)
      }),
    )
  })

  it('finds an answer that everybody shows before its question', () => {
    fc.assert(
      fc.property(run, fc.nat(), (authors, number) => {
        const { checker, histories } = goodRun(authors)
        const at = 1 + (number % (authors.length - 1))
        for (const messages of histories.values()) messages.splice(at - 1, 0, ...messages.splice(at, 1))
        expect(kinds(checker, histories)).toEqual(new Set(['causality']))
        expect(checker.violations({ causality: false })).toEqual([])
      }),
    )
  })

  it('finds what a listener heard twice or not at all', () => {
    fc.assert(
      fc.property(run, anyHost, fc.nat(), (authors, host, number) => {
        const { checker, histories } = goodRun(authors)
        checker.heard(`${host}'s bot`, histories.get(host)![number % authors.length]!)
        expect(kinds(checker, histories)).toEqual(new Set(['twice']))
      }),
    )
    const { checker, histories } = goodRun(['ann'])
    checker.listener('deaf', 'ben', { complete: true })
    checker.listener('late', 'ben', { complete: false })
    expect(kinds(checker, histories)).toEqual(new Set(['unheard']))
  })

  it('lets a send without an answer be there once, or not at all, but not on one host only', () => {
    const seen = { id: 'id-9', conversation: CONVERSATION, text: 'no answer came' }
    const shownOn = (...hosts: string[]) => {
      const { checker, histories } = goodRun(['ann', 'ben'])
      checker.attempt('ann', CONVERSATION, seen.text)
      for (const host of hosts) histories.get(host)!.push(seen)
      for (const [host, messages] of histories) checker.history(host, CONVERSATION, messages)
      return new Set(checker.violations().map(violation => violation.kind))
    }
    expect(shownOn()).not.toContain('lost')
    expect(shownOn(...HOSTS)).toEqual(new Set(['unheard']))
    expect(shownOn('ann')).toContain('lost')
  })
})
