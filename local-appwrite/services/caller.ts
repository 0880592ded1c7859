/** What every caller has: the roles that permissions are matched against, and the scopes routes ask for. */
interface Identity {
  readonly roles: ReadonlySet<string>
  readonly scopes: ReadonlySet<string>
}

/**
 * Who asks. A guest brings nothing that proves an identity; a user brings an account session (or a JWT, in which
 * case `sessionId` is still the session it was made from); a key skips permission checks but not its scopes.
 * `viaJwt` is true when a JWT, not the session itself, proved the identity: such a caller has no current session.
 */
export type Caller =
  | (Identity & { readonly kind: 'guest'; readonly userId: null; readonly sessionId: null })
  | (Identity & {
      readonly kind: 'user'
      readonly userId: string
      readonly sessionId: string | null
      readonly viaJwt: boolean
    })
  | (Identity & {
      readonly kind: 'key'
      /** The user named beside a key (session header sent with a key) is ignored, as Appwrite does. */
      readonly userId: null
      readonly sessionId: null
      /** Set for the key an execution gets: the function it runs. */
      readonly functionId: string | null
    })

/** A user as far as roles depend on it. */
export interface RoleHolder {
  userId: string
  /** E-mail or phone verified. */
  verified: boolean
  labels: readonly string[]
  /** Confirmed memberships only. */
  memberships: readonly { teamId: string; membershipId: string; roles: readonly string[] }[]
}

/** True for callers that skip permission checks and may use the key-only parameters. */
export function isPrivileged(caller: Caller): boolean {
  return caller.kind === 'key'
}

/** Roles of someone without an identity. */
export const GUEST_ROLES: ReadonlySet<string> = new Set(['any', 'guests'])

/** Every role string a user holds (Appwrite 1.9.6, `User::getRoles`). */
export function rolesOfUser(holder: RoleHolder): ReadonlySet<string> {
  const state = holder.verified ? 'verified' : 'unverified'
  const roles = new Set([
    'any',
    'users',
    `users/${state}`,
    `user:${holder.userId}`,
    `user:${holder.userId}/${state}`,
  ])
  for (const { teamId, membershipId, roles: inTeam } of holder.memberships) {
    roles.add(`team:${teamId}`)
    roles.add(`member:${membershipId}`)
    for (const role of inTeam) roles.add(`team:${teamId}/${role}`)
  }
  for (const label of holder.labels) roles.add(`label:${label}`)
  return roles
}
