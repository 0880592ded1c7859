import type { Database } from '../../store/database.ts'
import { formatTime } from '../../store/format-time.ts'
import { SESSIONS, TOKENS, USERS } from '../../store/tables/people.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Publish } from '../change.ts'
import { hashSecret, randomHex } from '../secrets.ts'
import { uniqueId } from '../unique-id.ts'
import { flagIn, insertFields, rowsWhere, textIn } from './people-rows.ts'
import { sessionJson } from './session-json.ts'
import { userJson } from './user-json.ts'

/** A year, Appwrite's default. */
const SESSION_MS = 365 * 24 * 3_600_000
/** Sessions a user may have; the oldest is ended for the next one. */
const SESSIONS_MAX = 10
const SECRET_DIGITS = 256
/** One-time tokens a user may have. */
const TOKENS_MAX = 20

/** How somebody proved who they are. */
export interface SignIn {
  provider: 'anonymous' | 'email' | 'token' | 'server'
  providerUid: string
  factor: string
  ip: string
  userAgent: string
}

/** A session just opened. `secret` is what callers send; it is kept nowhere. */
export interface OpenedSession {
  session: Row
  secret: string
}

/** Account sessions and the one-time tokens that open them. */
export interface Sessions {
  /** @throws AppwriteError user_blocked, save for keys: what they open for a blocked user is refused at its use */
  open(userId: string, how: SignIn): Promise<OpenedSession>
  /** The session that an encoded secret opens, or null for a wrong, ended or over one. */
  bySecret(encoded: string): Row | null
  ofUser(userId: string): Row[]
  /** @throws AppwriteError user_session_not_found */
  get(userId: string, sessionId: string): Row
  end(userId: string, sessionId: string): Promise<void>
  endAll(userId: string): Promise<void>
  /** Gives a session another year. */
  extend(userId: string, sessionId: string): Promise<Row>
  createToken(userId: string, digits: number, seconds: number): Promise<{ token: Row; secret: string }>
  /** Uses up a token; its user's id. @throws AppwriteError user_invalid_token */
  redeemToken(userId: string, secret: string): Promise<void>
}

export function createSessionService(database: Database, rows: Rows, publish: Publish): Sessions {
  const get = (userId: string, sessionId: string): Row => {
    const session = rows.get(SESSIONS, sessionId)
    if (session === null || textIn(session, 'userId') !== userId || isOver(session))
      throw new AppwriteError('user_session_not_found', 'The current user session could not be found.')
    return session
  }
  const announce = (action: 'create' | 'delete' | 'update', userId: string, session: Row | null) => {
    const user = rows.get(USERS, userId)
    database.afterCommit(() => {
      publish({
        action,
        resource: { kind: 'user', userId, part: { kind: 'session', sessionId: session?.id ?? '' } },
        payload: session === null ? (user === null ? {} : userJson(user)) : sessionJson(session, false),
        readRoles: [`user:${userId}`],
        causedBy: userId,
      })
    })
  }

  return {
    open: (userId, how) =>
      database.transaction(() => {
        const user = rows.get(USERS, userId)
        if (user === null) throw new AppwriteError('user_not_found')
        if (how.provider !== 'server' && !flagIn(user, 'status'))
          throw new AppwriteError('user_blocked', 'The current user has been blocked.')
        const older = rowsWhere(rows, SESSIONS, 'userId', userId)
        for (const session of older.slice(0, Math.max(0, older.length - SESSIONS_MAX + 1)))
          rows.delete(SESSIONS, session)
        const secret = randomHex(SECRET_DIGITS)
        const session = insertFields(rows, SESSIONS, uniqueId(), {
          userId: user.id,
          provider: how.provider,
          providerUid: how.providerUid,
          secretHash: hashSecret(secret),
          expire: formatTime(Date.now() + SESSION_MS),
          ip: how.ip,
          userAgent: how.userAgent.slice(0, 2048),
          factors: [how.factor],
        })
        announce('create', user.id, session)
        return { session, secret: encodeSession(user.id, secret) }
      }),

    bySecret(encoded) {
      const decoded = decodeSession(encoded)
      if (decoded === null) return null
      const [session] = rowsWhere(rows, SESSIONS, 'secretHash', hashSecret(decoded.secret), 1)
      if (session === undefined || textIn(session, 'userId') !== decoded.userId || isOver(session))
        return null
      return session
    },

    ofUser: (userId) => rowsWhere(rows, SESSIONS, 'userId', userId).filter((session) => !isOver(session)),
    get,
    end: (userId, sessionId) =>
      database.transaction(() => {
        const session = get(userId, sessionId)
        rows.delete(SESSIONS, session)
        announce('delete', userId, session)
      }),
    endAll: (userId) =>
      database.transaction(() => {
        for (const session of rowsWhere(rows, SESSIONS, 'userId', userId)) rows.delete(SESSIONS, session)
        announce('delete', userId, null)
      }),
    extend: (userId, sessionId) =>
      database.transaction(() => {
        const before = get(userId, sessionId)
        const after = {
          ...before,
          updatedAt: Date.now(),
          values: new Map(before.values).set('expire', formatTime(Date.now() + SESSION_MS)),
        }
        rows.update(SESSIONS, before, after)
        announce('update', userId, after)
        return after
      }),

    createToken: (userId, digits, seconds) =>
      database.transaction(() => {
        if (rows.get(USERS, userId) === null) throw new AppwriteError('user_not_found')
        const older = rowsWhere(rows, TOKENS, 'userId', userId)
        for (const token of older.slice(0, Math.max(0, older.length - TOKENS_MAX + 1)))
          rows.delete(TOKENS, token)
        const secret = randomHex(digits)
        const expire = formatTime(Date.now() + seconds * 1000)
        const token = insertFields(rows, TOKENS, uniqueId(), {
          userId,
          secretHash: hashSecret(secret),
          expire,
        })
        return { token, secret }
      }),

    redeemToken: (userId, secret) =>
      database.transaction(() => {
        const hash = hashSecret(secret)
        const token = rowsWhere(rows, TOKENS, 'userId', userId).find(
          (one) => textIn(one, 'secretHash') === hash,
        )
        if (token === undefined || isOver(token))
          throw new AppwriteError('user_invalid_token', 'Invalid token passed in the request.')
        rows.delete(TOKENS, token)
      }),
  }
}

/** Callers send the user's id and the secret together, as base64 of JSON. */
function encodeSession(userId: string, secret: string): string {
  return Buffer.from(JSON.stringify({ id: userId, secret })).toString('base64')
}

function decodeSession(encoded: string): { userId: string; secret: string } | null {
  if (encoded.length > 2048) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
    if (typeof value !== 'object' || value === null || !('id' in value) || !('secret' in value)) return null
    return typeof value.id === 'string' && typeof value.secret === 'string'
      ? { userId: value.id, secret: value.secret }
      : null
  } catch {
    return null
  }
}

function isOver(row: Row): boolean {
  return Date.parse(textIn(row, 'expire')) <= Date.now()
}
