import { Client, Functions, TablesDB, Query } from 'node-appwrite'
import type { Connection } from '../connection.ts'
import { ok, type Check } from './finding.ts'

/** Whether there is such a project, and its key may look at what the other checks look at. */
export const checkProject: Check = {
  name: 'Project and key',
  needs: ['Appwrite'],
  async look({ connection }) {
    const client = clientOf(connection)
    // What they refuse is explained where it is caught.
    await new TablesDB(client).list({ queries: [Query.limit(1)] })
    await new Functions(client).list({ queries: [Query.limit(1)] })
    return [ok(`The key opens the project ${connection.projectId}.`)]
  },
}

/** The server SDK, as the project's key. */
export function clientOf({ endpoint, projectId, key }: Connection): Client {
  return new Client().setEndpoint(endpoint).setProject(projectId).setKey(key)
}
