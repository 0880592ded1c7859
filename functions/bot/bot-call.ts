import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { ArticleCache } from './article-cache.ts'

/** What the bot works with in one execution. */
export interface BotCall {
  readonly repositories: Repositories
  readonly articles: ArticleCache
  readonly settings: () => Promise<SettingsRow>
  /** For the operator's log; the turn continues. */
  readonly reportError: (problem: string, cause: unknown) => void
}
