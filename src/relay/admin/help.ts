/** `--help`, made from the table. */
import { type CommandName, EVERYWHERE, type OptionUse, optionText, synopsis, USES } from './commands.ts'

const ABOUT = `An optional relay for Earshot: it keeps sealed parcels for people who are away, on a host that is always on.
It cannot read them.`

const FIRST_STEPS = `First steps
  earshot-relay init --name attic        once
  earshot-relay invite                   a link and a QR code for one person, who gives it to \`earshot relay add\`
  earshot-relay start                    runs until Ctrl-C

As a service: docs/relay.md. Every command takes --home DIR: \`sudo earshot-relay status --home /var/lib/earshot-relay\`.`

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

export function help(command: CommandName | undefined): string[] {
  if (command === undefined) {
    const rows = (Object.keys(USES) as CommandName[]).map(name => [synopsis(name), USES[name].help] as const)
    return ['earshot-relay COMMAND [options]', ABOUT, '', 'Commands', ...laid(rows), ...everywhere(), '', FIRST_STEPS]
  }
  const { help: about, options } = USES[command]
  return [
    `earshot-relay ${synopsis(command)}${options === undefined ? '' : ' [options]'}`,
    `${about[0]?.toUpperCase()}${about.slice(1)}.`,
    ...(options === undefined ? [] : ['', 'Options', ...laid(optionRows(options))]),
    ...everywhere(),
    '',
    'Examples',
    ...EXAMPLES[command].map(example => `  ${example}`),
  ]
}

const everywhere = (): string[] => ['', 'Everywhere', ...laid(optionRows(EVERYWHERE))]

const optionRows = (options: Readonly<Record<string, OptionUse>>) =>
  Object.entries(options).map(([name, option]) => [optionText(name, option), option.help] as const)

function laid(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`)
}
