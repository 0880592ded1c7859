import { Client, Query, Teams, Users } from 'node-appwrite'
import { AGENTS_TEAM_ID } from '../contract/agents-team.ts'
import type { Project } from './ensure-project.ts'

export interface AgentLogin {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** What had to be done; whoever had an account already keeps their password. */
export interface AgentChange {
  readonly userId: string
  readonly accountCreated: boolean
  readonly memberAdded: boolean
}

/** Makes a user who can sign in at the inbox, and a member of the team `agents` of them. Changes nothing if both are there. */
export async function ensureAgent(project: Project, login: AgentLogin): Promise<AgentChange> {
  const client = new Client()
    .setEndpoint(project.endpoint)
    .setProject(project.projectId)
    .setKey(project.apiKey)
  const { name, email, password } = login
  const users = new Users(client)
  const known = (await users.list({ queries: [Query.equal('email', email), Query.limit(1)] })).users[0]
  const userId = known?.$id ?? login.userId
  if (known === undefined) await users.create({ userId, email, password, name })
  const teams = new Teams(client)
  const { total } = await teams.listMemberships({
    teamId: AGENTS_TEAM_ID,
    queries: [Query.equal('userId', userId)],
  })
  if (total === 0) await teams.createMembership({ teamId: AGENTS_TEAM_ID, roles: [], userId })
  return { userId, accountCreated: known === undefined, memberAdded: total === 0 }
}
