import { Query, type Models } from 'node-appwrite'
import { ADMIN_ROLE, AGENTS_TEAM_ID } from '../../contract/agents-team.ts'
import * as limits from '../../contract/limits.ts'
import { agents as table, type AgentRow } from '../../contract/tables/agents.ts'
import { accountByJwt, refusalFor, statusOf, nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { expectRow, listRows } from './rows.ts'

/** A member of the Appwrite team `agents`. */
export interface Agent {
  readonly id: string
  readonly name: string
  readonly email: string | null
}

/** As the team has them. */
export interface Member extends Agent {
  /** Whether they may change the settings of the site. */
  readonly isAdmin: boolean
}

export type Agents = ReturnType<typeof agentsRepository>

/** The table `agents` and the team of the same name. Every method throws `Refusal` when Appwrite can't be reached. */
export function agentsRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** The member with this user id, or null. */
    async member(userId: string): Promise<Member | null> {
      const found = await nullOnStatus(
        [404],
        connection.teams.listMemberships({
          teamId: AGENTS_TEAM_ID,
          queries: [Query.equal('userId', userId), Query.limit(1)],
        }),
      )
      const membership = found?.memberships.find((one) => one.userId === userId && one.confirm)
      return membership ? agentOf(membership) : null
    },

    /** All members who have accepted. */
    async members(): Promise<Member[]> {
      const found = await nullOnStatus(
        [404],
        connection.teams.listMemberships({ teamId: AGENTS_TEAM_ID, queries: [Query.limit(500)] }),
      )
      return (found?.memberships ?? []).filter((one) => one.confirm).map(agentOf)
    },

    /** The user id of a JWT, or null when it is wrong or has expired. */
    async userOfJwt(jwt: string): Promise<string | null> {
      try {
        return (await accountByJwt(connection, jwt).get()).$id
      } catch (thrown) {
        const status = statusOf(thrown)
        if (status === 401 || status === 403 || status === 404) return null
        throw refusalFor(thrown)
      }
    },

    /** Remembers a member who has just used the admin API. */
    async recordActivity(agent: Agent, at: string): Promise<void> {
      await nullOnStatus(
        [],
        tables.upsertRow({
          ...place,
          rowId: agent.id,
          data: plainTexts({ name: agent.name, email: agent.email, lastActiveAt: at }),
        }),
      )
    },

    /** Keeps what a member says of being there, and gives their row. */
    async keepPresence(
      agent: Agent,
      presence: NonNullable<AgentRow['presence']>,
      at: string,
    ): Promise<AgentRow> {
      const data = plainTexts({
        name: agent.name,
        email: agent.email,
        lastActiveAt: at,
        presence,
        seenAt: at,
      })
      return expectRow(table, await nullOnStatus([], tables.upsertRow({ ...place, rowId: agent.id, data })))
    },

    async get(id: string): Promise<AgentRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      return row && expectRow(table, row)
    },

    /** Those who are online and whose inboxes have said so since a moment, 100 at most. */
    async onlineSince(moment: string): Promise<AgentRow[]> {
      return listRows(connection, table, [
        Query.equal('presence', 'online'),
        Query.greaterThan('seenAt', moment),
        Query.orderDesc('seenAt'),
        Query.limit(100),
      ])
    },

    async list(): Promise<AgentRow[]> {
      return listRows(connection, table, [Query.limit(500)])
    },
  }
}

function agentOf(membership: Models.Membership): Member {
  const { userId, userName, userEmail, roles } = membership
  // Appwrite takes names of 128 characters; our rows, and whoever reads them, 80.
  const name = Array.from(userName || userEmail || userId).slice(0, limits.authorNameMax)
  const isAdmin = roles.some((role) => role === ADMIN_ROLE || role === 'owner')
  return { id: userId, name: name.join(''), email: userEmail || null, isAdmin }
}
