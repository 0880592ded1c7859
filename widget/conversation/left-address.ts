import { parseJson } from '../../client/parse-json.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** The shape of an address, as a pattern of a field: what else the server wants, hardly anybody writes. */
export const ADDRESS_PATTERN = String.raw`[^@\s]+@[^@\s]+\.[^@\s.]+`
const ADDRESS = new RegExp(`^${ADDRESS_PATTERN}$`)

/** The address that a session's visitor left, or their page knows; null for nonsense, to which nothing is mailed. */
export function leftAddress(session: SessionRow | null): string | null {
  const email = parseJson(session?.userMeta ?? null)?.['email']
  return typeof email === 'string' && ADDRESS.test(email) ? email : null
}
