import { AppwriteError } from '../services/appwrite-error.ts'

/** Turns what a caller sent for the parameter `name` into a value, or throws `general_argument_invalid`. */
export type Reader<T> = (value: unknown, name: string) => T

/** The parameters of one request: path values over body (or, for GET and HEAD, query) values, and uploaded files. */
export class Params {
  readonly #values: ReadonlyMap<string, unknown>

  constructor(values: ReadonlyMap<string, unknown>) {
    this.#values = values
  }

  /** The value as sent, unchecked; undefined when absent. Callers must narrow it. */
  raw(name: string): unknown {
    return this.#values.get(name)
  }

  /** True when the caller sent the parameter and it is not null. */
  has(name: string): boolean {
    return (this.#values.get(name) ?? null) !== null
  }

  /** The parsed value; absence is refused. */
  required<T>(name: string, read: Reader<T>): T {
    const value = this.#values.get(name)
    if (value === undefined) throw refusal(name, 'Param is not optional.')
    return read(value, name)
  }

  /** The parsed value, or `fallback` when the parameter is absent or null. */
  optional<T, F>(name: string, read: Reader<T>, fallback: F): T | F {
    const value = this.#values.get(name) ?? null
    return value === null ? fallback : read(value, name)
  }

  /** An uploaded part, or null. */
  file(name: string): File | null {
    const value = this.#values.get(name)
    return value instanceof File ? value : null
  }
}

/** The refusal of a parameter, worded as Appwrite words it. */
export function refusal(name: string, why: string): AppwriteError {
  return new AppwriteError('general_argument_invalid', `Invalid \`${name}\` param: ${why}`)
}
