import { ChatError } from '../../client/chat-error.ts'
import { executeFunction } from '../../client/execute-function.ts'
import { readSessionAnswer } from '../../client/read-answers.ts'
import { readTable } from '../../client/read-table.ts'
import { connectRealtime } from '../../client/realtime-socket.ts'
import { sessionChannel } from '../../contract/channels.ts'
import { readList } from '../../client/read-settings.ts'
import * as helpPaths from '../../contract/help-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import type { Connection } from '../connection.ts'
import { failed, ok, warning, type Check, type Finding } from './finding.ts'

/** Long enough for a cold start and a slow network. */
const EVENT_WITHIN_MS = 15_000

/** Starts two sessions as visitors do, listens, reads what is whose, and deletes them again. */
export const checkVisitor: Check = {
  name: 'A visitor’s chat',
  needs: ['Tables', 'Functions'],
  async look({ connection }) {
    const visitor = await start(connection)
    if (visitor instanceof ChatError) return [refused(visitor)]
    const stranger = await start(connection)
    try {
      return [
        ok('A session begins and is stored.'),
        await heard(connection, visitor),
        stranger instanceof ChatError ? refused(stranger) : await isShut(connection, stranger, visitor),
        await readsArticles(connection),
      ]
    } finally {
      for (const one of [visitor, stranger]) {
        if (!(one instanceof ChatError)) {
          const path = chatPaths.session(one.sessionId)
          await executeFunction(connection, one.secret, { method: 'DELETE', path })
        }
      }
    }
  },
}

/** Somebody who has begun a session. */
interface Visitor {
  readonly sessionId: string
  readonly secret: string | null
}

async function start(connection: Connection): Promise<Visitor | ChatError> {
  try {
    const call = { method: 'POST', path: chatPaths.sessions, body: {} } as const
    const answer = readSessionAnswer((await executeFunction(connection, null, call)).fields)
    return { sessionId: answer.session.$id, secret: answer.credentials?.secret ?? null }
  } catch (thrown) {
    if (thrown instanceof ChatError) return thrown
    throw thrown
  }
}

function refused({ code, message }: ChatError): Finding {
  const fix =
    code === 'not_accepting'
      ? 'Set accepting of the row site in the table settings.'
      : code === 'rate_limited'
        ? 'Wait an hour, or raise startsPerHour in the table settings.'
        : 'See the executions of chat in the console.'
  return failed(`No session begins: ${message} (${code})`, fix)
}

/** Whether a guest gets the articles that the panel begins with. */
async function readsArticles(connection: Connection): Promise<Finding> {
  try {
    const call = { method: 'GET', path: helpPaths.articles } as const
    const { fields } = await executeFunction(connection, null, call, 'help')
    return ok(
      readList(fields['articles']).length > 0
        ? 'Guests may search and read articles.'
        : 'Guests find no articles.',
    )
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown
    return failed(`Guests get no articles: ${thrown.code}`, 'See the executions of help in the console.')
  }
}

/** Changes the session once Realtime listens, and waits for the event. */
async function heard(connection: Connection, { sessionId, secret }: Visitor): Promise<Finding> {
  const { promise, resolve } = Promise.withResolvers<Finding>()
  const silent = warning(
    'Realtime doesn’t tell of a change: widgets read every few seconds instead.',
    'Let WebSockets through to the endpoint’s /realtime (proxies need "Upgrade").',
  )
  const timer = setTimeout(() => resolve(silent), EVENT_WITHIN_MS)
  const channels = [sessionChannel(connection.databaseId, sessionId)]
  const change = {
    method: 'PATCH',
    path: chatPaths.session(sessionId),
    body: { userMeta: { doctor: true } },
  } as const
  const socket = connectRealtime(connection, secret, [{ channels, queries: [] }], {
    live: () => void executeFunction(connection, secret, change).catch(() => resolve(silent)),
    down: () => undefined,
    event: () => resolve(ok('Realtime tells of a change.')),
  })
  const finding = await promise
  clearTimeout(timer)
  socket.stop()
  return finding
}

/** Whether somebody else is refused who asks for the session, by the function and by the table. */
async function isShut(connection: Connection, { secret }: Visitor, { sessionId }: Visitor): Promise<Finding> {
  const path = chatPaths.session(sessionId)
  const reads = [
    executeFunction(connection, secret, { method: 'GET', path }),
    readTable(connection, { databaseId: connection.databaseId, sessionId, secret }).session(),
  ]
  const outcomes = await Promise.allSettled<unknown>(reads)
  return outcomes.some(({ status }) => status === 'fulfilled')
    ? failed(
        'Another visitor can read the session.',
        'Take the read permission for users or any off the table sessions: npm run deploy',
      )
    : ok('Another visitor can’t read it.')
}
