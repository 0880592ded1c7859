import { AGENTS_TEAM_ID } from '../../../contract/agents-team.ts'
import { tables } from '../../../contract/database.ts'
import { isRecord } from '../../../contract/is-record.ts'
import { createModelPeople, type ModelAgent } from './people.ts'
import { findRows } from './queries.ts'
import { createModelRealtime } from './realtime.ts'
import { createModelRows, ModelError, rowJson, type ModelRow, type RowChange } from './rows.ts'
import { createModelTransactions } from './transactions.ts'

export interface ModelRequest {
  readonly method: string
  /** Below `/v1`, without its query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface ModelAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What an execution of a function is asked, and what it answers. */
export interface Execution {
  readonly functionId: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface ModelSurroundings {
  readonly databaseId: string
  readonly projectId: string
  readonly agents: readonly ModelAgent[]
  readonly now: () => number
  readonly newId: () => string
  /** Waits until a new row that has its number is visible. */
  readonly becomeVisible: () => Promise<void>
  readonly execute: (execution: Execution) => Promise<{ readonly status: number; readonly body: string }>
  /** Told of every change, in the order in which they are made. */
  readonly changed: (change: RowChange) => void
}

type Caller =
  | { readonly kind: 'key' }
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'guest' }

/** As much of Appwrite as the product uses, one project, in memory; held to local-appwrite by `model.test.ts`. */
export function createModelServer(surroundings: ModelSurroundings) {
  const { databaseId, now, newId } = surroundings
  const rows = createModelRows(tables, now)
  const people = createModelPeople(surroundings.agents, newId)
  const transactions = createModelTransactions(rows, now, newId)
  const realtime = createModelRealtime(databaseId, rows, people)

  function announce(change: RowChange): RowChange {
    surroundings.changed(change)
    realtime.announce(change)
    return change
  }

  function callerOf(headers: ModelRequest['headers']): Caller {
    if (headers['x-appwrite-key']) return { kind: 'key' }
    const secret = headers['x-appwrite-session'] ?? fallbackSecret(headers['x-fallback-cookies'])
    const userId = secret ? people.userOf(secret) : null
    return userId === null ? { kind: 'guest' } : { kind: 'user', userId }
  }

  function visible(caller: Caller, tableId: string): readonly ModelRow[] {
    const all = [...rows.rows(tableId).values()]
    if (caller.kind === 'key') return all
    const { permissions, rowSecurity } = rows.table(tableId)
    const isAgent = caller.kind === 'user' && people.agent(caller.userId) !== null
    if (isAgent && permissions.includes('read("team:agents")')) return all
    if (!rowSecurity) throw new ModelError(401, 'user_unauthorized')
    const role = caller.kind === 'user' ? `read("user:${caller.userId}")` : null
    return all.filter((row) => role !== null && row.$permissions.includes(role))
  }

  const json = (tableId: string, row: ModelRow) => rowJson(databaseId, tableId, row)

  async function rowRoutes(
    request: ModelRequest,
    caller: Caller,
    tableId: string,
    rowId: string | undefined,
  ): Promise<ModelAnswer> {
    const body = parsed(request.body)
    const data = isRecord(body['data']) ? body['data'] : {}
    if (request.method === 'GET') {
      const seen = visible(caller, tableId)
      if (rowId === undefined) {
        const queries = [...request.query].flatMap(([name, value]) =>
          name.startsWith('queries') ? [value] : [],
        )
        const found = findRows([...seen], queries)
        const total = request.query.get('total') === '0' ? 0 : found.total
        return { status: 200, body: { total, rows: found.rows.map((row) => json(tableId, row)) } }
      }
      const row = seen.find(({ $id }) => $id === rowId)
      if (row === undefined) throw new ModelError(404, 'row_not_found')
      return { status: 200, body: json(tableId, row) }
    }
    if (caller.kind !== 'key') {
      // Nobody but keys writes here; whether there is such a row is told first.
      const isMissing = rowId !== undefined && !rows.rows(tableId).has(rowId)
      throw isMissing ? new ModelError(404, 'row_not_found') : new ModelError(401, 'user_unauthorized')
    }
    switch (request.method) {
      case 'POST': {
        const id = String(body['rowId'])
        if (rows.rows(tableId).has(id)) throw new ModelError(409, 'row_already_exists')
        const sequence = rows.reserve(tableId)
        await surroundings.becomeVisible()
        const permissions = Array.isArray(body['permissions']) ? body['permissions'].map(String) : []
        const { row } = announce(rows.create(tableId, id, data, permissions, sequence))
        return { status: 201, body: json(tableId, row) }
      }
      case 'PATCH': {
        const since = request.headers['x-appwrite-timestamp'] ?? null
        const { row } = announce(rows.update(tableId, rowId ?? '', data, since))
        return { status: 200, body: json(tableId, row) }
      }
      case 'PUT': {
        const isThere = rows.rows(tableId).has(rowId ?? '')
        const { row } = announce(
          isThere
            ? rows.update(tableId, rowId ?? '', data, null)
            : rows.create(tableId, rowId ?? '', data, [], rows.reserve(tableId)),
        )
        return { status: 200, body: json(tableId, row) }
      }
      case 'DELETE': {
        if (rowId !== undefined) {
          announce(rows.remove(tableId, rowId))
          return { status: 204, body: '' }
        }
        const queries = Array.isArray(body['queries']) ? body['queries'].map(String) : []
        const found = findRows([...rows.rows(tableId).values()], queries).rows
        for (const row of found) announce(rows.remove(tableId, row.$id))
        return { status: 200, body: { total: found.length, rows: found.map((row) => json(tableId, row)) } }
      }
      default:
        throw new ModelError(404, 'general_route_not_found')
    }
  }

  function transactionRoutes(request: ModelRequest, id: string | undefined, isStaging: boolean): ModelAnswer {
    const body = parsed(request.body)
    if (id === undefined) return { status: 201, body: { $id: transactions.begin(), status: 'pending' } }
    if (isStaging) {
      transactions.stage(id, Array.isArray(body['operations']) ? body['operations'] : [])
      return { status: 201, body: { $id: id, status: 'pending' } }
    }
    if (body['rollback'] === true) transactions.rollBack(id)
    else for (const change of transactions.commit(id)) announce(change)
    return { status: 200, body: { $id: id, status: 'committed' } }
  }

  async function executionRoute(
    request: ModelRequest,
    caller: Caller,
    functionId: string,
  ): Promise<ModelAnswer> {
    const body = parsed(request.body)
    const given = isRecord(body['headers']) ? body['headers'] : {}
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    const createdAt = new Date(now()).toISOString()
    const { status, body: answered } = await surroundings.execute({
      functionId,
      method: text(body['method']) ?? 'POST',
      path: text(body['path']) ?? '/',
      headers: {
        ...headers,
        'x-appwrite-trigger': 'http',
        ...(caller.kind === 'user' && { 'x-appwrite-user-id': caller.userId }),
      },
      body: typeof body['body'] === 'string' ? body['body'] : '',
    })
    return {
      status: 201,
      body: {
        $id: newId(),
        $createdAt: createdAt,
        status: status >= 500 ? 'failed' : 'completed',
        responseStatusCode: status,
        responseBody: answered,
        responseHeaders: [],
        logs: '',
        errors: '',
        duration: 0,
      },
    }
  }

  function peopleRoutes(request: ModelRequest, caller: Caller, parts: readonly string[]): ModelAnswer {
    const body = parsed(request.body)
    const [first, second, third] = parts
    if (first === 'users' && caller.kind === 'key') {
      if (request.method === 'POST' && third === 'sessions') {
        return { status: 201, body: { $id: newId(), userId: second, secret: people.open(second ?? '') } }
      }
      if (request.method === 'POST') {
        people.create(String(body['userId']))
        return { status: 201, body: { $id: body['userId'] } }
      }
      people.remove(second ?? '')
      return { status: 204, body: '' }
    }
    if (first === 'teams' && second === AGENTS_TEAM_ID && third === undefined) {
      if (caller.kind === 'guest') throw new ModelError(401, 'general_unauthorized_scope')
      const isShown = caller.kind === 'key' || people.agent(caller.userId) !== null
      if (!isShown) throw new ModelError(404, 'team_not_found')
      return { status: 200, body: { $id: second, total: people.agents.length } }
    }
    if (first === 'teams' && second === AGENTS_TEAM_ID) {
      const memberships = people.agents.map(({ userId, name, email }) => ({
        userId,
        userName: name,
        userEmail: email,
        confirm: true,
        roles: [],
      }))
      return { status: 200, body: { total: memberships.length, memberships } }
    }
    if (first === 'account' && second === 'sessions' && third === 'email') {
      const { secret, userId } = people.signIn(String(body['email']), String(body['password']))
      const cookies = JSON.stringify({ [`a_session_${surroundings.projectId}`]: secret })
      return { status: 201, body: { $id: newId(), userId }, headers: { 'x-fallback-cookies': cookies } }
    }
    if (caller.kind !== 'user') throw new ModelError(401, 'general_unauthorized_scope')
    if (request.method === 'DELETE') {
      const secret =
        request.headers['x-appwrite-session'] ?? fallbackSecret(request.headers['x-fallback-cookies'])
      people.signOut(secret ?? '')
      return { status: 204, body: '' }
    }
    return { status: 200, body: { $id: caller.userId, name: people.agent(caller.userId)?.name ?? '' } }
  }

  async function route(request: ModelRequest): Promise<ModelAnswer> {
    const caller = callerOf(request.headers)
    const parts = request.path.split('/').filter((part) => part !== '')
    if (parts[0] === 'functions' && parts[2] === 'executions')
      return executionRoute(request, caller, parts[1] ?? '')
    if (parts[0] === 'tablesdb' && parts[1] === 'transactions') {
      if (caller.kind !== 'key') throw new ModelError(401, 'user_unauthorized')
      return transactionRoutes(request, parts[2], parts[3] === 'operations')
    }
    if (parts[0] === 'tablesdb' && parts[2] === 'tables' && parts[4] === 'rows') {
      if (parts[1] !== databaseId) throw new ModelError(404, 'database_not_found')
      return rowRoutes(request, caller, parts[3] ?? '', parts[5])
    }
    return peopleRoutes(request, caller, parts)
  }

  return {
    rows,
    people,
    realtime,
    /** Makes a row at once, as an admin does in the console. */
    put: (tableId: string, id: string, data: Readonly<Record<string, unknown>>) =>
      announce(rows.create(tableId, id, data, [], rows.reserve(tableId))),

    async handle(request: ModelRequest): Promise<ModelAnswer> {
      try {
        return await route(request)
      } catch (thrown) {
        if (!(thrown instanceof ModelError)) throw thrown
        return {
          status: thrown.status,
          body: { message: thrown.type, code: thrown.status, type: thrown.type },
        }
      }
    },
  }
}

export type ModelServer = ReturnType<typeof createModelServer>

function parsed(text: string): Record<string, unknown> {
  const value: unknown = text === '' ? {} : JSON.parse(text)
  return isRecord(value) ? value : {}
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function fallbackSecret(cookies: string | undefined): string | null {
  if (!cookies) return null
  return text(Object.values(parsed(cookies))[0])
}
