import * as z from 'zod'

import type { Database } from '../database.ts'
import { documentTableSchema, openDocumentTable } from './document-table.ts'

const times = { $createdAt: z.string(), $updatedAt: z.string() }

const functionDocument = z.object({
  $id: z.string(),
  ...times,
  name: z.string(),
  runtime: z.string(),
  /** Bare roles that may execute it. */
  execute: z.array(z.string()),
  enabled: z.boolean(),
  logging: z.boolean(),
  /** Scopes of the key that its executions get. */
  scopes: z.array(z.string()),
  /** Names of events that start it. */
  events: z.array(z.string()),
  /** Cron expression, or ''. */
  schedule: z.string(),
  /** Seconds. */
  timeout: z.number(),
  entrypoint: z.string(),
  commands: z.string(),
  specification: z.string(),
  /** The active deployment, or ''. */
  deploymentId: z.string(),
  deploymentCreatedAt: z.string(),
  latestDeploymentId: z.string(),
  latestDeploymentCreatedAt: z.string(),
  latestDeploymentStatus: z.string(),
  /** False from a change of settings or variables to the next activation; absent is true. */
  live: z.optional(z.boolean()),
})

const variableDocument = z.object({
  $id: z.string(),
  ...times,
  key: z.string(),
  value: z.string(),
  secret: z.boolean(),
})

const deploymentDocument = z.object({
  $id: z.string(),
  ...times,
  entrypoint: z.string(),
  commands: z.string(),
  activate: z.boolean(),
  status: z.enum(['waiting', 'processing', 'building', 'ready', 'failed', 'canceled']),
  buildLogs: z.string(),
  /** Seconds. */
  buildDuration: z.number(),
  sourceSize: z.number(),
  buildSize: z.number(),
  /** What has arrived of the archive; null once all of it is there. */
  upload: z.nullable(z.object({ size: z.number(), chunkBytes: z.number(), arrived: z.array(z.number()) })),
})

const headerList = z.array(z.object({ name: z.string(), value: z.string() }))

const executionDocument = z.object({
  $id: z.string(),
  ...times,
  $permissions: z.array(z.string()),
  deploymentId: z.string(),
  trigger: z.enum(['http', 'schedule', 'event']),
  status: z.enum(['waiting', 'processing', 'completed', 'failed', 'scheduled']),
  requestMethod: z.string(),
  requestPath: z.string(),
  requestHeaders: headerList,
  responseStatusCode: z.number(),
  responseHeaders: headerList,
  logs: z.string(),
  errors: z.string(),
  /** Seconds. */
  duration: z.number(),
  scheduledAt: z.nullable(z.string()),
})

/** What an execution that starts later is started with; kept under the execution's id. */
const scheduledRequest = z.object({
  functionId: z.string(),
  /** Milliseconds since 1970. */
  dueAt: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  userId: z.nullable(z.string()),
})

export type FunctionDocument = z.infer<typeof functionDocument>
export type VariableDocument = z.infer<typeof variableDocument>
export type DeploymentDocument = z.infer<typeof deploymentDocument>
export type ExecutionDocument = z.infer<typeof executionDocument>

const TABLES = ['functions', 'function_variables', 'deployments', 'executions', 'scheduled_executions']

const UNFINISHED = `json_extract(document, '$.status') IN ('waiting', 'processing')`
/** Executions that one call of `removeOldExecutions` looks at. */
const PURGE_BATCH = 500

/** The migration that makes the tables of this file. */
export const FUNCTIONS_SCHEMA = `${TABLES.map(documentTableSchema).join('\n')}
  CREATE INDEX executions_unfinished ON executions (sequence) WHERE ${UNFINISHED};`

const UNFINISHED_UPLOAD = `json_extract(document, '$.upload') IS NOT NULL`
const BUILDING = `json_extract(document, '$.status') = 'building'`
/** Unfinished uploads that one look finds at most. */
const UPLOAD_BATCH = 500

/** The migration that lets unfinished uploads and builds be found without looking at every deployment. */
export const UNFINISHED_DEPLOYMENTS_INDEX = `CREATE INDEX deployments_unfinished ON deployments (sequence)
    WHERE ${UNFINISHED_UPLOAD};
  CREATE INDEX deployments_building ON deployments (sequence) WHERE ${BUILDING}`

/** Opens what is stored about functions. Variables, deployments and executions have the function as parent. */
export function openFunctionDocuments(db: Database) {
  return {
    functions: openDocumentTable(db, 'functions', (stored) => functionDocument.parse(stored)),
    variables: openDocumentTable(db, 'function_variables', (stored) => variableDocument.parse(stored)),
    deployments: openDocumentTable(db, 'deployments', (stored) => deploymentDocument.parse(stored)),
    executions: openDocumentTable(db, 'executions', (stored) => executionDocument.parse(stored)),
    scheduled: openDocumentTable(db, 'scheduled_executions', (stored) => scheduledRequest.parse(stored)),

    /** Executions that wait or run, of all functions; `functionId` is their parent. */
    unfinishedExecutions: (): { functionId: string; executionId: string }[] =>
      db
        .all(`SELECT parent, id FROM executions WHERE ${UNFINISHED}`)
        .map((row) => ({ functionId: String(row['parent']), executionId: String(row['id']) })),

    /** Deployments that are being built, of all functions. */
    buildingDeployments: (): { functionId: string; deploymentId: string }[] =>
      db
        .all(`SELECT parent, id FROM deployments WHERE ${BUILDING}`)
        .map((row) => ({ functionId: String(row['parent']), deploymentId: String(row['id']) })),

    /** Some of the deployments whose archive is not whole and got nothing since `timestamp`. */
    unfinishedDeployments: (timestamp: string): { functionId: string; deploymentId: string }[] =>
      db
        .all(
          `SELECT parent, id FROM deployments
            WHERE ${UNFINISHED_UPLOAD} AND json_extract(document, '$."$updatedAt"') < ? LIMIT ?`,
          timestamp,
          UPLOAD_BATCH,
        )
        .map((row) => ({ functionId: String(row['parent']), deploymentId: String(row['id']) })),

    /**
     * Removes the oldest executions as far as they were made before `timestamp`; answers how many. Call it again
     * until it answers 0. Inside a transaction.
     */
    removeOldExecutions: (timestamp: string): number =>
      db.run(
        `DELETE FROM executions WHERE sequence IN (SELECT sequence FROM executions ORDER BY sequence LIMIT ?)
          AND json_extract(document, '$."$createdAt"') < ?`,
        PURGE_BATCH,
        timestamp,
      ).changes,
  }
}

export type FunctionDocuments = ReturnType<typeof openFunctionDocuments>
