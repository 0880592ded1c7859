import { Account, AppwriteException, Client, Functions, TablesDB, Teams, Users } from 'node-appwrite'
import { isRowId } from '../../contract/appwrite-ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import { isRecord } from '../../contract/is-record.ts'

/** The way to one Appwrite project with one key. */
export interface Connection {
  readonly endpoint: string
  readonly projectId: string
  readonly databaseId: string
  readonly tables: TablesDB
  readonly users: Users
  readonly teams: Teams
  readonly functions: Functions
  /** For what the SDK's own classes would cost a start more than they do. */
  readonly client: Client
}

export interface Access {
  readonly endpoint: string
  readonly projectId: string
  readonly key: string
  readonly databaseId: string
}

/** Lists are counted only for who asks: the SDK sends `total: false` as a word, and Appwrite counts for any word. */
class CountingOnRequest extends Client {
  override prepareRequest(...[method, url, headers, params = {}]: Parameters<Client['prepareRequest']>) {
    const sent = params['total'] === false ? { ...params, total: 0 } : params
    return super.prepareRequest(method, url, headers, sent)
  }
}

function clientFor({ endpoint, projectId, key }: Access): Client {
  return new CountingOnRequest().setEndpoint(endpoint).setProject(projectId).setKey(key)
}

/** Opens a connection; nothing is sent yet. */
export function connect(access: Access): Connection {
  const client = clientFor(access)
  return {
    endpoint: access.endpoint,
    projectId: access.projectId,
    databaseId: access.databaseId,
    tables: byRowIds(new TablesDB(client)),
    users: new Users(client),
    teams: new Teams(client),
    functions: new Functions(client),
    client,
  }
}

/**
 * Tables whose updates and deletions are refused when the row changed after `updatedAt` (Appwrite's optimistic lock,
 * the request header `X-Appwrite-Timestamp`).
 */
export function lockedTables(access: Access, updatedAt: string): TablesDB {
  const client = clientFor(access)
  client.addHeader('X-Appwrite-Timestamp', updatedAt)
  return byRowIds(new TablesDB(client))
}

/** Calls that put a row's id into a path, where `..` would name something else. */
const ID_IN_PATH: ReadonlySet<string | symbol> = new Set(['getRow', 'updateRow', 'upsertRow', 'deleteRow'])

/** Tables that answer by themselves that there is no row with an id that no row can have, as rows of others may name it. */
function byRowIds(tables: TablesDB): TablesDB {
  return new Proxy(tables, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function' || !ID_IN_PATH.has(name)) return call
      return (...given: readonly unknown[]): unknown => {
        const [place] = given
        const rowId = isRecord(place) ? place['rowId'] : undefined
        if (typeof rowId !== 'string' || !isRowId(rowId)) {
          return Promise.reject(new AppwriteException('No row can have this id.', 404, 'row_not_found'))
        }
        return Reflect.apply(call, target, given)
      }
    },
  })
}

/** The account of a JWT. */
export function accountByJwt(access: Omit<Access, 'key' | 'databaseId'>, jwt: string): Account {
  return new Account(new Client().setEndpoint(access.endpoint).setProject(access.projectId).setJWT(jwt))
}

/** What Appwrite refused for a reason that callers foresee: which status, or null for anything else. */
export function statusOf(thrown: unknown): number | null {
  return thrown instanceof AppwriteException ? thrown.code : null
}

/**
 * Turns what Appwrite answered into our own refusal. For failures that no caller foresees: the schema is missing or
 * older (`misconfigured`), or Appwrite is down, slow or busy (`appwrite_unavailable`).
 */
export function refusalFor(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  const status = statusOf(thrown)
  const isOurFault = status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429
  return new Refusal(isOurFault ? 'misconfigured' : 'appwrite_unavailable', { cause: thrown })
}

/** Runs a call; a foreseen status resolves to null, every other failure is thrown as a `Refusal`. */
export async function nullOnStatus<T>(foreseen: readonly number[], call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (thrown) {
    const status = statusOf(thrown)
    if (status !== null && foreseen.includes(status)) return null
    throw refusalFor(thrown)
  }
}
