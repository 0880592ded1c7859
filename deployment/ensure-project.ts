import { Client, Functions, TablesDB, Teams } from 'node-appwrite'
import { AGENTS_TEAM_ID, tables } from '../contract/database.ts'
import { ensureFunctions, type FunctionChange, type FunctionToDeploy } from './ensure-functions.ts'
import { ensureTables, type Change } from './ensure-tables.ts'
import { found } from './found.ts'

/** Which project, and a key of it with the scopes to change it. */
export interface Project {
  readonly endpoint: string
  readonly projectId: string
  readonly apiKey: string
  readonly databaseId: string
}

export type ProjectChange = Change | FunctionChange | { readonly kind: 'team_created'; readonly id: string }

/**
 * Brings an Appwrite project to `contract/`: database, tables, team, functions with their bundles and variables.
 * Adds and updates, never deletes; a second run changes nothing. Gives what it did.
 */
export async function ensureProject(
  project: Project,
  functions: readonly FunctionToDeploy[],
): Promise<ProjectChange[]> {
  const client = new Client()
    .setEndpoint(project.endpoint)
    .setProject(project.projectId)
    .setKey(project.apiKey)
  const changes: ProjectChange[] = []
  changes.push(
    ...(await ensureTables({ tables: new TablesDB(client), databaseId: project.databaseId }, tables)),
  )
  const teams = new Teams(client)
  if ((await found(teams.get({ teamId: AGENTS_TEAM_ID }))) === null) {
    await teams.create({ teamId: AGENTS_TEAM_ID, name: 'Agents' })
    changes.push({ kind: 'team_created', id: AGENTS_TEAM_ID })
  }
  changes.push(...(await ensureFunctions(new Functions(client), project.databaseId, functions)))
  return changes
}
