import { afterEach, describe, expect, it } from 'vitest'
import { ChatDriver } from '../../support/chat-driver.ts'
import { MemoryWorld } from '../../support/memory-messenger.ts'

const drivers: ChatDriver[] = []

afterEach(async () => {
  await Promise.all(drivers.splice(0).map(driver => driver.stop()))
})

/** Alice, her friend bob, and another bob. */
async function impostor(lang: 'en' | 'zh' = 'en') {
  const world = new MemoryWorld()
  const [alice, bob] = world.friends('alice', 'bob')
  const mallory = world.join('Bob')
  mallory.looksLike = { peerId: bob.peerId, name: 'bob', verified: true }
  const chat = new ChatDriver(alice, lang)
  drivers.push(chat)
  await chat.session.start(undefined)
  return { alice, mallory, chat }
}

describe('somebody who looks like a friend', () => {
  it('is warned of when they ask, and accepted only after a question', async () => {
    const { alice, mallory, chat } = await impostor()
    const seen = (await chat.see(() => mallory.add({ who: alice.peerId }))).join('\n')
    expect(seen).toContain('asks to be your friend')
    expect(seen).toContain('!!! WARNING')
    expect(seen).toContain('is NOT your verified friend bob')
    chat.answers.push('n')
    await chat.type('/accept')
    expect(chat.questions).toEqual(['Go on all the same? [y/N] '])
    expect(chat.lines.join('\n')).toContain('nothing was changed')
    expect(await alice.requests()).toMatchObject([{ state: 'received' }])
    chat.answers.push('y')
    expect((await chat.type('/accept')).join('\n')).toContain('are friends now')
    expect((await chat.type('/friends')).join('\n')).toContain('!!! WARNING')
  })

  it('is warned of in Chinese, and a script is not stopped by a question', async () => {
    const { alice, mallory, chat } = await impostor('zh')
    chat.echoes = false
    const seen = (await chat.see(() => mallory.add({ who: alice.peerId }))).join('\n')
    expect(seen).toContain('不是你已核实的好友 bob')
    await chat.type('/accept')
    expect(chat.questions).toEqual([])
    expect((await alice.friends()).map(({ name }) => name)).toContain('Bob')
  })
})

describe('somebody known', () => {
  it('who comes to look like a friend is warned of, once', async () => {
    const { mallory, chat } = await impostor()
    const { looksLike } = mallory
    mallory.looksLike = undefined
    await mallory.add({ who: chat.session.model.me.peerId })
    const friend = (await chat.session.messenger.requests())[0]!
    await chat.see(() => chat.session.handle({ event: 'friend', friend }))
    const changed = { ...friend, ...(looksLike === undefined ? {} : { resembles: looksLike }) }
    const seen = await chat.see(() => chat.session.handle({ event: 'friend', friend: changed }))
    expect(seen.join('\n')).toContain('!!! WARNING')
    expect(await chat.see(() => chat.session.handle({ event: 'friend', friend: changed }))).toEqual([])
  })
})

describe('/translate', () => {
  it('translates the last text of the other', async () => {
    const world = new MemoryWorld()
    const [alice, bob] = world.friends('alice', 'bob')
    const chat = new ChatDriver(alice)
    drivers.push(chat)
    await chat.session.start('bob')
    expect((await chat.type('/translate')).join('\n')).toContain('no text of theirs')
    await chat.see(() => bob.send({ conv: [alice.peerId], text: 'hola' }))
    await chat.type('my own words')
    expect(await chat.type('/translate en')).toEqual(['  in en', '  — memory'])
  })
})

describe('/verify', () => {
  it('shows the number with a code, and marks', async () => {
    const { chat } = await impostor()
    const shown = (await chat.type('/verify bob')).join('\n')
    expect(shown).toContain('Safety number of bob')
    expect(shown).toContain('00000')
    expect(shown).toMatch(/[█▀▄]/)
    expect((await chat.type('/verify bob confirm')).join('\n')).toContain('bob is marked as verified')
    expect((await chat.type('/verify bob undo')).join('\n')).toContain('not marked')
  })
})
