import { describe, expect, it } from 'vitest'
import type { Message } from '../../../../src/node/messenger.ts'
import { Page } from '../../../../src/ui/cli/export/html.ts'
import { loadWords } from '../../../../src/ui/text/catalogue.ts'

const words = await loadWords('en')
const ID = 'ab'.repeat(16)
const BOB = { peerId: '12D3KooWBob', name: 'bob' }

function message(more: Partial<Message> = {}): Message {
  return {
    id: ID,
    conversation: 'c'.repeat(64),
    kind: 'direct',
    name: 'bob',
    from: BOB,
    own: false,
    at: '2026-11-22T10:00:00.000Z',
    stamp: 1,
    type: 'text',
    text: 'hello',
    state: 'read',
    ...more,
  }
}

function page(...messages: Message[]): string {
  const written = new Page('bob', words)
  return [written.begin(), ...messages.map(each => written.message(each)), written.end(messages.length)].join('')
}

/** Names of the elements, and what their attributes say, as a browser reads them. */
function elements(html: string): { name: string; attributes: Map<string, string> }[] {
  return [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)].map(([, name, attributes]) => ({
    name: name!,
    attributes: new Map([...attributes!.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!])),
  }))
}

/** Texts and names that try to leave their place. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>body{background:url(http://evil.example/)}',
  '<!-- --><iframe src="http://evil.example/">',
  '&lt;b&gt;&#60;script&#62;',
  'javascript:alert(1)',
  '\u202egnp.exe',
  '\u2067right\u2069\u200f',
  '\u001b[2J\u0000\u0007',
  ']]>',
]

describe('an exported page', () => {
  it('loads nothing and runs nothing, whatever is in it', () => {
    const hostile = HOSTILE.flatMap(text => [
      message({ text }),
      message({ from: { peerId: text, name: text } }),
      message({ replyTo: { id: text, from: { peerId: text, name: text }, text } }),
      message({ reactions: [{ emoji: text, from: [{ peerId: text, name: text }], own: false }] }),
      message({ forwarded: [{ from: { peerId: text, name: text }, at: '2026-11-22T09:00:00.000Z', text }] }),
      message({ text: `see ${text} there`, links: [text] }),
    ])
    const html = page(...hostile)
    const names = new Set(elements(html).map(({ name }) => name))
    const allowed =
      'html head meta title style body header h1 h2 p main article a time bdi span ul li blockquote footer'
    expect([...names].filter(name => !allowed.split(' ').includes(name))).toEqual([])
    for (const { attributes } of elements(html)) {
      for (const [name, value] of attributes) {
        expect(name).not.toMatch(/^(on|src|style$|srcset|action|formaction|background|poster)/)
        if (name === 'href') expect(value).toMatch(/^(#m[0-9a-f]*|https?:|mailto:)/)
      }
    }
    // What stands between the elements has no bracket left of its own.
    expect(html.replace(/<!doctype html>/, '').replaceAll(/<\/?[a-z][^<>]*>/g, '')).not.toMatch(/[<>]/)
    expect(html.match(/<style>/g)).toHaveLength(1)
    expect(/<style>(.*?)<\/style>/s.exec(html)![1]).not.toMatch(/url|@import|[<>]/)
    expect(html).toContain('default-src &#39;none&#39;')
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u0000-\u0008\u001b]/)
  })

  it('is of day and night, and links a reply to what it answers', () => {
    const other = 'cd'.repeat(16)
    const html = page(
      message(),
      message({ id: other, own: true, replyTo: { id: ID, from: BOB, text: 'hello' }, text: 'hi <there>\nyou' }),
    )
    expect(html).toContain('prefers-color-scheme:dark')
    expect(html).toContain(`<article id="m${ID}">`)
    expect(html).toContain(`<article id="m${other}" class="own">`)
    expect(html).toContain(`<a href="#m${ID}"><bdi>in reply to bob</bdi></a>`)
    expect(html).toContain('hi &lt;there&gt;\nyou')
    expect(html.match(/<h2>/g)).toHaveLength(1)
    expect(html.match(/dir="auto"/g)!.length).toBeGreaterThan(3)
    expect(html).toContain('2 messages.')
  })

  it('shows what was edited, recalled, forwarded, reacted to, and web addresses as links', () => {
    const [edited, recalled, forwarded, reacted, linked] = [
      page(message({ edited: '2026-11-22T11:00:00.000Z' })),
      page(message({ recalled: '2026-11-22T11:00:00.000Z', text: 'not this' })),
      page(
        message({
          forwarded: [
            {
              from: { peerId: 'x', name: 'carol' },
              at: '2026-11-20T08:00:00.000Z',
              text: 'pass it on: https://example.org/',
            },
          ],
          links: ['https://example.org/'],
        }),
      ),
      page(message({ reactions: [{ emoji: '👍', from: [BOB, { peerId: 'y', name: 'ann' }], own: true }] })),
      page(message({ text: 'see https://example.org/?a=1&b=2 now', links: ['https://example.org/?a=1&b=2'] })),
    ]
    expect(edited).toMatch(/<span class="mark"[^>]*>edited<\/span>/)
    expect(recalled).toContain('message recalled')
    expect(recalled).not.toContain('not this')
    expect(forwarded).toContain('from carol')
    expect(forwarded).toContain('pass it on: <a href="https://example.org/" rel="noopener noreferrer">')
    expect(reacted).toContain('👍')
    expect(reacted).toContain('bob, ann')
    expect(linked).toContain(
      'see <a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">https://example.org/?a=1&amp;b=2</a> now',
    )
  })

  it('has a line for each new day', () => {
    const html = page(
      message(),
      message({ at: '2026-11-25T10:00:00.000Z' }),
      message({ at: '2026-11-25T11:00:00.000Z' }),
    )
    expect(html.match(/<h2>/g)).toHaveLength(2)
  })
})
