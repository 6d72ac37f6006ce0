/**
 * Validators for what arrives over the control socket. Each knows how to print itself, so that the documentation is made from what is
 * checked. Written by hand: a dozen lines cost a command less to load than a library does.
 */

import { EarshotError } from '../../protocol/errors.ts'
import { type Phrase, type PhraseValue, phrase } from '../../protocol/phrase.ts'

export interface Schema<T> {
  /** How the documentation writes this type. */
  readonly type: string
  /** Gives the value back, typed, or throws `usage` (wrong shape) or `invalid` (right shape, bad value). */
  parse(value: unknown, name: string): T
}

export interface ObjectSchema<T> extends Schema<T> {
  readonly required: Readonly<Record<string, Schema<unknown>>>
  readonly optional: Readonly<Record<string, Schema<unknown>>>
}

type Parsed<S> = S extends Schema<infer T> ? T : never
type Fields = Record<string, Schema<unknown>>
/** The object that a shape's parse gives: what is optional is absent, never undefined. */
export type ShapeOf<R extends Fields, O extends Fields> = { [K in keyof R]: Parsed<R[K]> } & {
  [K in keyof O]?: Parsed<O[K]>
}

const wrongType = (name: PhraseValue, type: Phrase) => new EarshotError('usage', phrase`${name} must be ${type}`)

/** A string of at most `max` UTF-16 units; its real limit in bytes or characters is the node's to check. */
export function text(max: number, options: { min?: number } = {}): Schema<string> {
  const { min = 0 } = options
  return {
    type: 'string',
    parse(value, name) {
      if (typeof value !== 'string') throw wrongType(name, phrase`a string`)
      if (value.length < min) throw new EarshotError('invalid', phrase`${name} must not be empty`)
      if (value.length > max) throw new EarshotError('invalid', phrase`${name} is longer than ${max} characters`)
      return value
    },
  }
}

export const flag: Schema<boolean> = {
  type: 'boolean',
  parse(value, name) {
    if (typeof value !== 'boolean') throw wrongType(name, phrase`true or false`)
    return value
  },
}

/** Exactly `true`: for what must not happen by accident. */
export const agreed: Schema<true> = {
  type: 'true',
  parse(value, name) {
    if (value !== true) throw new EarshotError('usage', phrase`${name} must be true`)
    return value
  },
}

export function whole(min: number, max: number): Schema<number> {
  return {
    type: 'number',
    parse(value, name) {
      if (typeof value !== 'number') throw wrongType(name, phrase`a number`)
      if (!Number.isSafeInteger(value) || value < min || value > max) {
        throw new EarshotError('invalid', phrase`${name} must be a whole number from ${min} to ${max}`)
      }
      return value
    },
  }
}

/** Seconds, fractions allowed, up to a day. */
export const seconds: Schema<number> = {
  type: 'number',
  parse(value, name) {
    if (typeof value !== 'number') throw wrongType(name, phrase`a number of seconds`)
    if (!(value >= 0 && value <= 86_400))
      throw new EarshotError('invalid', phrase`${name} must be from 0 to 86400 seconds`)
    return value
  },
}

export const time: Schema<string> = {
  type: 'time',
  parse(value, name) {
    if (typeof value !== 'string') throw wrongType(name, phrase`a time`)
    const at = Date.parse(value)
    if (Number.isNaN(at)) {
      throw new EarshotError(
        'invalid',
        phrase`${name} is not a time`,
        'Times are ISO 8601, like 2026-11-22T09:30:00.000Z.',
      )
    }
    return new Date(at).toISOString()
  },
}

/** A value of a setting; which of these it takes is the setting's to say. */
export const scalar: Schema<boolean | number | string> = {
  type: 'boolean | number | string',
  parse(value, name) {
    if (typeof value === 'boolean' || typeof value === 'number') return value
    if (typeof value !== 'string') throw wrongType(name, phrase`true or false, a number or a string`)
    if (value.length > 8_192) throw new EarshotError('invalid', phrase`${name} is longer than 8192 characters`)
    return value
  },
}

export function oneOf<const T extends string>(...values: T[]): Schema<T> {
  return {
    type: values.map(value => JSON.stringify(value)).join(' | '),
    parse(value, name) {
      const found = values.find(candidate => candidate === value)
      if (found === undefined) throw new EarshotError('invalid', phrase`${name} must be one of ${values}`)
      return found
    },
  }
}

export function list<T>(item: Schema<T>, min: number, max: number): Schema<T[]> {
  return {
    type: `${item.type}[]`,
    parse(value, name) {
      if (!Array.isArray(value)) throw wrongType(name, phrase`a list`)
      if (value.length < min || value.length > max)
        throw new EarshotError('invalid', phrase`${name} must hold ${min} to ${max} items`)
      return value.map((element, index) => item.parse(element, `${name}[${index}]`))
    },
  }
}

/** An object with exactly these fields; a name that nobody knows is refused, since it is a typing error more often than a wish. */
export function shape<R extends Fields, O extends Fields>(required: R, optional: O): ObjectSchema<ShapeOf<R, O>> {
  const fields = [
    ...Object.entries(required).map(([name, field]) => `${name}: ${field.type}`),
    ...Object.entries(optional).map(([name, field]) => `${name}?: ${field.type}`),
  ]
  return {
    type: fields.length === 0 ? '' : `{ ${fields.join(', ')} }`,
    required,
    optional,
    parse(value, name) {
      const given = value === undefined || value === null ? {} : value
      if (typeof given !== 'object' || Array.isArray(given))
        throw wrongType(phrase`the parameters of ${name}`, phrase`an object`)
      const result: Record<string, unknown> = {}
      for (const [key, field] of Object.entries(given)) {
        const schema = own(required, key) ?? own(optional, key)
        if (schema === undefined)
          throw new EarshotError('usage', phrase`${name} has no parameter ${JSON.stringify(key.slice(0, 64))}`)
        if (field !== undefined) result[key] = schema.parse(field, key)
      }
      for (const key of Object.keys(required)) {
        if (!Object.hasOwn(result, key)) throw new EarshotError('usage', phrase`${name} needs the parameter ${key}`)
      }
      return result as ShapeOf<R, O>
    },
  }
}

function own(fields: Fields, key: string): Schema<unknown> | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}
