/** Folders of friends: made and deleted. Whoever was in a deleted one is moved to the first one. */
import type { Folder } from '../../../node/messenger.ts'
import type { App } from '../app.ts'
import { FormPanel } from './form-panel.ts'
import { ListPanel } from './list-panel.ts'
import { ask } from './menu.ts'
import { folderName } from './person.ts'

export async function openFolders(app: App): Promise<void> {
  const text = app.words.tui.people.folders
  const { state } = app
  const learn = (folders: readonly Folder[]): void => {
    state.folders = folders.map(({ name }) => name)
    state.listVersion++
    panel.items = folders
  }
  const panel: ListPanel<Folder> = new ListPanel<Folder>(app, await app.messenger.folders(), {
    title: text.title,
    filtered: false,
    empty: '',
    width: 56,
    row: ({ name, friends }, look) => ({
      left: [{ text: folderName(name, look), style: look.theme.text }],
      right: [{ text: text.friends(friends), style: look.theme.dim }],
    }),
    keys: [
      {
        key: 'a',
        label: text.create,
        always: true,
        run: () =>
          app.open(
            new FormPanel(app, {
              title: text.create,
              fields: [{ name: 'name', label: text.name }],
              submit: app.words.tui.panels.ok,
              run: async ({ name = '' }) => {
                learn(await app.messenger.foldersCreate({ name }))
                return undefined
              },
            }),
          ),
      },
      {
        key: 'd',
        label: text.delete,
        run: ({ name }) =>
          ask(app, text.deleteTitle(folderName(name, app.look)), text.deleteYes, async () => {
            learn(await app.messenger.foldersDelete({ name }))
            for (const friend of await app.messenger.friends()) state.people.learn(friend)
            state.listVersion++
          }),
      },
    ],
    choose: () => undefined,
  })
  app.open(panel)
}
