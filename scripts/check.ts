/** The checks of `npm run check`: types, lint and format, generated files up to date. Stops at the first that fails. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const generated = () =>
  execFileSync(
    'git',
    [
      'ls-files',
      '-co',
      '--exclude-standard',
      'src/protocol/wire/*.ts',
      'docs/cli.md',
      'docs/settings.md',
      'docs/keys.md',
      'src/ui/tui/editor/emoji/table-*.ts',
    ],
    { encoding: 'utf8' },
  )
    .split('\n')
    .filter(Boolean)
    .map(file => [file, readFileSync(file, 'utf8')] as const)

const run = (...command: string[]) => execFileSync('npx', ['--no-install', ...command], { stdio: 'inherit' })

console.log('types')
run('tsc', '-p', '.')
console.log('lint and format')
run('biome', 'check', '--error-on-warnings', '.')
console.log('generated files')
const before = generated()
execFileSync('npm', ['run', '--silent', 'generate'], { stdio: 'inherit' })
const stale = before.filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([file]) => file)
if (stale.length > 0) {
  console.error(`out of date (now made anew, commit them): ${stale.join(', ')}`)
  process.exit(1)
}
