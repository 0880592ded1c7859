import { isRecord } from '../../contract/is-record.ts'

/**
 * Whom a token names, to tell one person from the next: whether it is true only the server can say. Null for what is no
 * token. The letters beyond ASCII stay bytes, which compare as well.
 */
export function subjectOf(token: string): string | null {
  try {
    const [, payload = ''] = token.split('.')
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return isRecord(claims) && typeof claims['sub'] === 'string' ? claims['sub'] : null
  } catch {
    return null
  }
}
