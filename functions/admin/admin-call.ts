import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Member } from '../repositories/agents.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** What every use case of an operator works with in one call. */
export interface AdminCall {
  readonly repositories: Repositories
  readonly databaseId: string
  readonly caller: Operator
  /** At most some seconds old. */
  readonly settings: () => Promise<SettingsRow>
  /** For the operator's log; the call continues. */
  readonly reportError: (problem: string, cause: unknown) => void
}

/** The caller: a member of the team `agents`, or the bearer of the admin secret. */
export type Operator = ({ readonly kind: 'agent' } & Member) | { readonly kind: 'secret' }

/** How the caller is named in the transcript and in `audit`. */
export function actorOf(caller: Operator): Actor {
  return caller.kind === 'agent'
    ? { kind: 'agent', id: caller.id, name: caller.name }
    : { kind: 'operator', id: null, name: null }
}
