/** Which key does what: the table's keys, changed by the setting `ui.keys`. */
import { keyBindings } from '../../../node/settings/key-bindings.ts'
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

  /** Takes the setting: an action that is named has only the keys that are given there. */
  set(setting: string): void {
    this.faults = []
    const own = new Map<ActionName, KeyName[]>()
    const pairs = setting.trim() === '' ? [] : keyBindings(setting)
    if (pairs === undefined) this.faults.push({ pair: setting, why: 'form' })
    for (const [name, key] of pairs ?? []) {
      const action = this.#actions.find(each => each.name.toLowerCase() === name.toLowerCase())
      if (action === undefined) this.faults.push({ pair: `${name}=${key}`, why: 'action' })
      else own.set(action.name, [...(own.get(action.name) ?? []), keyNamed(key)])
    }
    this.#keys = new Map(this.#actions.map(({ name, keys }) => [name, own.get(name) ?? keys]))
    const taken = new Set<string>()
    for (const { name, where } of this.#actions) for (const key of own.get(name) ?? []) taken.add(`${where} ${key}`)
    this.#byKey = new Map()
    for (const action of this.#actions) {
      for (const key of this.#keys.get(action.name) ?? []) {
        // A key that was chosen is taken away from whoever has it by default.
        const place = `${action.where} ${key}`
        const gone = taken.has(place) || taken.has(`anywhere ${key}`)
        if (gone && !own.has(action.name)) continue
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

  /** What else a key does where an action would have it: in its place, and anywhere; in all places for what holds anywhere. */
  conflicts(name: ActionName, key: KeyName): Action[] {
    const where = this.#actions.find(each => each.name === name)?.where ?? 'anywhere'
    return this.#actions.filter(
      each =>
        each.name !== name &&
        (where === 'anywhere' || each.where === 'anywhere' || each.where === where) &&
        this.keysOf(each.name).includes(key),
    )
  }

  /** The setting with other keys for an action; without any, those it has by itself. */
  changed(setting: string, name: ActionName, keys: readonly KeyName[]): string {
    const others = (keyBindings(setting) ?? []).filter(([each]) => each.toLowerCase() !== name.toLowerCase())
    return [...others, ...keys.map(key => [name, spelt(key)] as const)].map(pair => pair.join('=')).join(', ')
  }
}

/** A comma and a space separate in the setting; as keys they are said by name. */
const NAMED: Readonly<Record<string, KeyName>> = { comma: ',' }

function keyNamed(key: string): KeyName {
  const name = key.toLowerCase()
  return NAMED[name] ?? name
}

function spelt(key: KeyName): string {
  return Object.entries(NAMED).find(([, each]) => each === key)?.[0] ?? key
}
