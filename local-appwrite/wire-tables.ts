import type { Endpoint } from './http/endpoint.ts'
import { LEGACY_NAMES, TABLES_NAMES } from './http/names.ts'
import { bulkRowEndpoints } from './http/rows/bulk-rows.ts'
import { rowReadEndpoints } from './http/rows/row-reads.ts'
import { rowEndpoints } from './http/rows/rows.ts'
import { transactionEndpoints } from './http/rows/transactions.ts'
import { columnEndpoints } from './http/schema/columns.ts'
import { databaseEndpoints } from './http/schema/databases.ts'
import { indexEndpoints } from './http/schema/indexes.ts'
import { relationshipColumnEndpoints } from './http/schema/relationship-columns.ts'
import { tableEndpoints } from './http/schema/tables.ts'
import type { Publish } from './services/change.ts'
import { createListCache } from './services/rows/list-cache.ts'
import { createRelationshipReads } from './services/rows/relationship-reads.ts'
import { createRowAnnouncer } from './services/rows/row-announcer.ts'
import { createRowWrites } from './services/rows/row-writes.ts'
import { createBulkWrites, createRowService } from './services/rows/rows.ts'
import { createTransactionService } from './services/rows/transactions.ts'
import { createColumnService } from './services/schema/columns.ts'
import { createIndexService } from './services/schema/indexes.ts'
import { createRelationshipColumns } from './services/schema/relationship-columns.ts'
import { createTableService } from './services/schema/tables.ts'
import type { Database } from './store/database.ts'
import { openCatalog } from './store/tables/catalog.ts'
import { openLinks } from './store/tables/relationship-links.ts'
import type { Rows } from './store/tables/rows.ts'
import { openTransactionStore } from './store/transactions.ts'

/** Databases as the server uses them. */
export interface TablesPart {
  readonly endpoints: readonly Endpoint[]
  /** Clears away transactions that are over. */
  readonly removeOldTransactions: () => Promise<void>
}

/** Puts databases, tables, columns, indexes, rows and transactions together, under both families of names. */
export function wireTables(dependencies: {
  readonly db: Database
  readonly rows: Rows
  readonly publish: Publish
  /** Milliseconds since 1970. */
  readonly now: () => number
}): TablesPart {
  const { db, rows, publish, now } = dependencies
  const tables = createTableService(db, openCatalog(db))
  const relationships = createRelationshipColumns(db, tables)
  const columns = createColumnService(db, tables, relationships)
  const indexes = createIndexService(db, tables)
  const writes = createRowWrites(rows, openLinks(db), tables)
  const bulk = createBulkWrites(rows, writes)
  const announce = createRowAnnouncer(db, publish)
  const reads = createRelationshipReads(rows, tables)
  const rowService = createRowService(db, rows, writes, bulk, announce, tables, reads)
  const store = openTransactionStore(db)
  const transactions = createTransactionService(db, store, tables, rows, writes, bulk, announce, now)
  const cache = createListCache(now)
  const endpoints = [TABLES_NAMES, LEGACY_NAMES].flatMap((names) => [
    // Before the databases, whose ids could be taken for the word `transactions`.
    ...transactionEndpoints(names, transactions),
    ...databaseEndpoints(names, tables),
    ...tableEndpoints(names, tables),
    ...columnEndpoints(names, tables, columns),
    ...relationshipColumnEndpoints(names, relationships),
    ...indexEndpoints(names, tables, indexes),
    ...rowReadEndpoints(names, tables, rowService, transactions, cache),
    ...rowEndpoints(names, tables, rowService, transactions),
    ...bulkRowEndpoints(names, tables, rowService, transactions),
  ])
  return { endpoints, removeOldTransactions: () => transactions.removeOld() }
}
