/** Settings, and who looks at what. */
import type { Messenger } from '../messenger.ts'
import { LOOKING_S } from '../notices/looking.ts'
import type { Context } from './context.ts'
import { correspondent } from './who.ts'

type SettingVerbs = Pick<Messenger, 'settings' | 'settingsGet' | 'settingsSet' | 'settingsReset' | 'looking'>

export function settingVerbs(context: Context): SettingVerbs {
  const { store, settings, notices } = context

  /** Does it once for each key. */
  const change = async (method: string, key: string | undefined, work: () => Promise<void>): Promise<void> => {
    if (!store.results.done(method, key)) await work()
    await store.results.once(method, key, () => ({}))
  }
  return {
    async looking({ conv, viewer = 'here' }) {
      notices.looking.look(viewer, conv === undefined ? undefined : correspondent(context, conv))
      return { seconds: LOOKING_S }
    },
    settings: async params => settings.list(params?.lang ?? 'en'),
    settingsGet: async ({ name, lang }) => settings.show(name, lang ?? 'en'),
    async settingsSet({ name, value, lang, key }) {
      await change('settingsSet', key, () => settings.set(name, value))
      return settings.show(name, lang ?? 'en')
    },
    async settingsReset({ name, lang, key }) {
      await change('settingsReset', key, () => settings.reset(name))
      return settings.show(name, lang ?? 'en')
    },
  }
}
