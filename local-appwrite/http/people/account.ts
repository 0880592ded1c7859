import { AppwriteError } from '../../services/appwrite-error.ts'
import type { Authentication } from '../../services/people/authentication.ts'
import { textIn } from '../../services/people/people-rows.ts'
import { accountJson, prefsOf } from '../../services/people/user-json.ts'
import type { Users } from '../../services/people/users.ts'
import { encodeJson } from '../../store/json.ts'
import type { Row } from '../../store/tables/row.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { integer, text } from '../readers.ts'
import { email, password, phone, prefs } from './people-readers.ts'

/** Seconds a JWT may last, and lasts when nothing is said. */
const JWT_MAX_SECONDS = 3600
const JWT_SECONDS = 900

interface Services {
  users: Users
  authentication: Authentication
}

/** A user's own account: read, change, tokens. Signing in and sessions have files of their own. */
export function accountEndpoints({ users, authentication }: Services): Endpoint[] {
  const own = { scopes: ['account'] }
  /** A route by which users change one thing of theirs; it answers the account. */
  const setter = (what: string, change: (user: Row, request: ApiRequest) => Promise<Row>): Endpoint => ({
    ...own,
    method: 'PATCH',
    path: `/account/${what}`,
    async handle(request) {
      return { status: 200, body: accountJson(await change(me(users, request), request)) }
    },
  })

  return [
    {
      ...own,
      method: 'POST',
      path: '/account/jwts',
      handle({ params, caller }) {
        const seconds = params.optional('duration', integer(0, JWT_MAX_SECONDS), JWT_SECONDS)
        if (caller.kind !== 'user' || caller.sessionId === null || caller.viaJwt)
          throw new AppwriteError('user_session_not_found', 'The current user session could not be found.')
        return {
          status: 201,
          body: { jwt: authentication.issueJwt(caller.userId, caller.sessionId, seconds) },
        }
      },
    },
    {
      ...own,
      method: 'GET',
      path: '/account',
      handle: (request) => ({ status: 200, body: accountJson(me(users, request)) }),
    },
    {
      ...own,
      method: 'GET',
      path: '/account/prefs',
      handle: (request) => ({ status: 200, body: prefsOf(me(users, request)) }),
    },
    setter('prefs', (user, { params }) =>
      users.change(user.id, { prefs: encodeJson(params.required('prefs', prefs)) }, 'prefs', 'self'),
    ),
    setter('name', (user, { params }) =>
      users.change(user.id, { name: params.required('name', text(128)) }, 'name', 'self'),
    ),
    setter('email', async (user, { params, caller }) => {
      const address = params.required('email', email)
      await proveOrSetPassword(users, user, params.required('password', password), caller.sessionId)
      return users.setEmail(user.id, address, 'self')
    }),
    setter('phone', async (user, { params, caller }) => {
      const number = params.required('phone', phone)
      await proveOrSetPassword(users, user, params.required('password', password), caller.sessionId)
      return users.setPhone(user.id, number, 'self')
    }),
    setter('password', async (user, { params, caller }) => {
      const wanted = params.required('password', password)
      const old = params.optional('oldPassword', password, '')
      if (textIn(user, 'password') !== '' && !(await users.hasPassword(user, old))) throw wrongCredentials()
      return users.setPassword(user.id, wanted, caller.sessionId, 'self')
    }),
    setter('status', (user) => users.change(user.id, { status: false }, 'status', 'self')),
    {
      ...own,
      method: 'GET',
      path: '/account/logs',
      handle: () => ({ status: 200, body: { total: 0, logs: [] } }),
    },
    {
      ...own,
      method: 'GET',
      path: '/account/identities',
      handle: () => ({ status: 200, body: { total: 0, identities: [] } }),
    },
  ]
}

/** The user who asks; gone users are guests long before this. */
export function me(users: Users, { caller }: ApiRequest): Row {
  if (caller.kind !== 'user')
    throw new AppwriteError('general_unauthorized_scope', 'Only users have an account.')
  return users.get(caller.userId)
}

/** The one answer to a wrong password and to an unknown address. */
export function wrongCredentials(): AppwriteError {
  return new AppwriteError(
    'user_invalid_credentials',
    'Invalid credentials. Please check the email and password.',
  )
}

/** An anonymous user has no password yet and gets this one; everyone else must know theirs. */
async function proveOrSetPassword(
  users: Users,
  user: Row,
  given: string,
  sessionId: string | null,
): Promise<void> {
  if (textIn(user, 'password') === '') await users.setPassword(user.id, given, sessionId, 'self')
  else if (!(await users.hasPassword(user, given))) throw wrongCredentials()
}
