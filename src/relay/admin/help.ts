/** `--help`, made from the table. */
import { type Phrase, phrase } from '../../protocol/phrase.ts'
import { type CommandName, EVERYWHERE, type OptionUse, optionText, synopsis, USES } from './commands.ts'

const ABOUT = [
  phrase`An optional relay for Earshot: it keeps sealed parcels for people who are away, on a host that is always on.`,
  phrase`It cannot read them.`,
]

const FIRST_STEPS: readonly (readonly [string, Phrase])[] = [
  ['earshot-relay init --name attic', phrase`once`],
  ['earshot-relay invite', phrase`a link and a QR code for one person, who gives it to \`earshot relay add\``],
  ['earshot-relay start', phrase`runs until Ctrl-C`],
]
const SERVICE = phrase`As a service: docs/relay.md. Every command takes --home DIR: \`sudo earshot-relay status --home /var/lib/earshot-relay\`.`

const EXAMPLES: Readonly<Record<CommandName, readonly string[]>> = {
  init: ['earshot-relay init --name attic', 'earshot-relay init --name attic --home /var/lib/earshot-relay --json'],
  start: [
    'earshot-relay start --listen /ip4/0.0.0.0/tcp/4600 --metrics 127.0.0.1:9464',
    'earshot-relay start --open --ttl 7 --mailbox-bytes 256M',
  ],
  status: ['earshot-relay status', 'earshot-relay status --json'],
  mailboxes: ['earshot-relay mailboxes --json'],
  invite: ['earshot-relay invite', 'earshot-relay invite --listen /ip4/192.168.1.9/tcp/4600 --json'],
  evict: ['earshot-relay evict 12D3KooWNQHGF6MZJ5WBLJ1VSUcLHhynAiHURkPC1asyhoFgR5t9'],
}

type Say = (said: Phrase) => string

export function help(command: CommandName | undefined, say: Say): string[] {
  const options = say(phrase`options`)
  if (command === undefined) {
    const rows = (Object.keys(USES) as CommandName[]).map(name => [synopsis(name), USES[name].help] as const)
    return [
      `earshot-relay ${say(phrase`COMMAND`)} [${options}]`,
      ...ABOUT.map(say),
      '',
      say(phrase`Commands`),
      ...laid(rows, say),
      ...everywhere(say),
      '',
      say(phrase`First steps`),
      ...laid(FIRST_STEPS, say),
      '',
      say(SERVICE),
    ]
  }
  const { help: about, options: own } = USES[command]
  return [
    `earshot-relay ${synopsis(command)}${own === undefined ? '' : ` [${options}]`}`,
    sentence(say(about), say),
    ...(own === undefined ? [] : ['', say(phrase`Options`), ...laid(optionRows(own), say)]),
    ...everywhere(say),
    '',
    say(phrase`Examples`),
    ...EXAMPLES[command].map(example => `  ${example}`),
  ]
}

/** What stands beside a command, by itself. */
function sentence(text: string, say: Say): string {
  return say(phrase`${text.charAt(0).toUpperCase() + text.slice(1)}.`)
}

const everywhere = (say: Say): string[] => ['', say(phrase`Everywhere`), ...laid(optionRows(EVERYWHERE), say)]

const optionRows = (options: Readonly<Record<string, OptionUse>>) =>
  Object.entries(options).map(([name, option]) => [optionText(name, option), option.help] as const)

/** What is typed is ASCII. */
function laid(rows: readonly (readonly [string, Phrase])[], say: Say): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${say(text)}`)
}
