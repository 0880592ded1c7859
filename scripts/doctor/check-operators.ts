import { HealthAnswer } from '../../contract/admin-answers.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'
import { callAdmin } from '../admin-api.ts'
import { CommandError, exitCodes } from '../terminal/command.ts'
import { failed, ok, warning, type Check, type Finding } from './finding.ts'

/** Whether the admin API answers, and upkeep runs. */
export const checkAdmin: Check = {
  name: 'Admin API',
  needs: ['Tables', 'Functions'],
  async look({ connection }) {
    if (connection.adminSecret === null) {
      return [warning('It wasn’t asked, as ADMIN_SECRET isn’t set here.', 'ADMIN_SECRET=… npm run doctor')]
    }
    try {
      const { parts } = HealthAnswer.parse(await callAdmin(connection, 'GET', adminPaths.health))
      return [ok('It answers, and takes this ADMIN_SECRET.'), ...parts.map(findingOf)]
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

/** What the API itself says of the parts that only it sees. */
function findingOf({ name, state, says, fix }: HealthAnswer['parts'][number]): Finding {
  const words = `${TITLES[name]}: ${says}`
  if (state === 'ok' || fix === null) return ok(words)
  return state === 'warn' ? warning(words, fix) : failed(words, fix)
}

const TITLES: Readonly<Record<HealthAnswer['parts'][number]['name'], string>> = {
  database: 'Database',
  bot: 'Bot',
  upkeep: 'Upkeep',
  webhooks: 'Webhooks',
  mail: 'Mail',
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
