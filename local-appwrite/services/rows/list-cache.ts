import { isPrivileged, type Caller } from '../caller.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { RowPage } from './rows.ts'

/** Lists that are kept, and rows that one of them may have: longer ones are read every time. */
const LISTS_MAX = 200
const ROWS_MAX = 1000

/** What a list is about: whoever has the same roles asks for the same. */
interface Wanted {
  caller: Caller
  table: TableDefinition
  queries: readonly string[]
  total: boolean
}

/** Keeps lists for as long as their callers ask for, also over changes of their rows. */
export interface ListCache {
  /** The kept list, or what `read` answers, which is then kept for so many seconds; 0 keeps nothing. */
  read(wanted: Wanted, seconds: number, read: () => RowPage): RowPage
}

export function createListCache(now: () => number): ListCache {
  const kept = new Map<string, { page: RowPage; until: number }>()
  return {
    read(wanted, seconds, read) {
      if (seconds === 0) return read()
      const key = keyOf(wanted)
      const found = kept.get(key)
      if (found !== undefined && found.until > now()) return found.page
      const page = read()
      kept.delete(key)
      if (page.rows.length > ROWS_MAX) return page
      // The one that was put in first goes first.
      if (kept.size >= LISTS_MAX) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest)
      kept.set(key, { page, until: now() + seconds * 1000 })
      return page
    },
  }
}

function keyOf({ caller, table, queries, total }: Wanted): string {
  const who = isPrivileged(caller) ? 'key' : [...caller.roles].sort()
  return JSON.stringify([table.number, table.updatedAt, who, queries, total])
}
