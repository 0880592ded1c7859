import type { Fields } from '../../client/read-answers.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import { isRecord } from '../../contract/is-record.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { unexpectedAnswer } from '../explain-refusals.ts'
import type { Statistics } from './statistics-store.ts'

export type StatisticsCalls = ReturnType<typeof createStatisticsCalls>

/** Every method throws `InboxError`. */
export function createStatisticsCalls(connection: AgentConnection) {
  return {
    readStatistics: async (): Promise<Statistics> =>
      statisticsIn(await callAdmin(connection, { method: 'GET', path: adminPaths.stats })),
  }
}

function statisticsIn(answer: Fields): Statistics {
  const { sessions, messages, mostRecentActivity, atLeast } = answer
  const active = isRecord(sessions) ? sessions['active'] : null
  const total = isRecord(messages) ? messages['total'] : null
  if (typeof active !== 'number' || typeof total !== 'number' || !Array.isArray(atLeast))
    throw unexpectedAnswer()
  if (mostRecentActivity !== null && typeof mostRecentActivity !== 'string') throw unexpectedAnswer()
  return {
    sessions: { active },
    messages: { total },
    mostRecentActivity,
    atLeast: atLeast.map(String),
    answer,
  }
}
