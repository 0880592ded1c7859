import { jsonText } from '../terminal/json-text.ts'
import type { PortableRow } from './portable-rows.ts'

/** One row in each line, which `import-sessions` reads back. */
export async function* writeNdjson(rows: AsyncIterable<PortableRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${jsonText(row)}\n`
}
