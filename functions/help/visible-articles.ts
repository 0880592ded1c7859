import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Library } from '../articles/library.ts'
import { offeredCorpora } from '../sessions/offered-corpora.ts'
import type { HelpCall } from './help-call.ts'

/**
 * The articles that a page may show its visitors: of the corpora that it names, if the site offers them, else of the
 * site's own. Null while the site shows none.
 *
 * @throws Refusal `rate_limited`, `corpus_not_offered`
 */
export async function visibleArticles(
  call: HelpCall,
  named: readonly string[] | undefined,
): Promise<{ readonly settings: SettingsRow; readonly library: Library } | null> {
  call.count()
  const settings = await call.settings()
  if (!settings.help) return null
  return { settings, library: await call.libraryOf(offeredCorpora(settings, named)) }
}
