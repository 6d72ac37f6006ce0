/** Makes the generated files: protobuf codecs from `src/protocol/wire/*.proto`, `docs/cli.md` from the commands, `docs/settings.md` from the table of settings, `docs/keys.md` from that of actions, and the tables of emoji. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cliReference } from './cli-reference.ts'
import { emojiTables } from './emoji-tables.ts'
import { keysReference } from './keys-reference.ts'
import { settingsReference } from './settings-reference.ts'

const folder = 'src/protocol/wire'
for (const proto of readdirSync(folder).filter(name => name.endsWith('.proto'))) {
  execFileSync('node', ['node_modules/protons/dist/bin/protons.js', '--output', folder, `${folder}/${proto}`], {
    stdio: 'inherit',
  })
  const made = `${folder}/${proto.replace('.proto', '.ts')}`
  // The generator knows neither `exactOptionalPropertyTypes` nor unused parameters; its types still hold for who imports them.
  writeFileSync(
    made,
    `// @ts-nocheck\n// Generated from ${proto} by \`npm run generate\`.\n${readFileSync(made, 'utf8')}`,
  )
}

mkdirSync('docs', { recursive: true })
writeFileSync('docs/cli.md', cliReference())
writeFileSync('docs/settings.md', settingsReference())
writeFileSync('docs/keys.md', keysReference())
for (const { file, text } of emojiTables()) writeFileSync(file, text)
