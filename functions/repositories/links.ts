import { createHash, randomBytes } from 'node:crypto'
import { Query } from 'node-appwrite'
import { links as table, type LinkRow } from '../../contract/tables/links.ts'
import { lockedTables, nullOnStatus, type Access, type Connection } from './connection.ts'
import { expectRow } from './rows.ts'

/** Appwrite deletes by query at most this many rows at once. */
const DELETE_BATCH = 100

/** The table `links`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function linksRepository(connection: Connection, access: Access) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** A new link to a session: returns its token, 256 random bits, which nobody finds in the table. */
    async create(sessionId: string, endsAt: string): Promise<string> {
      const token = randomBytes(32).toString('base64url')
      const data = { sessionId, endsAt }
      await nullOnStatus([], tables.createRow({ ...place, rowId: idOf(token), data }))
      return token
    },

    /** The session of a link, the first time and before it ends; null else. Of two who use it at once one gets it. */
    async use(token: string, now: string): Promise<string | null> {
      const link = await get(token)
      if (link === null || link.usedAt !== null || link.endsAt === null) return null
      if (Date.parse(link.endsAt) <= Date.parse(now)) return null
      const locked = lockedTables(access, link.$updatedAt)
      const update = locked.updateRow({ ...place, rowId: link.$id, data: { usedAt: now } })
      return (await nullOnStatus([404, 409], update)) && link.sessionId
    },

    /** Removes links that ended before a moment. False when there may be more. */
    async removeEnded(before: string): Promise<boolean> {
      const queries = [Query.lessThan('endsAt', before), Query.limit(DELETE_BATCH)]
      const gone = await nullOnStatus([], tables.deleteRows({ ...place, queries }))
      return (gone?.rows.length ?? 0) < DELETE_BATCH
    },
  }

  async function get(token: string): Promise<LinkRow | null> {
    const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: idOf(token) }))
    return row && expectRow(table, row)
  }
}

function idOf(token: string): string {
  return `l_${createHash('sha256').update(token).digest('hex').slice(0, 32)}`
}
