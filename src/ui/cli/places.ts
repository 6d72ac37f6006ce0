import type { PositionalSpec } from './command.ts'

/** A place as the help writes it. */
export function shownPlace({ name, optional, several }: PositionalSpec): string {
  if (name === 'conv-and-text') return 'CONV.. [TEXT|-]'
  const text = (name === 'target' ? 'WHO|LINK' : name.toUpperCase()) + (several ? '..' : '')
  return optional ? `[${text}]` : text
}
