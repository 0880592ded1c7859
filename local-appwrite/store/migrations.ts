import { CATALOG_SCHEMA } from './catalog.ts'
import { FILES_SCHEMA, UNFINISHED_FILES_INDEX } from './file-documents.ts'
import { FILE_TOKENS_SCHEMA } from './file-token-documents.ts'
import { FUNCTIONS_SCHEMA, UNFINISHED_DEPLOYMENTS_INDEX } from './function-documents.ts'
import { PRESENCES_SCHEMA } from './presence-documents.ts'
import { SETTINGS_SCHEMA } from './settings.ts'
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
