import type { Wait } from '../../contract/chat-api.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** What every use case of a visitor works with in one call. */
export interface ChatCall {
  readonly repositories: Repositories
  readonly databaseId: string
  readonly projectId: string
  /** The account that Appwrite authenticated, or null. */
  readonly userId: string | null
  /** The caller's address, or null. */
  readonly clientIp: string | null
  /** The settings if they are cached, else null. */
  readonly rememberedSettings: () => SettingsRow | null
  readonly settings: () => Promise<SettingsRow>
  /** What all who wait for a person are told; unknown where it can't be read. */
  readonly wait: () => Promise<Wait>
  /** For the operator's log; the visitor's call continues. */
  readonly reportError: (problem: string, cause: unknown) => void
}
