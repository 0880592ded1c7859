import { parseJson } from '../../client/parse-json.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** The address that a session's visitor left, or their page knows; the server decides whether it is one. */
export function leftAddress(session: SessionRow | null): string | null {
  const email = parseJson(session?.userMeta ?? null)?.['email']
  return typeof email === 'string' && email !== '' ? email : null
}
