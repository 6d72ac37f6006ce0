/** Keys of one's own, as `ui.keys` holds them: `palette=ctrl+p, reply=r`. Which actions and keys there are, front ends know. */

/**
 * The pairs of action and key, in order; undefined where the text is none. A comma and a space as keys are said by name
 * (`comma`, `space`), since they separate.
 */
export function keyBindings(text: string): [action: string, key: string][] | undefined {
  const pairs: [string, string][] = []
  for (const part of text.split(',')) {
    const [, action, key] = /^\s*([a-z][a-z0-9.-]*)\s*=\s*(\S{1,32})\s*$/i.exec(part) ?? []
    if (action === undefined || key === undefined) return undefined
    pairs.push([action, key])
  }
  return pairs
}
