/** settings, settings get, settings set, settings reset. */
import { join } from 'node:path'
import type { Setting, SettingValue } from '../../../node/messenger.ts'
import { SETTINGS_FILE } from '../../../store/profile-files.ts'
import type { Args } from '../args.ts'
import type { Context } from '../context.ts'

export async function settings(context: Context): Promise<undefined> {
  const found = await context.node.settings({ lang: context.lang })
  await context.out.result(found, async () => {
    const { line, table } = await import('../people-text.ts')
    const { cli } = context.words
    const { table: titles } = cli
    const rows = found.map(setting => [
      line(setting.name),
      context.out.style(line(shown(setting.value)), ...(setting.isDefault ? [] : (['bold'] as const))),
      setting.default === undefined ? cli.settingUnknown : line(shown(setting.default)),
      line(setting.description),
    ])
    return table([titles.setting, titles.value, titles.preset, titles.meaning], rows, context.out)
  })
  await tellFaults(context, found)
  context.out.note(context.words.cli.settingsWhere(join(context.home, SETTINGS_FILE)))
}

export async function settingsGet(context: Context, args: Args): Promise<undefined> {
  await show(context, await context.node.settingsGet({ name: args.text('setting'), lang: context.lang }))
}

export async function settingsSet(context: Context, args: Args): Promise<undefined> {
  const { lang } = context
  await show(context, await context.node.settingsSet({ name: args.text('setting'), value: args.text('value'), lang }))
}

export async function settingsReset(context: Context, args: Args): Promise<undefined> {
  await show(context, await context.node.settingsReset({ name: args.text('setting'), lang: context.lang }))
}

async function show(context: Context, setting: Setting): Promise<void> {
  await context.out.result(setting, async () => {
    const { facts, line } = await import('../people-text.ts')
    const { cli } = context.words
    const { table: titles } = cli
    return facts(
      [
        [line(setting.name), line(shown(setting.value))],
        [titles.preset, line(shown(setting.default ?? ''))],
        [titles.meaning, line(setting.description)],
        ['', cli.settingTakes(line(setting.allowed))],
      ],
      context.out,
    )
  })
  await tellFaults(context, [setting])
}

/** Each fault once: a file that is no YAML is the fault of all settings. */
async function tellFaults(context: Context, found: readonly Setting[]): Promise<void> {
  const faults = new Set(
    found.flatMap(({ faultSay }) => (faultSay === undefined ? [] : [context.words.common.say(faultSay)])),
  )
  if (faults.size === 0) return
  const { line } = await import('../people-text.ts')
  for (const fault of faults) context.out.note(`${context.words.cli.errorBefore}${line(fault)}`)
}

/** An empty text is shown as what one types for it. */
function shown(value: SettingValue): string {
  return value === '' ? '""' : String(value)
}
