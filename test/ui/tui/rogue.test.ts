/**
 * A friend who runs another program than ours: real letters over a real connection, in which nothing is as our program would let it be. The
 * real program shows them, on a real terminal: what the terminal gets is what we meant to write, and the screen is whole.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attach } from '../../../src/node/launch.ts'
import type { Sayable } from '../../../src/protocol/content.ts'
import { Cli } from '../../support/cli.ts'
import { eventually } from '../../support/peers.ts'
import { frameBytes, Rogue, type Victim, write } from '../../support/rogue.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { foreignBytes } from '../../support/terminal-bytes.ts'
import { Tmux } from '../../support/tmux.ts'

const SIZE = { columns: 90, rows: 24 }
const MARKER = 'and so it ends'

/** Retitles, copies to the clipboard, moves, clears, rings, asks the terminal to type; by C0 and by C1. */
const OBEYED =
  '\x1b]2;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b[2J\x1b[H\x1b[?1049l\x1b[21t\x1bc\x07\x9b5;5H\x9d2;owned\x9c\x0e\x7f'
/** Turns the line round, hides, is no letter, is wider or narrower than it looks. */
const UNSEEN = '\u202egnp.exe\u2066\u2069\u200f\u061c\u200b\u2060\ufeff\u00ad\u3164\u115f\uffa0\u{e0041}\ud83d\u2028'
const WIDTHS =
  'שלום \u0627\u0644\u0633 लक्ष्मी ᄀᄀᄀ각 \ue0b0\ufe0f 👩\u200d👩\u200d👧\u200d👦 ❤\ufe0f 1\ufe0f\u20e3 🇩🇪🇩 齊\u{e0100} ﷽ ꧅ 𒐫'
const HOSTILE = `${OBEYED}\r\n${UNSEEN}${WIDTHS}`

const TEXTS: Record<string, string> = {
  obeyed: OBEYED,
  unseen: UNSEEN,
  widths: WIDTHS,
  piled: `e${'\u0301\u20dd'.repeat(10_000)}`,
  flood: `a${'\u200b\u200d\ufeff\u2060'.repeat(8_000)}b`,
  long: `${'界L'.repeat(16_000)}`,
  lines: '\n'.repeat(5_000),
  'joined without end': '👩\u200d'.repeat(5_000),
  'a link': `https://a.example/\x1b\\\x1b]52;c;eA==\x07 http://\u202emoc.elpmaxe/ earshot:\x07invite`,
  'half a pair': `\udc00 x \ud800`,
}

let alice: Cli
let victim: Victim
let close: () => void

/** The whole screen is as it is drawn anew. */
async function whole(tmux: Tmux): Promise<void> {
  // Of many joined emoji tmux 3.3 loses parts, another time others.
  const shown = () => tmux.screen.replaceAll(/\u200d\p{Extended_Pictographic}?/gu, '')
  let [before, after] = ['', '']
  await eventually('the screen is what is drawn anew', async () => {
    await delay(200)
    before = shown()
    tmux.press('C-l')
    await delay(300)
    after = shown()
    return before === after
  }).catch(() => expect(after).toBe(before))
  expect(tmux.title).toMatch(/^(\(\d+\) )?Earshot$/)
}

/** A shell in which everything that is written to the terminal is kept. */
async function shell(): Promise<{ tmux: Tmux; writtenUntil: (end: string) => Promise<string> }> {
  const file = join(await temporaryFolder(), 'written')
  const { env } = alice.program('')
  const own = Object.entries(env).filter(([name, value]) => value !== undefined && value !== process.env[name])
  const tmux = new Tmux({
    command: 'bash --norc --noprofile',
    ...SIZE,
    env: { PS1: '> ', ...(Object.fromEntries(own) as Record<string, string>) },
    settings: ['set-clipboard on', 'monitor-bell on', 'allow-passthrough on'],
  })
  tmux.record(file)
  let from = 0
  /** From the end of what was asked for before to this word: the file follows the screen in its own time. */
  const writtenUntil = async (end: string): Promise<string> => {
    const to = await eventually(`"${end}" is written`, () => {
      const at = readFileSync(file).indexOf(end, from)
      return at < 0 ? undefined : at + end.length
    })
    const since = readFileSync(file).subarray(from, to)
    from = to
    return since.toString()
  }
  return { tmux, writtenUntil }
}

