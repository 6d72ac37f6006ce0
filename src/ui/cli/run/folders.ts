/** folders, folders create, folders delete, move. */
import type { Folder } from '../../../node/messenger.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'
import { said } from './friends.ts'

export async function folders(context: Context): Promise<undefined> {
  await show(context, await context.node.folders())
}

export async function foldersCreate(context: Context, args: Args): Promise<undefined> {
  await show(context, await context.node.foldersCreate({ name: args.text('name') }))
}

export async function foldersDelete(context: Context, args: Args): Promise<undefined> {
  await show(context, await context.node.foldersDelete({ name: args.text('name') }))
}

async function show(context: Context, found: Folder[]): Promise<void> {
  await context.out.result(found, async () => {
    const { line, table } = await import('../people-text.ts')
    const { table: titles } = context.words.cli
    return table(
      [titles.folder, titles.friends],
      found.map(folder => [line(context.words.common.folder(folder.name)), String(folder.friends)]),
      context.out,
    )
  })
}

export async function move(context: Context, args: Args): Promise<undefined> {
  const friend = await context.node.move({ who: args.text('who'), folder: args.text('folder') })
  const { line } = await import('../people-text.ts')
  await said(context, friend, name => context.words.cli.moved(name, line(context.words.common.folder(friend.folder))))
}
