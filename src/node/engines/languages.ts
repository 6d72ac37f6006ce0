/**
 * Names of languages. People write BCP 47 tags (`en`, `zh-CN`); engines have names of their own (`eng`, `zt`). What an engine offers is
 * brought to the same form by ICU (`eng` becomes `en`) and compared with what is wanted, so no table of languages is needed.
 */

/** Names that engines use and ICU does not know, or that mean the same. */
const ALIASES: Readonly<Record<string, string>> = { zt: 'zh-Hant', pb: 'pt-BR', no: 'nb', iw: 'he', cmn: 'zh' }

/** Whether this is the form of a tag; nothing else gets into a command line. */
export function isLanguage(text: string): boolean {
  return /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(text)
}

function localeOf(name: string): Intl.Locale | undefined {
  const tag = name.replaceAll('_', '-')
  try {
    return new Intl.Locale(ALIASES[tag.toLowerCase()] ?? tag)
  } catch {
    return undefined
  }
}

/** How well an offered language serves for a wanted one: 0 not at all, 3 the same; one of all regions before one of another region. */
function closeness(wanted: string, offered: string): number {
  const [want, have] = [localeOf(wanted), localeOf(offered)]
  if (want === undefined || have === undefined) return 0
  const [a, b] = [want.maximize(), have.maximize()]
  // Another script is not read by whoever wants this one.
  if (a.language !== b.language || a.script !== b.script) return 0
  if (want.baseName === have.baseName) return 3
  if (a.region === b.region) return have.region === undefined ? 2.5 : 2
  return have.region === undefined ? 1.5 : 1
}

/** Of the names that an engine has, the one for what is wanted. */
export function bestOf(wanted: string, offered: readonly string[]): string | undefined {
  return offered
    .map(name => ({ name, near: closeness(wanted, name) }))
    .filter(each => each.near > 0)
    .sort((a, b) => b.near - a.near)[0]?.name
}

/** The language alone, as most engines name it: two letters where there are two. */
export function bare(tag: string): string {
  return localeOf(tag)?.language ?? tag
}

/** Whether Chinese of this tag is written in traditional characters. */
export function isTraditional(tag: string): boolean {
  return localeOf(tag)?.maximize().script === 'Hant'
}
