import { toJson } from './to-json.ts'

/** Appwrite's queries in their wire format: each is a JSON text of its own. */
export const query = {
  equal: (attribute: string, value: string) => wire({ method: 'equal', attribute, values: [value] }),
  orderAsc: (attribute: string) => wire({ method: 'orderAsc', attribute }),
  orderDesc: (attribute: string) => wire({ method: 'orderDesc', attribute }),
  cursorAfter: (rowId: string) => wire({ method: 'cursorAfter', values: [rowId] }),
  limit: (rows: number) => wire({ method: 'limit', values: [rows] }),
}

function wire(parts: Readonly<Record<string, unknown>>): string {
  return toJson(parts)
}
