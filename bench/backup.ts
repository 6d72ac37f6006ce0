/**
 * A backup of a large profile beside what an administrator would type for the same folder: tar, zstd and openssl, read back once as
 * well. EARSHOT_BENCH_MESSAGES sets another size.
 */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folder } from './beside/bare.ts'
import { bundle } from './bundle.ts'
import { run } from './child.ts'
import { alternate, atMost, type Benchmark, type Context, median, type Row } from './measure.ts'

const MESSAGES = Number(process.env.EARSHOT_BENCH_MESSAGES ?? 1_000_000)
const CONVERSATIONS = 50
const ROUNDS = 3
/** Seconds for filling; a busy machine gets as far as it gets, and the table says how far. */
const PATIENCE = 400
const ALTERNATIVE = 'tar, zstd, openssl'
const MB = 1_000_000

type Told = Record<'took' | 'messages' | 'peak', number>

export const backup: Benchmark = {
  name: 'backup',
  about: `A profile of ${MESSAGES.toLocaleString('en')} messages of 300 bytes in ${CONVERSATIONS} conversations, saved and restored by Earshot: rows opened, compressed, sealed, synced, read back whole. Beside it the folder of the same profile by \`tar | zstd | openssl enc\`, synced and read back by \`openssl enc -d | zstd -d | tar -t\`; and unpacked again. That one is neither authenticated nor taken while the profile is in use, and holds the index of the search, which Earshot makes anew.`,
  limit: 1_500,
  async run(context: Context): Promise<Row[]> {
    const { signal } = context
    const [filler, worker] = [
      await bundle('store-worker.ts', context.owned),
      await bundle('backup-worker.ts', context.owned),
    ]
    const place = await folder(context, 'backup')
    const at = (name: string) => join(place, name)
    await writeFile(at('secret'), 'of the backup')
    const fill = JSON.stringify({
      home: at('profile'),
      messages: MESSAGES,
      conversations: CONVERSATIONS,
      patience: PATIENCE,
    })
    const { filled } = JSON.parse((await run(process.execPath, [filler, fill], { signal })).output) as {
      filled: number
    }
    const inside = await size(at('profile'))
    context.say(`filled ${filled} messages, ${(inside / MB).toFixed(0)} MB`)

    const told: Record<'save' | 'restore', Told[]> = { save: [], restore: [] }
    const ours = async (which: 'save' | 'restore', order: object) => {
      const text = JSON.stringify({ file: at('ours'), passphrase: 'of the backup', ...order })
      const one = JSON.parse((await run(process.execPath, [worker, text], { signal })).output) as Told
      if (one.messages !== filled) throw new Error(`${one.messages} of ${filled} messages`)
      told[which].push(one)
      return one.took
    }
    const shell = async (script: string) => (await run('sh', ['-ec', script], { signal })).time
    const cipher = `openssl enc -aes-256-ctr -pbkdf2 -pass file:${at('secret')}`
    const times = await alternate(
      {
        save: async () => {
          await rm(at('ours'), { force: true })
          return ours('save', { home: at('profile') })
        },
        tarSave: () =>
          shell(
            `tar -C ${place} -c profile | zstd -q -3 | ${cipher} > ${at('theirs')}; sync ${at('theirs')}; ${cipher} -d < ${at('theirs')} | zstd -dq | tar -t > ${at('list')}`,
          ),
        restore: async () => {
          await rm(at('restored'), { recursive: true, force: true })
          return ours('restore', { home: at('restored'), restore: true })
        },
        tarRestore: async () => {
          await rm(at('unpacked'), { recursive: true, force: true })
          await mkdir(at('unpacked'))
          return shell(
            `${cipher} -d < ${at('theirs')} | zstd -dq | tar -C ${at('unpacked')} -x; sync -f ${at('unpacked')}`,
          )
        },
      },
      { rounds: ROUNDS, signal },
    )
    const [mine, tar] = [(await stat(at('ours'))).size / MB, (await stat(at('theirs'))).size / MB]
    const rate = (milliseconds: number) =>
      `${(inside / MB / (milliseconds / 1000)).toFixed(0)} MB of the profile a second`
    const row = (what: string, earshot: number, beside: number, unit: Row['unit']): Row => ({
      ...{ what, unit, earshot, beside: { name: ALTERNATIVE, value: beside } },
    })
    const [save, tarSave, back, tarBack] = [times.save, times.tarSave, times.restore, times.tarRestore].map(median) as [
      number,
      number,
      number,
      number,
    ]
    const peak = (which: 'save' | 'restore') => Math.max(...told[which].map(each => each.peak))
    return [
      {
        ...row('saving, read back', save, tarSave, 'ms'),
        note: `${filled.toLocaleString('en')} messages, ${(inside / MB).toFixed(0)} MB on disk: ${rate(save)}, the other ${rate(tarSave)}.`,
      },
      {
        ...row('restoring', back, tarBack, 'ms'),
        note: `${rate(back)}, the other ${rate(tarBack)}: files as they are.`,
      },
      { ...row('size of the file', mine, tar, 'MB'), aim: atMost(1, mine, tar) },
      {
        what: 'memory at most, saving',
        unit: 'MB',
        earshot: peak('save'),
        aim: below(500, peak('save')),
        note: 'Memory is resident memory: tables of LevelDB that are mapped while they are read count, and grow with the profile.',
      },
      { what: 'memory at most, restoring', unit: 'MB', earshot: peak('restore'), aim: below(500, peak('restore')) },
    ]
  },
}

const below = (most: number, value: number) => ({ text: `≤ ${most} MB`, met: value <= most })

/** Bytes of all files in a folder. */
async function size(path: string): Promise<number> {
  let total = 0
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) total += (await stat(join(entry.parentPath, entry.name))).size
  return total
}
