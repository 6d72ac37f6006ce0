/** Saves a profile or restores a backup, in a process of its own, and tells what that took. */
import { restoreBackup } from '../src/store/backup/restore.ts'
import { Store } from '../src/store/store.ts'

interface Order {
  home: string
  file: string
  passphrase: string
  restore?: boolean
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const { home, file, passphrase } = order
let begin = performance.now()
let messages: number
if (order.restore) {
  messages = (await restoreBackup({ home, file, passphrase, now: Date.now() })).messages
} else {
  const store = await Store.open({ home })
  // A running node has its store open already.
  begin = performance.now()
  messages = (await store.backup({ file, passphrase, version: 'bench', now: Date.now() })).messages
  await store.close()
}
const took = performance.now() - begin
// Kilobytes, by getrusage(2).
process.stdout.write(`${JSON.stringify({ took, messages, peak: process.resourceUsage().maxRSS / 1000 })}\n`)
