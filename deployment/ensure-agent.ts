import { Client, Query, Teams, Users } from 'node-appwrite'
import { AGENTS_TEAM_ID } from '../contract/database.ts'
import type { Project } from './ensure-project.ts'
import { found } from './found.ts'

export interface AgentLogin {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Makes a user who can sign in at the inbox, and a member of the team `agents` of them. Changes nothing if both are there. */
export async function ensureAgent(project: Project, login: AgentLogin): Promise<void> {
  const client = new Client()
    .setEndpoint(project.endpoint)
    .setProject(project.projectId)
    .setKey(project.apiKey)
  const { userId, name, email, password } = login
  const users = new Users(client)
  if ((await found(users.get({ userId }))) === null) await users.create({ userId, email, password, name })
  const teams = new Teams(client)
  const { total } = await teams.listMemberships({
    teamId: AGENTS_TEAM_ID,
    queries: [Query.equal('userId', userId)],
  })
  if (total === 0) await teams.createMembership({ teamId: AGENTS_TEAM_ID, roles: [], userId })
}
