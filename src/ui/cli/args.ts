/** What was typed, after yargs checked it against the command's description. */

import { EarshotError } from '../../protocol/errors.ts'
import { phrase } from '../../protocol/phrase.ts'

export class Args {
  readonly #values: Readonly<Record<string, unknown>>

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values
  }

  /** A text that the command cannot do without. */
  text(name: string): string {
    const value = this.optional(name)
    if (value === undefined) throw new EarshotError('usage', phrase`${name} is missing`)
    return value
  }

  optional(name: string): string | undefined {
    const value = this.#values[name]
    // An option that was repeated: the last one counts.
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    return last === undefined ? undefined : String(last)
  }

  flag(name: string): boolean {
    const value = this.#values[name]
    return value === true || (Array.isArray(value) && value.at(-1) === true)
  }

  /** Numbers are read here and not by yargs, which would make NaN of a typing error. */
  number(name: string): number | undefined {
    const value = this.optional(name)
    if (value === undefined) return undefined
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (!Number.isFinite(number)) throw new EarshotError('usage', phrase`${`--${name}`} needs a number`)
    return number
  }

  texts(name: string): string[] {
    const value = this.#values[name]
    if (value === undefined) return []
    return (Array.isArray(value) ? value : [value]).map(String)
  }

  /** The given ones of these texts, as an object for a call: what was not typed is absent. */
  pick<const N extends string>(...names: N[]): { [K in N]?: string } {
    const picked: { [K in N]?: string } = {}
    for (const name of names) {
      const value = this.optional(name)
      if (value !== undefined) picked[name] = value
    }
    return picked
  }
}
