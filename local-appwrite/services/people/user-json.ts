import { formatTime } from '../../store/format-time.ts'
import { parseJson } from '../../store/json.ts'
import type { Row } from '../../store/tables/row.ts'
import { emailFacts } from './email-facts.ts'
import { flagIn, listIn, textIn } from './people-rows.ts'

type Json = Record<string, unknown>

/** A user as the user sees it: `GET /account`. */
export function accountJson(user: Row): Json {
  const email = textIn(user, 'email')
  return {
    $id: user.id,
    $createdAt: formatTime(user.createdAt),
    $updatedAt: formatTime(user.updatedAt),
    name: textIn(user, 'name'),
    registration: textIn(user, 'registration'),
    status: flagIn(user, 'status'),
    labels: listIn(user, 'labels'),
    passwordUpdate: textIn(user, 'passwordUpdate'),
    email,
    phone: textIn(user, 'phone'),
    emailVerification: flagIn(user, 'emailVerification'),
    ...emailFacts(email),
    phoneVerification: flagIn(user, 'phoneVerification'),
    mfa: flagIn(user, 'mfa'),
    prefs: prefsOf(user),
    targets: targetsOf(user),
    accessedAt: textIn(user, 'accessedAt'),
    impersonator: false,
    impersonatorUserId: null,
  }
}

/** A user as a key sees it: `GET /users/ID`. */
export function userJson(user: Row): Json {
  const hash = textIn(user, 'password')
  return {
    ...accountJson(user),
    password: hash === '' ? null : hash,
    hash: 'scrypt',
    hashOptions: { type: 'scrypt', costCpu: 16_384, costMemory: 8, costParallel: 1, length: 32 },
  }
}

/** The stored preferences: whatever JSON object the user keeps. */
export function prefsOf(row: Row): Json {
  // oxlint-disable-next-line typescript/no-unsafe-return -- as it was stored
  return parseJson(textIn(row, 'prefs') || '{}')
}

/** Where messages could be sent: the e-mail address and the phone, as far as there are such. */
export function targetsOf(user: Row): Json[] {
  const id = textIn(user, 'targetId')
  const target = (providerType: 'email' | 'sms', $id: string, identifier: string): Json[] =>
    identifier === ''
      ? []
      : [
          {
            $id,
            $createdAt: formatTime(user.createdAt),
            $updatedAt: formatTime(user.updatedAt),
            name: '',
            userId: user.id,
            providerId: null,
            providerType,
            identifier,
            expired: false,
          },
        ]
  return [...target('email', id, textIn(user, 'email')), ...target('sms', `${id}p`, textIn(user, 'phone'))]
}
