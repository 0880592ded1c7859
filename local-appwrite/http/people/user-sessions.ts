import { textIn } from '../../services/people/people-rows.ts'
import { sessionJson } from '../../services/people/session-json.ts'
import type { Sessions } from '../../services/people/sessions.ts'
import type { Users } from '../../services/people/users.ts'
import { formatTime } from '../../store/format-time.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { id, integer } from '../readers.ts'

/** Hex digits of a one-time token, and the seconds it lasts. */
const TOKEN = { digits: { min: 4, max: 128, normal: 6 }, seconds: { min: 60, max: 31_536_000, normal: 900 } }

/** Sessions and one-time tokens of users, for keys. */
export function userSessionEndpoints(users: Users, sessions: Sessions): Endpoint[] {
  const read = { scopes: ['users.read'] }
  const write = { scopes: ['users.write', 'sessions.write'] }
  const userOf = ({ params }: ApiRequest) => users.get(params.required('userId', id))

  return [
    {
      ...write,
      method: 'POST',
      path: '/users/:userId/sessions',
      async handle(request) {
        const { session, secret } = await sessions.open(userOf(request).id, {
          provider: 'server',
          providerUid: '',
          factor: 'server',
          ip: request.clientIp,
          userAgent: request.header('user-agent') ?? '',
        })
        return { status: 201, body: sessionJson(session, false, secret) }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/users/:userId/sessions',
      handle(request) {
        const found = sessions.ofUser(userOf(request).id)
        return {
          status: 200,
          body: { total: found.length, sessions: found.map((session) => sessionJson(session, false)) },
        }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: '/users/:userId/sessions/:sessionId',
      async handle(request) {
        await sessions.end(userOf(request).id, request.params.required('sessionId', id))
        return { status: 204 }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: '/users/:userId/sessions',
      async handle(request) {
        await sessions.endAll(userOf(request).id)
        return { status: 204 }
      },
    },
    {
      ...write,
      method: 'POST',
      path: '/users/:userId/tokens',
      async handle(request) {
        const { digits, seconds } = TOKEN
        const length = request.params.optional('length', integer(digits.min, digits.max), digits.normal)
        const expire = request.params.optional('expire', integer(seconds.min, seconds.max), seconds.normal)
        const { token, secret } = await sessions.createToken(userOf(request).id, length, expire)
        return {
          status: 201,
          body: {
            $id: token.id,
            $createdAt: formatTime(token.createdAt),
            userId: textIn(token, 'userId'),
            secret,
            expire: textIn(token, 'expire'),
            phrase: '',
          },
        }
      },
    },
  ]
}
