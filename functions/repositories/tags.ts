import { Query } from 'node-appwrite'
import * as limits from '../../contract/limits.ts'
import { tags as table, type TagRow } from '../../contract/tables/tags.ts'
import type { Connection } from './connection.ts'
import { countUpToCap, listRows, type BoundedCount } from './rows.ts'

/** The table `tags`; `guarded-writes.ts` writes it. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function tagsRepository(connection: Connection) {
  const list = (...queries: string[]) => listRows(connection, table, queries)

  /** Those of a session, in the order in which it got them. */
  const ofSession = (sessionId: string): Promise<TagRow[]> =>
    list(Query.equal('sessionId', sessionId), Query.orderAsc('$sequence'), Query.limit(limits.tagsPerSession))

  return {
    ofSession,

    /** The tags of a session, in alphabetical order. */
    async namesOf(sessionId: string): Promise<string[]> {
      return (await ofSession(sessionId)).map(({ tag }) => tag).sort()
    },

    /** Which sessions have a tag, the one that got it last first: those behind a `$sequence`, or the newest. */
    having(tag: string, before: number | null, limit: number): Promise<TagRow[]> {
      return list(
        Query.equal('tag', tag),
        ...(before === null ? [] : [Query.lessThan('$sequence', String(before))]),
        Query.orderDesc('$sequence'),
        Query.limit(limit),
      )
    },

    /** The rows of the tags behind one in the alphabet: the tags themselves are read in as many calls as there are, however many sessions have them. */
    behind(tag: string | null, limit: number): Promise<TagRow[]> {
      return list(
        ...(tag === null ? [] : [Query.greaterThan('tag', tag)]),
        Query.orderAsc('tag'),
        Query.limit(limit),
      )
    },

    count(tag: string): Promise<BoundedCount> {
      return countUpToCap(connection, table, [Query.equal('tag', tag)])
    },
  }
}
