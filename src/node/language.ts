export type Lang = 'en' | 'zh'

/**
 * The language to speak: what was asked for (`--lang`), else `EARSHOT_LANG`, else the setting `ui.lang`, where it is known and not `auto`,
 * else what the system says in the order of POSIX (`LC_ALL`, `LC_MESSAGES`, `LANG`). Anything that is not Chinese is English.
 */
export function chooseLanguage(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  setting = 'auto',
): Lang {
  const set = setting === 'auto' ? undefined : setting
  const candidates = [asked, env.EARSHOT_LANG, set, env.LC_ALL, env.LC_MESSAGES, env.LANG]
  const chosen = candidates.find(candidate => candidate !== undefined && candidate !== '')
  return chosen?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