describe.skipIf(!Tmux.available)('a friend with another program', Tmux.meta, () => {
  beforeAll(async () => {
    alice = new Cli()
    await alice.json('init', '--name', 'alice', '--no-passphrase')
    await alice.up()
    // Bells that ring are those of others.
    await alice.json('settings', 'set', 'notify.bell', 'off')
    await alice.json('settings', 'set', 'presence', 'here')
    const { addresses, peerId } = await alice.json<{ addresses: string[]; peerId: string }>('status')
    const connection = await attach({ home: alice.home, remaining: () => 20 })
    victim = { peerId, messenger: connection.messenger, addresses: () => addresses }
    close = () => connection.close()
  })

  afterAll(async () => {
    close()
    await alice[Symbol.asyncDispose]()
  })

  it('writes nothing to the terminal but text, in the full screen, in the line mode, in commands', async () => {
    const { tmux, writtenUntil } = await shell()
    using _ = tmux
    const stranger = await Rogue.start()
    await stranger.claim({ name: `${OBEYED}${UNSEEN}s`.slice(0, 64), status: HOSTILE.slice(0, 140) })
    await stranger.store.commit(tx =>
      stranger.people.state(tx, victim.peerId, true, { greeting: `${HOSTILE}${'\n'.repeat(60)}`.slice(0, 500) }),
    )
    await stranger.hellos.say(await stranger.connect(victim))

    const rogue = await Rogue.start()
    const name = `${UNSEEN}${OBEYED}`.replace('\ud83d', '').slice(0, 60)
    await rogue.claim({
      name: `${name}bob`,
      status: `\u202e${WIDTHS}${OBEYED}`.slice(0, 140),
      email: OBEYED.slice(0, 140),
    })
    await rogue.befriend(victim, HOSTILE.slice(0, 500))

    const run = `${alice.program('').command}`
    tmux.type(`clear; ${run}; echo code $?\r`)
    await tmux.shows('● alice')
    await whole(tmux)
    tmux.press('M-Down')
    await tmux.shows('───')

    let stream = await rogue.openSync(victim)
    const say = async (content: Sayable) => {
      const entry = rogue.entry(victim, content)
      expect(await write(stream, frameBytes({ entries: { entries: [entry.bytes] } }))).toBe(true)
      return { stamp: entry.header.stamp, id: entry.id }
    }
    const first = await say({ kind: 'text', text: HOSTILE })
    for (const text of Object.values(TEXTS)) await say({ kind: 'text', text, reply: first })
    const author = rogue.store.self
    const bundle = [0, 1, 2].map(at => ({ author, name: `${HOSTILE}${at}`, at: at * 1e15, text: HOSTILE }))
    await say({ kind: 'text', text: '', forwarded: bundle })
    for (const emoji of [
      OBEYED,
      UNSEEN,
      'a\nb',
      '\u202e',
      '👩\u200d'.repeat(8),
      'z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308',
    ])
      await say({
        kind: 'reaction',
        target: first,
        emoji: Buffer.from(emoji).subarray(0, 60).toString().replace('\ufffd', ''),
      })
    await say({ kind: 'edit', target: first, text: `edited ${HOSTILE}` })
    const session = `https://x.example/${OBEYED}`
    await say({
      kind: 'call',
      call: { call: randomBytes(16), media: HOSTILE, outcome: HOSTILE, duration: 2 ** 31, session },
    })
    await say({ kind: 'text', text: MARKER })
    await write(
      stream,
      frameBytes({ live: { typing: { conversation: rogue.conversationWith(victim), typing: true } } }),
    )
    await tmux.shows(MARKER)
    for (let page = 0; page < 5; page++) {
      await whole(tmux)
      expect(tmux.rows.slice(0, -1).filter(row => !row.includes('│'))).toEqual([])
      tmux.press('PageUp')
    }
    // Menus, details, the profile, requests, who is nearby, search, the palette, in which all of it is shown once more.
    for (const keys of [['M-o'], ['F4'], ['F6'], ['M-s', 'o', 'w'], ['C-p', 'b', 'o'], ['C-o'], ['M-m', 'v']]) {
      tmux.press(...keys)
      await delay(400)
      await whole(tmux)
      await tmux.leaves('╭')
    }
    await write(
      stream,
      frameBytes({
        live: { call: { call: randomBytes(16), signal: 'offer', media: OBEYED, session, reason: HOSTILE } },
      }),
    )
    await delay(800)
    await whole(tmux)
    tmux.escape()
    tmux.press('C-q')
    expect(foreignBytes(await writtenUntil('code 0')), 'the full screen').toBeUndefined()

    const who = author
    for (const [at, words] of [
      `history ${who} --limit 40`,
      `history ${who} --limit 40 --json`,
      'friends',
      'nearby',
      'requests',
      'requests --json',
      'conversations',
      'unread',
      'search owned',
      `show ${first.id}`,
      `verify ${who}`,
      `rpc history '{"conv":"${who}"}'`,
    ].entries()) {
      tmux.type(`clear; ${run} ${words}; echo "done ${at} $?"\r`)
      expect(foreignBytes(await writtenUntil(`done ${at} 0`), /json|rpc/.test(words)), words).toBeUndefined()
    }

    tmux.type(`clear; ${run} listen & ${run} chat ${who}; echo "left $?"\r`)
    // On the screen it stands from the command before.
    const begun = await writtenUntil(MARKER)
    // It answers no pings, and was left meanwhile.
    stream = await rogue.openSync(victim)
    const second = await say({ kind: 'text', text: HOSTILE })
    for (const text of Object.values(TEXTS)) await say({ kind: 'text', text, reply: second })
    await say({ kind: 'edit', target: second, text: HOSTILE })
    await say({ kind: 'text', text: `${MARKER} again` })
    await tmux.shows(`${MARKER} again`)
    for (const command of ['/history 40', '/requests', '/nearby', '/friends', '/list', '/search owned']) {
      tmux.type(`${command}\r`)
      await delay(500)
    }
    expect(tmux.title).not.toContain('owned')
    tmux.type('/quit\r')
    const talk = await writtenUntil('left 0')
    tmux.type('kill %1; clear; echo "the end $?"\r')
    expect(foreignBytes(begun + talk + (await writtenUntil('the end 0'))), 'the line mode, and listen').toBeUndefined()
    expect(tmux.ask('#{buffer_sample}')).toBe('')
    expect(tmux.ask('#{window_bell_flag}')).toBe('0')
  })
})
