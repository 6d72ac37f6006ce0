import { describe, expect, it } from 'vitest'
import { befriend, eventually, startPeer } from '../support/peers.ts'
import { jpegOf, painted, pngOf } from '../ui/tui/pictures/files.ts'

const red = pngOf(painted(8, 8, () => [200, 0, 0])).toString('base64')
const blue = jpegOf(painted(8, 8, () => [0, 0, 200])).toString('base64')

describe('an avatar', () => {
  it('travels in the card, is changed, kept by friends over a restart, and cleared', async () => {
    const alice = await startPeer('alice')
    const bob = await startPeer('bob')
    const { avatar: hash } = await alice.messenger.profileSet({ avatar: red })
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await alice.messenger.avatar()).toEqual({ hash, file: red })
    await befriend(alice, bob)
    const seen = (file: string | undefined, of = bob) =>
      eventually(`bob has ${file?.slice(-12)}`, async () => (await of.messenger.avatar({ who: 'alice' })).file === file)
    await seen(red)
    expect(await bob.messenger.profileShow({ who: 'alice' })).toMatchObject({ avatar: hash })
    expect((await bob.messenger.friends({}))[0]).toMatchObject({ avatar: hash })
    await alice.messenger.profileSet({ avatar: blue })
    await seen(blue)
    // Other changes leave it alone.
    await alice.messenger.profileSet({ status: 'at sea' })
    await eventually('the status', async () => (await bob.messenger.profileShow({ who: 'alice' })).status === 'at sea')
    await seen(blue)
    await alice.stop('down')
    await bob.stop('down')
    const back = await startPeer('bob', { home: bob.home })
    expect((await back.messenger.avatar({ who: 'alice' })).file).toBe(blue)
    const again = await startPeer('alice', { home: alice.home })
    expect((await again.messenger.avatar()).file).toBe(blue)
    await again.messenger.profileSet({ avatar: '' })
    await again.messenger.connect({ address: back.addresses()[0]! })
    await seen(undefined, back)
    expect(await back.messenger.profileShow({ who: 'alice' })).not.toHaveProperty('avatar')
    expect(await again.messenger.profile()).not.toHaveProperty('avatar')
  })

  it('is refused where it is too large, no picture, or no base64, and the old one stays', async () => {
    const alice = await startPeer('alice')
    await alice.messenger.profileSet({ avatar: red })
    const large = Buffer.concat([Buffer.from(red, 'base64'), Buffer.alloc(3072)]).toString('base64')
    for (const avatar of [large, Buffer.from('GIF89a').toString('base64'), 'not base64!', `${red}\n`]) {
      await expect(alice.messenger.profileSet({ avatar })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect((await alice.messenger.avatar()).file).toBe(red)
  })
})
