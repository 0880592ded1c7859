import { MEMBERSHIPS } from '../../store/tables/people.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { GUEST_ROLES, rolesOfUser, type Caller } from '../caller.ts'
import { signJwt, verifyJwt } from '../jwt.ts'
import type { Project } from '../project.ts'
import { GUEST_SCOPES, USER_SCOPES } from '../scopes.ts'
import { flagIn, listIn, rowsWhere, textIn } from './people-rows.ts'
import type { Sessions } from './sessions.ts'
import type { Users } from './users.ts'

type ReadHeader = (name: string) => string | null
/** What for: only requests of the API count as an access of a user. */
type Use = 'api' | 'realtime'

/** Who callers are: by key, session secret (header, cookie, fallback cookies) or JWT. */
export interface Authentication {
  /**
   * Reads a request's headers. A wrong session counts as none.
   *
   * @throws AppwriteError user_unauthorized (wrong key), user_jwt_invalid, user_jwt_and_cookie_set,
   *   user_api_key_and_session_set, user_blocked
   */
  identify: (header: ReadHeader, use?: Use) => Caller
  /** Who an encoded session secret belongs to, or null; for Realtime. */
  callerOfSession: (encoded: string) => Caller | null
  /** The roles a user holds now; those of a guest when there is no such user. */
  rolesOf: (userId: string) => ReadonlySet<string>
  /** A token for the user; bound to a session it ends with it. `sessionId` null binds it to none. */
  issueJwt: (userId: string, sessionId: string | null, seconds: number) => string
}

const GUEST: Caller = {
  kind: 'guest',
  userId: null,
  sessionId: null,
  roles: GUEST_ROLES,
  scopes: GUEST_SCOPES,
}

export function createAuthentication(
  project: Project,
  users: Users,
  sessions: Sessions,
  rows: Rows,
): Authentication {
  const cookieNames = [`a_session_${project.id}`, `a_session_${project.id}_legacy`]

  const rolesOf = (user: Row): ReadonlySet<string> =>
    rolesOfUser({
      userId: user.id,
      verified: flagIn(user, 'emailVerification') || flagIn(user, 'phoneVerification'),
      labels: listIn(user, 'labels'),
      memberships: rowsWhere(rows, MEMBERSHIPS, 'userId', user.id)
        .filter((membership) => flagIn(membership, 'confirm'))
        .map((membership) => ({
          teamId: textIn(membership, 'teamId'),
          membershipId: membership.id,
          roles: listIn(membership, 'roles'),
        })),
    })

  const asUser = (user: Row, sessionId: string | null, viaJwt: boolean, use: Use): Caller => {
    if (!flagIn(user, 'status')) throw new AppwriteError('user_blocked', 'The current user has been blocked.')
    if (use === 'api') users.touch(user)
    return { kind: 'user', userId: user.id, sessionId, viaJwt, roles: rolesOf(user), scopes: USER_SCOPES }
  }

  const callerOfSession = (encoded: string, use: Use): Caller | null => {
    const session = sessions.bySecret(encoded)
    const user = session === null ? null : users.find(textIn(session, 'userId'))
    return session === null || user === null ? null : asUser(user, session.id, false, use)
  }

  function callerOfJwt(token: string, use: Use): Caller {
    const claims = verifyJwt(token, project.tokenSecret)
    if (claims === null || claims['use'] !== 'user')
      throw new AppwriteError('user_jwt_invalid', 'Failed to verify JWT.')
    const { userId, sessionId } = claims
    const user = typeof userId === 'string' ? users.find(userId) : null
    if (user === null) return GUEST
    if (typeof sessionId !== 'string') return asUser(user, null, true, use)
    return sessions.ofUser(user.id).some(({ id }) => id === sessionId)
      ? asUser(user, sessionId, true, use)
      : GUEST
  }

  function callerOfKey(secret: string, session: Caller | null): Caller {
    const rights = project.rightsOf(secret)
    if (rights === null) throw new AppwriteError('user_unauthorized', 'The current user is not authorized.')
    if (session !== null)
      throw new AppwriteError('user_api_key_and_session_set', 'API key and session used in the same request.')
    return { kind: 'key', userId: null, sessionId: null, roles: GUEST_ROLES, ...rights }
  }

  return {
    identify(header, use = 'api') {
      const encoded = sessionIn(header, cookieNames)
      const session = encoded === null ? null : callerOfSession(encoded, use)
      const key = header('x-appwrite-key')
      if (key !== null) return callerOfKey(key, session)
      const token = header('x-appwrite-jwt')
      if (token === null || token === '') return session ?? GUEST
      if (session !== null)
        throw new AppwriteError('user_jwt_and_cookie_set', 'JWT token and session used in the same request.')
      return callerOfJwt(token, use)
    },
    callerOfSession: (encoded) => callerOfSession(encoded, 'realtime'),
    rolesOf(userId) {
      const user = users.find(userId)
      return user === null ? GUEST_ROLES : rolesOf(user)
    },
    issueJwt: (userId, sessionId, seconds) =>
      signJwt(
        { use: 'user', userId, ...(sessionId === null ? {} : { sessionId }) },
        project.tokenSecret,
        seconds,
      ),
  }
}

/** The first of cookie, session header and fallback cookies that is there. */
function sessionIn(header: ReadHeader, cookieNames: readonly string[]): string | null {
  return (
    cookieIn(header('cookie'), cookieNames) ?? header('x-appwrite-session') ?? fallbackIn(header, cookieNames)
  )
}

function cookieIn(cookies: string | null, names: readonly string[]): string | null {
  if (cookies === null) return null
  for (const pair of cookies.split(';')) {
    const equals = pair.indexOf('=')
    if (equals > 0 && names.includes(pair.slice(0, equals).trim()))
      return unescaped(pair.slice(equals + 1).trim())
  }
  return null
}

function fallbackIn(header: ReadHeader, names: readonly string[]): string | null {
  const json = header('x-fallback-cookies')
  if (json === null || json.length > 8192) return null
  let cookies: unknown
  try {
    cookies = JSON.parse(json)
  } catch {
    return null
  }
  if (typeof cookies !== 'object' || cookies === null) return null
  const found = Object.entries(cookies).find(
    ([name, value]) => names.includes(name) && typeof value === 'string',
  )
  return found === undefined ? null : String(found[1])
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
