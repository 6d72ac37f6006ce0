/**
 * The line mode on the terminal it is started in, with a friend in memory who answers `go` twice, a little later, and to `type` begins to
 * type. With `again` as the second word it is started once more after it was left. Ends with what was asked of the messenger about typing.
 */

import { setTimeout as delay } from 'node:timers/promises'
import { type ChatConnection, runChat } from '../../src/ui/chat/chat.ts'
import { en } from '../../src/ui/text/en.ts'
import { programOf } from './chat-driver.ts'
import { MemoryWorld } from './memory-messenger.ts'

const [alice, bob] = new MemoryWorld().friends('alice', '小明')

function connect(): ChatConnection {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { messenger: alice, closed: promise, close: resolve }
}

const stop = new AbortController()
const answering = (async () => {
  for await (const event of bob.listen({}, stop.signal)) {
    if (event.event === 'message' && event.message.text === 'type') await bob.typing({ conv: 'alice' })
    if (event.event !== 'message' || event.message.text !== 'go') continue
    for (const answer of ['first answer 👨‍👩‍👧‍👦', 'second answer']) {
      await delay(1_000)
      await bob.send({ conv: ['alice'], text: answer })
    }
  }
})()
const run = () =>
  runChat({
    connection: connect(),
    home: '/nowhere',
    who: process.argv[2],
    words: en,
    reattach: async () => connect(),
    program: programOf(alice),
  })
let code = await run()
if (process.argv[3] === 'again') code = await run()
stop.abort()
await answering
console.log(`exit ${code}`)
console.log(alice.asked.filter(call => call.startsWith('typing')).join(', '))
