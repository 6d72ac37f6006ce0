/** Writes docs/cli.md from what the commands say of themselves: the table of commands, the methods of the socket, the codes of errors. */

import { METHODS } from '../src/node/control/methods.ts'
import { EXIT_BY_CODE } from '../src/protocol/errors.ts'
import { speak } from '../src/protocol/phrase.ts'
import {
  type CommandName,
  optionText as relayOption,
  synopsis as relaySynopsis,
  USES,
} from '../src/relay/admin/commands.ts'
import {
  type CommandSpec,
  GLOBAL_OPTIONS,
  type OptionName,
  type OptionSpec,
  type Section,
} from '../src/ui/cli/command.ts'
import { COMMANDS } from '../src/ui/cli/commands.ts'
import { synopsis } from '../src/ui/cli/help.ts'
import { enCli } from '../src/ui/text/en-cli.ts'

const EXIT_MEANING: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'unexpected failure, or an engine that failed',
  2: 'wrong use',
  3: 'no such thing',
  4: 'refused',
  5: 'not reachable',
  6: 'timed out',
  7: 'in use',
}

const INTRODUCTION = `# The commands

*Made from the commands themselves by \`npm run generate\`; changes belong there.*

What scripts may rely on: names, JSON fields, events and exit codes on this page are stable; everything else (wording, colours,
extra fields) may grow.

## Everywhere
`

const EVERYWHERE = `
Environment: \`EARSHOT_HOME\`, \`EARSHOT_PROFILE\`, \`EARSHOT_PASSPHRASE_FILE\`, \`EARSHOT_LANG\`, \`NO_COLOR\`; for nodes,
\`EARSHOT_LISTEN\` (multiaddrs to listen on) and \`EARSHOT_NO_MDNS\` (any value: no multicast), which also reach the nodes that commands start.

Without \`--json\`, output is for people (tables, colours only on a terminal). With \`--json\`, standard output is exactly one JSON document,
or one JSON object a line for commands that stream; errors are one line \`{"error":{"code","message","hint"}}\` on standard error.
Times are ISO 8601 with milliseconds, UTC; sizes are bytes. \`--timeout\` bounds all waiting of a command; the time somebody takes to type
a passphrase does not count.

\`WHO\` is a friend's nickname or name, a peer id, or the beginning or end of one of at least 8 characters; \`CONV\` is a friend, or \`#GROUP\`.
\`ID\` is the id of a message, or at least 8 characters of its beginning. Several matches: an error that lists them. A text that begins with a dash goes behind \`--\`.

Any command but \`init\`, \`up\`, \`down\`, \`lock\`, \`status\` and \`completion\` that finds no node starts one in the background. It stays until
nobody is attached and what was accepted is delivered or relayed, a minute at most. The passphrase of a protected profile is
asked for on a terminal, or read from the file that \`EARSHOT_PASSPHRASE_FILE\` names.

Without a command, \`earshot\` opens the chat on a terminal, after making an identity if there is none. Without a terminal it runs the node in
the foreground, making an identity named user@host without a passphrase if there is none, and saying so on standard error.
`

const OBJECTS = `## Objects
\`\`\`
Peer         {peerId, name, nick?, status?, kind: "peer"|"relay", friend: bool, presence: "here"|"away"|"offline", addresses: [..],
             lastSeen?, verified: bool, resembles?: {peerId, name, verified}}
Friend       Peer + {state: "friend"|"requested"|"received"|"declined"|"removed"|"blocked", direction?: "in"|"out", greeting?, folder, unread}
Message      {id, conversation, kind: "direct"|"group", name, from: {peerId, name}, own: bool, at, stamp, type, text?, replyTo?: {id, from?, text?},
             mentions?: [{peerId, name}], forwarded?: [{from, at, text}], links?: [url], edited?, recalled?, timer?, expiresAt?,
             reactions?: [{emoji, from: [{peerId, name}], own: bool}], call?,
             state: own → "queued"|"relayed"|"delivered"|"read", others' → "unread"|"read",
             deliveredTo?: [{peerId, at}], readBy?: [{peerId, at}], way?: "direct"|"relay"}
type         "text"|"picture"|"file"|"audio"|"video"|"shake"|"call"|"system"
resembles?   a friend whose name or e-mail address looks the same, and who is somebody else
call?        {call, media, outcome, duration, session?}: how a call ended; \`duration\` in seconds
edited?      when it was last edited; \`recalled?\`: when its author took it back, and then it has no text
stamp        with \`id\`, its place in the conversation's order, the same for all: smaller ones are before it
timer?       seconds from reading until it disappears; \`expiresAt?\`: when it does here
versions?    in what \`show\` gives: [{at, text}] of an edited message, oldest first, as far as they are kept
Conversation {conversation, kind, name, peerId?, unread, mentions, markedUnread: bool, pinned, muted, mutedUntil?, archived: bool, sealed: bool, locked: bool,
             draft?, last?: Message}
locked       sealed, and closed: neither \`draft\`, \`last\` nor mentions are told, and what would show or change its messages is refused (\`not-allowed\`)
Call         {call, peer: Peer, direction: "in"|"out", media: "audio"|"video"|"session",
             state: "offered"|"ringing"|"accepted"|"connected"|"ended", session?, page?, reason?}
Setting      {name, value, default?, type: "boolean"|"number"|"text"|"unknown", description, allowed, values?: [..], isDefault, fault?, faultSay?}
Relay        {peerId, name, addresses: [..], connected: bool, stored, quota, refused?}
way?         in what \`send\` gives: how it goes now; absent where it waits here
reason       "hung-up"|"declined"|"busy"|"missed"|"cancelled"|"failed"
\`\`\`
`

