import { resolve } from 'node:path'
import { newSessionId } from '../../contract/ids.ts'
import { readStats } from '../../functions/admin/read-stats.ts'
import { connect } from '../../functions/repositories/connection.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { countChanges } from '../../functions/upkeep/count-changes.ts'
import { recount } from '../../functions/upkeep/recount.ts'
import { ensureBuilt } from '../ensure-built.ts'
import { startCountingProxy, type CountingProxy } from '../../tests/support/counting-proxy.ts'
import { startStack, type Stack } from '../../tests/support/stack.ts'

/** What statistics cost on a site of some size, in calls of Appwrite: times depend on the machine, calls don't. */
export interface StatisticsCosts {
  readonly sessions: number
  /** Of one `GET /admin/stats`. */
  readonly reading: number
  /** Of counting each thing once in the background: a session and its message, mean. */
  readonly counting: number
  /** Of counting everything again: each session, mean. */
  readonly recounting: number
  /** Rows of `counters`, beside one tally a session. */
  readonly counters: number
  readonly isExact: boolean
}

/** Rows of one bulk write. */
const BATCH = 100
/** Long enough for any number. */
const WITHIN_MS = 3_600_000

export async function measureStatistics(sizes: readonly number[]): Promise<readonly StatisticsCosts[]> {
  await ensureBuilt(resolve(import.meta.dirname, '../..'))
  const stack = await startStack()
  const proxy = await startCountingProxy(stack.endpoint)
  try {
    const costs: StatisticsCosts[] = []
    let made = 0
    for (const size of sizes) {
      await makeSessions(stack, size - made)
      costs.push(await measure(stack, proxy, size, size - made))
      made = size
    }
    return costs
  } finally {
    await proxy.close()
    await stack.close()
  }
}

async function makeSessions(stack: Stack, count: number): Promise<void> {
  const { endpoint, projectId, apiKey: key } = stack
  const { tables } = connect({ endpoint, projectId, key, databaseId: 'chat' })
  for (let made = 0; made < count; made += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, count - made) }, () => newSessionId())
    const sessions = ids.map(($id) => ({
      $id,
      sessionId: $id,
      status: 'closed',
      messageCount: 1,
      lastSeen: new Date().toISOString(),
    }))
    const messages = ids.map((sessionId) => ({ sessionId, sender: 'user', text: 'Hello' }))
    await tables.createRows({ databaseId: 'chat', tableId: 'sessions', rows: sessions })
    await tables.createRows({ databaseId: 'chat', tableId: 'messages', rows: messages })
  }
}

async function measure(
  stack: Stack,
  proxy: CountingProxy,
  size: number,
  added: number,
): Promise<StatisticsCosts> {
  const { projectId, apiKey: key } = stack
  const repositories = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
  const callsOf = async <T>(work: () => Promise<T>): Promise<readonly [number, T]> => {
    proxy.reset()
    const result = await work()
    return [proxy.calls().length, result]
  }
  const settled = new Date(Date.now() + 60_000)
  const [counting] = await callsOf(() => countChanges(repositories, settled, createBudget(WITHIN_MS)))
  const [recounting, repaired] = await callsOf(() =>
    recount(repositories, settled, createBudget(WITHIN_MS), true),
  )
  const [reading, stats] = await callsOf(() => readStats({ repositories }))
  const rows = await Promise.all(
    (['hour', 'day', 'agent'] as const).map((kind) => repositories.statistics.countersFrom(kind, '-')),
  )
  return {
    sessions: size,
    reading,
    counting: counting / added,
    recounting: recounting / size,
    counters: rows.flat().length,
    isExact: repaired === 0 && stats.sessions.total === size && stats.messages.total === size,
  }
}
