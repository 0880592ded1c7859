/** Gives a session to an agent, or takes it from one. */
import { adminPaths } from '../contract/admin-api.ts'
import { isSessionId } from '../contract/appwrite-ids.ts'
import { ratingColumns, sessionColumns } from '../contract/tables/sessions.ts'
import { callAdmin, expectRowIn } from './admin-api.ts'
import { findConnection, type Connection } from './connection.ts'
import { agentCalled } from './find-agent.ts'
import { statusInWords } from './reports/print-sessions.ts'
import { reportSession } from './reports/session-report.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'
import { plainText } from './terminal/plain-text.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run assign-session -- s_123 --agent ana@example.com
  npm run assign-session -- s_123 --agent 6543f0 --transfer    from its agent
  npm run assign-session -- s_123 --agent Ben --transfer --note 'Wants a refund'
  npm run assign-session -- s_123 --release                    back to waiting
  npm run assign-session -- s_123 --bot                        back to the bot

  --agent A     user id, e-mail address or name of a member of the team agents
  --transfer    also when it is another agent's
  --note TEXT   for agents alone, with --agent: stored with the move
  --release     no agent, it waits for a person
  --bot         the bot answers again
  --json        the session as JSON
  --verbose     errors with their stack

Exit codes: 0 done, 1 refused (it is another agent's, it is closed), 2 wrong usage, 3 no such session or agent, 4 wrong secret.`

await runCommand({
  name: 'assign-session',
  usage,
  options: {
    agent: { type: 'string' },
    transfer: { type: 'boolean' },
    note: { type: 'string' },
    release: { type: 'boolean' },
    bot: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(flags, [sessionId, ...rest]) {
    if (sessionId === undefined || rest.length > 0 || !isSessionId(sessionId)) {
      throw new CommandError(exitCodes.usage, 'Name one session.')
    }
    const asked = [flags.agent !== undefined, flags.release, flags.bot].filter(Boolean).length
    if (asked !== 1) throw new CommandError(exitCodes.usage, 'Give one of --agent, --release and --bot.')
    if (flags.note !== undefined && flags.agent === undefined)
      throw new CommandError(exitCodes.usage, '--note goes with --agent.')
    const connection = await findConnection()
    const answer =
      flags.agent === undefined
        ? await callAdmin(
            connection,
            'POST',
            flags.bot ? adminPaths.returnToBot(sessionId) : adminPaths.release(sessionId),
          )
        : await callAdmin(connection, 'POST', adminPaths.assign(sessionId), {
            agentId: await agentIdOf(connection, flags.agent),
            transfer: flags.transfer ?? false,
            ...(flags.note !== undefined && { note: flags.note }),
          })
    const session = expectRowIn({ ...sessionColumns, ...ratingColumns }, answer['session'])
    if (flags.json) process.stdout.write(`${jsonText(reportSession(session), 2)}\n`)
    else {
      const holder = session.agentName === null ? '' : `, held by ${plainText(session.agentName)}`
      note(
        `${session.$id}: ${statusInWords(session)}${holder}${answer['changed'] === true ? '' : ' (it was already)'}`,
      )
    }
    return exitCodes.ok
  },
})

async function agentIdOf(connection: Connection, agent: string): Promise<string> {
  const { openRepositories } = await import('../functions/repositories/repositories.ts')
  return (await agentCalled(openRepositories(connection).agents, agent)).id
}
