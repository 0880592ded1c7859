/** The shape of every id, as the source of a pattern: up to 36 of a-z A-Z 0-9 . _ - and no special character first. */
export const ID_PATTERN = '[A-Za-z0-9][A-Za-z0-9._-]{0,35}'
const ID = new RegExp(`^${ID_PATTERN}$`)

/** True for a text that can be an id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value)
}