const EVENTS = `## Events of \`listen\`
| Event | Fields |
| --- | --- |
| \`message\` | message |
| \`state\` | id, conversation, state, who? |
| \`change\` | change: \`edited\`, \`recalled\`, \`reacted\`, \`deleted\` or \`expired\`; message, as it is now |
| \`typing\` | conversation, from, typing: bool |
| \`friend\` | friend |
| \`presence\` | peer |
| \`nearby\` | peer, here |
| \`shake\` | from, fresh |
| \`call\` | those of \`Call\` |
| \`conversation\` | conversation, unread |
| \`relay\` | relay: \`Relay\` |
| \`status\` | presence, relays, relaysKnown, queued, as in \`status\`: when one of them changes, at most every 250 ms |
| \`focus\` | conversation: another front end was asked for it, and whoever has it open comes to the fore |
| \`profile\` | profile: \`Profile\`, one's own as it is now |
| \`settings\` | name, value |
| \`progress\` | task: \`backup\` or \`seal\`, done, total: how far something long is; only their share means something |
| \`node\` | state: \`stopping\`, reason: \`down\`, \`lock\`, \`erase\`, \`signal\`, \`idle\` or \`failure\`; the last event |
`

const SOCKET = `## JSON-RPC
The node listens on a Unix socket (\`control\` in the first line of \`up\`, and in \`node.json\` in the profile; a named pipe on Windows): JSON-RPC
2.0, one document a line, UTF-8. Methods are the commands' names in camelCase, parameters the options' names, results the objects above.
A method that takes \`key\` changes something: a repeated key gives the first result instead of acting twice. \`earshot rpc METHOD
[PARAMS-JSON]\` calls one by hand.

Errors carry \`{code, message, hint?, say?}\` in \`error.data\`, in English. A sentence with values in it is in \`say.message\` or \`say.hint\` as well, as
\`{text, values}\` with \`{0}\` in the text for the first value, to be said in other languages. A request is at most 1 MiB, a client has at most 64 under way and has to end a line within 10 s;
after a line that is no JSON-RPC request the connection is closed. The notification
\`$/cancelRequest {id}\` says that the answer to a request is not wanted any more, as does the end of the connection: a search stops then (\`timeout\`). Who leaves unread what it is sent is dropped: more than 1 MiB for 10 s.

\`listen {since?}\` gives \`{subscription}\`; events then come as notifications \`event {subscription, event}\`, or
\`{subscription, error}\` when it cannot go on, until \`unlisten {subscription}\`. \`hello {secret?}\` gives \`{pid, version, mode}\`;
on Windows it comes first, with the \`secret\` of \`node.json\`. \`stay\` makes a node that a command started keep running.
`

const RELAY = `## The relay
\`earshot-relay\` runs a relay; [relay.md](relay.md) says how. All take \`--home DIR\` (or \`EARSHOT_HOME\`; otherwise the data folder of the user), \`--json\`,
\`--lang en|zh\` (or \`EARSHOT_LANG\`) and \`--help\`, and end with the exit codes above. \`start\` needs the folder for itself; \`status\`, \`mailboxes\` and \`evict\` ask the relay that runs in it.

\`status\`: \`mailboxes\`, \`parcels\` and \`bytes\` are what is kept now; \`deposited\`, \`collected\`, \`expired\` and \`refused\` count since it started;
\`uptime\` is in seconds.
`

