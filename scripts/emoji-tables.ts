/**
 * Makes the tables of emoji from emojibase-data (MIT, made of Unicode's CLDR): one with signs and English words, one with the Chinese
 * words in the same order. Only what terminals draw as one picture: no newer than Unicode 15, no skin tones (each would be five more).
 */
import { readFileSync } from 'node:fs'

interface Entry {
  readonly hexcode: string
  readonly emoji: string
  readonly label: string
  readonly tags?: readonly string[]
  readonly version: number
  readonly group?: number
}
type Shortcodes = Readonly<Record<string, string | readonly string[]>>

/** Fonts and terminals follow a new version of Unicode after some years. */
const NEWEST = 15
/** Skin tones and hair: parts, not signs of their own. */
const COMPONENTS = 2
const FOLDER = 'src/ui/tui/editor/emoji'

export function emojiTables(): { file: string; text: string }[] {
  const used = read<Entry[]>('en/data').filter(
    ({ group, version }) => group !== undefined && group !== COMPONENTS && version <= NEWEST,
  )
  const github = read<Shortcodes>('en/shortcodes/github')
  const more = read<Shortcodes>('en/shortcodes/emojibase')
  const chinese = read<Entry[]>('zh/data')
  const inChinese = new Map(chinese.map(({ hexcode, label, tags }) => [hexcode, { label, tags }]))
  return [
    {
      file: `${FOLDER}/table-en.ts`,
      text: table(
        'EMOJI_EN',
        'A line each: the sign, its shortcodes, its name, words for it. Apart by tabs and commas',
        used.map(({ hexcode, emoji, label, tags }) => {
          const codes = [...new Set([...listed(github, hexcode), ...listed(more, hexcode)])].join(',')
          return [qualified(emoji), codes, label, words(`${codes} ${label}`, tags)].join('\t')
        }),
      ),
    },
    {
      file: `${FOLDER}/table-zh.ts`,
      text: table(
        'EMOJI_ZH',
        'The Chinese name and words of each sign of the English table, in its order',
        used.map(({ hexcode }) => {
          const { label = '', tags = [] } = inChinese.get(hexcode) ?? {}
          return [label, words(label, tags)].join('\t')
        }),
      ),
    },
  ]
}

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(`node_modules/emojibase-data/${name}.json`, 'utf8')) as Content
}

function table(name: string, comment: string, lines: string[]): string {
  const wrong = lines.find(line => /[`\\$\n]/.test(line))
  if (wrong !== undefined) throw new Error(`not for a template: ${wrong}`)
  return `// Made from emojibase-data (MIT, Copyright (c) 2017-2019 Miles Johnson; words of Unicode's CLDR) by \`npm run generate\`.\n/** ${comment}. */\nexport const ${name} = \`${lines.join('\n')}\`\n`
}

/** Without the selectors that Unicode does not ask for: two ways to write one sign would be two reactions. */
function qualified(emoji: string): string {
  return emoji.replaceAll(/(\p{Emoji_Presentation})\ufe0f/gu, '$1')
}

function listed(codes: Shortcodes, hexcode: string): readonly string[] {
  const found = codes[hexcode] ?? []
  return typeof found === 'string' ? [found] : found
}

/** Those that were not said already. */
function words(before: string, tags: readonly string[] = []): string {
  const said = new Set(before.split(/[\s:,_]+/))
  return tags.filter(tag => !said.has(tag) && !/[\t,]/.test(tag)).join(',')
}
