import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { FindInArticles } from './articles/finding.ts'

/** What the bot works with in one execution. */
export interface BotCall {
  readonly repositories: Repositories
  /** The search in the articles of some corpora, or of all when none is named. */
  readonly findIn: (corpora: readonly string[]) => FindInArticles
  readonly settings: () => Promise<SettingsRow>
  /** For the operator's log; the turn continues. */
  readonly reportError: (problem: string, cause: unknown) => void
}
