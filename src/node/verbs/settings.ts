/** Settings. */
import type { SettingVerbs } from '../messenger.ts'
import type { Context } from './context.ts'

export function settingVerbs(context: Context): SettingVerbs {
  const { store, settings } = context

  /** Does it once for each key. */
  const change = async (method: string, key: string | undefined, work: () => Promise<void>): Promise<void> => {
    if (!store.results.done(method, key)) await work()
    await store.results.once(method, key, () => ({}))
  }
  return {
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
