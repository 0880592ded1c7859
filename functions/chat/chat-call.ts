import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** What every use case of a visitor works with in one call. */
export interface ChatCall {
  readonly repositories: Repositories
  readonly databaseId: string
  /** The account that Appwrite authenticated, or null. */
  readonly userId: string | null
  readonly settings: () => Promise<SettingsRow>
  /** For the operator's log; the visitor's call goes on. */
  readonly reportError: (problem: string, cause: unknown) => void
}
