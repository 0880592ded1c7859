import { Client, Query, Teams, Users } from 'node-appwrite'
import { ADMIN_ROLE, AGENTS_TEAM_ID } from '../contract/agents-team.ts'
import type { Project } from './ensure-project.ts'

export interface AgentLogin {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly password: string
  /** Whether they change the settings of the site; who is an admin stays one. */
  readonly isAdmin?: boolean
}

/** What had to be done; whoever had an account already keeps their password. */
export interface AgentChange {
  readonly userId: string
  readonly accountCreated: boolean
  readonly memberAdded: boolean
  readonly madeAdmin: boolean
}

/** Makes a user who can sign in at the inbox, and a member of the team `agents` of them. Changes nothing if both are there. */
export async function ensureAgent(project: Project, login: AgentLogin): Promise<AgentChange> {
  const client = new Client()
    .setEndpoint(project.endpoint)
    .setProject(project.projectId)
    .setKey(project.apiKey)
  const { name, email, password } = login
  const users = new Users(client)
  const { users: similar } = await users.list({ queries: [Query.equal('email', email)] })
  // Appwrite compares without accents: nobody else becomes an agent.
  const known = similar.find((user) => user.email.toLowerCase() === email.toLowerCase())
  const userId = known?.$id ?? login.userId
  if (known === undefined) await users.create({ userId, email, password, name })
  const teams = new Teams(client)
  const teamId = AGENTS_TEAM_ID
  const { memberships } = await teams.listMemberships({ teamId, queries: [Query.equal('userId', userId)] })
  const [present] = memberships
  const madeAdmin = login.isAdmin === true && present?.roles.includes(ADMIN_ROLE) !== true
  if (present === undefined) {
    await teams.createMembership({ teamId, roles: madeAdmin ? [ADMIN_ROLE] : [], userId })
  } else if (madeAdmin) {
    const roles = [...present.roles, ADMIN_ROLE]
    await teams.updateMembership({ teamId, membershipId: present.$id, roles })
  }
  return { userId, accountCreated: known === undefined, memberAdded: present === undefined, madeAdmin }
}
