import { refusedWith, type AccountSession } from '../../client/account-session.ts'
import { requestJson } from '../../client/http.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import { AGENTS_TEAM_ID } from '../../contract/agents-team.ts'
import { isRecord } from '../../contract/is-record.ts'
import type { Agent } from '../agent.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { explainRefusals, unexpectedAnswer } from '../explain-refusals.ts'
import { InboxError } from '../inbox-error.ts'

const TIMEOUT_MS = 10_000

export type AccountCalls = ReturnType<typeof createAccountCalls>

/** What has to do with the agent's own account. Every method throws `InboxError`. */
export function createAccountCalls(connection: AgentConnection, session: AccountSession) {
  /** Throws `signed_out` once the account session has ended, `account_blocked`, or `not_an_agent` for one not in the team. */
  async function checkAccount(): Promise<void> {
    const path = `/teams/${AGENTS_TEAM_ID}`
    const secret = connection.secret()
    await explainRefusals(
      requestJson(connection.target, { method: 'GET', path, secret, timeoutMs: TIMEOUT_MS }),
    )
  }

  /** The signed-in member of the team; throws as `checkAccount` does. */
  async function whoAmI(): Promise<Agent> {
    await checkAccount()
    const { agent } = await callAdmin(connection, { method: 'GET', path: adminPaths.me })
    if (!isRecord(agent) || typeof agent['id'] !== 'string' || typeof agent['name'] !== 'string')
      throw unexpectedAnswer()
    return { id: agent['id'], name: agent['name'] }
  }

  return {
    checkAccount,
    whoAmI,
    signIn: async (email: string, password: string): Promise<Agent> => {
      await explainRefusals(openSession(session, email, password))
      return whoAmI()
    },
    signOut: (): Promise<void> => explainRefusals(session.end()),
  }
}

async function openSession(session: AccountSession, email: string, password: string): Promise<void> {
  try {
    await session.open(email, password)
  } catch (cause) {
    const type = refusedWith(cause)?.['type']
    if (type === 'user_invalid_credentials' || type === 'general_argument_invalid') {
      throw new InboxError('wrong_login', 'E-mail or password is wrong.', { cause })
    }
    throw cause
  }
}
