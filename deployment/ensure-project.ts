import { Client, Functions, Project as AppwriteProject, Storage, TablesDB, Teams } from 'node-appwrite'
import { AGENTS_TEAM_ID } from '../contract/agents-team.ts'
import { tables } from '../contract/database.ts'
import { ensureBucket, type BucketChange } from './ensure-bucket.ts'
import { ensureFunctions, type FunctionChange, type FunctionToDeploy } from './ensure-functions.ts'
import { ensureTables, type Change } from './ensure-tables.ts'
import { SITE_SETTINGS_ID } from '../contract/tables/settings.ts'
import { ensurePlatform } from './ensure-platform.ts'
import { ensureSettings } from './ensure-settings.ts'
import { found } from './found.ts'

/** Which project, and a key of it with the scopes to change it. */
export interface Project {
  readonly endpoint: string
  readonly projectId: string
  readonly apiKey: string
  readonly databaseId: string
}

export type ProjectChange =
  | Change
  | FunctionChange
  | BucketChange
  | { readonly kind: 'team_created' | 'settings_created' | 'platform_created'; readonly id: string }

/**
 * Brings an Appwrite project to `contract/`: database, tables, the row `site` of the settings, bucket, team, functions with
 * their bundles and variables. Adds and updates, never deletes; a second run changes nothing. Returns what it did.
 *
 * @param hosts of websites whose pages may call Appwrite
 */
export async function ensureProject(
  project: Project,
  functions: readonly FunctionToDeploy[],
  hosts: readonly string[] = [],
): Promise<ProjectChange[]> {
  const client = new Client()
    .setEndpoint(project.endpoint)
    .setProject(project.projectId)
    .setKey(project.apiKey)
  const changes: ProjectChange[] = []
  changes.push(
    ...(await ensureTables({ tables: new TablesDB(client), databaseId: project.databaseId }, tables)),
  )
  if (await ensureSettings(new TablesDB(client), project.databaseId)) {
    changes.push({ kind: 'settings_created', id: SITE_SETTINGS_ID })
  }
  changes.push(...(await ensureBucket(new Storage(client))))
  const teams = new Teams(client)
  if ((await found(teams.get({ teamId: AGENTS_TEAM_ID }))) === null) {
    await teams.create({ teamId: AGENTS_TEAM_ID, name: 'Agents' })
    changes.push({ kind: 'team_created', id: AGENTS_TEAM_ID })
  }
  changes.push(...(await ensureFunctions(new Functions(client), project.databaseId, functions)))
  for (const host of hosts) {
    if (await ensurePlatform(new AppwriteProject(client), host))
      changes.push({ kind: 'platform_created', id: host })
  }
  return changes
}
