import { AppwriteException, Client, ExecutionMethod, Functions, Query } from 'appwrite'
import { ChatError } from '../client/chat-error.ts'
import type { TranscriptReader } from '../client/live-transcript.ts'
import { adminPaths, type StatsAnswer } from '../contract/admin-api.ts'
import { AGENTS_TEAM_ID } from '../contract/database.ts'
import { errorCodes, type ErrorCode } from '../contract/error-codes.ts'
import { errorMessages } from '../contract/error-messages.ts'
import { isRecord } from '../contract/is-record.ts'
import { orderedFrom } from '../contract/ordered-from.ts'
import type { Position } from '../contract/position.ts'
import { readRow } from '../contract/read-row.ts'
import { MESSAGES_TABLE_ID, messageColumns, type MessageRow } from '../contract/tables/messages.ts'
import { SESSIONS_TABLE_ID, sessionColumns, type SessionRow } from '../contract/tables/sessions.ts'
import type { AccountSession } from './account-session.ts'
import type { InboxConfig } from './inbox-config.ts'
import { InboxError } from './inbox-error.ts'
import { orderColumn, placeIn, type View } from './view.ts'

/** The signed-in agent. */
export interface Agent {
  readonly id: string
  readonly name: string
}

export interface SessionPage {
  readonly sessions: readonly SessionRow[]
  /** Where the next page begins; null at the end. */
  readonly next: Position | null
}

export type InboxClient = ReturnType<typeof createInboxClient>

const SESSION_PAGE = 50
/** Read each time in full, so that the longest waiting are among them. */
const WAITING_PAGE = 100
const MESSAGE_PAGE = 100
/** A call without an answer must not stop the page from asking again. */
const CALL_TIMEOUT_MS = 20_000

/**
 * All that the inbox sends: rows read directly (agents may read all of them), and every change through the function
 * `admin`. Every method throws `InboxError`.
 */
