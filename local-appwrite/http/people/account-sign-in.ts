import { AppwriteError } from '../../services/appwrite-error.ts'
import { flagIn, textIn } from '../../services/people/people-rows.ts'
import type { Sessions, SignIn } from '../../services/people/sessions.ts'
import { accountJson } from '../../services/people/user-json.ts'
import type { Users } from '../../services/people/users.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { newId, text } from '../readers.ts'
import { wrongCredentials } from './account.ts'
import { email, password } from './people-readers.ts'
import { signedIn } from './session-answer.ts'

/** Signing up, and signing in as a guest, by password and by token. */
export function signInEndpoints(projectId: string, users: Users, sessions: Sessions): Endpoint[] {
  const open = { scopes: ['sessions.write'] }

  return [
    {
      ...open,
      method: 'POST',
      path: '/account',
      async handle({ params }) {
        const user = await users.create(
          {
            id: params.required('userId', newId),
            email: params.required('email', email),
            password: params.required('password', password),
            name: params.optional('name', text(128), ''),
            phone: '',
          },
          'self',
        )
        return { status: 201, body: accountJson(user) }
      },
    },
    {
      ...open,
      method: 'POST',
      path: '/account/sessions/anonymous',
      async handle(request) {
        refuseSignedIn(request)
        const user = await users.create(
          { id: newId('unique()', 'userId'), name: '', email: '', phone: '', password: null },
          'self',
        )
        return signedIn(
          request,
          projectId,
          await sessions.open(user.id, signIn(request, 'anonymous', '', 'anonymous')),
        )
      },
    },
    {
      ...open,
      method: 'POST',
      path: '/account/sessions/email',
      async handle(request) {
        const address = request.params.required('email', email)
        const given = request.params.required('password', password)
        refuseSignedIn(request)
        const user = users.findByEmail(address)
        const matches = await users.hasPassword(user, given)
        if (user === null || !matches) throw wrongCredentials()
        if (!flagIn(user, 'status'))
          throw new AppwriteError('user_blocked', 'The current user has been blocked.')
        const how = signIn(request, 'email', textIn(user, 'email'), 'password')
        return signedIn(request, projectId, await sessions.open(user.id, how))
      },
    },
    {
      ...open,
      method: 'POST',
      path: '/account/sessions/token',
      async handle(request) {
        const userId = request.params.required('userId', newId)
        const secret = request.params.required('secret', text(256, 1))
        refuseSignedIn(request)
        await sessions.redeemToken(userId, secret)
        return signedIn(
          request,
          projectId,
          await sessions.open(userId, signIn(request, 'token', '', 'token')),
        )
      },
    },
  ]
}

function refuseSignedIn({ caller }: ApiRequest): void {
  if (caller.kind === 'user')
    throw new AppwriteError(
      'user_session_already_exists',
      'Creation of a session is prohibited when a session is active.',
    )
}

function signIn(
  request: ApiRequest,
  provider: SignIn['provider'],
  providerUid: string,
  factor: string,
): SignIn {
  return {
    provider,
    providerUid,
    factor,
    ip: request.clientIp,
    userAgent: request.header('user-agent') ?? '',
  }
}
