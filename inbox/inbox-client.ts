import { Account, AppwriteException, Client, ExecutionMethod, Functions, Query, TablesDB } from 'appwrite'
import { adminPaths, type StatsAnswer } from '../contract/admin-api.ts'
import { errorCodes, type ErrorCode } from '../contract/error-codes.ts'
import { isRecord } from '../contract/is-record.ts'
import { readRow } from '../contract/read-row.ts'
import { MESSAGES_TABLE_ID, messageColumns, type MessageRow } from '../contract/tables/messages.ts'
import { SESSIONS_TABLE_ID, sessionColumns, type SessionRow } from '../contract/tables/sessions.ts'
import type { InboxConfig } from './inbox-config.ts'
import { InboxError } from './inbox-error.ts'
import type { View } from './view.ts'

/** The signed-in agent. */
export interface Agent {
  readonly id: string
  readonly name: string
}

export interface SessionPage {
  readonly sessions: readonly SessionRow[]
  /** The last row's id when there are more. */
  readonly nextCursor: string | null
}

export type InboxClient = ReturnType<typeof createInboxClient>

const SESSION_PAGE = 50
const MESSAGE_PAGE = 50

/**
 * All that the inbox sends: account by Appwrite's own SDK, rows read directly (agents may read all of them), and every
 * change through the function `admin`. Every method throws `InboxError`.
 */
