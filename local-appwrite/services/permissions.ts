import { encodeJson } from '../store/json.ts'
import { rolesAllowed, type Action } from '../store/permission-text.ts'
import { AppwriteError } from './appwrite-error.ts'
import { isPrivileged, type Caller } from './caller.ts'
import { ID_PATTERN } from './is-id.ts'

/** Permissions one thing may have. */
const PERMISSIONS_MAX = 100
const PERMISSION = /^(read|create|update|delete|write)\("([^"]{1,128})"\)$/
const ROLE = new RegExp(
  `^(?:any|guests|users(?:/(?:un)?verified)?|user:${ID_PATTERN}(?:/(?:un)?verified)?|team:${ID_PATTERN}(?:/${ID_PATTERN})?|member:${ID_PATTERN}|label:[A-Za-z0-9]{1,36})$`,
)

/** Actions a row's or file's own permissions may name; `create` exists on the table or bucket only. */
export const ROW_ACTIONS: readonly Action[] = ['read', 'update', 'delete']
/** Actions a table's or bucket's permissions may name. */
export const TABLE_ACTIONS: readonly Action[] = ['read', 'create', 'update', 'delete']

/** True for a role that permissions can name. */
export function isRole(text: string): boolean {
  return ROLE.test(text)
}

/**
 * Checks a `permissions` parameter: a list of at most 100 of `action("role")`. `write` becomes its parts, repeats
 * are left out.
 *
 * @throws AppwriteError general_argument_invalid
 */
export function parsePermissions(value: unknown, allowed: readonly Action[], name = 'permissions'): string[] {
  const refuse = (why: string) =>
    new AppwriteError('general_argument_invalid', `Invalid \`${name}\` param: ${why}`)
  if (!Array.isArray(value)) throw refuse('Permissions must be an array of strings.')
  if (value.length > PERMISSIONS_MAX)
    throw refuse(`You can only provide up to ${PERMISSIONS_MAX} permissions.`)
  const parsed = new Set<string>()
  for (const text of value) {
    const match = typeof text === 'string' ? PERMISSION.exec(text) : null
    const [, action, role] = match ?? []
    if (action === undefined || role === undefined || !isRole(role))
      throw refuse(`Permission ${encodeJson(text)} is not valid.`)
    const named = action === 'write' ? allowed.filter((one) => one !== 'read') : [action]
    if (named.some((one) => !allowed.some((known) => known === one)))
      throw refuse(`Permission ${encodeJson(text)} is not allowed. Must be one of: ${allowed.join(', ')}.`)
    for (const one of named) parsed.add(`${one}("${role}")`)
  }
  return [...parsed]
}

/** What a new row or file gets when its maker names nothing: a user owns it, a guest or key gives nobody a right. */
export function defaultPermissions(caller: Caller): string[] {
  return caller.kind === 'user' ? ROW_ACTIONS.map((action) => `${action}("user:${caller.userId}")`) : []
}

/**
 * Refuses permissions for roles the caller does not hold; keys may grant anything.
 *
 * @throws AppwriteError user_unauthorized
 */
export function requireGrantable(caller: Caller, permissions: readonly string[]): void {
  if (isPrivileged(caller)) return
  for (const permission of permissions) {
    const role = PERMISSION.exec(permission)?.[2]
    if (role === undefined || !caller.roles.has(role))
      throw new AppwriteError(
        'user_unauthorized',
        `Permissions must be one of: (${[...caller.roles].join(', ')})`,
      )
  }
}

/** True when one of the caller's roles is among those the permissions give the action to. Keys always may. */
export function mayDo(caller: Caller, action: Action, ...permissions: (readonly string[])[]): boolean {
  if (isPrivileged(caller)) return true
  return permissions.some((list) => rolesAllowed(list, action).some((role) => caller.roles.has(role)))
}
