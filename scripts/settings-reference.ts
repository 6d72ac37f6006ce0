/** Writes docs/settings.md from the table of settings. */
import { kindOf, SETTING_NAMES } from '../src/node/settings/table.ts'

const INTRODUCTION = `# Settings

*Made from the table of settings by \`npm run generate\`; changes belong there, or into the script that makes this.*

A profile's settings are one file, \`settings.yaml\` in its folder (\`earshot profile\` names it), which only its owner can read. The node writes
it at its first start, with every setting commented out, what it is for, what it takes and its default.

\`\`\`sh
earshot settings                                # all, with values and defaults
earshot settings get notify.quiet
earshot settings set notify.quiet 22:00-07:00
earshot settings reset notify.quiet
\`\`\`

- **By hand or by command.** The file may be edited while a node runs; it notices within a moment. A command puts the new value where the
  old one stands and leaves every other byte as it was: comments, order, what somebody else added. It is written whole or not at all.
- **Form.** Lines of \`name: value\`, in YAML. Names have dots in them and are not nested. For true and false also \`yes\`, \`no\`, \`on\` and
  \`off\` will do. Texts may stand in quotes, and must where YAML would take them for something else.
- **Mistakes** break nothing. A value that a setting does not take is not used; the last good one, or at the start the default, stays in
  force. Where the file is no YAML at all, that holds for all of them. \`earshot settings\` says which line is wrong and what is allowed, the
  node's log says that something is, the node starts, and the file is left as it is. While it is broken, \`set\` and \`reset\` refuse.
- **Unknown names**, of a later version or mistyped, are told by \`earshot settings\` and left alone.
- **For programs:** \`earshot settings --json\`, the methods \`settings\`, \`settingsGet\`, \`settingsSet\`, \`settingsReset\` and the event
  \`settings {name, value}\` ([cli.md](cli.md)). Values have their types there: true or false, numbers, strings; a string that reads as one of the
  others is taken for it.

## All settings
`

const cell = (text: string): string => text.replaceAll('|', '\\|')

export function settingsReference(): string {
  const rows = SETTING_NAMES.map(name => {
    const { description, allowed, default: preset } = kindOf(name)
    return `| \`${name}\` | ${cell(description.en)} | ${cell(allowed.en)} | \`${JSON.stringify(preset)}\` |`
  })
  const table = ['| Setting | What it is for | Takes | Default |', '| --- | --- | --- | --- |', ...rows].join('\n')
  return `${INTRODUCTION}\n${table}\n`
}
