/**
 * Sentences name commands as they are given in a shell: `earshot friends`. An interface that has these under other names says them in
 * its own.
 */

const QUOTED = /`earshot ([^`]+)`|“earshot ([^”]+)”/g
/** A line that is nothing but a command. */
const LINE = /^(\s*)earshot (\S.*)$/gm

/** How an interface says a command, given without the word `earshot`; undefined for what it has not. */
export type SayCommand = (typed: string) => string | undefined

export function sayCommands(text: string, say: SayCommand): string {
  return text
    .replaceAll(QUOTED, (whole, one?: string, other?: string) => say(one ?? other ?? '') ?? whole)
    .replaceAll(LINE, (whole, indent: string, typed: string) => {
      const said = say(typed)
      return said === undefined ? whole : indent + said
    })
}
