/** Changing one setting: true and false turn, one of a few is chosen, anything else is written. */
import type { Setting, SettingValue } from '../../../node/messenger.ts'
import { sanitize } from '../../text/sanitize.ts'
import type { App } from '../app.ts'
import { FormPanel } from './form-panel.ts'
import { ListPanel } from './list-panel.ts'

/** Language of what the node says about settings. */
export function inLanguage({ words }: App): { lang: 'en' | 'zh' } {
  return { lang: words.common.lang }
}

/** A value in one line. */
export function shownValue(value: SettingValue): string {
  return value === '' ? '–' : sanitize(String(value), { lines: 'fold' })
}

export async function setSetting(app: App, name: string, value: SettingValue): Promise<void> {
  const setting = await app.messenger.settingsSet({ name, value, ...inLanguage(app) })
  learnSetting(app, setting)
}

export async function resetSetting(app: App, name: string): Promise<void> {
  learnSetting(app, await app.messenger.settingsReset({ name, ...inLanguage(app) }))
}

/** The answer counts at once; its event may come before it or after it. */
function learnSetting(app: App, { name, value }: Setting): void {
  if (app.state.settings.get(name) === value) return
  app.state.settings.set(name, value)
  app.attention.setting(name, value)
  app.state.listVersion++
  app.settingsChanged()
}

export function editSetting(app: App, setting: Setting): void {
  const { name, type, value, values } = setting
  if (type === 'unknown') {
    app.tell(setting.faultSay === undefined ? name : app.words.common.say(setting.faultSay), 'error')
    return
  }
  if (type === 'boolean') app.run(() => setSetting(app, name, value !== true))
  else if (values !== undefined) chooseValue(app, setting, values)
  else writeValue(app, setting)
}

function chooseValue(app: App, { name, value, default: preset }: Setting, values: readonly SettingValue[]): void {
  const words = app.words.tui.settings
  const panel = new ListPanel<SettingValue>(app, values, {
    title: name,
    filtered: false,
    empty: '',
    width: 40,
    row: (each, { theme }) => ({
      left: [{ text: shownValue(each), style: theme.text }],
      right: [
        {
          text: [each === value ? words.now : '', each === preset ? words.preset : ''].join(' ').trim(),
          style: theme.dim,
        },
      ],
    }),
    choose: each => {
      app.close(panel)
      app.run(() => setSetting(app, name, each))
    },
  })
  panel.select(values.indexOf(value))
  app.open(panel)
}

function writeValue(app: App, { name, value, description, allowed, faultSay }: Setting): void {
  const { panels, settings } = app.words.tui
  app.open(
    new FormPanel(app, {
      title: name,
      width: 70,
      head: ({ theme }) => [
        [{ text: description, style: theme.text }],
        [{ text: settings.takes(allowed), style: theme.dim }],
        ...(faultSay === undefined
          ? []
          : [[{ text: sanitize(app.words.common.say(faultSay), { lines: 'fold' }), style: theme.error }]]),
      ],
      fields: [{ name: 'value', label: settings.value, text: String(value) }],
      submit: panels.ok,
      run: async ({ value: written = '' }) => {
        await setSetting(app, name, written.trim())
        return undefined
      },
    }),
  )
}
