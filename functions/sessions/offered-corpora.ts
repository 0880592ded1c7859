import { Refusal } from '../../contract/refusal.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'

/**
 * The corpora of a new session: those that a page names, if the site offers them to visitors, otherwise the site's own. A
 * site that names none has no article that visitors may not read.
 *
 * @throws Refusal `corpus_not_offered`
 */
export function offeredCorpora(
  settings: SettingsRow,
  named: readonly string[] | undefined,
): readonly string[] {
  if (named === undefined || named.length === 0) return settings.corpora
  const offered = new Set([...settings.corpora, ...settings.offeredCorpora])
  const others = offered.size === 0 ? [] : named.filter((corpus) => !offered.has(corpus))
  if (others.length > 0) throw new Refusal('corpus_not_offered', { details: { corpora: others } })
  return named
}

/** All corpora that visitors may read, whatever a page names: empty for all there are. */
export function readableCorpora({ corpora, offeredCorpora: further }: SettingsRow): readonly string[] {
  return corpora.length === 0 ? [] : [...corpora, ...further]
}
