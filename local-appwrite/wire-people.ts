import type { Endpoint } from './http/endpoint.ts'
import { accountSessionEndpoints } from './http/people/account-sessions.ts'
import { signInEndpoints } from './http/people/account-sign-in.ts'
import { accountEndpoints } from './http/people/account.ts'
import { teamEndpoints } from './http/people/teams.ts'
import { userSessionEndpoints } from './http/people/user-sessions.ts'
import { userEndpoints } from './http/people/users.ts'
import type { AnnounceRoles, Publish } from './services/change.ts'
import { createAuthentication, type Authentication } from './services/people/authentication.ts'
import { createSessionService } from './services/people/sessions.ts'
import { createTeamService } from './services/people/teams.ts'
import { createUserService, type Users } from './services/people/users.ts'
import type { Project } from './services/project.ts'
import type { Database } from './store/database.ts'
import type { Rows } from './store/tables/rows.ts'

/** People as the server uses them. */
export interface PeoplePart {
  readonly endpoints: readonly Endpoint[]
  readonly authentication: Authentication
  readonly users: Users
}

/** Puts accounts, users, sessions and teams together. The people's tables must be there. */
export function wirePeople(dependencies: {
  readonly db: Database
  readonly rows: Rows
  readonly project: Project
  readonly publish: Publish
  readonly announceRoles: AnnounceRoles
  readonly report: (error: unknown) => void
}): PeoplePart {
  const { db, rows, project, publish, announceRoles, report } = dependencies
  const users = createUserService(db, rows, publish, report)
  const sessions = createSessionService(db, rows, publish)
  const teams = createTeamService(db, rows, publish, announceRoles)
  const authentication = createAuthentication(project, users, sessions, rows)
  const services = { users, sessions, teams, authentication }
  return {
    users,
    authentication,
    endpoints: [
      ...signInEndpoints(project.id, users, sessions),
      ...accountEndpoints(services),
      ...accountSessionEndpoints(project.id, users, sessions),
      ...userEndpoints(services),
      ...userSessionEndpoints(users, sessions),
      ...teamEndpoints(teams, users),
    ],
  }
}