export function createInboxClient(config: InboxConfig) {
  const client = new Client().setEndpoint(config.endpoint).setProject(config.projectId)
  const account = new Account(client)
  const functions = new Functions(client)
  const tables = new TablesDB(client)
  const messagesTable = { databaseId: config.databaseId, tableId: MESSAGES_TABLE_ID }

  async function admin(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Record<string, unknown>> {
    const execution = await attempt(
      functions.createExecution({
        functionId: 'admin',
        async: false,
        xpath: path,
        method: method === 'GET' ? ExecutionMethod.GET : ExecutionMethod.POST,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const answer = parseJson(execution.responseBody)
    if (execution.responseStatusCode === 200 && answer) return answer
    throw refusalIn(answer)
  }

  async function change(path: string, body: object = {}): Promise<SessionRow> {
    return expectSession((await admin('POST', path, body))['session'])
  }

  return {
    async signIn(email: string, password: string): Promise<Agent> {
      try {
        await account.createEmailPasswordSession({ email, password })
      } catch (thrown) {
        const isLive = thrown instanceof AppwriteException && thrown.type === 'user_session_already_exists'
        if (!isLive) throw errorFor(thrown)
      }
      return this.whoAmI()
    },

    async signOut(): Promise<void> {
      await attempt(account.deleteSession({ sessionId: 'current' }))
    },

    /** The signed-in member of the team; throws `signed_out` or `not_an_agent`. */
    async whoAmI(): Promise<Agent> {
      await attempt(account.get())
      const { agent } = await admin('GET', adminPaths.me)
      if (!isRecord(agent) || typeof agent['id'] !== 'string' || typeof agent['name'] !== 'string')
        throw unexpected()
      return { id: agent['id'], name: agent['name'] }
    },

    async listSessions(view: View, agent: Agent, cursor: string | null): Promise<SessionPage> {
      const { rows } = await attempt(
        tables.listRows({
          databaseId: config.databaseId,
          tableId: SESSIONS_TABLE_ID,
          queries: [
            ...viewQueries(view, agent),
            Query.orderDesc('lastSeen'),
            Query.limit(SESSION_PAGE),
            ...(cursor === null ? [] : [Query.cursorAfter(cursor)]),
          ],
          total: false,
        }),
      )
      const sessions = rows.flatMap((row) => readRow(sessionColumns, row) ?? [])
      return { sessions, nextCursor: rows.length === SESSION_PAGE ? (rows.at(-1)?.$id ?? null) : null }
    },

    async readSession(sessionId: string): Promise<SessionRow> {
      return expectSession((await admin('GET', adminPaths.session(sessionId)))['session'])
    },

    /** The newest messages, or those before one; oldest first. */
    async readMessages(
      sessionId: string,
      before: MessageRow | null,
    ): Promise<{ messages: readonly MessageRow[]; hasOlder: boolean }> {
      const { rows } = await attempt(
        tables.listRows({
          ...messagesTable,
          queries: [
            Query.equal('sessionId', sessionId),
            ...(before === null ? [] : [Query.lessThan('$sequence', String(before.$sequence))]),
            Query.orderDesc('$sequence'),
            Query.limit(MESSAGE_PAGE),
          ],
          total: false,
        }),
      )
      return { messages: readMessages(rows).toReversed(), hasOlder: rows.length === MESSAGE_PAGE }
    },

    /** What came after a message, oldest first: at most 100 at once. */
    async readMessagesAfter(sessionId: string, after: MessageRow): Promise<readonly MessageRow[]> {
      const { rows } = await attempt(
        tables.listRows({
          ...messagesTable,
          queries: [
            Query.equal('sessionId', sessionId),
            Query.greaterThan('$sequence', String(after.$sequence)),
            Query.orderAsc('$sequence'),
            Query.limit(100),
          ],
          total: false,
        }),
      )
      return readMessages(rows)
    },

    async readStats(): Promise<StatsAnswer> {
      return expectStats(await admin('GET', adminPaths.stats))
    },

    claim: (sessionId: string) => change(adminPaths.assign(sessionId)),
    takeOver: (sessionId: string) => change(adminPaths.assign(sessionId), { transfer: true }),
    release: (sessionId: string) => change(adminPaths.release(sessionId)),
    returnToBot: (sessionId: string) => change(adminPaths.returnToBot(sessionId)),
    close: (sessionId: string) => change(adminPaths.close(sessionId)),
    reopen: (sessionId: string) => change(adminPaths.reopen(sessionId)),

    /** Sending the same id again is harmless. */
    async reply(
      sessionId: string,
      id: string,
      text: string,
    ): Promise<{ message: MessageRow; session: SessionRow }> {
      const answer = await admin('POST', adminPaths.messages(sessionId), { id, text })
      const message = readRow(messageColumns, answer['message'])
      if (message === null) throw unexpected()
      return { message, session: expectSession(answer['session']) }
    },
  }
}

function viewQueries(view: View, agent: Agent): string[] {
  switch (view) {
    case 'open':
      return [Query.equal('status', ['active', 'agent_assigned'])]
    case 'waiting':
      return [Query.equal('status', 'active'), Query.equal('needsHuman', true)]
    case 'mine':
      return [Query.equal('status', 'agent_assigned'), Query.equal('assignedAgent', agent.id)]
    case 'closed':
      return [Query.equal('status', 'closed')]
    default:
      return view satisfies never
  }
}

function readMessages(rows: readonly unknown[]): MessageRow[] {
  return rows.flatMap((row) => readRow(messageColumns, row) ?? [])
}

function expectSession(value: unknown): SessionRow {
  const session = readRow(sessionColumns, value)
  if (session === null) throw unexpected()
  return session
}

/** As far as the inbox shows them. */
function expectStats(answer: Record<string, unknown>): StatsAnswer {
  const { sessions, messages, mostRecentActivity, workload } = answer
  if (!isRecord(sessions) || !isRecord(messages) || !Array.isArray(workload)) throw unexpected()
  const counts = (record: Record<string, unknown>) =>
    Object.values(record).every((count) => typeof count === 'number')
  if (!counts(sessions) || !counts(messages)) throw unexpected()
  if (mostRecentActivity !== null && typeof mostRecentActivity !== 'string') throw unexpected()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field that the inbox reads was just looked at
  return answer as unknown as StatsAnswer
}

async function attempt<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (thrown) {
    throw errorFor(thrown)
  }
}

function errorFor(cause: unknown): InboxError {
  if (!(cause instanceof AppwriteException) || cause.code === 0) {
    return new InboxError('unreachable', 'The server can’t be reached. Nothing was lost; trying again.', {
      cause,
    })
  }
  switch (cause.type) {
    case 'user_invalid_credentials':
    case 'general_argument_invalid':
      return new InboxError('wrong_login', 'Mail address or password is wrong.', { cause })
    case 'general_unauthorized_scope':
      return new InboxError('signed_out', 'Please sign in.', { cause })
    case 'general_rate_limit_exceeded':
      return new InboxError('unreachable', 'Too many attempts. Wait a few minutes, then try again.', {
        cause,
      })
    default:
      return new InboxError('unexpected_answer', `Appwrite refused this (${cause.type || cause.code}).`, {
        cause,
      })
  }
}

function refusalIn(answer: Record<string, unknown> | null): InboxError {
  const error = answer?.['error']
  if (!isRecord(error) || typeof error['message'] !== 'string' || !isErrorCode(error['code']))
    return unexpected()
  return new InboxError(error['code'], error['message'], { details: error['details'] })
}

function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value)
}

function unexpected(): InboxError {
  return new InboxError(
    'unexpected_answer',
    'The admin API answered something unexpected. See its log in the console.',
  )
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
