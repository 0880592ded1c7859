import { FILES_SCHEMA, UNFINISHED_FILES_INDEX } from './documents/file-documents.ts'
import { FILE_TOKENS_SCHEMA } from './documents/file-token-documents.ts'
import { FUNCTIONS_SCHEMA, UNFINISHED_DEPLOYMENTS_INDEX } from './documents/function-documents.ts'
import { PRESENCES_SCHEMA } from './documents/presence-documents.ts'
import { SETTINGS_SCHEMA } from './settings.ts'
import { CATALOG_SCHEMA } from './tables/catalog.ts'
import { TRANSACTION_ADDRESSES, TRANSACTIONS_SCHEMA } from './transactions.ts'

/**
 * What brings a data file from one version to the next: element n makes version n + 1. Never change one that was
 * released; add another.
 */
export const MIGRATIONS: readonly string[] = [
  [
    CATALOG_SCHEMA,
    SETTINGS_SCHEMA,
    TRANSACTIONS_SCHEMA,
    FUNCTIONS_SCHEMA,
    FILES_SCHEMA,
    PRESENCES_SCHEMA,
  ].join(';\n'),
  [UNFINISHED_FILES_INDEX, UNFINISHED_DEPLOYMENTS_INDEX, TRANSACTION_ADDRESSES, FILE_TOKENS_SCHEMA].join(
    ';\n',
  ),
]
