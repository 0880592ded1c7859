import { AppwriteError } from '../services/appwrite-error.ts'
import type { Authentication } from '../services/authentication.ts'
import { textIn } from '../services/people-rows.ts'
import { accountJson, prefsOf } from '../services/user-json.ts'
import type { Users } from '../services/users.ts'
import type { Row } from '../store/rows.ts'
import type { ApiRequest, Endpoint } from './endpoint.ts'
import { email, password, phone, prefs } from './people-readers.ts'
import { integer, text } from './readers.ts'

/** Seconds a JWT may last, and lasts when nothing is said. */
const JWT_MAX_SECONDS = 3600
const JWT_SECONDS = 900

type Services = { users: Users; authentication: Authentication }

/** A user's own account: read, change, tokens. Signing in and sessions have files of their own. */
export function accountEndpoints({ users, authentication }: Services): Endpoint[] {
  const own = { scopes: ['account'] }

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
    {
      ...own,
      method: 'PATCH',
      path: '/account/prefs',
      async handle(request) {
        const wanted = request.params.required('prefs', prefs)
        const fields = { prefs: JSON.stringify(wanted) }
        return {
          status: 200,
          body: accountJson(await users.change(me(users, request).id, fields, 'prefs', 'self')),
        }
      },
    },
    {
      ...own,
      method: 'PATCH',
      path: '/account/name',
      async handle(request) {
        const name = request.params.required('name', text(128))
        return {
          status: 200,
          body: accountJson(await users.change(me(users, request).id, { name }, 'name', 'self')),
        }
      },
    },
    {
      ...own,
      method: 'PATCH',
      path: '/account/email',
      async handle(request) {
        const address = request.params.required('email', email)
        const given = request.params.required('password', password)
        const user = me(users, request)
        await proveOrSetPassword(users, user, given, request.caller.sessionId)
        return { status: 200, body: accountJson(await users.setEmail(user.id, address, 'self')) }
      },
    },
    {
      ...own,
      method: 'PATCH',
      path: '/account/phone',
      async handle(request) {
        const number = request.params.required('phone', phone)
        const given = request.params.required('password', password)
        const user = me(users, request)
        await proveOrSetPassword(users, user, given, request.caller.sessionId)
        return { status: 200, body: accountJson(await users.setPhone(user.id, number, 'self')) }
      },
    },
    {
      ...own,
      method: 'PATCH',
      path: '/account/password',
      async handle(request) {
        const wanted = request.params.required('password', password)
        const old = request.params.optional('oldPassword', password, '')
        const user = me(users, request)
        if (textIn(user, 'password') !== '' && !(await users.hasPassword(user, old))) throw wrongCredentials()
        const changed = await users.setPassword(user.id, wanted, request.caller.sessionId, 'self')
        return { status: 200, body: accountJson(changed) }
      },
    },
    {
      ...own,
      method: 'PATCH',
      path: '/account/status',
      async handle(request) {
        const blocked = await users.change(me(users, request).id, { status: false }, 'status', 'self')
        return { status: 200, body: accountJson(blocked) }
      },
    },
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
