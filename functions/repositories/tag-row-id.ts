import { createHash } from 'node:crypto'

/** The id of the row that says that a session has a tag: the same however often it is written. */
export function tagRowId(sessionId: string, tag: string): string {
  return `t_${createHash('sha256').update(`${sessionId}\n${tag}`).digest('hex').slice(0, 32)}`
}
