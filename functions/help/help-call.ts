import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Library } from '../articles/library.ts'

/** What the use cases of help work with in one call. */
export interface HelpCall {
  readonly settings: () => Promise<SettingsRow>
  /** The articles of some corpora, or of all when none is named. */
  readonly libraryOf: (corpora: readonly string[]) => Promise<Library>
  /** @throws Refusal `rate_limited` when the caller's address has asked too much */
  readonly count: () => void
}
