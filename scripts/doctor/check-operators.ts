import { adminPaths } from '../../contract/admin-api.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'
import { isRecord } from '../../contract/is-record.ts'
import { callAdmin } from '../admin-api.ts'
import { CommandError, exitCodes } from '../terminal/command.ts'
import { failed, ok, warning, type Check, type Finding } from './finding.ts'

/** It runs every five minutes. */
const UPKEEP_WITHIN_MS = 15 * 60_000

/** Whether the admin API answers, and upkeep runs. */
export const checkAdmin: Check = {
  name: 'Admin API',
  needs: ['Tables', 'Functions'],
  async look({ connection }) {
    if (connection.adminSecret === null) {
      return [warning('It wasn’t asked, as ADMIN_SECRET isn’t set here.', 'ADMIN_SECRET=… npm run doctor')]
    }
    try {
      const health = await callAdmin(connection, 'GET', adminPaths.health)
      return [ok('It answers, and takes this ADMIN_SECRET.'), upkeepIn(health['upkeep'])]
    } catch (thrown) {
      if (thrown instanceof CommandError && thrown.exitCode === exitCodes.notAllowed) {
        return [
          failed(
            'It refuses this ADMIN_SECRET.',
            'Set the one that was deployed, or deploy this one: npm run deploy',
          ),
        ]
      }
      throw thrown
    }
  },
}

function upkeepIn(upkeep: unknown): Finding {
  const at = isRecord(upkeep) ? Date.parse(String(upkeep['at'])) : Number.NaN
  if (Number.isNaN(at)) {
    return warning(
      'Upkeep hasn’t run yet.',
      'Wait for five minutes; if it stays so, see the executions of upkeep in the console.',
    )
  }
  return Date.now() - at > UPKEEP_WITHIN_MS
    ? failed(
        `Upkeep ran last ${Math.round((Date.now() - at) / 60_000)} minutes ago.`,
        'See the executions of upkeep in the console; on a self-hosted Appwrite the containers appwrite-task-scheduler-functions and appwrite-worker-functions have to run.',
      )
    : ok('Upkeep runs.')
}

/** Whether there is anybody to answer. */
export const checkAgents: Check = {
  name: 'Agents',
  needs: ['Project and key'],
  async look({ connection }) {
    const members = await openRepositories(connection).agents.members()
    return [
      members.length > 0
        ? ok(`${members.length} in the team agents.`)
        : warning(
            'Nobody is in the team agents: who waits for a person waits in vain.',
            'npm run add-agent -- ana@example.com "Ana Reyes"',
          ),
    ]
  },
}
