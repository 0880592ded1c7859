import type { Authentication } from '../services/authentication.ts'
import { prefsOf, targetsOf, userJson } from '../services/user-json.ts'
import type { Teams } from '../services/teams.ts'
import type { Users } from '../services/users.ts'
import type { ApiRequest, Endpoint } from './endpoint.ts'
import { refusal, type Reader } from './params.ts'
import { email, password, phone, prefs, readPeopleList } from './people-readers.ts'
import { boolean, id, integer, listOf, newId, nullable, text } from './readers.ts'
import type { Sessions } from '../services/sessions.ts'

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

type Services = { users: Users; sessions: Sessions; teams: Teams; authentication: Authentication }

/** Users, for keys. Their sessions and tokens are in `user-sessions.ts`. */
export function userEndpoints({ users, sessions, teams, authentication }: Services): Endpoint[] {
  const read = { scopes: ['users.read'] }
  const write = { scopes: ['users.write'] }
  const userId = ({ params }: ApiRequest): string => params.required('userId', id)
  const ok = (body: unknown) => ({ status: 200, body })

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
        const fields = { prefs: JSON.stringify(wanted) }
        return ok(prefsOf(await users.change(userId(request), fields, 'prefs', 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/name',
      async handle(request) {
        const name = request.params.required('name', text(128))
        return ok(userJson(await users.change(userId(request), { name }, 'name', 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/email',
      async handle(request) {
        const address = request.params.required('email', orEmpty(email))
        return ok(userJson(await users.setEmail(userId(request), address, 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/phone',
      async handle(request) {
        const number = request.params.required('number', orEmpty(phone))
        return ok(userJson(await users.setPhone(userId(request), number, 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/password',
      async handle(request) {
        const wanted = request.params.required('password', password)
        return ok(userJson(await users.setPassword(userId(request), wanted, null, 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/status',
      async handle(request) {
        const status = request.params.required('status', boolean)
        return ok(userJson(await users.change(userId(request), { status }, 'status', 'key')))
      },
    },
    {
      ...write,
      method: 'PUT',
      path: '/users/:userId/labels',
      async handle(request) {
        const labels = [...new Set(request.params.required('labels', listOf(label, LABELS_MAX)))]
        return ok(userJson(await users.change(userId(request), { labels }, 'labels', 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/verification',
      async handle(request) {
        const emailVerification = request.params.required('emailVerification', boolean)
        return ok(userJson(await users.change(userId(request), { emailVerification }, 'verification', 'key')))
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: '/users/:userId/verification/phone',
      async handle(request) {
        const phoneVerification = request.params.required('phoneVerification', boolean)
        return ok(userJson(await users.change(userId(request), { phoneVerification }, 'verification', 'key')))
      },
    },
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