export function createInboxClient(config: InboxConfig, account: AccountSession) {
  const client = new Client().setEndpoint(config.endpoint).setProject(config.projectId)
  prove()
  const functions = new Functions(client)
  const rowsOf = (tableId: string) =>
    `${config.endpoint}/tablesdb/${config.databaseId}/tables/${tableId}/rows`

  function prove(): void {
    const secret = account.secret()
    if (secret === null) delete client.headers['X-Appwrite-Session']
    else client.setSession(secret)
  }

  /** Not by the SDK's own `listRows`: that one sends `total` as the word "false", which Appwrite takes for true. */
  function get(address: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const headers = { 'X-Appwrite-Project': config.projectId }
    return attempt<unknown>(client.call('get', new URL(address), headers, { ...parameters }))
  }

  async function listRows(tableId: string, queries: readonly string[]): Promise<readonly unknown[]> {
    const answer = await get(rowsOf(tableId), { queries, total: 0 })
    if (!isRecord(answer) || !Array.isArray(answer['rows'])) throw unexpected()
    const rows: readonly unknown[] = answer['rows']
    return rows
  }

  async function readMessages(
    sessionId: string,
    queries: readonly string[],
    size: number,
  ): Promise<readonly MessageRow[]> {
    const rows = await listRows(MESSAGES_TABLE_ID, [
      Query.equal('sessionId', sessionId),
      ...queries,
      Query.limit(size),
    ])
    return rows.flatMap((row) => readRow(messageColumns, row) ?? [])
  }

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
        await attempt(account.open(email, password))
      } catch (thrown) {
        const cause = thrown instanceof InboxError ? thrown.cause : thrown
        const type = cause instanceof AppwriteException ? cause.type : ''
        if (type === 'user_invalid_credentials' || type === 'general_argument_invalid') {
          throw new InboxError('wrong_login', 'Mail address or password is wrong.', { cause })
        }
        throw thrown
      } finally {
        prove()
      }
      return this.whoAmI()
    },

    async signOut(): Promise<void> {
      try {
        await attempt(account.end())
      } finally {
        prove()
      }
    },

    /** The signed-in member of the team; throws as `checkAccount` does. */
    async whoAmI(): Promise<Agent> {
      await this.checkAccount()
      const { agent } = await admin('GET', adminPaths.me)
      if (!isRecord(agent) || typeof agent['id'] !== 'string' || typeof agent['name'] !== 'string')
        throw unexpected()
      return { id: agent['id'], name: agent['name'] }
    },

    /**
     * Throws `signed_out` once the account session has ended, `account_blocked`, or `not_an_agent` for one who isn't in
     * the team, or no longer: reading rows tells nothing, as whoever may read none is shown an empty list.
     */
    async checkAccount(): Promise<void> {
      await get(`${config.endpoint}/teams/${AGENTS_TEAM_ID}`)
    },

    /** One page of a view, in its order: who has waited longest first, otherwise the most recently active. */
    async listSessions(view: View, agent: Agent, after: Position | null): Promise<SessionPage> {
      const size = view === 'waiting' ? WAITING_PAGE : SESSION_PAGE
      const rows = await listRows(SESSIONS_TABLE_ID, [
        ...viewQueries(view, agent),
        ...orderedFrom(Query, orderColumn(view), view === 'waiting' ? 'ascending' : 'descending', after),
        Query.limit(size),
      ])
      const sessions = rows.flatMap((row) => readRow(sessionColumns, row) ?? [])
      const last = sessions.at(-1)
      return { sessions, next: rows.length === size && last ? placeIn(view, last) : null }
    },

    /** Reads one session for its transcript. */
    reader(sessionId: string): TranscriptReader {
      return {
        session: async () => expectSession(await get(`${rowsOf(SESSIONS_TABLE_ID)}/${sessionId}`)),
        after: async (messageId) => {
          const queries = [Query.orderAsc('$sequence'), Query.cursorAfter(messageId)]
          const messages = await readMessages(sessionId, queries, MESSAGE_PAGE)
          return { messages, hasMore: messages.length === MESSAGE_PAGE }
        },
        before: async (messageId, size) => {
          const after = messageId === null ? [] : [Query.cursorAfter(messageId)]
          // One more than shown tells whether there is another page.
          const rows = await readMessages(sessionId, [Query.orderDesc('$sequence'), ...after], size + 1)
          return { messages: rows.slice(0, size).toReversed(), hasMore: rows.length > size }
        },
      }
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

function expectSession(value: unknown): SessionRow {
  const session = readRow(sessionColumns, value)
  if (session === null) throw unexpected()
  return session
}

/** As far as the inbox shows them. */
function expectStats(answer: Record<string, unknown>): StatsAnswer {
  const { sessions, messages, mostRecentActivity, workload, atLeast } = answer
  if (!isRecord(sessions) || !isRecord(messages)) throw unexpected()
  if (!Array.isArray(workload) || !Array.isArray(atLeast)) throw unexpected()
  const counts = (record: Record<string, unknown>) =>
    Object.values(record).every((count) => typeof count === 'number')
  if (!counts(sessions) || !counts(messages)) throw unexpected()
  if (mostRecentActivity !== null && typeof mostRecentActivity !== 'string') throw unexpected()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field that the inbox reads was just looked at
  return answer as unknown as StatsAnswer
}

async function attempt<T>(call: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), CALL_TIMEOUT_MS)
  })
  try {
    return await Promise.race([call, late])
  } catch (thrown) {
    throw errorFor(thrown)
  } finally {
    clearTimeout(timer)
  }
}

/** What Appwrite refused, or that it wasn't reached. Rows that are gone are told as `client/` tells them. */
function errorFor(cause: unknown): InboxError | ChatError {
  if (!(cause instanceof AppwriteException) || cause.code === 0) {
    return new InboxError('unreachable', 'The server can’t be reached.', { cause })
  }
  const { code, type } = cause
  if (type === 'general_cursor_not_found') return new ChatError('query_invalid', type, code, { cause })
  if (type === 'row_not_found' || type === 'document_not_found') {
    return new ChatError('session_not_found', type, code, { cause })
  }
  if (type === 'team_not_found') {
    return new InboxError('not_an_agent', errorMessages.not_an_agent, { cause })
  }
  if (type === 'user_blocked') {
    return new InboxError('account_blocked', 'This account was blocked. Ask an admin.', { cause })
  }
  if (code === 401) {
    return new InboxError('signed_out', 'Please sign in.', { cause })
  }
  if (code === 429) {
    return new InboxError('too_many_attempts', 'Too many attempts. Wait a few minutes, then try again.', {
      cause,
    })
  }
  return new InboxError('unexpected_answer', `Appwrite refused this (${type || code}).`, { cause })
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
