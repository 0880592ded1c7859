import { AGENTS_TEAM_ID } from '../contract/agents-team.ts'
import { attachmentsBucket } from '../contract/attachments-bucket.ts'
import { DATABASE_ID, tables } from '../contract/database.ts'
import {
  functionEntrypoint,
  functionEvents,
  functionPath,
  functionRuntime,
  functions,
} from '../contract/functions.ts'
import type { Column, Table } from '../contract/table.ts'

/**
 * The Appwrite CLI's configuration, from `contract/`. Only keys that the CLI reads: it drops others silently,
 * which a test watches.
 */
export function appwriteConfig() {
  return {
    projectId: 'porchlight',
    projectName: 'Porchlight',
    tablesDB: [{ $id: DATABASE_ID, name: 'Chat', enabled: true }],
    tables: tables.map(tableConfig),
    functions: functions.map((definition) => ({
      path: functionPath(definition.id),
      $id: definition.id,
      name: definition.name,
      runtime: functionRuntime,
      entrypoint: functionEntrypoint,
      commands: '',
      execute: definition.execute,
      scopes: definition.scopes,
      events: functionEvents(definition, DATABASE_ID),
      schedule: definition.schedule,
      timeout: definition.timeoutSeconds,
      specification: 's-0.5vcpu-512mb',
      enabled: true,
      logging: true,
    })),
    teams: [{ $id: AGENTS_TEAM_ID, name: 'Agents' }],
    buckets: [
      {
        $id: attachmentsBucket.id,
        $permissions: attachmentsBucket.permissions,
        fileSecurity: attachmentsBucket.fileSecurity,
        name: attachmentsBucket.name,
        enabled: true,
        maximumFileSize: attachmentsBucket.maximumFileSize,
        allowedFileExtensions: [],
        compression: 'none',
        encryption: true,
        antivirus: true,
      },
    ],
  }
}

function tableConfig(table: Table) {
  return {
    $id: table.id,
    $permissions: table.permissions,
    databaseId: DATABASE_ID,
    name: table.name,
    enabled: true,
    rowSecurity: table.rowSecurity,
    columns: Object.entries(table.columns).map(([key, column]) => columnConfig(key, column)),
    indexes: table.indexes.map((index) => ({
      key: index.key,
      type: index.type,
      columns: index.columns,
      orders: index.orders ?? index.columns.map(() => 'ASC'),
    })),
  }
}

/** Appwrite's own types; there an enum is text with a format. */
function columnConfig(key: string, column: Column) {
  const common = { key, required: false, array: false }
  switch (column.type) {
    case 'string':
      return {
        ...common,
        type: 'string',
        size: column.size,
        required: column.required ?? false,
        array: column.array ?? false,
        encrypt: false,
      }
    case 'enum':
      return {
        ...common,
        type: 'string',
        format: 'enum',
        elements: column.elements,
        encrypt: false,
        ...defaultOf(column),
      }
    case 'integer':
      return {
        ...common,
        type: 'integer',
        min: column.min,
        max: column.max,
        ...defaultOf(column),
      }
    case 'boolean':
      return { ...common, type: 'boolean', ...defaultOf(column) }
    case 'datetime':
      return { ...common, type: 'datetime' }
    default:
      return column satisfies never
  }
}

function defaultOf(column: { readonly default?: string | number | boolean }) {
  return column.default === undefined ? {} : { default: column.default }
}
