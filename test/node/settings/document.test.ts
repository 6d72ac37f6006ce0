import { describe, expect, it } from 'vitest'
import { offerAll, readSettings, withoutSetting, withSetting } from '../../../src/node/settings/document.ts'
import fc from '../../support/fast-check.ts'

/** What people may write between settings. */
const filler: fc.Arbitrary<string> = fc.constantFrom(
  '',
  '   ',
  '# a remark: with a colon',
  '#notify.title: true',
  '# notify.bell: mentioned in a remark',
  '# notify.command: tell is what I had',
  "later.name: 'of a later version' # kept",
  'list.of: [1,  2,   three]',
  'nested.one:\n  - a\n  - b: c',
  'text.of.lines: |\n  notify.bell: not this one\n\n  nor: this',
  'empty.one:',
  '"quoted.name": x',
)
const command = fc.string({ unit: 'grapheme', maxLength: 40 })
const title = fc.boolean()

/** The lines of a text that neither set nor offer these settings. */
const others = (text: string, ...names: string[]) =>
  text.split('\n').filter(line => !names.some(name => line.replace(/^#/, '').startsWith(`${name}:`)))

describe('the text of settings', () => {
  it('keeps whatever else stands in it, and gives back what was put in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(filler), { maxLength: 6 }),
        fc.option(fc.constantFrom('notify.command: old', "notify.command:   'old' # why", 'notify.command:')),
        command,
        title,
        async (parts, own, value, shown) => {
          const lines = [...new Set(parts.map(([part]) => part))]
          if (own !== null) lines.splice(Math.floor(lines.length / 2), 0, own)
          const before = lines.join('\n')
          fc.pre((await readSettings(before)).fault === undefined)
          const first = await withSetting(before, 'notify.command', value)
          const after = await withSetting(first, 'notify.title', shown)
          const { entries, fault } = await readSettings(after)
          expect(fault).toBeUndefined()
          expect([entries.get('notify.command')?.value, entries.get('notify.title')?.value]).toEqual([value, shown])
          const names = ['notify.command', 'notify.title']
          // What was not there is put behind the rest, with what it is for.
          expect(others(after, ...names).join('\n')).toContain(
            others(before, ...names)
              .join('\n')
              .trimEnd(),
          )
          const back = await withoutSetting(await withoutSetting(after, 'notify.title'), 'notify.command')
          const left = (await readSettings(back)).entries
          expect([left.has('notify.command'), left.has('notify.title')]).toEqual([false, false])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('takes the line that was offered, with the remark behind it, and no remark for one', async () => {
    const text = '# notify.bell: mine\n#notify.bell: I like it\n#notify.bell: true  # mine too\nnotify.title: true'
    const set = await withSetting(text, 'notify.bell', false)
    expect(set).toBe(text.replace('#notify.bell: true ', 'notify.bell: false '))
    expect(await withoutSetting(set, 'notify.bell')).toBe(text)
    const quoted = '#notify.command: "say \\"hi\\" # x" # mine'
    expect(await withSetting(quoted, 'notify.command', 'tell')).toBe('notify.command: "tell" # mine')
  })

  it('offers everything and sets nothing at first, without the parser being needed', async () => {
    expect((await readSettings(offerAll())).entries.size).toBe(0)
    expect(await withoutSetting(await withSetting(offerAll(), 'notify.bell', false), 'notify.bell')).toBe(offerAll())
  })
})
