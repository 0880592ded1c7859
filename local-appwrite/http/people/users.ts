import type { Authentication } from '../../services/people/authentication.ts'
import type { Sessions } from '../../services/people/sessions.ts'
import type { Teams } from '../../services/people/teams.ts'
import { prefsOf, targetsOf, userJson } from '../../services/people/user-json.ts'
import type { Users } from '../../services/people/users.ts'
import { encodeJson } from '../../store/json.ts'
import type { Row } from '../../store/tables/row.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { refusal, type Params, type Reader } from '../params.ts'
import { boolean, id, integer, listOf, newId, nullable, text } from '../readers.ts'
import { email, password, phone, prefs, readPeopleList } from './people-readers.ts'

/** Labels a user may have. */
const LABELS_MAX = 1000
const JWT_MAX_SECONDS = 3600
const JWT_SECONDS = 900

const label: Reader<string> = (value, name) => {
  if (typeof value === 'string' && /^[A-Za-z0-9]{1,36}$/.test(value)) return value
  throw refusal(name, 'Value must be a valid string and only consist of alphanumeric chars.')
}
/** An address may also be taken away, with an empty text. */
const orEmpty =
  (read: Reader<string>): Reader<string> =>
  (value, name) =>
    value === '' ? '' : read(value, name)

interface Services {
  users: Users
  sessions: Sessions
  teams: Teams
  authentication: Authentication
}

/** Users, for keys. Their sessions and tokens are in `user-sessions.ts`. */
export function userEndpoints({ users, sessions, teams, authentication }: Services): Endpoint[] {
  const read = { scopes: ['users.read'] }
  const write = { scopes: ['users.write'] }
  const userId = ({ params }: ApiRequest): string => params.required('userId', id)
  const ok = (body: unknown) => ({ status: 200, body })
  /** A route that changes one thing of a user and answers the user. */
  const setter = (
    method: 'PATCH' | 'PUT',
    what: string,
    change: (userId: string, params: Params) => Promise<Row>,
  ): Endpoint => ({
    ...write,
    method,
    path: `/users/:userId/${what}`,
    handle: async (request) => ok(userJson(await change(userId(request), request.params))),
  })

  return [
    {
      ...write,
      method: 'POST',
      path: '/users',
      async handle({ params }) {
        const user = await users.create(
          {
            id: params.required('userId', newId),
            email: params.optional('email', nullable(email), null) ?? '',
            phone: params.optional('phone', nullable(phone), null) ?? '',
            password: params.optional('password', password, null),
            name: params.optional('name', text(128), ''),
          },
          'key',
        )
        return { status: 201, body: userJson(user) }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/users',
      handle({ params }) {
        const { total, rows } = users.list(readPeopleList(params))
        return ok({ total, users: rows.map(userJson) })
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/users/identities',
      handle: () => ok({ total: 0, identities: [] }),
    },
    {
      ...read,
      method: 'GET',
      path: '/users/:userId',
      handle: (request) => ok(userJson(users.get(userId(request)))),
    },
    {
      ...write,
      method: 'DELETE',
      path: '/users/:userId',
      async handle(request) {
        await users.delete(userId(request))
        return { status: 204 }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/users/:userId/prefs',
      handle: (request) => ok(prefsOf(users.get(userId(request)))),
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/prefs',
      async handle(request) {
        const wanted = request.params.required('prefs', prefs)
        const fields = { prefs: encodeJson(wanted) }
        return ok(prefsOf(await users.change(userId(request), fields, 'prefs', 'key')))
      },
    },
    setter('PATCH', 'name', (user, params) =>
      users.change(user, { name: params.required('name', text(128)) }, 'name', 'key'),
    ),
    setter('PATCH', 'email', (user, params) =>
      users.setEmail(user, params.required('email', orEmpty(email)), 'key'),
    ),
    setter('PATCH', 'phone', (user, params) =>
      users.setPhone(user, params.required('number', orEmpty(phone)), 'key'),
    ),
    setter('PATCH', 'password', (user, params) =>
      users.setPassword(user, params.required('password', password), null, 'key'),
    ),
    setter('PATCH', 'status', (user, params) =>
      users.change(user, { status: params.required('status', boolean) }, 'status', 'key'),
    ),
    setter('PUT', 'labels', (user, params) => {
      const labels = [...new Set(params.required('labels', listOf(label, LABELS_MAX)))]
      return users.change(user, { labels }, 'labels', 'key')
    }),
    setter('PATCH', 'verification', (user, params) => {
      const emailVerification = params.required('emailVerification', boolean)
      return users.change(user, { emailVerification }, 'verification', 'key')
    }),
    setter('PATCH', 'verification/phone', (user, params) => {
      const phoneVerification = params.required('phoneVerification', boolean)
      return users.change(user, { phoneVerification }, 'verification', 'key')
    }),
    {
      ...read,
      method: 'GET',
      path: '/users/:userId/memberships',
      handle(request) {
        const { total, items } = teams.membershipsOf(users.get(userId(request)).id)
        return ok({ total, memberships: items })
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/users/:userId/targets',
      handle(request) {
        const targets = targetsOf(users.get(userId(request)))
        return ok({ total: targets.length, targets })
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/users/:userId/logs',
      handle(request) {
        users.get(userId(request))
        return ok({ total: 0, logs: [] })
      },
    },
    {
      ...write,
      method: 'POST',
      path: '/users/:userId/jwts',
      handle(request) {
        const { params } = request
        const user = users.get(userId(request))
        const wanted = params.optional('sessionId', text(36), 'recent')
        const seconds = params.optional('duration', integer(0, JWT_MAX_SECONDS), JWT_SECONDS)
        const sessionId =
          wanted === '' || wanted === 'recent'
            ? (sessions.ofUser(user.id).at(-1)?.id ?? null)
            : sessions.get(user.id, wanted).id
        return { status: 201, body: { jwt: authentication.issueJwt(user.id, sessionId, seconds) } }
      },
    },
  ]
}
