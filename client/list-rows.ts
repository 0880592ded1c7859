import { requestJson, type Target } from './http.ts'
import { readList } from './read-settings.ts'

/** Where rows lie, and who reads them. */
export interface RowsReader {
  readonly databaseId: string
  /** The account session; null where the browser's own cookie proves it. */
  readonly secret: string | null
}

const READ_TIMEOUT_MS = 10_000

/** One row, as it came. @throws ChatError `session_not_found` when it was deleted or isn't shown to the reader */
export async function readTableRow(
  target: Target,
  { databaseId, secret }: RowsReader,
  tableId: string,
  rowId: string,
): Promise<Record<string, unknown>> {
  const path = `${rowsPath(databaseId, tableId)}/${rowId}`
  return requestJson(target, { path, method: 'GET', secret, timeoutMs: READ_TIMEOUT_MS })
}

/** Rows of a table, as they came. @throws ChatError */
export async function listTableRows(
  target: Target,
  { databaseId, secret }: RowsReader,
  tableId: string,
  queries: readonly string[],
): Promise<readonly unknown[]> {
  const search = queries.map((text, index) => `queries[${index}]=${encodeURIComponent(text)}`).join('&')
  // `false` would go out as a word that Appwrite takes for true, and it would count all rows.
  const path = `${rowsPath(databaseId, tableId)}?${search}&total=0`
  const answer = await requestJson(target, { path, method: 'GET', secret, timeoutMs: READ_TIMEOUT_MS })
  return readList(answer['rows'])
}

function rowsPath(databaseId: string, tableId: string): string {
  return `/tablesdb/${databaseId}/tables/${tableId}/rows`
}