export function cliReference(): string {
  const parts = [INTRODUCTION, fence(usageLine()), EVERYWHERE, exitCodes(), OBJECTS]
  for (const section of ['account', 'people', 'conversations', 'calls', 'relays', 'settings', 'programs'] as const)
    parts.push(sectionOf(section))
  parts.push(EVENTS, SOCKET, methods(), relayCommands())
  return `${parts
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`
}

const fence = (text: string) => `\`\`\`\n${text}\n\`\`\``
const cell = (text: string) => text.replaceAll('|', '\\|')

function usageLine(): string {
  return `earshot [--profile NAME | --home DIR] [--json] [--timeout SECONDS] [--lang en|zh] [--no-color] COMMAND`
}

function exitCodes(): string {
  const codes = Object.entries(EXIT_BY_CODE)
  const rows = Object.entries(EXIT_MEANING).map(([exit, meaning]) => {
    const named = codes.filter(([, number]) => number === Number(exit)).map(([code]) => `\`${code}\``)
    return `| ${exit} | ${meaning} | ${named.join(', ')} |`
  })
  return ['| Exit | Meaning | Codes |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

function sectionOf(section: Section): string {
  const specs = COMMANDS.filter(spec => spec.section === section && spec.hidden !== true)
  return [
    `## ${enCli.usage.sections[section]}`,
    '| Command | What it does | Result | Errors |',
    '| --- | --- | --- | --- |',
    ...specs.map(row),
    '',
    ...optionLines(specs),
    '',
  ].join('\n')
}

function row(spec: CommandSpec): string {
  const command = [
    synopsis(spec),
    ...Object.entries(spec.options ?? {})
      .filter(([, option]) => option.required !== true)
      .map(([name, option]) => `[${optionText(name, option)}]`),
  ]
  const errors = (spec.errors ?? []).map(code => `\`${code}\``).join(', ')
  return `| \`${cell(command.join(' '))}\` | ${cell(enCli.commands[spec.words])} | ${cell(spec.result)} | ${errors} |`
}

function optionText(name: string, { value, choices, type }: OptionSpec): string {
  if (type === 'flag') return `--${name}`
  return `--${name} ${choices === undefined ? (value ?? 'VALUE') : choices.join('|')}`
}

/** Each option once for a section, with the commands that take it where its meaning differs. */
function optionLines(specs: readonly CommandSpec[]): string[] {
  const seen = new Map<string, string>()
  for (const spec of specs) {
    for (const [name, option] of Object.entries(spec.options ?? {}) as [OptionName, OptionSpec][]) {
      if (name in GLOBAL_OPTIONS) continue
      seen.set(`\`${spec.words} --${name}\``, enCli.options[option.help ?? name])
    }
  }
  return [...seen].map(([name, text]) => `- ${name}: ${text}`)
}

function methods(): string {
  const rows = Object.entries(METHODS).map(([name, schema]) => {
    const text = schema.type === '' ? '' : `\`${cell(schema.type)}\``
    return `| \`${name}\` | ${text} |`
  })
  return ['| Method | Parameters |', '| --- | --- |', ...rows].join('\n')
}

function relayCommands(): string {
  const uses = (Object.keys(USES) as CommandName[]).map(name => ({ name, ...USES[name] }))
  const rows = uses.map(({ name, options = {}, help, result, errors }) => {
    const typed = [
      relaySynopsis(name),
      ...Object.entries(options)
        .filter(([, use]) => use.needed !== true)
        .map(([option, use]) => `[${relayOption(option, use)}]`),
    ]
    const shown = result.includes('`') ? result : `\`${result}\``
    const codes = errors.map(code => `\`${code}\``).join(', ')
    return `| \`${cell(typed.join(' '))}\` | ${cell(speak(help))} | ${cell(shown)} | ${codes} |`
  })
  const options = uses.flatMap(({ name, options: own = {} }) =>
    Object.entries(own).map(([option, use]) => `- \`${name} --${option}\`: ${speak(use.help)}`),
  )
  return [
    '',
    RELAY,
    '| Command | What it does | Result | Errors |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    ...options,
  ].join('\n')
}
