import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Search } from './search.ts'
import type { BesideTheLine } from './beside-the-line.ts'
import type { Model } from './model/model.ts'

/** What the bot works with in one execution. */
export interface BotCall {
  readonly repositories: Repositories
  /** The search in the articles of some corpora, or of all when none is named; for one turn. */
  readonly searchIn: (corpora: readonly string[]) => Search
  /** Null for none: the bot quotes. */
  readonly model: Model | null
  readonly besideTheLine: BesideTheLine
  readonly settings: () => Promise<SettingsRow>
  /** For the operator's log; the turn continues. */
  readonly reportError: (problem: string, cause: unknown) => void
}
