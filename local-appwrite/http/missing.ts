import { AppwriteError } from '../services/appwrite-error.ts'
import type { Endpoint } from './endpoint.ts'

/** Parts of Appwrite that this server does not have. Requests for them are answered with an error that names the part, not with a 404 page. */
const MISSING: readonly (readonly [Endpoint['method'], string])[] = [
  ['POST', '/proxy/rules/function'],
  ['POST', '/proxy/rules/api'],
  ['POST', '/proxy/rules/redirect'],
  ['POST', '/graphql'],
  ['POST', '/graphql/mutation'],
  ['GET', '/avatars/initials'],
  ['GET', '/avatars/image'],
  ['GET', '/avatars/qr'],
  ['GET', '/messaging/messages'],
  ['POST', '/messaging/messages/email'],
  ['GET', '/messaging/topics'],
  ['GET', '/messaging/providers'],
  ['GET', '/sites'],
  ['POST', '/sites'],
  ['GET', '/webhooks'],
  ['POST', '/webhooks'],
  ['POST', '/account/verification'],
  ['PUT', '/account/verification'],
  ['POST', '/account/verifications/email'],
  ['PUT', '/account/verifications/email'],
  ['POST', '/account/verifications/phone'],
  ['PUT', '/account/verifications/phone'],
  ['POST', '/account/recovery'],
  ['PUT', '/account/recovery'],
  ['POST', '/account/tokens/magic-url'],
  ['POST', '/account/tokens/email'],
  ['POST', '/account/tokens/phone'],
  ['PUT', '/account/sessions/magic-url'],
  ['PUT', '/account/sessions/phone'],
  ['PATCH', '/account/mfa'],
  ['POST', '/account/mfa/challenges'],
  ['GET', '/account/mfa/factors'],
  ['POST', '/users/argon2'],
  ['POST', '/users/bcrypt'],
  ['POST', '/users/md5'],
  ['POST', '/users/phpass'],
  ['POST', '/users/scrypt'],
  ['POST', '/users/scrypt-modified'],
  ['POST', '/users/sha'],
  ['GET', '/users/usage'],
  ['POST', '/users/:userId/targets'],
  ['PATCH', '/users/:userId/mfa'],
  ['PATCH', '/teams/:teamId/memberships/:membershipId/status'],
  ['GET', '/locale/countries'],
  ['GET', '/locale/codes'],
  ['GET', '/locale/continents'],
  ['GET', '/locale/currencies'],
  ['GET', '/locale/languages'],
]

/** Refusals of what Appwrite has and this server does not: `general_not_implemented`. */
export function missingEndpoints(): Endpoint[] {
  return MISSING.map(([method, path]) => ({
    method,
    path,
    scopes: 'public',
    handle() {
      throw new AppwriteError(
        'general_not_implemented',
        `${method} ${path} is not available on this local server.`,
      )
    },
  }))
}
