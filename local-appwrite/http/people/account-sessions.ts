import { AppwriteError } from '../../services/appwrite-error.ts'
import { sessionJson } from '../../services/people/session-json.ts'
import type { Sessions } from '../../services/people/sessions.ts'
import type { Users } from '../../services/people/users.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { id } from '../readers.ts'
import { me } from './account.ts'
import { signedOutHeaders } from './session-answer.ts'

/** The sessions of one's own account: list, get, extend, end. `current` names the one that asks. */
export function accountSessionEndpoints(projectId: string, users: Users, sessions: Sessions): Endpoint[] {
  const own = { scopes: ['account'] }
  const named = ({ params, caller }: ApiRequest): string => {
    const sessionId = params.required('sessionId', id)
    if (sessionId !== 'current') return sessionId
    if (caller.sessionId === null)
      throw new AppwriteError('user_session_not_found', 'The current user session could not be found.')
    return caller.sessionId
  }

  return [
    {
      ...own,
      method: 'GET',
      path: '/account/sessions',
      handle(request) {
        const found = sessions.ofUser(me(users, request).id)
        return {
          status: 200,
          body: {
            total: found.length,
            sessions: found.map((session) => sessionJson(session, session.id === request.caller.sessionId)),
          },
        }
      },
    },
    {
      ...own,
      method: 'GET',
      path: '/account/sessions/:sessionId',
      handle(request) {
        const session = sessions.get(me(users, request).id, named(request))
        return { status: 200, body: sessionJson(session, session.id === request.caller.sessionId) }
      },
    },
    {
      ...own,
      method: 'PATCH',
      path: '/account/sessions/:sessionId',
      async handle(request) {
        const session = await sessions.extend(me(users, request).id, named(request))
        return { status: 200, body: sessionJson(session, session.id === request.caller.sessionId) }
      },
    },
    {
      ...own,
      method: 'DELETE',
      path: '/account/sessions/:sessionId',
      async handle(request) {
        const sessionId = named(request)
        await sessions.end(me(users, request).id, sessionId)
        const current = sessionId === request.caller.sessionId
        return current ? { status: 204, headers: signedOutHeaders(request, projectId) } : { status: 204 }
      },
    },
    {
      ...own,
      method: 'DELETE',
      path: '/account/sessions',
      async handle(request) {
        await sessions.endAll(me(users, request).id)
        return { status: 204, headers: signedOutHeaders(request, projectId) }
      },
    },
  ]
}
