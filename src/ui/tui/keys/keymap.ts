/** Which key does what: the table's keys, changed by the setting `ui.keys`. */
import type { Action, ActionName, Where } from '../actions/action.ts'
import type { KeyName } from '../terminal/input.ts'

/** What is wrong with a setting of keys. */
export interface KeyFault {
  readonly pair: string
  readonly why: 'form' | 'action' | 'taken'
}

export class Keymap {
  readonly #actions: readonly Action[]
  #keys = new Map<ActionName, readonly KeyName[]>()
  #byKey = new Map<string, Action>()
  faults: KeyFault[] = []

  constructor(actions: readonly Action[]) {
    this.#actions = actions
    this.set('')
  }

  /** Takes the setting: pairs of `action=key`, separated by commas; an action named again has several keys, `action=` has none. */
  set(setting: string): void {
    this.faults = []
    const own = new Map<ActionName, KeyName[]>()
    for (const pair of setting
      .split(',')
      .map(each => each.trim())
      .filter(Boolean)) {
      const at = pair.indexOf('=')
      const action = this.#actions.find(({ name }) => name === pair.slice(0, at).trim())
      const key = pair
        .slice(at + 1)
        .trim()
        .toLowerCase()
      if (at < 0) this.faults.push({ pair, why: 'form' })
      else if (action === undefined) this.faults.push({ pair, why: 'action' })
      else own.set(action.name, [...(own.get(action.name) ?? []), ...(key === '' ? [] : [key])])
    }
    this.#keys = new Map(this.#actions.map(({ name, keys }) => [name, own.get(name) ?? keys]))
    const taken = new Set([...own.values()].flat())
    this.#byKey = new Map()
    for (const action of this.#actions) {
      for (const key of this.#keys.get(action.name) ?? []) {
        // A key that was chosen is taken away from whoever has it by default.
        if (taken.has(key) && !own.has(action.name)) continue
        const place = `${action.where} ${key}`
        if (this.#byKey.has(place)) this.faults.push({ pair: `${action.name}=${key}`, why: 'taken' })
        else this.#byKey.set(place, action)
      }
    }
  }

  /** What a key does where the keys are. */
  action(key: KeyName, where: Where): Action | undefined {
    return this.#byKey.get(`${where} ${key}`)
  }

  keysOf(name: ActionName): readonly KeyName[] {
    const action = this.#actions.find(each => each.name === name)
    return (this.#keys.get(name) ?? []).filter(
      key => action !== undefined && this.#byKey.get(`${action.where} ${key}`) === action,
    )
  }

  /** The setting with other keys for an action. */
  changed(setting: string, name: ActionName, keys: readonly KeyName[]): string {
    const others = setting
      .split(',')
      .map(each => each.trim())
      .filter(each => each !== '' && each.slice(0, each.indexOf('=')).trim() !== name)
    const own = keys.length === 0 ? [`${name}=`] : keys.map(key => `${name}=${key}`)
    return [...others, ...own].join(', ')
  }
}
