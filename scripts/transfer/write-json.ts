import { jsonText } from '../terminal/json-text.ts'
import type { PortableRow } from './portable-rows.ts'

/** An array of sessions, each with its messages, notes and tags: for programs that read JSON as a whole. */
export async function* writeJson(rows: AsyncIterable<PortableRow>): AsyncGenerator<string> {
  let session: { session: object; messages: object[]; notes: object[]; tags: object[] } | null = null
  let isFirst = true
  for await (const { kind, row } of rows) {
    if (kind === 'session') {
      if (session !== null) {
        yield `${isFirst ? '[' : ','}\n${jsonText(session)}`
        isFirst = false
      }
      session = { session: row, messages: [], notes: [], tags: [] }
    } else session?.[`${kind}s`].push(row)
  }
  if (session !== null) yield `${isFirst ? '[' : ','}\n${jsonText(session)}`
  yield session === null ? '[]\n' : '\n]\n'
}
